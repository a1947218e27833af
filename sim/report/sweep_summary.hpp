// What a sweep came to: its points, what moves each figure, and what is uncertain.
#pragma once

#include "sim/base/time.hpp"
#include "sim/design/experiment_plan.hpp"
#include "sim/design/input_uncertainty.hpp"
#include "sim/design/sensitivity.hpp"
#include "sim/design/sweep_points.hpp"
#include "sim/report/sweep_figures.hpp"
#include "sim/scenario/scenario_bundle.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// The mean of a figure over all points of a grid where a factor has one setting.
struct EffectLevel {
    std::string setting;  ///< as tables call it
    double mean = 0.0;
    std::size_t points = 0;
};

/// What a factor of a grid does to a figure, on average over the others.
struct MainEffect {
    std::size_t factor = 0;
    std::vector<EffectLevel> levels;  ///< in the order of the factor's settings; one or more

    [[nodiscard]] const EffectLevel& lowest() const;
    [[nodiscard]] const EffectLevel& highest() const;
    [[nodiscard]] double size() const { return highest().mean - lowest().mean; }
};

/// What is known of one figure beside its value at each point; what the design does not tell is
/// empty.
struct SweepAnalysis {
    std::vector<std::optional<MorrisEffect>> morris;  ///< by factor
    std::optional<SobolIndices> sobol;
    std::vector<Swing> swings;        ///< one factor at a time; longest first
    std::vector<MainEffect> effects;  ///< of a grid; largest first
    std::optional<InputUncertainty> uncertainty;
    std::optional<std::size_t>
        best;             ///< row of the point with the best value, for designs that seek
    std::string finding;  ///< what it comes to, in a sentence or two
};

/// A sweep in figures. Holds no host, clock, thread count or folder: equal sweeps are equal.
struct SweepSummary {
    ExperimentPlan plan;
    double confidence = 0.95;  ///< of every interval, 0 to 1
    Duration per{0};           ///< counts are calls in this much simulated time
    std::vector<SweepFigure> figures;
    std::vector<SweepPoint> points;      ///< finished, in the order of the design
    std::vector<PointOutcome> outcomes;  ///< of those
    /// What the scenario says where a factor sets it: by factor and path, empty where nothing.
    std::vector<std::vector<std::string>> baselines;
    std::size_t points_asked = 0;
    std::vector<SweepAnalysis> analyses;  ///< by figure
    std::vector<std::string> warnings;

    [[nodiscard]] bool is_whole() const { return points.size() == points_asked; }
};

/// What was run. The outcomes are of the first points of the plan, all of them or fewer.
struct SweepRun {
    ExperimentPlan plan;
    double confidence = 0.95;
    Duration per{0};
    std::vector<SweepFigure> figures;
    std::vector<PointOutcome> outcomes;
    const ScenarioBundle* scenario = nullptr;  ///< with the changes of all points; optional
};

/// Everything that reports say of a sweep. A function of its argument alone. Factors are ranked
/// when all points are there.
[[nodiscard]] SweepSummary summarise(SweepRun run);

/// The figure at a point with its unit, such as `87.5 ±0.4 %`.
[[nodiscard]] std::string figure_words(const SweepFigure& figure, const Figure& value);

/// What a table calls the setting of a factor at a point; `as it is` where it has none.
[[nodiscard]] std::string setting_label(const ExperimentPlan& plan,
                                        const SweepPoint& point,
                                        std::size_t factor);

/// What a difference of the figure is counted in: `percentage points`, `s`, `calls`.
[[nodiscard]] std::string difference_unit(KpiUnit unit);

// Internal to this folder.

/// The sentence that says what the analysis of a figure comes to.
[[nodiscard]] std::string finding_of(const SweepSummary& summary, std::size_t figure);

}  // namespace fcr
