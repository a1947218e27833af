#include "sim/design/scenario_trial.hpp"

#include "proto/fcr/v1/scenario.pb.h"
#include "sim/scenario/compile.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/overrides.hpp"
#include "sim/scenario/syntax.hpp"

#include <fmt/format.h>

#include <utility>

namespace fcr {

Result<Scenario> ScenarioTrial::scenario(const std::vector<std::string>& overrides) const {
    Result<Scenario> scenario = parse_scenario(text_, file_, overrides);
    if (scenario) {
        if (auto compiled = compile(*scenario); !compiled) {
            return tl::unexpected(std::move(compiled.error()));
        }
    }
    return scenario;
}

std::optional<Problem> ScenarioTrial::form(std::vector<std::string> overrides,
                                           std::string last) const {
    v1::Scenario message;
    google::protobuf::TextFormat::ParseInfoTree locations;
    std::vector<std::string> keys;
    if (parse_text(file_, SourceText(text_), message, locations)) {
        return std::nullopt;  // told with the scenario
    }
    overrides.push_back(std::move(last));
    Problems problems = apply_overrides(overrides, message, keys);
    return problems.empty() ? std::nullopt : std::optional(std::move(problems.back()));
}

std::string refused_by_scenario(const Problem& problem) {
    const std::string field = problem.field.empty() ? "" : problem.field + ": ";
    return fmt::format("is refused by the scenario: {}{}", field, problem.remedy);
}

std::optional<std::string> path_fault(const std::optional<Problem>& problem) {
    if (!problem || (!problem->value.empty() && !problem->field.empty())) {
        return std::nullopt;
    }
    return problem->field.empty() ? "must be a field path, such as pools[in_house].seats"
                                  : refused_by_scenario(*problem);
}

}  // namespace fcr
