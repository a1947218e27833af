#include "sim/report/text.hpp"

#include "sim/report/controlled.hpp"
#include "sim/report/number.hpp"
#include "sim/report/precision_target.hpp"
#include "sim/report/text_response.hpp"
#include "sim/report/text_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>

namespace fcr {
namespace {

std::string hours(Duration span) {
    return fmt::format("{:.6g} h", to_seconds(span) / 3600.0);
}

std::string plural(std::uint64_t count, std::string_view what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

/// The rows of a report about calls: every line, and under it its classes where it has several.
template <typename Visit>
void for_each_call_row(const RunSummary& summary, Visit visit) {
    for (const LineSummary& line : summary.lines) {
        visit(line.name, line.figures);
        for (std::size_t row = 0; line.classes.size() > 1 && row < line.classes.size(); ++row) {
            const ClassSummary& call_class = summary.classes[line.classes[row]];
            visit("  " + call_class.name, call_class.figures);
        }
    }
}

std::string title_lines(const RunSummary& summary) {
    const RunPlan& span = summary.span;
    const RunRequest& request = summary.request;
    std::string text = summary.replications == 1
                           ? fmt::format("Replication {}", request.first_replication)
                           : plural(summary.replications, "replication");
    text +=
        fmt::format("{} of {}", summary.long_run ? " of the long run," : "", hours(span.measured));
    if (!span.day_type.empty()) {
        text += fmt::format(" ({})", span.day_type);
    }
    text += fmt::format(" after {} of warm-up, seed {}", hours(span.warm_up), request.seed);
    if (summary.replications > 1) {
        text += fmt::format("; ± is half the {:.6g} % interval", request.confidence * 100.0);
    }
    const std::string_view changed = summary.changes.empty() ? "" : ", changed";
    return shortened(summary.title, 100 - changed.size()) + std::string(changed) + '\n' +
           wrapped(text, 0);
}

TextTable volume_table(const RunSummary& summary) {
    TextTable table(fmt::format("Calls {}", period_words(summary)),
                    {"offered", "answered", "abandoned", "blocked", "unfinished"});
    for_each_call_row(summary, [&](const std::string& label, const CallFigures& figures) {
        table.add_row(label,
                      {with_half_width(figures.offered),
                       with_half_width(figures.answered_percent, "%"),
                       with_half_width(figures.abandoned_percent, "%"),
                       with_half_width(figures.blocked_percent, "%"),
                       with_half_width(figures.unfinished)});
    });
    return table;
}

std::vector<std::string> wait_cells(const WaitFigures& waits) {
    std::vector<std::string> cells{with_half_width(waits.mean_s)};
    for (const Figure& percentile : waits.percentiles_s) {
        cells.push_back(with_half_width(percentile));
    }
    return cells;
}

TextTable wait_table(const RunSummary& summary) {
    TextTable table("Seconds to answer", {"mean", "median", "90 %", "95 %", "99 %", "longest"});
    for_each_call_row(summary, [&](const std::string& label, const CallFigures& figures) {
        if (!figures.force_clock.mean_s) {
            table.add_note(label, "not measured: no call was answered");
            return;
        }
        if (figures.operator_clock) {
            table.add_row(label + ", national clock", wait_cells(*figures.operator_clock));
        }
        std::vector<std::string> cells = wait_cells(figures.force_clock);
        cells.push_back(figures.longest_wait_s ? one_decimal(*figures.longest_wait_s) : "");
        table.add_row(label + (figures.operator_clock ? ", force clock" : ""), std::move(cells));
    });
    return table;
}

TextTable band_table(const RunSummary& summary) {
    TextTable table("Of those answered",
                    {"under 10 s", "10 to 60 s", "60 s or more", "mean queue", "longest"});
    for_each_call_row(summary, [&](const std::string& label, const CallFigures& figures) {
        table.add_row(label,
                      {with_half_width(figures.below_10s_percent, "%"),
                       with_half_width(figures.from_10s_to_60s_percent, "%"),
                       with_half_width(figures.from_60s_percent, "%"),
                       with_half_width(figures.mean_queue, {}, 2),
                       fmt::format("{}", figures.longest_queue)});
    });
    return table;
}

std::vector<std::string> work_cells(const WorkFigures& figures) {
    return {with_half_width(figures.answered),
            // Planned seats hardly vary, people do.
            figures.roster       ? with_half_width(figures.seat_hours)
            : figures.seat_hours ? one_decimal(figures.seat_hours->value)
                                 : "",
            with_half_width(figures.occupancy_percent, "%"),
            with_half_width(figures.ringing_percent, "%"),
            with_half_width(figures.gap_percent, "%"),
            with_half_width(figures.handling_s)};
}

TextTable work_table(const RunSummary& summary) {
    TextTable table(fmt::format("People {}", period_words(summary)),
                    {"answered", "seat-hours", "occupancy", "ringing", "gap", "handling, s"});
    for (const EmployerSummary& employer : summary.employers) {
        table.add_row(employer.name, work_cells(employer.figures));
        for (const std::size_t row : employer.pools) {
            table.add_row("  " + summary.pools[row].name, work_cells(summary.pools[row].figures));
        }
    }
    return table;
}

bool has_roster(const RunSummary& summary) {
    return std::ranges::any_of(
        summary.pools, [](const PoolSummary& pool) { return pool.figures.roster.has_value(); });
}

/// Hours of people; pools of seats have no row.
TextTable roster_table(const RunSummary& summary) {
    TextTable table(fmt::format("Roster hours {}", period_words(summary)),
                    {"paid", "breaks", "overrun", "absent", "leave", "unfilled"});
    const auto add = [&](const std::string& label, const WorkFigures& figures) {
        if (figures.roster) {
            table.add_row(label,
                          {with_half_width(figures.roster->paid_hours),
                           with_half_width(figures.roster->break_hours),
                           with_half_width(figures.roster->overrun_hours),
                           with_half_width(figures.roster->absent_hours),
                           with_half_width(figures.roster->leave_hours),
                           with_half_width(figures.roster->unfilled_hours)});
        }
    };
    for (const EmployerSummary& employer : summary.employers) {
        add(employer.name, employer.figures);
        for (const std::size_t row : employer.pools) {
            add("  " + summary.pools[row].name, summary.pools[row].figures);
        }
    }
    return table;
}

TextTable kpi_table(const RunSummary& summary) {
    TextTable table("Indicators", {""});
    for (const KpiSummary& kpi : summary.kpis) {
        table.add_row(kpi.title, {with_half_width(kpi.value, unit_sign(kpi.unit))});
        table.add_words(fmt::format("[{}] {}", kpi.id, kpi.words));
    }
    return table;
}

/// Plain and corrected figures side by side, and what the controls are.
std::string controlled_block(const ControlledSummary& controlled) {
    TextTable table("With control variates", {"plain", "corrected", "worth"});
    for (const ControlledFigure& figure : controlled.figures) {
        const std::string unit = unit_sign(figure.unit);
        table.add_row(figure.title,
                      {with_half_width(figure.plain, unit, 2),
                       figure.corrected ? with_half_width(figure.corrected, unit, 2) : "",
                       figure.worth ? fmt::format("{:.1f}x", *figure.worth) : ""});
    }
    return table.to_string() +
           wrapped(fmt::format("Corrected by the {}, whose mean is known from the scenario. Worth: "
                               "a plain interval as narrow needs so many times the replications.",
                               fmt::join(control_words(controlled.by), " and the ")),
                   4);
}

std::string signed_decimal(double value) {
    const std::string text = one_decimal(value);
    return value > 0.0 && text != "0.0" ? '+' + text : text;
}

TextTable published_table(const RunSummary& summary) {
    TextTable table(summary.changes.empty() ? "Beside published figures"
                                            : "Published of the scenario unchanged",
                    {"simulated", "published", "difference", "tolerance", ""});
    for (const PublishedSummary& published : summary.published) {
        const KpiSummary& kpi = summary.kpis[published.kpi];
        const std::string unit = unit_sign(kpi.unit);
        const auto in_unit = [&](double value) {
            return unit.empty() ? one_decimal(value) : one_decimal(value) + ' ' + unit;
        };
        std::string verdict;
        if (published.within) {
            verdict = *published.within ? "within" : "OUTSIDE";
        }
        table.add_row(kpi.title,
                      {with_half_width(kpi.value, unit),
                       in_unit(published.value),
                       published.difference ? signed_decimal(*published.difference) : "",
                       published.tolerance ? in_unit(*published.tolerance) : "none",
                       verdict});
        table.add_words(published.source);
    }
    return table;
}

std::string notes(const RunSummary& summary) {
    std::string text = "Notes\n";
    for (const std::string& warning : summary.warnings) {
        text += wrapped(warning, 4);
    }
    if (!summary.long_run) {
        text += wrapped(
            fmt::format(
                "Of {}, as the warm-up leaves the room to them: a question about a day or a "
                "week. For a room that goes on for ever there is --long-run.",
                hours(summary.span.measured)),
            4);
    }
    text += wrapped(
        "The national clock starts when the operator begins to connect, the force clock when the "
        "call reaches the force. Shares by wait are on the national clock where a line has an "
        "operator, else on the force's. Percentiles are the mean of each replication's own. The "
        "longest wait and queue are over all replications, callers who gave up included. "
        "docs/measures.md defines every figure.",
        4);
    return text;
}

std::string precision_lines(const RunSummary& summary) {
    std::string text = "Precision asked for\n";
    for (const PrecisionSummary& precision : summary.precision) {
        text += to_string(precision, summary) + '\n';
    }
    return text +
           wrapped(
               "Replications were added until every interval was as narrow as asked for, looked "
               "at after 30, 40, ... and then each time a tenth more. docs/measures.md says "
               "what that does to the confidence.",
               4);
}

/// The block with its first line in bold, where colours are wanted, and an empty line before it.
std::string report_block(std::string text, TextOptions options) {
    if (options.colour) {
        const std::size_t end = text.find('\n');
        text.insert(end, "\x1b[0m");
        text.insert(0, "\x1b[1m");
    }
    return '\n' + text;
}

}  // namespace

std::string to_text(const RunSummary& summary, TextOptions options) {
    std::string text = report_block(title_lines(summary), options).substr(1);
    text += report_block(volume_table(summary).to_string(), options);
    text += report_block(wait_table(summary).to_string(), options);
    text += report_block(band_table(summary).to_string(), options);
    text += report_block(work_table(summary).to_string(), options);
    if (has_roster(summary)) {
        text += report_block(roster_table(summary).to_string(), options);
    }
    for (const TextTable& table : response_tables(summary)) {
        text += report_block(table.to_string(), options);
    }
    if (!summary.kpis.empty()) {
        text += report_block(kpi_table(summary).to_string(), options);
    }
    if (summary.controlled && !summary.controlled->figures.empty()) {
        text += report_block(controlled_block(*summary.controlled), options);
    }
    if (!summary.precision.empty()) {
        text += report_block(precision_lines(summary), options);
    }
    if (!summary.published.empty()) {
        text += report_block(published_table(summary).to_string(), options);
    }
    text += report_block(notes(summary), options);
    return text;
}

}  // namespace fcr
