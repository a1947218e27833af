#include "sim/report/comparison_figures.hpp"

#include "sim/report/kpi_words.hpp"
#include "sim/report/summary_kpis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace fcr {
namespace {

struct LineFigureWords {
    LineFigure figure;
    std::string_view id;
    std::string_view title;
    std::string_view words;
    KpiUnit unit;
    BetterWhen better;
};
constexpr std::array kLineFigures{
    LineFigureWords{LineFigure::Answered,
                    "answered_percent",
                    "answered",
                    "calls answered, as a share of those that ended",
                    KpiUnit::Percent,
                    BetterWhen::Larger},
    LineFigureWords{LineFigure::Abandoned,
                    "abandoned_percent",
                    "abandoned",
                    "calls abandoned, as a share of those that ended",
                    KpiUnit::Percent,
                    BetterWhen::Smaller},
    LineFigureWords{LineFigure::MeanWait,
                    "mean_wait_s",
                    "mean wait",
                    "mean wait of the calls answered, on the force's clock",
                    KpiUnit::Seconds,
                    BetterWhen::Smaller},
    LineFigureWords{LineFigure::Below10s,
                    "below_10s_percent",
                    "answered below 10 s",
                    "calls answered below 10 s, as a share of those answered; on the operator's "
                    "clock where the line has one",
                    KpiUnit::Percent,
                    BetterWhen::Larger},
};

/// Names instead of ids, which differ from scenario to scenario.
struct Filters {
    std::string line;
    std::string call_class;
    std::string pool;
    std::string employer;
    friend bool operator==(const Filters&, const Filters&) = default;
};

Filters filters_of(const KpiDefinition& kpi, const CompiledScenario& scenario) {
    return {.line = kpi.line ? scenario.lines[*kpi.line].name : std::string{},
            .call_class = kpi.call_class ? scenario.classes[*kpi.call_class].name : std::string{},
            .pool = kpi.pool ? scenario.pools[*kpi.pool].name : std::string{},
            .employer = kpi.employer ? scenario.employers[*kpi.employer].name : std::string{}};
}

bool same_definition(const KpiDefinition& first,
                     const CompiledScenario& of_first,
                     const KpiDefinition& second,
                     const CompiledScenario& of_second) {
    return first.type == second.type && first.clock == second.clock &&
           first.threshold == second.threshold && first.comparator == second.comparator &&
           first.formula == second.formula && first.abandonment == second.abandonment &&
           first.short_abandon == second.short_abandon && first.percentile == second.percentile &&
           filters_of(first, of_first) == filters_of(second, of_second);
}

template <typename Rows, typename Name>
std::optional<std::size_t> find_row(const Rows& rows, const Name& name, const std::string& wanted) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (name(row) == wanted) {
            return row;
        }
    }
    return std::nullopt;
}

std::optional<std::size_t> line_row(const CompiledScenario& scenario, const std::string& name) {
    const auto name_of = [&](std::size_t row) { return scenario.lines[LineId{row}].name; };
    return find_row(scenario.lines, name_of, name);
}

std::optional<std::size_t> kpi_row(const CompiledScenario& scenario, const std::string& id) {
    const auto id_of = [&](std::size_t row) { return scenario.kpis[KpiId{row}].id; };
    return find_row(scenario.kpis, id_of, id);
}

/// Everything once that not every scenario has.
void leave_out(FigurePlans& plans, std::string sentence) {
    if (std::ranges::count(plans.left_out, sentence) == 0) {
        plans.left_out.push_back(std::move(sentence));
    }
}

void plan_lines(std::span<const CompiledScenario* const> scenarios, FigurePlans& plans) {
    for (const CompiledScenario* from : scenarios) {
        for (std::size_t row = 0; row < from->lines.size(); ++row) {
            const std::string& name = from->lines[LineId{row}].name;
            std::vector<std::size_t> rows;
            for (const CompiledScenario* scenario : scenarios) {
                if (const auto found = line_row(*scenario, name)) {
                    rows.push_back(*found);
                }
            }
            if (rows.size() < scenarios.size()) {
                leave_out(plans,
                          fmt::format("Not every scenario has the line {}: it is not "
                                      "compared.",
                                      name));
                continue;
            }
            for (const LineFigureWords& figure : kLineFigures) {
                if (from == scenarios.front()) {
                    plans.figures.push_back({.id = fmt::format("{}.{}", name, figure.id),
                                             .title = fmt::format("{} {}", name, figure.title),
                                             .line = name,
                                             .words = fmt::format("{}: {}", name, figure.words),
                                             .unit = figure.unit,
                                             .better = figure.better,
                                             .line_figure = figure.figure,
                                             .kpi = {},
                                             .rows = rows});
                }
            }
        }
    }
}

void plan_kpis(std::span<const CompiledScenario* const> scenarios, FigurePlans& plans) {
    const CompiledScenario& first = *scenarios.front();
    for (const CompiledScenario* from : scenarios) {
        for (const Kpi& kpi : from->kpis) {
            std::vector<std::size_t> rows;
            bool same = true;
            for (const CompiledScenario* scenario : scenarios) {
                if (const auto found = kpi_row(*scenario, kpi.id)) {
                    rows.push_back(*found);
                    same = same && same_definition(kpi.definition,
                                                   *from,
                                                   scenario->kpis[KpiId{*found}].definition,
                                                   *scenario);
                }
            }
            if (rows.size() < scenarios.size()) {
                leave_out(plans,
                          fmt::format("Not every scenario has the indicator {}: it is not "
                                      "compared.",
                                      kpi.id));
            } else if (!same) {
                leave_out(plans,
                          fmt::format("The indicator {} is not defined alike in all "
                                      "scenarios: it is not compared.",
                                      kpi.id));
            } else if (from == &first) {
                const KpiDefinition& definition = kpi.definition;
                plans.figures.push_back({.id = kpi.id,
                                         .title = kpi.title.empty() ? kpi.id : kpi.title,
                                         .line = line_of(definition, first),
                                         .words = in_words(definition, first),
                                         .unit = unit_of(definition.type),
                                         .better = better_when(definition.type),
                                         .line_figure = std::nullopt,
                                         .kpi = definition,
                                         .rows = rows});
            }
        }
    }
}

}  // namespace

FigurePlans plan_figures(std::span<const CompiledScenario* const> scenarios) {
    FigurePlans plans;
    plan_lines(scenarios, plans);
    plan_kpis(scenarios, plans);
    return plans;
}

FigureSamples samples_of(const FigurePlan& figure,
                         std::size_t scenario,
                         const CompiledScenario& compiled,
                         const ExperimentResult& result) {
    const std::size_t row = figure.rows[scenario];
    return figure.line_figure ? samples_of(LineId{row}, *figure.line_figure, result)
                              : samples_of(KpiId{row}, compiled, result);
}

}  // namespace fcr
