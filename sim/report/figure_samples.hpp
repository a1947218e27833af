// A figure in each replication of a scenario: what comparisons, sweeps and calibrations reckon
// with.
#pragma once

#include "sim/domain/ids.hpp"
#include "sim/domain/kpi_definition.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/report/figures.hpp"
#include "sim/scenario/compiled_scenario.hpp"
#include "sim/statistics/estimate.hpp"
#include "sim/statistics/linearised.hpp"
#include "sim/statistics/ranking.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// A figure that every line has.
enum class LineFigure : std::uint8_t { Answered, Abandoned, MeanWait, Below10s };

/// Replication by replication: of ratios in `ratios`, else in `means`, which are empty where it was
/// not measured.
struct FigureSamples {
    bool is_ratio = false;
    std::vector<RatioSample> ratios;
    std::vector<std::optional<double>> means;
};

[[nodiscard]] FigureSamples samples_of(LineId line,
                                       LineFigure figure,
                                       const ExperimentResult& result);

/// The figure over all replications in which it was measured.
[[nodiscard]] Figure estimate_of(const FigureSamples& samples, double confidence);

/// The figure with what each replication adds to its error; empty where it was not measured in
/// every replication, or, of a ratio, in none.
[[nodiscard]] std::optional<Linearised> linearise(const FigureSamples& samples);

/// Of an indicator, in its own unit.
[[nodiscard]] FigureSamples samples_of(KpiId kpi,
                                       const CompiledScenario& scenario,
                                       const ExperimentResult& result);

/// Which way the indicator is good; empty for a count.
[[nodiscard]] std::optional<BetterWhen> better_when(KpiType type);

/// The line whose calls the indicator counts; empty when it is of several.
[[nodiscard]] std::string line_of(const KpiDefinition& kpi, const CompiledScenario& scenario);

}  // namespace fcr
