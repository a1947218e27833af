#include "sim/report/contract_study_questions.hpp"

#include "sim/report/contract_study_cells.hpp"
#include "sim/report/text_table.hpp"

#include <fmt/format.h>

#include <utility>

namespace fcr {

namespace {

std::string fte_table(std::string_view heading,
                      std::vector<std::string> columns,
                      const OneFte& fte,
                      const ContractTerms& terms) {
    if (fte.rows.empty()) {
        return {};
    }
    TextTable table(std::string(heading), std::move(columns));
    for (const IncentiveFigures& figures : fte.rows) {
        table.add_row(
            "  " + (figures.kpi ? terms.kpis[*figures.kpi].id : std::string("all together")),
            {pounds(figures.credits_month),
             whole_number(fte.pay_month),
             estimate(figures.strength, 2)});
    }
    return table.to_string();
}

/// Where the people would sit who meet each indicator.
std::string seats_needed(const ContractStudySummary& summary) {
    std::string text;
    for (const ComplianceFigures& figures : summary.incentive->compliance) {
        if (figures.found && figures.people > 0) {
            text += fmt::format("{}Seats beside the plan for {}: {}.",
                                text.empty() ? "" : " ",
                                summary.terms->kpis[figures.kpi].id,
                                seats_words(figures.seats));
        }
    }
    return text;
}

std::string incentive_table(const ContractStudySummary& summary) {
    const IncentiveTest& test = *summary.incentive;
    std::string text = fte_table(
        "One FTE more", {"saves a month", "costs", "strength"}, test.more, *summary.terms);
    const std::string fewer = fte_table(
        "One FTE fewer", {"costs a month", "saves", "strength"}, test.fewer, *summary.terms);
    text += fewer.empty() ? fewer : '\n' + fewer;
    TextTable gap("Met in 95 % of months",
                  {"met as bid", "FTE more", "costs a year", "saves a year", "strength"});
    for (const ComplianceFigures& figures : test.compliance) {
        gap.add_row("  " + summary.terms->kpis[figures.kpi].id,
                    {chance(figures.met_before),
                     figures.found ? fmt::format("{}", figures.people)
                                   : fmt::format("over {}", figures.people),
                     figures.found ? whole_number(figures.cost_year) : "-",
                     pounds(figures.saved_year),
                     estimate(figures.strength, 2)});
    }
    return text + '\n' + gap.to_string() + wrapped(seats_needed(summary), 2) +
           wrapped(fmt::format(
                       "Strength: credits over the pay of the people; below 1 the contract pays "
                       "the supplier to do without them. All together: payable credits; by "
                       "indicator: its part of the gross credits. The search for 95 % ran {} "
                       "replications of {} months.",
                       test.pilot_replications,
                       test.pilot_months),
                   2);
}

std::string volume_text(const ContractStudySummary& summary) {
    const VolumeTable& volumes = *summary.volumes;
    TextTable money(
        "If volume moves",
        {"calls", "answered", "gross", "credits", "withheld", "net", "a call", "margin"});
    std::vector<std::string> columns{"relief", "distress"};
    for (const KpiTerms& kpi : summary.terms->kpis) {
        columns.push_back(kpi.id);
    }
    TextTable service("Service if volume moves", std::move(columns));
    for (const VolumeFigures& row : volumes.rows) {
        const std::string label = fmt::format("  {} %", row.percent);
        money.add_row(label,
                      {calls(row.offered),
                       calls(row.answered),
                       pounds(row.gross),
                       pounds(row.credits),
                       pounds(row.withheld),
                       pounds(row.net),
                       price(row.unit_cost),
                       pounds(row.margin)});
        std::vector<std::string> cells{
            row.relieved_percent ? fmt::format("{:.0f} %", *row.relieved_percent) : "-",
            chance(row.in_distress)};
        for (const auto& level : row.levels) {
            cells.push_back(level ? fmt::format("{:.1f}", level->value) : "-");
        }
        service.add_row(label, std::move(cells));
    }
    return money.to_string() +
           wrapped(fmt::format(
                       "Of the calls expected; a year, from {} replications of {} months. "
                       "Calls: on all lines of the contract; answered: by the supplier, without "
                       "those of its own staff, as in a call: net over answered.",
                       volumes.replications,
                       volumes.months),
                   2) +
           '\n' + service.to_string() +
           wrapped(
               "Relief: share of months in which it took calls out or scaled points. Distress: "
               "chance that the supplier has been in it, which thins its seats and so its costs.",
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
        table.add_words(fmt::format("     {}: {}{}. Caught by: {}.",
                                    figures.figure,
                                    figures.how,
                                    figures.note.empty() ? "" : "; " + figures.note,
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

std::string questions_text(const ContractStudySummary& summary) {
    std::string text;
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
