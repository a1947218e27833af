#include "sim/report/sweep_text.hpp"

#include "sim/design/design_words.hpp"
#include "sim/report/number.hpp"
#include "sim/report/text_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <vector>

namespace fcr {
namespace {

/// Points that have a row each; of more, so many are shown.
constexpr std::size_t kRowsMax = 40;
constexpr std::size_t kRowsOfMany = 20;
constexpr std::size_t kLineWidth = 100;

/// A figure's letter, which stands above its column.
std::string letter(std::size_t figure) {
    const std::string first =
        figure < 26 ? "" : std::string(1, static_cast<char>('A' + figure / 26 - 1));
    return first + static_cast<char>('A' + figure % 26);
}

std::string title_lines(const SweepSummary& summary) {
    const ExperimentPlan& plan = summary.plan;
    std::string text = fmt::format("{}. {} replication{} of each point of {}, seed {}",
                                   design_words(plan),
                                   plan.replications,
                                   plan.replications == 1 ? "" : "s",
                                   plan.scenario.filename().string(),
                                   plan.seed);
    text += plan.design.kind == DesignKind::InputUncertainty ? ", each draw with callers of its own"
                                                             : ", the same callers at each point";
    text += fmt::format("; ± is half the {:.6g} % interval", summary.confidence * 100.0);
    return shortened(plan.title, 100) + '\n' + wrapped(text, 0);
}

std::string findings(const SweepSummary& summary) {
    std::string text = "What it comes to\n";
    for (const SweepAnalysis& analysis : summary.analyses) {
        if (!analysis.finding.empty()) {
            text += wrapped(analysis.finding, 2);
        }
    }
    return text;
}

TextTable morris_table(const SweepSummary& summary, std::size_t figure) {
    const SweepFigure& of = summary.figures[figure];
    const std::string unit = of.unit == KpiUnit::Percent ? "points" : difference_unit(of.unit);
    TextTable table(of.title, {"mu*, " + unit, "interval", "sigma", "mu"});
    const auto& effects = summary.analyses[figure].morris;
    std::vector<std::size_t> rows;
    for (std::size_t factor = 0; factor < effects.size(); ++factor) {
        if (effects[factor]) {
            rows.push_back(factor);
        }
    }
    std::ranges::stable_sort(rows, [&](std::size_t one, std::size_t other) {
        return effects[one]->mu_star.value > effects[other]->mu_star.value;
    });
    for (const std::size_t factor : rows) {
        const MorrisEffect& effect = *effects[factor];
        table.add_row("  " + summary.plan.factors[factor].name,
                      {fmt::format("{:.2f}", effect.mu_star.value),
                       fmt::format("{:.2f} to {:.2f}", effect.mu_star.low, effect.mu_star.high),
                       fmt::format("{:.2f}", effect.sigma),
                       fmt::format("{:+.2f}", effect.mu)});
    }
    return table;
}

TextTable sobol_table(const SweepSummary& summary, std::size_t figure) {
    TextTable table(summary.figures[figure].title, {"S1", "interval", "ST", "interval"});
    const SobolIndices& indices = *summary.analyses[figure].sobol;
    const auto interval = [](const BootstrapEstimate& estimate) {
        return fmt::format("{:.2f} to {:.2f}", estimate.low, estimate.high);
    };
    for (std::size_t factor = 0; factor < indices.factors.size(); ++factor) {
        const SobolIndex& index = indices.factors[factor];
        table.add_row("  " + summary.plan.factors[factor].name,
                      {fmt::format("{:.2f}", index.first.value),
                       interval(index.first),
                       fmt::format("{:.2f}", index.total.value),
                       interval(index.total)});
    }
    return table;
}

TextTable swing_table(const SweepSummary& summary, std::size_t figure) {
    const SweepFigure& of = summary.figures[figure];
    TextTable table(of.title, {"lowest", "at", "highest", "at"});
    table.add_row("  the scenario as it is",
                  {figure_words(of, summary.outcomes.front().figures[figure])});
    for (const Swing& swing : summary.analyses[figure].swings) {
        const auto at = [&](std::size_t row) {
            return setting_label(summary.plan, summary.points[row], swing.factor);
        };
        const auto value = [&](std::size_t row) {
            return figure_words(of, summary.outcomes[row].figures[figure]);
        };
        table.add_row("  " + summary.plan.factors[swing.factor].name,
                      {value(swing.lowest_point),
                       at(swing.lowest_point),
                       value(swing.highest_point),
                       at(swing.highest_point)});
    }
    return table;
}

TextTable effect_table(const SweepSummary& summary, std::size_t figure) {
    TextTable table(summary.figures[figure].title, {"lowest mean", "at", "highest mean", "at"});
    for (const MainEffect& effect : summary.analyses[figure].effects) {
        table.add_row("  " + summary.plan.factors[effect.factor].name,
                      {one_decimal(effect.lowest().mean),
                       effect.lowest().setting,
                       one_decimal(effect.highest().mean),
                       effect.highest().setting});
    }
    return table;
}

/// The table of one figure's analysis; empty where the design has none.
std::string analysis_table(const SweepSummary& summary, std::size_t figure) {
    const SweepAnalysis& analysis = summary.analyses[figure];
    if (!analysis.morris.empty()) {
        return morris_table(summary, figure).to_string();
    }
    if (analysis.sobol) {
        return sobol_table(summary, figure).to_string();
    }
    if (!analysis.swings.empty()) {
        return swing_table(summary, figure).to_string();
    }
    return analysis.effects.empty() ? std::string{} : effect_table(summary, figure).to_string();
}

std::string variance_table(const SweepSummary& summary) {
    TextTable table("Half widths", {"mean", "simulation", "mean of rooms", "this room"});
    for (std::size_t figure = 0; figure < summary.figures.size(); ++figure) {
        if (const auto& split = summary.analyses[figure].uncertainty) {
            const std::string unit = unit_sign(summary.figures[figure].unit);
            const auto width = [&](double value) { return fmt::format("±{:.2f} {}", value, unit); };
            table.add_row(summary.figures[figure].title,
                          {fmt::format("{:.2f} {}", split->mean, unit),
                           width(split->monte_carlo_half_width),
                           width(split->mean_half_width),
                           width(split->half_width)});
        }
    }
    table.add_words(
        "Simulation: had the inputs been known. Mean of rooms: of the mean over all that the "
        "inputs may be. This room: its inputs are one draw that nobody knows.");
    return table.to_string();
}

/// How many points have a row.
std::size_t shown_of(const SweepSummary& summary) {
    const std::size_t points = summary.points.size();
    return points > kRowsMax ? kRowsOfMany : points;
}

/// A row of a points table: what stands in its columns.
std::vector<std::string> setting_cells(const SweepSummary& summary, std::size_t row) {
    std::vector<std::string> cells;
    for (std::size_t factor = 0; factor < summary.plan.factors.size(); ++factor) {
        cells.push_back(setting_label(summary.plan, summary.points[row], factor));
    }
    return cells;
}

std::vector<std::string> figure_cells(const SweepSummary& summary, std::size_t row) {
    std::vector<std::string> cells;
    for (std::size_t figure = 0; figure < summary.figures.size(); ++figure) {
        cells.push_back(
            figure_words(summary.figures[figure], summary.outcomes[row].figures[figure]));
    }
    return cells;
}

/// The widest line that columns and cells take beside a point's number.
template <typename Cells>
std::size_t width_of(std::vector<std::string> columns,
                     const SweepSummary& summary,
                     const Cells& cells_of) {
    std::vector<std::size_t> widths(columns.size(), 0);
    const auto widen = [&](const std::vector<std::string>& cells) {
        for (std::size_t column = 0; column < cells.size(); ++column) {
            widths[column] = std::max(widths[column], characters(cells[column]));
        }
    };
    widen(columns);
    for (std::size_t row = 0; row < shown_of(summary); ++row) {
        widen(cells_of(row));
    }
    std::size_t width = std::string_view("Point").size();
    for (const std::size_t column : widths) {
        width += 2 + column;
    }
    return width;
}

std::vector<std::string> factor_names(const SweepSummary& summary) {
    std::vector<std::string> names;
    for (const Factor& factor : summary.plan.factors) {
        names.push_back(factor.name);
    }
    return names;
}

std::vector<std::string> figure_letters(const SweepSummary& summary) {
    std::vector<std::string> letters;
    for (std::size_t figure = 0; figure < summary.figures.size(); ++figure) {
        letters.push_back(letter(figure));
    }
    return letters;
}

std::string figure_legend(const SweepSummary& summary) {
    std::string text;
    for (std::size_t figure = 0; figure < summary.figures.size(); ++figure) {
        text +=
            fmt::format("  {}  {}\n", letter(figure), shortened(summary.figures[figure].title, 90));
    }
    return text;
}

/// What each point was set to, in a table of its own: a column for each factor, numbered; words
/// where these have no room.
std::string settings_table(const SweepSummary& summary) {
    std::vector<std::string> numbers;
    for (std::size_t factor = 0; factor < summary.plan.factors.size(); ++factor) {
        numbers.push_back(fmt::format("({})", factor + 1));
    }
    const auto cells = [&](std::size_t row) { return setting_cells(summary, row); };
    const bool fits = width_of(numbers, summary, cells) <= kLineWidth;
    TextTable table("Point", fits ? numbers : std::vector<std::string>{"settings"});
    for (std::size_t row = 0; row < shown_of(summary); ++row) {
        if (fits) {
            table.add_row(std::to_string(row + 1), cells(row));
        } else {
            table.add_words(
                fmt::format("{}: {}", row + 1, settings_words(summary.plan, summary.points[row])));
        }
    }
    std::string text = '\n' + table.to_string();
    for (std::size_t factor = 0; fits && factor < numbers.size(); ++factor) {
        text += fmt::format(
            "  {}  {}\n", numbers[factor], shortened(summary.plan.factors[factor].name, 90));
    }
    return text;
}

std::string points_table(const SweepSummary& summary, const std::string& rest) {
    const bool alone = summary.plan.design.kind == DesignKind::OneAtATime;
    const auto both = [&](std::size_t row) {
        std::vector<std::string> cells = setting_cells(summary, row);
        std::ranges::move(figure_cells(summary, row), std::back_inserter(cells));
        return cells;
    };
    std::vector<std::string> columns = factor_names(summary);
    std::ranges::move(figure_letters(summary), std::back_inserter(columns));
    const bool beside = !alone && width_of(columns, summary, both) <= kLineWidth;
    TextTable table("Point", beside ? columns : figure_letters(summary));
    for (std::size_t row = 0; row < shown_of(summary); ++row) {
        table.add_row(
            alone ? settings_words(summary.plan, summary.points[row]) : std::to_string(row + 1),
            beside ? both(row) : figure_cells(summary, row));
    }
    std::string text = table.to_string() + figure_legend(summary);
    if (!alone && !beside) {
        text += settings_table(summary);
    }
    if (const std::size_t more = summary.points.size() - shown_of(summary); more > 0) {
        text += wrapped(fmt::format("{} more points: {}.", more, rest), 2);
    }
    return text;
}

std::string notes(const SweepSummary& summary) {
    std::string text = "Notes\n";
    for (const std::string& warning : summary.warnings) {
        text += wrapped(warning, 4);
    }
    switch (summary.plan.design.kind) {
        case DesignKind::Morris:
            text += wrapped(
                "mu* is the mean size of the change over the whole range of a factor (points: "
                "percentage "
                "points), and the "
                "rank; mu the mean change with its sign; sigma how much the change differs from "
                "place to place: not straight, or dependent on other factors. The interval is from "
                "a bootstrap over the trajectories.",
                4);
            break;
        case DesignKind::SobolIndices:
            text += wrapped(
                "S1 is the share of the variance that knowing the factor alone would remove, ST "
                "what would remain if all others were known. Intervals are from a bootstrap over "
                "the base points.",
                4);
            break;
        case DesignKind::LatinHypercube:
        case DesignKind::Sobol:
            text += wrapped(
                "These points fill the space and rank no factors; MORRIS and SOBOL_INDICES do. The "
                "best point of many is partly lucky: run it again with another seed.",
                4);
            break;
        case DesignKind::Grid:
            text += wrapped(
                "A factor's means are over all points that have the setting. The best point of "
                "many is "
                "partly lucky: fcrsim compare tells points apart.",
                4);
            break;
        case DesignKind::OneAtATime:
            text += wrapped(
                "One factor at a time does not show how factors work together; MORRIS and "
                "SOBOL_INDICES do.",
                4);
            break;
        case DesignKind::InputUncertainty: break;
    }
    text += wrapped("docs/measures.md defines every figure.", 4);
    return text;
}

/// The block with its first line in bold, where colours are wanted, and an empty line before it.
std::string block(std::string text, TextOptions options) {
    if (text.empty()) {
        return text;
    }
    if (options.colour) {
        text.insert(text.find('\n'), "\x1b[0m");
        text.insert(0, "\x1b[1m");
    }
    return '\n' + text;
}

}  // namespace

std::string to_text(const SweepSummary& summary, const std::string& rest, TextOptions options) {
    std::string text = block(title_lines(summary), options).substr(1);
    if (summary.is_whole()) {
        text += block(findings(summary), options);
    }
    for (std::size_t figure = 0; figure < summary.figures.size(); ++figure) {
        text += block(analysis_table(summary, figure), options);
    }
    if (summary.is_whole() && summary.plan.design.kind == DesignKind::InputUncertainty) {
        text += block(variance_table(summary), options);
    }
    text += block(points_table(summary, rest), options);
    text += block(notes(summary), options);
    return text;
}

}  // namespace fcr
