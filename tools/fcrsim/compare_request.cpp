#include "tools/fcrsim/compare_request.hpp"

#include "sim/report/controlled.hpp"
#include "sim/scenario/near_name.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace fcr {
namespace {

std::vector<const CompiledScenario*> compiled_of(const LoadedScenarios& loaded) {
    std::vector<const CompiledScenario*> compiled;
    for (const auto& scenario : loaded.scenarios) {
        compiled.push_back(&scenario->compiled);
    }
    return compiled;
}

/// A figure that all scenarios have and of which one can be best.
std::optional<Problem> check_rank(const std::string& id, const LoadedScenarios& loaded) {
    std::vector<std::string> ids;
    bool is_there = false;
    for (const RankableFigure& figure : rankable_figures(compiled_of(loaded))) {
        is_there = is_there || figure.id == id;
        if (figure.has_better) {
            ids.push_back(figure.id);
        }
    }
    if (std::ranges::count(ids, id) > 0) {
        return std::nullopt;
    }
    return Problem{.file = "--rank",
                   .field = {},
                   .value = id,
                   .remedy = is_there
                                 ? std::string("must be a figure of which more or less is better")
                                 : "must be a figure that all scenarios have" + suggest(id, ids)};
}

std::optional<Problem> check_employer(const std::string& name, const LoadedScenarios& loaded) {
    std::vector<std::string> employers;
    for (const auto& scenario : loaded.scenarios) {
        for (const Employer& employer : scenario->scenario.employers) {
            if (std::ranges::count(employers, employer.name) == 0) {
                employers.push_back(employer.name);
            }
        }
    }
    if (std::ranges::count(employers, name) > 0) {
        return std::nullopt;
    }
    return Problem{.file = "--pounds-per-hour",
                   .field = {},
                   .value = name,
                   .remedy = "must be an employer of a scenario" + suggest(name, employers)};
}

}  // namespace

Result<ComparisonRequest> request_of(const CompareOptions& options, const LoadedScenarios& loaded) {
    Result<std::vector<HourlyPrice>> prices = prices_of(options);
    if (!prices) {
        return tl::unexpected(std::move(prices.error()));
    }
    Problems problems;
    for (const HourlyPrice& price : *prices) {
        if (auto problem = check_employer(price.employer, loaded)) {
            problems.push_back(std::move(*problem));
        }
    }
    ComparisonRequest request;
    request.run.seed = options.seed.value_or(request.run.seed);
    request.run.replications = options.replications_asked();
    request.run.confidence = options.confidence.value_or(request.run.confidence);
    request.baseline = loaded.baseline;
    request.prices = std::move(*prices);
    request.replications_max = options.replications_most();
    request.control_variates = options.control_variates;
    if (options.control_variates) {
        const CallerWork work(loaded.scenarios[loaded.baseline]->compiled, request.run.seed);
        if (auto why = why_no_controls(work, request.run.replications)) {
            problems.push_back({.file = {},
                                .field = "--control-variates",
                                .value = {},
                                .remedy = std::move(*why)});
        }
    }
    if (options.rank) {
        request.rank = {.figure = *options.rank,
                        .indifference_zone = *options.indifference,
                        .first_stage = request.run.replications};
        if (auto problem = check_rank(*options.rank, loaded)) {
            problems.push_back(std::move(*problem));
        }
    }
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    return request;
}

}  // namespace fcr
