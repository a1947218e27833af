#include "sim/report/summary_kpis.hpp"

#include "sim/report/kpi_words.hpp"
#include "sim/scenario/kpi_codes.hpp"

#include <cmath>

namespace fcr {
namespace {

double scale_of(KpiUnit unit) {
    switch (unit) {
        case KpiUnit::Percent: return kPercent;
        case KpiUnit::Seconds: return 1.0 / kUsPerSecond;
        case KpiUnit::Calls: return 1.0;
    }
    return 1.0;
}

/// True when the counts hold a wait: the longest of no waits is not measured.
bool has_wait(const KpiCounts& counts) {
    return counts.answered + counts.abandoned > 0;
}

Figure estimate(const KpiDefinition& kpi, const Samples<KpiOutcome>& samples, const Spans& spans) {
    if (is_ratio(kpi.type)) {
        return samples.ratio(
            [&](const KpiOutcome& outcome) { return kpi_value(kpi, outcome.counts).numerator; },
            [&](const KpiOutcome& outcome) { return kpi_value(kpi, outcome.counts).denominator; },
            scale_of(unit_of(kpi.type)));
    }
    return samples.mean(
        [&](const KpiOutcome& outcome) { return mean_in_unit(kpi, outcome, spans); });
}

}  // namespace

KpiUnit unit_of(KpiType type) {
    switch (type) {
        case KpiType::ServiceLevel:
        case KpiType::Abandonment: return KpiUnit::Percent;
        case KpiType::MeanWait:
        case KpiType::Percentile:
        case KpiType::LongestWait: return KpiUnit::Seconds;
        case KpiType::Count: return KpiUnit::Calls;
    }
    return KpiUnit::Calls;
}

bool is_ratio(KpiType type) {
    switch (type) {
        case KpiType::ServiceLevel:
        case KpiType::Abandonment:
        case KpiType::MeanWait: return true;
        case KpiType::Percentile:
        case KpiType::LongestWait:
        case KpiType::Count: return false;
    }
    return false;
}

RatioSample ratio_in_unit(const KpiDefinition& kpi, const KpiOutcome& outcome) {
    const Ratio ratio = kpi_value(kpi, outcome.counts);
    return {.numerator = scale_of(unit_of(kpi.type)) * static_cast<double>(ratio.numerator),
            .denominator = static_cast<double>(ratio.denominator)};
}

std::optional<double> mean_in_unit(const KpiDefinition& kpi,
                                   const KpiOutcome& outcome,
                                   const Spans& spans) {
    switch (kpi.type) {
        case KpiType::ServiceLevel:
        case KpiType::Abandonment:
        case KpiType::MeanWait: break;
        case KpiType::Percentile:
            return outcome.percentile_us < 0
                       ? std::nullopt
                       : std::optional(static_cast<double>(outcome.percentile_us) / kUsPerSecond);
        case KpiType::LongestWait:
            return has_wait(outcome.counts)
                       ? std::optional(static_cast<double>(outcome.counts.longest_wait_us) /
                                       kUsPerSecond)
                       : std::nullopt;
        case KpiType::Count:
            return static_cast<double>(outcome.counts.offered) * spans.per_measured;
    }
    return std::nullopt;
}

std::optional<double> value_in_unit(const KpiDefinition& kpi, const KpiCounts& counts) {
    const Ratio ratio = kpi_value(kpi, counts);
    if (!ratio.measured() || (kpi.type == KpiType::LongestWait && !has_wait(counts))) {
        return std::nullopt;
    }
    return scale_of(unit_of(kpi.type)) * ratio.value();
}

KpiSummary summarise_kpi(const Kpi& kpi,
                         const CompiledScenario& scenario,
                         const Samples<KpiOutcome>& samples,
                         const Spans& spans) {
    KpiSummary summary{.id = kpi.id,
                       .title = kpi.title,
                       .words = in_words(kpi.definition, scenario),
                       .codes = in_codes(kpi.definition),
                       .unit = unit_of(kpi.definition.type),
                       .value = estimate(kpi.definition, samples, spans),
                       .ratio = std::nullopt,
                       .counts = {}};
    for (const KpiOutcome* outcome : samples.rows()) {
        summary.counts.merge(outcome->counts);
    }
    if (is_ratio(kpi.definition.type)) {
        summary.ratio = kpi_value(kpi.definition, summary.counts);
    }
    return summary;
}

PublishedSummary summarise_published(const PublishedFigure& published,
                                     const std::vector<KpiSummary>& kpis) {
    PublishedSummary summary{.kpi = published.kpi.index(),
                             .value = published.value,
                             .tolerance = published.tolerance,
                             .difference = std::nullopt,
                             .within = std::nullopt,
                             .source = published.source};
    const Figure& simulated = kpis[summary.kpi].value;
    if (simulated) {
        summary.difference = simulated->value - published.value;
        if (published.tolerance) {
            summary.within = std::abs(*summary.difference) <= *published.tolerance;
        }
    }
    return summary;
}

}  // namespace fcr
