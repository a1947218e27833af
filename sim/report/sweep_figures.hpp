// Which figures a sweep reports, and what they came to at a point.
#pragma once

#include "sim/design/experiment_plan.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/report/figure_samples.hpp"
#include "sim/report/summary.hpp"
#include "sim/scenario/compiled_scenario.hpp"
#include "sim/statistics/ranking.hpp"

#include <optional>
#include <string>
#include <vector>

namespace fcr {

struct SweepFigure {
    std::string id;     ///< of an indicator, or `101.answered_percent`, `101.mean_wait_s`
    std::string title;  ///< a few words
    std::string line;   ///< empty when it is of none
    std::string words;  ///< the definition
    KpiUnit unit = KpiUnit::Percent;
    std::optional<BetterWhen> better{};       ///< empty: neither
    std::optional<LineFigure> line_figure{};  ///< empty: an indicator
};

/// The indicators that the plan asks for. A line that none of them is of has its share answered
/// and its mean wait beside them: both lines always, each can be bought with the other.
[[nodiscard]] std::vector<SweepFigure> sweep_figures(const ExperimentPlan& plan,
                                                     const CompiledScenario& scenario);

/// What came of a point, in the order of the figures.
struct PointOutcome {
    std::vector<Figure> figures;
    /// What each replication adds: numbers whose mean is the figure and whose variance is that of
    /// its error; of a ratio linearised. Not-a-number where not measured. Empty unless asked for.
    std::vector<std::vector<double>> replications;
};

/// A point that was run.
struct PointRun {
    const CompiledScenario& compiled;
    const ExperimentResult& result;
    const RunSummary& summary;
};

/// A figure that the point's scenario does not have is not measured. `each`: replications too.
[[nodiscard]] PointOutcome point_outcome(const std::vector<SweepFigure>& figures,
                                         const PointRun& run,
                                         bool each);

}  // namespace fcr
