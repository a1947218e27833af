#include "sim/report/contract_study_text.hpp"

#include "sim/report/contract_study_cells.hpp"
#include "sim/report/contract_study_questions.hpp"
#include "sim/report/text_table.hpp"
#include "sim/scenario/kpi_codes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace fcr {

namespace {

/// Sentences with a dash in front, wrapped.
std::string sentences(const std::vector<std::string>& all) {
    std::string text;
    for (const std::string& sentence : all) {
        text += wrapped("- " + sentence, 2);
    }
    return text;
}

std::string heading(const ContractStudySummary& summary) {
    const ContractTerms& terms = *summary.terms;
    std::string text = shortened(summary.name, 100) + '\n';
    text += wrapped(
        fmt::format("{} months from {}, {}{} replications of {}, seed {}; intervals of {:.6g} %",
                    summary.months,
                    date_words(terms.term.start),
                    summary.figures.replications,
                    summary.figures.replications < summary.replications_asked
                        ? fmt::format(" of {}", summary.replications_asked)
                        : "",
                    summary.scenario,
                    summary.seed,
                    100.0 * summary.figures.confidence),
        0);
    if (summary.volume != 1.0) {
        text += wrapped(fmt::format("{:.6g} % of the calls expected", 100.0 * summary.volume), 0);
    }
    if (summary.policies.empty()) {
        text += "The supplier staffs what it bid and plays fair.\n";
    }
    for (const std::string& policy : summary.policies) {
        text += wrapped("The supplier: " + policy, 0);
    }
    return text;
}

std::string ratio(const std::optional<DeviationOfMonths>& deviation) {
    return deviation ? fmt::format("{:.1f}", deviation->variance_ratio()) : std::string(kNone);
}

std::string kpi_table(const ContractStudySummary& summary) {
    TextTable table(
        "Indicators",
        {"level", "missed", "P10 to P90", "credits a year", "sd", "ratio", "of months"});
    for (const KpiFigures& figures : summary.figures.kpis) {
        const KpiTerms& kpi = summary.terms->kpis[figures.kpi];
        std::string range(kNone);
        if (!figures.months.empty() && figures.months.front().level) {
            range = fmt::format("{:.1f} to {:.1f}",
                                figures.months.front().level->p10,
                                figures.months.front().level->p90);
        }
        table.add_row("  " + kpi.id,
                      {estimate(figures.level, 2),
                       figures.missed_percent ? with_half_width(figures.missed_percent, "%") : "-",
                       range,
                       pounds(figures.credit_a_year),
                       figures.spread ? fmt::format("{:.2f}", figures.spread->points) : "-",
                       ratio(figures.spread),
                       ratio(figures.spread_of_term)});
        if (figures.genuine) {
            table.add_row("    true",
                          {estimate(figures.genuine->level, 2),
                           chance(figures.genuine->missed),
                           "",
                           "",
                           "",
                           "",
                           ""});
        }
    }
    return table.to_string() +
           wrapped(
               "Missed: of measurements. P10 to P90: of the first month, over replications. sd: "
               "of a month's level over replications, in points; ratio: its variance over that of "
               "as many independent calls; of months: the same ratio between the months of one "
               "replication, with seasons and growth.",
               2);
}

/// Waits of the term's callers.
std::string waits_table(const ContractStudySummary& summary) {
    TextTable table("Waits, seconds", {"median", "95 %", "99 %", "longest"});
    bool any = false;
    for (const KpiFigures& figures : summary.figures.kpis) {
        if (figures.waits) {
            any = true;
            table.add_row("  " + summary.terms->kpis[figures.kpi].id,
                          {fmt::format("{:.1f}", figures.waits->p50),
                           fmt::format("{:.1f}", figures.waits->p95),
                           fmt::format("{:.1f}", figures.waits->p99),
                           fmt::format("{:.1f}", figures.waits->longest)});
        }
    }
    return any ? '\n' + table.to_string() +
                     wrapped(
                         "On the KPI's clock, of its calls that were answered or given up, all "
                         "months and replications together.",
                         2)
               : std::string{};
}

std::string signed_pounds(const std::optional<Estimate>& value) {
    if (!value) {
        return std::string(kNone);
    }
    return fmt::format(
        "{}{}{}",
        value->value >= 0.5 ? "+" : "",
        whole_number(value->value),
        value->half_width ? fmt::format(" ±{}", whole_number(std::ceil(*value->half_width))) : "");
}

std::string signed_estimate(const std::optional<Estimate>& value, std::string_view unit) {
    return value ? (value->value > 0.0 ? "+" : "") + with_half_width(value, unit, 2)
                 : std::string(kNone);
}

std::string difference_table(const ContractStudySummary& summary) {
    const BidDifference& less = *summary.less_first;
    TextTable table("Less " + shortened(summary.first_bid, 70), {"difference"});
    for (const BidDifference::Kpi& kpi : less.kpis) {
        const std::string_view unit = kpi.measure == KpiMeasure::Share  ? "points"
                                      : kpi.measure == KpiMeasure::Time ? "s"
                                                                        : "calls";
        table.add_row("  " + kpi.id + " level", {signed_estimate(kpi.level, unit)});
        table.add_row("  " + kpi.id + " missed", {signed_estimate(kpi.missed, "points")});
    }
    table.add_row("  credits, pounds a year", {signed_pounds(less.credits)});
    table.add_row("  net, pounds a year", {signed_pounds(less.net)});
    return table.to_string() +
           wrapped(
               fmt::format("Paired over {} replications on the same callers.", less.replications),
               2);
}

/// Chances of a miss for some indicators: a row for each place in time.
struct MissRows {
    std::string heading;
    std::vector<std::string> labels;
    std::vector<std::vector<std::string>> cells;  ///< by indicator, then by row
};

/// Side by side as many indicators as a terminal is wide.
std::string miss_tables(const ContractStudySummary& summary, const MissRows& rows) {
    constexpr std::size_t kSideBySide = 3;
    const std::vector<KpiFigures>& kpis = summary.figures.kpis;
    std::string text;
    for (std::size_t first = 0; first < kpis.size(); first += kSideBySide) {
        const std::size_t end = std::min(first + kSideBySide, kpis.size());
        std::vector<std::string> columns;
        for (std::size_t kpi = first; kpi < end; ++kpi) {
            columns.push_back(summary.terms->kpis[kpis[kpi].kpi].id);
        }
        TextTable table(rows.heading, columns);
        for (std::size_t row = 0; row < rows.labels.size(); ++row) {
            std::vector<std::string> cells;
            for (std::size_t kpi = first; kpi < end; ++kpi) {
                cells.push_back(row < rows.cells[kpi].size() ? rows.cells[kpi][row]
                                                             : std::string(kNone));
            }
            table.add_row("  " + rows.labels[row], std::move(cells));
        }
        text += (text.empty() ? "" : "\n") + table.to_string();
    }
    return text;
}

std::string month_table(const ContractStudySummary& summary) {
    constexpr std::size_t kMonths = 12;
    MissRows rows{.heading = "P(miss) by month", .labels = {}, .cells = {}};
    std::size_t months = 0;
    for (const KpiFigures& figures : summary.figures.kpis) {
        months = std::max(months, figures.months.size());
        std::vector<std::string>& cells = rows.cells.emplace_back();
        for (std::size_t row = 0; row < std::min(figures.months.size(), kMonths); ++row) {
            cells.push_back(chance_interval(figures.months[row].missed));
            if (row >= rows.labels.size()) {
                rows.labels.push_back(month_of(figures.months[row].month));
            }
        }
    }
    std::string text = miss_tables(summary, rows);
    if (months > kMonths) {
        text += wrapped(
            fmt::format("{} more months: in the months.csv that --out writes.", months - kMonths),
            2);
    }
    return text;
}

std::string missed_year_table(const ContractStudySummary& summary) {
    if (summary.figures.years.size() < 2) {
        return {};
    }
    MissRows rows{.heading = "P(a miss in the year)", .labels = {}, .cells = {}};
    for (const YearFigures& year : summary.figures.years) {
        rows.labels.push_back("from " + month_of(year.from));
    }
    for (const KpiFigures& figures : summary.figures.kpis) {
        std::vector<std::string>& cells = rows.cells.emplace_back();
        for (const auto& year : figures.missed_in_year) {
            cells.push_back(chance_interval(year));
        }
    }
    return '\n' + miss_tables(summary, rows);
}

std::string credits_note(const ContractStudySummary& summary) {
    std::string text =
        "Recovered: what the authority keeps for good of the credits that the failures are worth "
        "by the tariff, without relief, bedding-in and cap.";
    if (const auto& exposure = summary.figures.effective_exposure) {
        text += fmt::format(" The largest credit of a contract year is {:.1f} % of its charges.",
                            exposure->mean.value);
    }
    return text;
}

/// What the contract's own prices make of leaving at the end of each year.
std::string exit_table(const ContractStudySummary& summary) {
    if (!summary.terms->exit) {
        return {};
    }
    TextTable table("Leaving, pounds", {"for convenience", "supplier failed"});
    for (std::size_t row = 0; row < summary.figures.years.size(); ++row) {
        const auto cost = [&](ExitReason reason) {
            return whole_number(*pounds_of_leaving(*summary.terms, row + 1, reason));
        };
        table.add_row("  after the year from " + month_of(summary.figures.years[row].from),
                      {cost(ExitReason::Convenience), cost(ExitReason::SupplierDefault)});
    }
    return '\n' + table.to_string() + wrapped("By the contract's own prices.", 2);
}

std::string year_table(const ContractStudySummary& summary) {
    TextTable table("Pounds by contract year",
                    {"gross", "credits", "withheld", "net", "P10 to P90", "a call"});
    TextTable credits("Credits by contract year",
                      {"P10 to P90", "lost to cap", "to relief", "to bedding-in", "recovered"});
    std::vector<std::string> columns{"margin", "loses", "distress", "may leave"};
    if (!summary.minimiser_fte.empty()) {
        columns.emplace_back("FTE beside bid");
    }
    TextTable supplier("The supplier", columns);
    for (std::size_t row = 0; row < summary.figures.years.size(); ++row) {
        const YearFigures& year = summary.figures.years[row];
        const std::string label = "  from " + month_of(year.from);
        table.add_row(label,
                      {pounds(year.gross),
                       pounds(year.credits),
                       pounds(year.compensation),
                       pounds(year.net),
                       p10_to_p90(year.net),
                       price(year.unit_cost)});
        credits.add_row(label,
                        {p10_to_p90(year.credits),
                         pounds(year.lost_to_cap),
                         pounds(year.lost_to_relief),
                         pounds(year.lost_to_bedding_in),
                         year.harm_recovered ? fmt::format("{:.0f} %", year.harm_recovered->value)
                                             : std::string(kNone)});
        std::vector<std::string> cells{
            year.margin_percent ? fmt::format("{:.1f} %", year.margin_percent->mean.value) : "-",
            chance(year.loses_money),
            chance(year.in_distress),
            chance(year.right_to_terminate)};
        if (row < summary.minimiser_fte.size()) {
            cells.push_back(fmt::format("{:+}", summary.minimiser_fte[row]));
        }
        supplier.add_row(label, std::move(cells));
    }
    return table.to_string() +
           wrapped(
               "Net: gross less credits and what is withheld, with what is earned back. A call: "
               "net over answered calls, without those of its own staff.",
               2) +
           '\n' + credits.to_string() + wrapped(credits_note(summary), 2) + '\n' +
           supplier.to_string() +
           wrapped(
               "Margin: of net revenue; loses: chance that it is below 0 in the year; distress, "
               "may leave: chances that the supplier has been in distress, and that the authority "
               "has had a right to terminate, by the end of the year.",
               2) +
           exit_table(summary);
}

std::string formula_table(const ContractStudySummary& summary) {
    std::string text;
    for (const KpiFigures& figures : summary.figures.kpis) {
        if (figures.formulas.empty()) {
            continue;
        }
        const KpiTerms& kpi = summary.terms->kpis[figures.kpi];
        TextTable table("The same calls of " + kpi.id, {"level", "months missed"});
        for (const FormulaFigures& formula : figures.formulas) {
            const bool own = formula.formula == kpi.counting.formula;
            table.add_row(
                fmt::format("  {}{}", code_of(formula.formula), own ? " (the contract's)" : ""),
                {formula.percent ? fmt::format("{:.2f} %", *formula.percent) : "-",
                 chance_interval(formula.missed)});
        }
        text +=
            '\n' + table.to_string() +
            wrapped(
                "Rounded and banded as the contract says; of the calls that it measures, before "
                "relief.",
                2);
        if (!figures.worst_hours.empty()) {
            std::string hours;
            for (const HourBehind& hour : figures.worst_hours) {
                hours += fmt::format("{}{} {:.1f} %",
                                     hours.empty() ? "" : ", ",
                                     hour_name(hour.hour),
                                     100.0 * hour.in_time.value());
            }
            text +=
                wrapped("Worst hours behind months that met it, calls in time: " + hours + ".", 2);
        }
    }
    return text;
}

}  // namespace

std::string to_text(const ContractStudySummary& summary) {
    std::string text = heading(summary) + "\nWhat it comes to\n" + sentences(findings_of(summary)) +
                       '\n' + kpi_table(summary) + waits_table(summary);
    if (summary.less_first) {
        text += '\n' + difference_table(summary);
    }
    text += '\n' + month_table(summary) + missed_year_table(summary) + '\n' + year_table(summary);
    text += formula_table(summary);
    return text + questions_text(summary);
}

}  // namespace fcr
