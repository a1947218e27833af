#include "tools/fcrsim/calibrated_room.hpp"

#include "sim/report/figure_samples.hpp"
#include "sim/scenario/compile.hpp"
#include "sim/scenario/load.hpp"
#include "tools/fcrsim/limit_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace fcr {
namespace {

/// What a scenario says of a point that it does not take.
std::string refusal(const Problems& problems) {
    const Problem& first = problems.front();
    return first.field.empty() ? first.remedy : first.field + ": " + first.remedy;
}

std::optional<KpiId> kpi_of(const CompiledScenario& scenario, const std::string& id) {
    for (std::size_t row = 0; row < scenario.kpis.size(); ++row) {
        if (scenario.kpis[KpiId{row}].id == id) {
            return KpiId{row};
        }
    }
    return std::nullopt;
}

}  // namespace

CalibratedRoom::CalibratedRoom(const CalibrationPlan& plan, unsigned jobs)
    : plan_(plan), jobs_(jobs) {}

PointResponse CalibratedRoom::at(const CalibrationPoint& point, const CallersUsed& callers) {
    if (progress.stop) {
        return PointStopped{};
    }
    const Result<Scenario> scenario = load_scenario(plan_.scenario, overrides_of(plan_, point));
    if (!scenario) {
        return PointRefused{refusal(scenario.error())};
    }
    const Result<CompiledScenario> compiled = compile(*scenario);
    if (!compiled) {
        return PointRefused{refusal(compiled.error())};
    }
    const ExperimentResult result = run_experiment(*compiled,
                                                   {.seed = plan_.seed,
                                                    .first_replication = callers.first,
                                                    .replications = callers.count,
                                                    .jobs = jobs_},
                                                   progress);
    for (const ReplicationResult& replication : result.replications) {
        calls_ += replication.counts.offered;
    }
    if (result.limit) {
        progress.stop = false;  // the limit has set it; it is the point's alone
        return PointRefused{limit_words(*result.limit, plan_.seed, *compiled)};
    }
    if (result.stopped) {
        return PointStopped{};
    }
    points_ += 1;
    TargetFigures figures;
    for (const CalibrationTarget& target : plan_.targets) {
        const auto kpi = kpi_of(*compiled, target.kpi);
        auto figure = kpi ? linearise(samples_of(*kpi, *compiled, result)) : std::nullopt;
        if (!figure) {
            return PointRefused{target.kpi + " is not measured in every replication"};
        }
        figures.push_back(std::move(*figure));
    }
    return figures;
}

std::string CalibratedRoom::progress_line(std::chrono::duration<double> elapsed) const {
    const double rate =
        static_cast<double>(progress.finished.load()) / std::max(elapsed.count(), 1e-3);
    const double left = rate > 0.0 ? (static_cast<double>(replications_max(plan_)) -
                                      static_cast<double>(progress.finished.load())) /
                                         rate
                                   : 0.0;
    return fmt::format("{} points, {} of at most {} replications, at most {:.0f} s left",
                       points_.load(),
                       progress.finished.load(),
                       replications_max(plan_),
                       std::max(left, 0.0));
}

Result<std::vector<TargetWords>> target_words(const CalibrationPlan& plan) {
    const Result<Scenario> scenario = load_scenario(plan.scenario, plan.changes);
    if (!scenario) {
        return tl::unexpected(scenario.error());
    }
    const Result<CompiledScenario> compiled = compile(*scenario);
    if (!compiled) {
        return tl::unexpected(compiled.error());
    }
    std::vector<TargetWords> words;
    for (const CalibrationTarget& target : plan.targets) {
        const auto id = kpi_of(*compiled, target.kpi);
        words.push_back(words_of(compiled->kpis[*id]));
    }
    return words;
}

}  // namespace fcr
