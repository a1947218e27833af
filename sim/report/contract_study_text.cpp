#include "sim/report/contract_study_text.hpp"

#include "sim/contract/contract_words.hpp"
#include "sim/report/number.hpp"
#include "sim/report/text_table.hpp"
#include "sim/scenario/kpi_codes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace fcr {

namespace {

constexpr std::string_view kNone = "-";

/// `12,340`, whole pounds.
std::string pounds(double sum) {
    const std::string text = to_string(Money::pounds(std::llround(sum)));
    return text.substr(0, text.find('.'));
}

template <typename Value>
std::string pounds(const std::optional<Value>& value) {
    if constexpr (std::is_same_v<Value, Spread>) {
        return value ? pounds(value->mean.value) : std::string(kNone);
    } else {
        return value ? pounds(value->value) : std::string(kNone);
    }
}

std::string p10_to_p90(const std::optional<Spread>& spread) {
    return spread ? fmt::format("{} to {}", pounds(spread->p10), pounds(spread->p90))
                  : std::string(kNone);
}

std::string chance(const std::optional<Proportion>& share) {
    return share ? fmt::format("{:.0f} %", 100.0 * share->value) : std::string(kNone);
}

std::string chance_interval(const std::optional<Proportion>& share) {
    return share ? fmt::format("{:.1f} % ({:.1f} to {:.1f})",
                               100.0 * share->value,
                               100.0 * share->low,
                               100.0 * share->high)
                 : std::string(kNone);
}

std::string estimate(const std::optional<Estimate>& value, int decimals) {
    return value ? with_half_width(value, {}, decimals) : std::string(kNone);
}

std::string month_of(Date date) {
    return date_words(date).substr(0, 7);
}

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
        fmt::format("{} months from {}, {} replications of {}, seed {}; intervals of {:.6g} %",
                    summary.months,
                    date_words(terms.term.start),
                    summary.figures.replications,
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

std::string kpi_table(const ContractStudySummary& summary) {
    TextTable table("Indicators",
                    {"level", "missed", "P10 to P90 of a month", "credits a year", "sd", "ratio"});
    for (const KpiFigures& figures : summary.figures.kpis) {
        const KpiTerms& kpi = summary.terms->kpis[figures.kpi];
        std::string range(kNone);
        if (!figures.months.empty() && figures.months.front().level) {
            range = fmt::format("{:.1f} to {:.1f}",
                                figures.months.front().level->p10,
                                figures.months.front().level->p90);
        }
        table.add_row(
            "  " + kpi.id,
            {estimate(figures.level, 2),
             figures.missed_percent ? with_half_width(figures.missed_percent, "%") : "-",
             range,
             pounds(figures.credit_a_year),
             figures.spread ? fmt::format("{:.2f}", figures.spread->deviation) : "-",
             figures.spread ? fmt::format("{:.1f}", figures.spread->variance_ratio()) : "-"});
        if (figures.genuine) {
            table.add_row("    without own calls",
                          {estimate(figures.genuine->level, 2),
                           chance(figures.genuine->missed),
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
               "as many independent calls.",
               2);
}

std::string month_table(const ContractStudySummary& summary) {
    std::vector<std::string> columns;
    for (const KpiFigures& figures : summary.figures.kpis) {
        columns.push_back(summary.terms->kpis[figures.kpi].id);
    }
    TextTable table("P(miss) by month", columns);
    constexpr std::size_t kMonths = 12;
    std::size_t months = 0;
    for (const KpiFigures& figures : summary.figures.kpis) {
        months = std::max(months, figures.months.size());
    }
    for (std::size_t row = 0; row < std::min(months, kMonths); ++row) {
        std::vector<std::string> cells;
        Date month{};
        for (const KpiFigures& figures : summary.figures.kpis) {
            const bool known = row < figures.months.size();
            cells.push_back(known ? chance_interval(figures.months[row].missed) : "-");
            month = known ? figures.months[row].month : month;
        }
        table.add_row("  " + month_of(month), std::move(cells));
    }
    if (months > kMonths) {
        table.add_note("", fmt::format("{} more months in months.csv", months - kMonths));
    }
    return table.to_string();
}

std::string year_table(const ContractStudySummary& summary) {
    TextTable table("Pounds by contract year",
                    {"gross", "credits", "P10 to P90", "net", "P10 to P90", "a call"});
    for (const YearFigures& year : summary.figures.years) {
        table.add_row("  from " + month_of(year.from),
                      {pounds(year.gross),
                       pounds(year.credits),
                       p10_to_p90(year.credits),
                       pounds(year.net),
                       p10_to_p90(year.net),
                       year.unit_cost ? fmt::format("{:.2f}", year.unit_cost->mean.value) : "-"});
    }
    TextTable more(
        "Credits and the supplier",
        {"lost to cap", "to relief", "bedding-in", "margin", "loses", "distress", "may leave"});
    for (const YearFigures& year : summary.figures.years) {
        more.add_row(
            "  from " + month_of(year.from),
            {pounds(year.lost_to_cap),
             pounds(year.lost_to_relief),
             pounds(year.lost_to_bedding_in),
             year.margin_percent ? fmt::format("{:.1f} %", year.margin_percent->mean.value) : "-",
             chance(year.loses_money),
             chance(year.in_distress),
             chance(year.right_to_terminate)});
    }
    return table.to_string() + '\n' + more.to_string() +
           wrapped(
               "Margin: of net revenue; loses: chance that it is below 0 in the year; distress, "
               "may leave: chances that the supplier has been in distress, and that the authority "
               "has had a right to terminate, by the end of the year.",
               2);
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
        text += '\n' + table.to_string();
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

std::string incentive_table(const ContractStudySummary& summary) {
    const IncentiveTest& test = *summary.incentive;
    TextTable table("One FTE more", {"saves a month", "costs", "strength"});
    for (const IncentiveFigures& figures : test.rows) {
        table.add_row(
            "  " +
                (figures.kpi ? summary.terms->kpis[*figures.kpi].id : std::string("all together")),
            {pounds(figures.saved_month), pounds(test.cost_month), estimate(figures.strength, 2)});
    }
    TextTable gap("Met in 95 % of months",
                  {"met as bid", "FTE more", "costs a year", "saves a year", "strength"});
    for (const ComplianceFigures& figures : test.compliance) {
        gap.add_row("  " + summary.terms->kpis[figures.kpi].id,
                    {chance(figures.met_before),
                     figures.found ? fmt::format("{}", figures.people)
                                   : fmt::format("over {}", figures.people),
                     figures.found ? pounds(figures.cost_year) : "-",
                     pounds(figures.saved_year),
                     estimate(figures.strength, 2)});
    }
    return table.to_string() + '\n' + gap.to_string() +
           wrapped(
               fmt::format("Strength: credits saved over what the people cost; below 1 the "
                           "contract pays the supplier to miss. All together: payable credits; by "
                           "indicator: its part of the gross credits. The search for 95 % ran {} "
                           "replications of {} months.",
                           test.pilot_replications,
                           test.pilot_months),
               2);
}

std::string volume_text(const ContractStudySummary& summary) {
    const VolumeTable& volumes = *summary.volumes;
    std::vector<std::string> columns{"calls", "gross", "credits", "a call", "margin", "relief"};
    for (const KpiTerms& kpi : summary.terms->kpis) {
        columns.push_back(kpi.id);
    }
    TextTable table("If volume moves", columns);
    for (const VolumeFigures& row : volumes.rows) {
        std::vector<std::string> cells{
            row.offered ? fmt::format("{:.0f}", row.offered->mean.value) : "-",
            pounds(row.gross),
            pounds(row.credits),
            row.unit_cost ? fmt::format("{:.2f}", row.unit_cost->mean.value) : "-",
            pounds(row.margin),
            row.relieved_percent ? fmt::format("{:.0f} %", *row.relieved_percent) : "-"};
        for (const auto& level : row.levels) {
            cells.push_back(level ? fmt::format("{:.1f}", level->value) : "-");
        }
        table.add_row(fmt::format("  {} %", row.percent), std::move(cells));
    }
    return table.to_string() +
           wrapped(
               fmt::format("Of the calls expected; a year, from {} replications of {} months. "
                           "Relief: share of months in which it took calls out or scaled points.",
                           volumes.replications,
                           volumes.months),
               2);
}

std::string probe_text(const ContractStudySummary& summary) {
    TextTable table("Ways to beat the figure", {"reported", "true", "gain"});
    for (const ProbeFigures& figures : *summary.probes) {
        const ProbeText& text = probe_texts()[figures.probe];
        const std::string label = fmt::format("{:>2} {}", text.number, text.trick);
        if (!figures.why_not.empty()) {
            table.add_row(label, {"not tried", "", ""});
            table.add_words("     " + figures.why_not + ".");
            continue;
        }
        table.add_row(label,
                      {with_half_width(figures.reported, "%"),
                       with_half_width(figures.genuine, "%"),
                       with_half_width(figures.gain, {}, 2)});
        table.add_words(fmt::format("     {}: {}.{} Caught by: {}.",
                                    figures.figure,
                                    figures.how,
                                    figures.note.empty() ? "" : " " + figures.note + ".",
                                    text.check));
    }
    return table.to_string() +
           wrapped(fmt::format("{} replications of {} month{}; gain in points, the same callers.",
                               summary.probe_replications,
                               summary.probe_months,
                               summary.probe_months == 1 ? "" : "s"),
                   2);
}

std::string warning_text(const ContractStudySummary& summary) {
    std::string text = "Lint\n";
    for (const LintWarning& warning : summary.warnings) {
        text +=
            wrapped(fmt::format("{:>2} {}: {}", warning.rule, warning.clause, warning.warning), 2);
    }
    return text;
}

}  // namespace

std::string to_text(const ContractStudySummary& summary) {
    std::string text = heading(summary) + "\nWhat it comes to\n" + sentences(findings_of(summary)) +
                       '\n' + kpi_table(summary) + '\n' + month_table(summary) + '\n' +
                       year_table(summary);
    text += formula_table(summary);
    if (summary.incentive) {
        text += '\n' + incentive_table(summary);
    }
    if (summary.volumes) {
        text += '\n' + volume_text(summary);
    }
    if (summary.probes) {
        text += '\n' + probe_text(summary);
    }
    if (!summary.warnings.empty()) {
        text += '\n' + warning_text(summary);
    }
    return text;
}

}  // namespace fcr
