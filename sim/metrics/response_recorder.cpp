#include "sim/metrics/response_recorder.hpp"

#include "sim/base/check.hpp"

#include <algorithm>
#include <array>

namespace fcr {

ResponseRecorder::ResponseRecorder(const CompiledScenario& scenario)
    : facts_(*scenario.response),
      measured_from_(scenario.measured_from),
      measured_span_(scenario.measured_until - scenario.measured_from),
      current_(make_counts()),
      totals_(make_counts()),
      counted_(facts_.grades.size()),
      response_(facts_.grades.size()),
      unit_instants_(facts_.groups.size()),
      desk_instants_(facts_.talkgroups.size()) {
    for (std::size_t row = 0; row < facts_.grades.size(); ++row) {
        if (facts_.grades[GradeId{row}].needs_deployment) {
            response_[GradeId{row}].current.make_room();
            response_[GradeId{row}].total.make_room();
        }
    }
    for (UnitInstants& instants : unit_instants_) {
        instants = UnitInstants(measured_span_);
    }
    for (DeskInstants& instants : desk_instants_) {
        instants = DeskInstants(measured_span_);
    }
}

ResponseRecorder::Counts ResponseRecorder::make_counts() const {
    Counts counts;
    counts.incidents = Table<CellId, IncidentTally>(facts_.grades.size() * kResultIntervals);
    counts.units = Table<CellId, UnitTally>(facts_.groups.size() * kResultIntervals);
    counts.desks = Table<CellId, DeskTally>(facts_.talkgroups.size() * kResultIntervals);
    return counts;
}

std::size_t ResponseRecorder::interval_of(SimTime at) const {
    const Duration since = since_measured(at);
    if (since < Duration::zero() || since >= measured_span_) {
        return kResultIntervals;
    }
    return static_cast<std::size_t>(since / kResultInterval) % kResultIntervals;
}

void ResponseRecorder::incident_closed(const IncidentRecord& incident) {
    const IncidentTimes& times = incident.times;
    // A dispatcher still at work when the run ends is busy to the end of what is measured.
    if (times.dispatch_begun < times.dispatch_decided && times.dispatch_decided >= measured_from_) {
        DeskInstants& desk = desk_instants_[incident.talkgroup];
        desk.add(kBusyFrom, since_measured(times.dispatch_begun));
        desk.add(kBusyUntil, since_measured(times.dispatch_decided));
    }
    // Callers cease when the measured part ends, so an appointment belongs to its own time, when
    // others need units too.
    const std::size_t interval =
        interval_of(times.appointment != kNever ? times.appointment : times.answered);
    if (interval == kResultIntervals) {
        return;
    }
    const CompiledGrade& grade = facts_.grades[incident.given_grade];
    counted_[incident.given_grade].add(interval);
    current_.incidents[cell(incident.given_grade, interval)].add(
        incident, grade.target_start, grade.target);
    if (times.dispatch_begun != kNever) {
        DeskTally& desk = current_.desks[cell(incident.talkgroup, interval)];
        ++desk.decisions;
        desk.wait_us += (times.dispatch_begun - incident.due()).count();
    }
    if (incident.outcome == IncidentOutcome::Attended) {
        response_[incident.given_grade].current.add(times.at_scene -
                                                    target_start(incident, grade.target_start));
    }
}

void ResponseRecorder::assignment_closed(const AssignmentRecord& assignment) {
    // What was over before the measured part leaves nothing: its beginnings and ends would cancel.
    if (assignment.ended < measured_from_) {
        return;
    }
    UnitInstants& unit = unit_instants_[assignment.group];
    const auto add = [&](std::size_t from_set, SimTime from, std::size_t until_set, SimTime until) {
        unit.add(from_set, since_measured(from));
        unit.add(until_set, since_measured(until));
    };
    const auto or_end = [&](SimTime at) { return at == kNever ? assignment.ended : at; };
    add(kTravelsFrom, assignment.assigned, kTravelsUntil, or_end(assignment.at_scene));
    if (assignment.at_scene != kNever) {
        add(kAtSceneFrom, assignment.at_scene, kAtSceneUntil, or_end(assignment.left_scene));
    }
    if (assignment.left_scene != kNever) {
        add(kWritesFrom, assignment.left_scene, kWritesUntil, assignment.ended);
    }
}

void ResponseRecorder::desk_staffed(const DeskStaffed& desk) {
    desk_instants_[desk.talkgroup].add(desk.signed_on ? kSignedOn : kSignedOff,
                                       since_measured(desk.at));
}

void ResponseRecorder::unit_staffed(const UnitStaffed& unit) {
    unit_instants_[unit.group].add(unit.signed_on ? kSignedOn : kSignedOff,
                                   since_measured(unit.at));
}

/// Time in a state is the time after its beginnings less the time after its ends.
void ResponseRecorder::sum_up_time() {
    const auto add = [](auto& instants, std::size_t set, auto* tallies, auto field, int sign) {
        instants.drain(set, [&](std::size_t interval, std::int64_t us) {
            tallies[interval].*field += sign * us;
        });
    };
    for (std::size_t row = 0; row < unit_instants_.size(); ++row) {
        UnitInstants& unit = unit_instants_[UnitGroupId{row}];
        UnitTally* const tallies = &current_.units[cell(UnitGroupId{row}, 0)];
        add(unit, kSignedOn, tallies, &UnitTally::on_duty_us, 1);
        add(unit, kSignedOff, tallies, &UnitTally::on_duty_us, -1);
        add(unit, kTravelsFrom, tallies, &UnitTally::travel_us, 1);
        add(unit, kTravelsUntil, tallies, &UnitTally::travel_us, -1);
        add(unit, kAtSceneFrom, tallies, &UnitTally::scene_us, 1);
        add(unit, kAtSceneUntil, tallies, &UnitTally::scene_us, -1);
        add(unit, kWritesFrom, tallies, &UnitTally::paperwork_us, 1);
        add(unit, kWritesUntil, tallies, &UnitTally::paperwork_us, -1);
    }
    for (std::size_t row = 0; row < desk_instants_.size(); ++row) {
        DeskInstants& desk = desk_instants_[TalkgroupId{row}];
        DeskTally* const tallies = &current_.desks[cell(TalkgroupId{row}, 0)];
        add(desk, kSignedOn, tallies, &DeskTally::on_duty_us, 1);
        add(desk, kSignedOff, tallies, &DeskTally::on_duty_us, -1);
        add(desk, kBusyFrom, tallies, &DeskTally::busy_us, 1);
        add(desk, kBusyUntil, tallies, &DeskTally::busy_us, -1);
    }
}

void ResponseRecorder::end_replication(const ResponseOutcomes& out) {
    FCR_CHECK(out.grades.size() == facts_.grades.size() &&
                  out.units.size() == facts_.groups.size() &&
                  out.desks.size() == facts_.talkgroups.size(),
              "a replication's results need one row for each grade, unit group and talkgroup");
    sum_up_time();
    for (std::size_t row = 0; row < out.grades.size(); ++row) {
        const CellId first = cell(GradeId{row}, 0);
        GradeOutcome& grade = out.grades[row];
        grade.incidents =
            fold(counted_[GradeId{row}], &current_.incidents[first], &totals_.incidents[first]);
        counted_[GradeId{row}].clear();
        Times& times = response_[GradeId{row}];
        const Histogram* const times_of_grade = &times.current;
        std::array<Duration, kResponsePercentiles.size()> found{};
        grade.response_us.fill(-1);
        if (Histogram::percentiles({&times_of_grade, 1}, kResponsePercentiles, found)) {
            std::ranges::transform(found, grade.response_us.begin(), &Duration::count);
        }
        times.current.move_to(times.total);
    }
    for (std::size_t row = 0; row < out.units.size(); ++row) {
        const CellId first = cell(UnitGroupId{row}, 0);
        out.units[row] = fold(&current_.units[first], &totals_.units[first]);
    }
    for (std::size_t row = 0; row < out.desks.size(); ++row) {
        const CellId first = cell(TalkgroupId{row}, 0);
        out.desks[row] = fold(&current_.desks[first], &totals_.desks[first]);
    }
}

void ResponseRecorder::merge(const ResponseRecorder& other) {
    const auto add = [](auto& into, const auto& from) {
        auto row = from.begin();
        for (auto& value : into) {
            value.merge(*row);
            ++row;
        }
    };
    add(totals_.incidents, other.totals_.incidents);
    add(totals_.units, other.totals_.units);
    add(totals_.desks, other.totals_.desks);
    for (std::size_t row = 0; row < response_.size(); ++row) {
        response_[GradeId{row}].total.merge(other.response_[GradeId{row}].total);
    }
}

}  // namespace fcr
