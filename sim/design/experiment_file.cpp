#include "sim/design/experiment_file.hpp"

#include "proto/fcr/v1/experiment.pb.h"
#include "sim/design/experiment_validation.hpp"
#include "sim/design/plan_heading.hpp"
#include "sim/design/sweep_points.hpp"
#include "sim/scenario/input_file.hpp"
#include "sim/scenario/syntax.hpp"

#include <fmt/format.h>

#include <limits>
#include <optional>
#include <string_view>
#include <utility>

namespace fcr {

namespace {

using E = v1::Experiment;

constexpr std::size_t kExperimentBytesMax = kScenarioBytesMax;
constexpr std::uint32_t kInputReplications = 10;
constexpr std::uint32_t kReplications = 100;

/// The replications of each point and of all together.
void read_replications(const Block& root, ExperimentPlan& plan) {
    const bool input = plan.design.kind == DesignKind::InputUncertainty;
    const Range range{.min = input ? 2.0 : 1.0, .max = static_cast<double>(kPointReplicationsMax)};
    plan.replications = root.count_or(
        E::kReplicationsFieldNumber, range, input ? kInputReplications : kReplications);
    if (root.as<E>().has_seed()) {
        plan.seed = root.as<E>().seed();
    }
}

/// Refuses more points or replications than the limits allow; true when there are some, and not
/// too many.
bool check_size(const Block& root, const ExperimentPlan& plan) {
    const std::uint64_t points = count_points(plan.factors, plan.design);
    if (points > kPointsMax) {
        const std::string told = points == std::numeric_limits<std::uint64_t>::max()
                                     ? "more than 10^19"
                                     : std::to_string(points);
        root.child(E::kDesignFieldNumber)
            .refuse_block(fmt::format("{} points", told),
                          fmt::format("limit reached: at most {} points", kPointsMax));
        return false;
    }
    const std::uint64_t replications = points * plan.replications;
    if (replications > kExperimentReplicationsMax) {
        root.child(E::kDesignFieldNumber)
            .refuse_block(fmt::format("{} points with {} replications", points, plan.replications),
                          fmt::format("limit reached: at most {} replications in all, points times "
                                      "replications",
                                      kExperimentReplicationsMax));
        return false;
    }
    return points > 0;
}

}  // namespace

Result<ExperimentPlan> parse_experiment(std::string text, const std::string& file) {
    google::protobuf::TextFormat::ParseInfoTree locations;
    v1::Experiment message;
    const TextOrigin origin{.file = file,
                            .text = SourceText(without_byte_order_mark(std::move(text))),
                            .locations = &locations};
    if (auto problem =
            parse_filled_text(file,
                              origin.text,
                              "an experiment needs at least scenario, factors and design",
                              message,
                              locations)) {
        return tl::unexpected(Problems{std::move(*problem)});
    }
    Findings findings;
    const Block root(message, origin, findings);
    ExperimentPlan plan;
    plan.file = file;
    read_heading<E>(root, plan);
    plan.factors = read_factors(root);
    const std::optional<DesignOptions> design = read_design(root, plan.factors);
    plan.design = design.value_or(DesignOptions{});
    read_replications(root, plan);
    const bool form_is_sound = findings.empty() && design.has_value();
    const bool plan_is_sound = form_is_sound && check_size(root, plan);
    check_scenario(root, plan_is_sound, plan);
    if (!findings.empty()) {
        return tl::unexpected(findings.take());
    }
    return plan;
}

Result<ExperimentPlan> load_experiment(const std::filesystem::path& file) {
    Result<std::string> text = read_input_file(file, kExperimentBytesMax);
    if (!text) {
        return tl::unexpected(std::move(text.error()));
    }
    return parse_experiment(std::move(*text), file.string());
}

std::vector<std::string> unsourced_factors(const ExperimentPlan& plan) {
    std::vector<std::string> names;
    for (const Factor& factor : plan.factors) {
        if (factor.source.empty()) {
            names.push_back(factor.name);
        }
    }
    return names;
}

}  // namespace fcr
