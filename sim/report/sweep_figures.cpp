#include "sim/report/sweep_figures.hpp"

#include "sim/report/kpi_words.hpp"
#include "sim/report/summary_kpis.hpp"
#include "sim/statistics/linearised.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>

namespace fcr {
namespace {

constexpr double kNotMeasuredNumber = std::numeric_limits<double>::quiet_NaN();

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

std::vector<double> as_numbers(const FigureSamples& samples) {
    if (samples.is_ratio) {
        return as_numbers(samples.ratios);
    }
    std::vector<double> numbers;
    for (const std::optional<double>& mean : samples.means) {
        numbers.push_back(mean.value_or(kNotMeasuredNumber));
    }
    return numbers;
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
                                   .unit = unit_of(kpi.definition.type),
                                   .better = better_when(kpi.definition.type)});
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
                           .line_figure = LineFigure::Answered});
        figures.push_back({.id = line + ".mean_wait_s",
                           .title = line + " mean answer time",
                           .line = line,
                           .words = line + ": mean wait of answered calls from reaching the force",
                           .unit = KpiUnit::Seconds,
                           .better = BetterWhen::Smaller,
                           .line_figure = LineFigure::MeanWait});
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
        if (!figure.line_figure) {
            if (const auto row = row_of(run.summary.kpis, figure.id, &KpiSummary::id)) {
                value = run.summary.kpis[*row].value;
                numbers =
                    each ? as_numbers(samples_of(KpiId{*row}, run.compiled, run.result)) : none;
            }
        } else if (const auto row = row_of(run.summary.lines, figure.line, &LineSummary::name)) {
            const CallFigures& calls = run.summary.lines[*row].figures;
            value = *figure.line_figure == LineFigure::Answered ? calls.answered_percent
                                                                : calls.force_clock.mean_s;
            numbers =
                each ? as_numbers(samples_of(LineId{*row}, *figure.line_figure, run.result)) : none;
        }
        outcome.figures.push_back(value);
        if (each) {
            outcome.replications.push_back(std::move(numbers));
        }
    }
    return outcome;
}

}  // namespace fcr
