// Indicators and the published figures beside them. Internal to this folder.
#pragma once

#include "sim/report/samples.hpp"
#include "sim/report/summary.hpp"

namespace fcr {

/// An indicator's value from its counts, in its own unit; empty when not measured or a percentile.
[[nodiscard]] std::optional<double> value_in_unit(const KpiDefinition& kpi,
                                                  const KpiCounts& counts);

[[nodiscard]] KpiUnit unit_of(KpiType type);

/// A share or a mean over calls: a ratio of sums over replications. Else a mean of replications'
/// own values.
[[nodiscard]] bool is_ratio(KpiType type);

/// Of one replication, of an indicator that is a ratio: numerator over denominator is its value.
[[nodiscard]] RatioSample ratio_in_unit(const KpiDefinition& kpi, const KpiOutcome& outcome);

/// Of one replication, of an indicator that is no ratio; empty when not measured.
[[nodiscard]] std::optional<double> mean_in_unit(const KpiDefinition& kpi,
                                                 const KpiOutcome& outcome,
                                                 const Spans& spans);

[[nodiscard]] KpiSummary summarise_kpi(const Kpi& kpi,
                                       const CompiledScenario& scenario,
                                       const Samples<KpiOutcome>& samples,
                                       const Spans& spans);

[[nodiscard]] PublishedSummary summarise_published(const PublishedFigure& published,
                                                   const std::vector<KpiSummary>& kpis);

}  // namespace fcr
