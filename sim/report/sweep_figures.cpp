#include "sim/report/sweep_figures.hpp"

#include "sim/report/kpi_words.hpp"
#include "sim/report/samples.hpp"
#include "sim/report/summary_kpis.hpp"
#include "sim/statistics/linearised.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>

namespace fcr {
namespace {

constexpr double kNotMeasuredNumber = std::numeric_limits<double>::quiet_NaN();

KpiUnit kpi_unit(KpiType type) {
    switch (type) {
        case KpiType::ServiceLevel:
        case KpiType::Abandonment: return KpiUnit::Percent;
        case KpiType::MeanWait:
        case KpiType::Percentile:
        case KpiType::LongestWait: return KpiUnit::Seconds;
        case KpiType::Count: break;
    }
    return KpiUnit::Calls;
}

std::optional<BetterWhen> better_of(KpiType type) {
    switch (type) {
        case KpiType::ServiceLevel: return BetterWhen::Larger;
        case KpiType::Abandonment:
        case KpiType::MeanWait:
        case KpiType::Percentile:
        case KpiType::LongestWait: return BetterWhen::Smaller;
        case KpiType::Count: break;
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

/// A ratio's samples as numbers whose mean is the ratio.
std::vector<double> as_numbers(const std::vector<RatioSample>& samples) {
    const std::optional<Linearised> ratio = linearise(samples);
    if (!ratio) {
        return std::vector<double>(samples.size(), kNotMeasuredNumber);
    }
    std::vector<double> numbers;
    for (const double residual : ratio->residuals) {
        numbers.push_back(ratio->value + residual);
    }
    return numbers;
}

/// The numbers of one indicator, replication by replication.
std::vector<double> kpi_numbers(const PointRun& run, std::size_t row) {
    const KpiDefinition& kpi = run.compiled.kpis[KpiId{row}].definition;
    const bool is_ratio = kpi.type == KpiType::ServiceLevel || kpi.type == KpiType::Abandonment ||
                          kpi.type == KpiType::MeanWait;
    const double scale = kpi_unit(kpi.type) == KpiUnit::Percent ? kPercent : 1.0 / kUsPerSecond;
    const double per_measured =
        static_cast<double>(run.summary.per.count()) /
        static_cast<double>((run.compiled.measured_until - run.compiled.measured_from).count());
    std::vector<RatioSample> samples;
    std::vector<double> numbers;
    for (const ReplicationResult& replication : run.result.replications) {
        const KpiOutcome& outcome = replication.kpis[row];
        if (is_ratio) {
            const Ratio ratio = kpi_value(kpi, outcome.counts);
            samples.push_back({.numerator = scale * static_cast<double>(ratio.numerator),
                               .denominator = static_cast<double>(ratio.denominator)});
        } else if (kpi.type == KpiType::Percentile) {
            numbers.push_back(outcome.percentile_us < 0
                                  ? kNotMeasuredNumber
                                  : static_cast<double>(outcome.percentile_us) / kUsPerSecond);
        } else if (kpi.type == KpiType::Count) {
            numbers.push_back(static_cast<double>(outcome.counts.offered) * per_measured);
        } else {
            numbers.push_back(value_in_unit(kpi, outcome.counts).value_or(kNotMeasuredNumber));
        }
    }
    return is_ratio ? as_numbers(samples) : numbers;
}

std::vector<double> line_numbers(const PointRun& run, std::size_t line, FigureSource source) {
    const PopulationId id = run.result.totals->population(LineId{line});
    std::vector<RatioSample> samples;
    for (const ReplicationResult& replication : run.result.replications) {
        const CallTally& calls = replication.populations[id.index()].calls;
        const auto answered = static_cast<double>(calls.answered);
        if (source == FigureSource::LineMeanWait) {
            samples.push_back(
                {.numerator = static_cast<double>(calls.answered_wait_us) / kUsPerSecond,
                 .denominator = answered});
        } else {
            samples.push_back(
                {.numerator = kPercent * answered,
                 .denominator = static_cast<double>(calls.offered() - calls.unfinished)});
        }
    }
    return as_numbers(samples);
}

/// The row of the list whose element has the name; empty when none has.
template <typename List, typename Member>
std::optional<std::size_t> row_of(const List& list, const std::string& name, Member member) {
    const auto found = std::ranges::find(list, name, member);
    return found == list.end() ? std::nullopt
                               : std::optional(static_cast<std::size_t>(found - list.begin()));
}

}  // namespace

std::vector<SweepFigure> sweep_figures(const ExperimentPlan& plan,
                                       const CompiledScenario& scenario) {
    std::vector<SweepFigure> figures;
    for (const std::string& id : plan.kpis) {
        for (std::size_t row = 0; row < scenario.kpis.size(); ++row) {
            const Kpi& kpi = scenario.kpis[KpiId{row}];
            if (kpi.id == id) {
                figures.push_back({.id = kpi.id,
                                   .title = kpi.title.empty() ? kpi.id : kpi.title,
                                   .line = line_of(kpi.definition, scenario),
                                   .words = in_words(kpi.definition, scenario),
                                   .unit = kpi_unit(kpi.definition.type),
                                   .better = better_of(kpi.definition.type)});
            }
        }
    }
    for (std::size_t row = 0; row < scenario.lines.size(); ++row) {
        const std::string& line = scenario.lines[LineId{row}].name;
        if (std::ranges::count(figures, line, &SweepFigure::line) > 0) {
            continue;
        }
        figures.push_back({.id = line + ".answered_percent",
                           .title = line + " answered",
                           .line = line,
                           .words = line + ": answered, as a share of the calls that ended",
                           .unit = KpiUnit::Percent,
                           .better = BetterWhen::Larger,
                           .source = FigureSource::LineAnswered});
        figures.push_back({.id = line + ".mean_wait_s",
                           .title = line + " mean answer time",
                           .line = line,
                           .words = line + ": mean wait of answered calls from reaching the force",
                           .unit = KpiUnit::Seconds,
                           .better = BetterWhen::Smaller,
                           .source = FigureSource::LineMeanWait});
    }
    return figures;
}

PointOutcome point_outcome(const std::vector<SweepFigure>& figures,
                           const PointRun& run,
                           bool each) {
    PointOutcome outcome;
    const std::vector<double> none(run.result.replications.size(), kNotMeasuredNumber);
    for (const SweepFigure& figure : figures) {
        Figure value;
        std::vector<double> numbers = none;
        if (figure.source == FigureSource::Kpi) {
            if (const auto row = row_of(run.summary.kpis, figure.id, &KpiSummary::id)) {
                value = run.summary.kpis[*row].value;
                numbers = each ? kpi_numbers(run, *row) : none;
            }
        } else if (const auto row = row_of(run.summary.lines, figure.line, &LineSummary::name)) {
            const CallFigures& calls = run.summary.lines[*row].figures;
            value = figure.source == FigureSource::LineAnswered ? calls.answered_percent
                                                                : calls.force_clock.mean_s;
            numbers = each ? line_numbers(run, *row, figure.source) : none;
        }
        outcome.figures.push_back(value);
        if (each) {
            outcome.replications.push_back(std::move(numbers));
        }
    }
    return outcome;
}

}  // namespace fcr
