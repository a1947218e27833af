#include "sim/report/figure_samples.hpp"

#include "sim/report/samples.hpp"
#include "sim/report/summary_kpis.hpp"

namespace fcr {
namespace {

RatioSample ratio_of(LineFigure figure, const CallTally& calls) {
    const auto answered = static_cast<double>(calls.answered);
    const auto ended = static_cast<double>(calls.offered() - calls.unfinished);
    switch (figure) {
        case LineFigure::Answered: return {.numerator = kPercent * answered, .denominator = ended};
        case LineFigure::Abandoned:
            return {.numerator = kPercent * static_cast<double>(calls.abandoned),
                    .denominator = ended};
        case LineFigure::MeanWait:
            return {.numerator = static_cast<double>(calls.answered_wait_us) / kUsPerSecond,
                    .denominator = answered};
        case LineFigure::Below10s:
            return {.numerator = kPercent * static_cast<double>(calls.band_below_10s),
                    .denominator = answered};
    }
    return {};
}

}  // namespace

FigureSamples samples_of(LineId line, LineFigure figure, const ExperimentResult& result) {
    FigureSamples samples{.is_ratio = true, .ratios = {}, .means = {}};
    const PopulationId population = result.totals->population(line);
    for (const ReplicationResult& replication : result.replications) {
        samples.ratios.push_back(
            ratio_of(figure, replication.populations[population.index()].calls));
    }
    return samples;
}

Figure estimate_of(const FigureSamples& samples, double confidence) {
    if (samples.is_ratio) {
        return estimate_ratio(samples.ratios, confidence);
    }
    std::vector<double> measured;
    for (const std::optional<double>& sample : samples.means) {
        if (sample) {
            measured.push_back(*sample);
        }
    }
    return estimate_mean(measured, confidence);
}

std::optional<Linearised> linearise(const FigureSamples& samples) {
    if (samples.is_ratio) {
        return linearise(samples.ratios);
    }
    std::vector<double> measured;
    for (const std::optional<double>& sample : samples.means) {
        if (!sample) {
            return std::nullopt;
        }
        measured.push_back(*sample);
    }
    return linearise(measured);
}

FigureSamples samples_of(KpiId kpi,
                         const CompiledScenario& scenario,
                         const ExperimentResult& result) {
    const KpiDefinition& definition = scenario.kpis[kpi].definition;
    const Spans spans = spans_of(scenario);
    FigureSamples samples{.is_ratio = is_ratio(definition.type), .ratios = {}, .means = {}};
    for (const ReplicationResult& replication : result.replications) {
        const KpiOutcome& outcome = replication.kpis[kpi.index()];
        if (samples.is_ratio) {
            samples.ratios.push_back(ratio_in_unit(definition, outcome));
        } else {
            samples.means.push_back(mean_in_unit(definition, outcome, spans));
        }
    }
    return samples;
}

std::optional<BetterWhen> better_when(KpiType type) {
    switch (type) {
        case KpiType::ServiceLevel: return BetterWhen::Larger;
        case KpiType::Abandonment:
        case KpiType::MeanWait:
        case KpiType::Percentile:
        case KpiType::LongestWait: return BetterWhen::Smaller;
        case KpiType::Count: return std::nullopt;
    }
    return std::nullopt;
}

std::string line_of(const KpiDefinition& kpi, const CompiledScenario& scenario) {
    if (kpi.line) {
        return scenario.lines[*kpi.line].name;
    }
    return kpi.call_class ? scenario.lines[scenario.classes[*kpi.call_class].line].name
                          : std::string{};
}

}  // namespace fcr
