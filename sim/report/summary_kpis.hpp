// Indicators and the published figures beside them. Internal to this folder.
#pragma once

#include "sim/report/samples.hpp"
#include "sim/report/summary.hpp"

namespace fcr {

/// An indicator's value from its counts, in its own unit; empty when not measured or a percentile.
[[nodiscard]] std::optional<double> value_in_unit(const KpiDefinition& kpi,
                                                  const KpiCounts& counts);

[[nodiscard]] KpiSummary summarise_kpi(const Kpi& kpi,
                                       const CompiledScenario& scenario,
                                       const Samples<KpiOutcome>& samples,
                                       const Spans& spans);

[[nodiscard]] PublishedSummary summarise_published(const PublishedFigure& published,
                                                   const std::vector<KpiSummary>& kpis);

}  // namespace fcr
