// The figures that scenarios are compared by, replication by replication. Internal to this folder.
#pragma once

#include "sim/domain/kpi_definition.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/report/figure_samples.hpp"
#include "sim/report/summary.hpp"
#include "sim/scenario/compiled_scenario.hpp"
#include "sim/statistics/ranking.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace fcr {

/// A figure and where each scenario has it.
struct FigurePlan {
    std::string id;
    std::string title;
    std::string line;
    std::string words;
    KpiUnit unit = KpiUnit::Percent;
    std::optional<BetterWhen> better;
    std::optional<LineFigure> line_figure;  ///< empty: an indicator
    KpiDefinition kpi;                      ///< of the first scenario
    std::vector<std::size_t> rows;          ///< line or indicator, by scenario
};

struct FigurePlans {
    std::vector<FigurePlan> figures;    ///< of lines, then indicators; in the first one's order
    std::vector<std::string> left_out;  ///< sentences
};

/// The figures that all scenarios have. Two indicators of one id are the same when their
/// definitions are, lines, classes, pools and employers by name.
[[nodiscard]] FigurePlans plan_figures(std::span<const CompiledScenario* const> scenarios);

/// The figure in each replication of one of the scenarios.
[[nodiscard]] FigureSamples samples_of(const FigurePlan& figure,
                                       std::size_t scenario,
                                       const CompiledScenario& compiled,
                                       const ExperimentResult& result);

}  // namespace fcr
