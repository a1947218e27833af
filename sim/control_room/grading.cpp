// Grading: an answered call becomes an incident with a grade, while the call goes on.
#include "sim/base/check.hpp"
#include "sim/control_room/response.hpp"
#include "sim/control_room/spans.hpp"

#include <algorithm>
#include <new>

namespace fcr {

/// Everything about the incident is its caller's own, whoever answers and whenever, but what the
/// pool's people make of its grade.
SimTime Response::call_answered(const CallReport& call, SimTime known) {
    const CompiledGrading& grading = facts_.grading[call.call_class];
    if (grading.incident_probability <= 0.0) {
        return kNever;
    }
    const EntityKey entity = incident_of(call.caller, call.matter);
    const DrawBlock first_draws = draws_.block(Purpose::Incident, entity);
    const auto first = [&](Purpose purpose) {
        return draws_.draw(first_draws, purpose, entity).next_uniform();
    };
    if (first(Purpose::Incident) >= grading.incident_probability) {
        return kNever;
    }
    const DrawBlock grading_draws = draws_.block(Purpose::IncidentDelay, entity);
    const DrawBlock waiting_draws = draws_.block(Purpose::DispatchWork, entity);
    const auto not_after_wrap_up = [&call](SimTime at) { return std::min(at, call.wrapped_up); };
    const SimTime opened = not_after_wrap_up(
        call.answered + span_of(grading.incident_delay,
                                draws_.draw(grading_draws, Purpose::IncidentDelay, entity)));
    if (opened <= known) [[unlikely]] {
        return opened;
    }
    if (first_place_ == kNone && unused_from_ == incidents_.size()) {
        overrun_ = true;
        return kNever;
    }
    const std::uint32_t place = first_place_ != kNone ? first_place_ : unused_from_++;
    const IncidentId id{place};
    Incident& incident = incidents_[id];
    if (place == first_place_) {
        first_place_ = incident.after;
    }
    // Not std::construct_at, which would clear the whole place before.
    ::new (static_cast<void*>(&incident)) Incident;
    incident.grading_draws = grading_draws;
    incident.waiting_draws = waiting_draws;
    IncidentRecord& record = incident.record;
    record.number = counts_.reported++;
    ++counts_.open;
    record.caller = call.caller;
    record.matter = call.matter;
    record.lineage = call.lineage;
    record.call = call.number;
    record.call_class = call.call_class;
    record.pool = call.pool;
    record.true_grade =
        choose_grade(facts_.mix_row(call.call_class), facts_.mix, first(Purpose::TrueGrade));
    record.given_grade =
        choose_grade(facts_.given_row(call.call_class, record.pool, record.true_grade),
                     facts_.given,
                     first(Purpose::GivenGrade));
    record.talkgroup = choose_talkgroup(first(Purpose::Talkgroup));
    record.times.answered = call.answered;
    record.times.opened = opened;
    const SimTime graded = not_after_wrap_up(
        record.times.opened + span_of(grading.grade_delay, draw(Purpose::GradeDelay, incident)));
    enter(id, Stage::Reported);
    calendar_.set(slot_of(id), graded);
    look_ahead();
    return record.times.opened;
}

/// The first grade whose cumulative share lies above the uniform; the last share is 1.
GradeId Response::choose_grade(std::size_t first_row,
                               const Table<CompiledResponse::ShareId, double>& shares,
                               double uniform) const {
    // All are asked: where it lies cannot be guessed.
    std::size_t grade = 0;
    for (const double share : shares.rows().subspan(first_row, facts_.grades.size())) {
        grade += uniform >= share;
    }
    FCR_DEBUG_CHECK(grade < facts_.grades.size(), "cumulative shares end at 1");
    return GradeId{grade};
}

TalkgroupId Response::choose_talkgroup(double uniform) const {
    std::size_t row = 0;
    for (const CompiledTalkgroup& talkgroup : facts_.talkgroups) {
        row += uniform >= talkgroup.cumulative_share;
    }
    return TalkgroupId{row};
}

std::uint8_t Response::choose_units(const CompiledGrade& grade, double uniform) const {
    std::size_t more = 0;
    while (uniform >= grade.unit_shares[more]) {
        ++more;
    }
    return static_cast<std::uint8_t>(more + 1);
}

/// T6: the dispatcher has it, it has an appointment, or nobody need go.
void Response::grade(IncidentId id) {
    Incident& incident = incidents_[id];
    IncidentRecord& record = incident.record;
    record.times.graded = now();
    lower_grade_under_pressure(incident);
    const CompiledGrade& grade = facts_.grades[record.given_grade];
    if (!grade.needs_deployment) {
        close(id, IncidentOutcome::Resolved);
        return;
    }
    record.units_needed = choose_units(grade, uniform(Purpose::UnitsNeeded, incident));
    if (grade.has_appointment) {
        record.times.appointment =
            std::min(now() + span_of(grade.appointment, draw(Purpose::Appointment, incident)),
                     kNever - Duration{1});
        enter(id, Stage::Scheduled);
        calendar_.set(slot_of(id), record.times.appointment);
        return;
    }
    await_desk(id);
}

void Response::lower_grade_under_pressure(Incident& incident) const {
    IncidentRecord& record = incident.record;
    if (!facts_.grade_pressure || !facts_.grades[record.given_grade].less_urgent ||
        free_units(record.talkgroup) >= facts_.grade_pressure->free_units_below) {
        return;
    }
    if (uniform(Purpose::GradePressure, incident) < facts_.grade_pressure->shift_probability) {
        record.given_grade = *facts_.grades[record.given_grade].less_urgent;
        record.grade_lowered = true;
    }
}

std::uint32_t Response::free_units(TalkgroupId talkgroup) const {
    const StrengthRows serving = facts_.talkgroups[talkgroup].groups;
    std::uint32_t free = 0;
    for (const UnitGroupId group : facts_.serving.rows().subspan(serving.first, serving.count)) {
        free += groups_[group].free;
    }
    return free;
}

}  // namespace fcr
