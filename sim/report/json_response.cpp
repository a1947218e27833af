#include "sim/report/json_response.hpp"

#include "proto/fcr/v1/report.pb.h"
#include "sim/report/message_values.hpp"
#include "sim/report/number.hpp"

#include <string>

namespace fcr {
namespace {

void fill(v1::GradeReport& report, const GradeSummary& grade) {
    using Report = v1::GradeReport;
    const GradeFigures& figures = grade.figures;
    report.set_name(grade.name);
    if (grade.target) {
        report.set_target_start(std::string(target_start_code(grade.target_start)));
        report.set_target_s(six_digits(to_seconds(*grade.target)));
    }
    set(report, &Report::mutable_incidents, figures.incidents);
    set(report, &Report::mutable_attended, figures.attended);
    set(report, &Report::mutable_resolved, figures.resolved);
    set(report, &Report::mutable_never_resourced, figures.never_resourced);
    set(report, &Report::mutable_unfinished, figures.unfinished);
    set(report, &Report::mutable_in_target_percent, figures.in_target_percent);
    set(report, &Report::mutable_never_resourced_percent, figures.never_resourced_percent);
    set(report, &Report::mutable_response_mean_s, figures.response_mean_s);
    static_assert(kResponsePercentiles == std::array{0.5, 0.9, 0.95});
    set(report, &Report::mutable_response_p50_s, figures.response_percentiles_s[0]);
    set(report, &Report::mutable_response_p90_s, figures.response_percentiles_s[1]);
    set(report, &Report::mutable_response_p95_s, figures.response_percentiles_s[2]);
    set(report, &Report::mutable_to_grade_s, figures.to_grade_s);
    set(report, &Report::mutable_dispatch_s, figures.dispatch_s);
    set(report, &Report::mutable_travel_s, figures.travel_s);
    set(report, &Report::mutable_units_sent, figures.units_sent);
    set(report, &Report::mutable_diversions, figures.diversions);
    set(report, &Report::mutable_misgraded_percent, figures.misgraded_percent);
    set(report, &Report::mutable_lowered_percent, figures.lowered_percent);
}

}  // namespace

void fill_response(v1::ResponseReport& report, const ResponseSummary& summary) {
    for (const GradeSummary& grade : summary.grades) {
        fill(*report.add_grades(), grade);
    }
    for (const UnitSummary& units : summary.units) {
        using Report = v1::UnitGroupReport;
        Report& to = *report.add_units();
        to.set_name(units.name);
        set(to, &Report::mutable_unit_hours, units.unit_hours);
        set(to, &Report::mutable_utilisation_percent, units.utilisation_percent);
        set(to, &Report::mutable_travel_percent, units.travel_percent);
        set(to, &Report::mutable_scene_percent, units.scene_percent);
        set(to, &Report::mutable_paperwork_percent, units.paperwork_percent);
    }
    for (const DeskSummary& desks : summary.desks) {
        using Report = v1::TalkgroupReport;
        Report& to = *report.add_talkgroups();
        to.set_name(desks.name);
        set(to, &Report::mutable_decisions, desks.decisions);
        set(to, &Report::mutable_wait_s, desks.wait_s);
        set(to, &Report::mutable_desk_hours, desks.desk_hours);
        set(to, &Report::mutable_occupancy_percent, desks.occupancy_percent);
    }
}

}  // namespace fcr
