#include "sim/report/text_response.hpp"

#include "sim/report/number.hpp"

#include <fmt/format.h>

#include <string>

namespace fcr {
namespace {

/// Seconds as minutes.
Figure minutes(const Figure& seconds) {
    if (!seconds) {
        return std::nullopt;
    }
    Estimate estimate{.value = seconds->value / 60.0, .half_width = seconds->half_width};
    if (estimate.half_width) {
        *estimate.half_width /= 60.0;
    }
    return estimate;
}

std::string start_words(TargetStart start) {
    switch (start) {
        case TargetStart::Answered: return "the answer (T4)";
        case TargetStart::Incident: return "the opening of the incident (T5)";
        case TargetStart::Graded: return "the grade (T6)";
        case TargetStart::Dispatched: return "the dispatch (T9)";
        case TargetStart::Appointment: return "the appointment";
    }
    return {};
}

TextTable incident_table(const RunSummary& summary) {
    TextTable table(fmt::format("Incidents {}", period_words(summary)),
                    {"incidents", "attended", "in target", "never sent to", "unfinished"});
    for (const GradeSummary& grade : summary.response->grades) {
        const GradeFigures& figures = grade.figures;
        if (!grade.needs_deployment) {
            table.add_row(grade.name, {with_half_width(figures.incidents), "no deployment"});
            continue;
        }
        table.add_row(grade.name,
                      {with_half_width(figures.incidents),
                       with_half_width(figures.attended),
                       grade.target ? with_half_width(figures.in_target_percent, "%") : "no target",
                       with_half_width(figures.never_resourced_percent, "%"),
                       with_half_width(figures.unfinished)});
        if (grade.target) {
            table.add_words(fmt::format("within {:.6g} min of {}",
                                        to_seconds(*grade.target) / 60.0,
                                        start_words(grade.target_start)));
        }
    }
    return table;
}

TextTable attendance_table(const RunSummary& summary) {
    TextTable table("Minutes to attend",
                    {"mean", "median", "90 %", "to grade", "to dispatch", "travel"});
    for (const GradeSummary& grade : summary.response->grades) {
        if (!grade.needs_deployment) {
            continue;
        }
        const GradeFigures& figures = grade.figures;
        table.add_row(grade.name,
                      {with_half_width(minutes(figures.response_mean_s)),
                       with_half_width(minutes(figures.response_percentiles_s[0])),
                       with_half_width(minutes(figures.response_percentiles_s[1])),
                       with_half_width(minutes(figures.to_grade_s)),
                       with_half_width(minutes(figures.dispatch_s)),
                       with_half_width(minutes(figures.travel_s))});
    }
    return table;
}

TextTable unit_table(const RunSummary& summary) {
    TextTable table(fmt::format("Units {}", period_words(summary)),
                    {"unit-hours", "out", "travel", "at scene", "paperwork"});
    for (const UnitSummary& units : summary.response->units) {
        table.add_row(units.name,
                      {units.unit_hours ? one_decimal(units.unit_hours->value) : "",
                       with_half_width(units.utilisation_percent, "%"),
                       with_half_width(units.travel_percent, "%"),
                       with_half_width(units.scene_percent, "%"),
                       with_half_width(units.paperwork_percent, "%")});
    }
    return table;
}

TextTable desk_table(const RunSummary& summary) {
    TextTable table(fmt::format("Dispatchers {}", period_words(summary)),
                    {"incidents", "desk-hours", "occupancy", "wait for a desk, s"});
    for (const DeskSummary& desks : summary.response->desks) {
        table.add_row(desks.name,
                      {with_half_width(desks.decisions),
                       desks.desk_hours ? one_decimal(desks.desk_hours->value) : "",
                       with_half_width(desks.occupancy_percent, "%"),
                       with_half_width(desks.wait_s)});
    }
    return table;
}

}  // namespace

std::vector<TextTable> response_tables(const RunSummary& summary) {
    if (!summary.response) {
        return {};
    }
    return {incident_table(summary),
            attendance_table(summary),
            unit_table(summary),
            desk_table(summary)};
}

}  // namespace fcr
