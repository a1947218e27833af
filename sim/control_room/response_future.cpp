// The future of a response: what is known of it is taken over, and the rest is drawn anew.
#include "sim/base/check.hpp"
#include "sim/control_room/response.hpp"
#include "sim/control_room/spans.hpp"

#include <algorithm>

namespace fcr {
namespace {

/// Refusals after which an incident keeps the true grade last drawn.
constexpr std::uint32_t kGradesTriedMax = 256;

/// The end of a span that began at `since` and has not ended by now. `factor` multiplies the law.
SimTime end_later(
    const Distribution& law, const Draw& draw, SimTime since, SimTime now, double factor = 1.0) {
    const double age_s = to_seconds(std::max(Duration::zero(), now - since)) / factor;
    const Duration span = duration_from_seconds(law.sample_beyond(age_s, draw) * factor);
    return span >= kNever - since ? kNever - Duration{1}
                                  : std::max(since + span, now + Duration{1});
}

}  // namespace

void Response::copy_known(const Response& other) {
    calendar_.copy_from(other.calendar_);
    chases_.copy_from(other.chases_);
    incidents_.copy_first(other.unused_from_, other.incidents_);
    units_.copy_from(other.units_);
    diversion_keys_.copy_from(other.diversion_keys_);
    groups_.copy_from(other.groups_);
    desks_.copy_from(other.desks_);
    talkgroups_.copy_from(other.talkgroups_);
    queues_.copy_from(other.queues_);
    next_ = other.next_;
    chaser_ = other.chaser_;
    first_place_ = other.first_place_;
    unused_from_ = other.unused_from_;
    counts_ = other.counts_;
    overrun_ = other.overrun_;
}

Draw Response::draw_anew(Purpose purpose, const IncidentRecord& incident) const {
    return draws_.draw(purpose, incident_of(incident.caller, incident.matter));
}

double Response::uniform_anew(Purpose purpose, const IncidentRecord& incident) const {
    return draw_anew(purpose, incident).next_uniform();
}

void Response::go_on_with(const Streams& streams) {
    draws_ = streams;
    for (Incident& incident : incidents_.rows().first(unused_from_)) {
        if (incident.stage != Stage::Closed) {
            const EntityKey entity = incident_of(incident.record.caller, incident.record.matter);
            incident.grading_draws = draws_.block(Purpose::IncidentDelay, entity);
            incident.waiting_draws = draws_.block(Purpose::DispatchWork, entity);
        }
    }
}

void Response::draw_unknown(const ForkSeed& seed, SimTime now) {
    draws_ = seed.streams();
    tell_who_is_there(now);
    for (std::uint32_t place = 0; place < unused_from_; ++place) {
        const IncidentId id{place};
        const Incident& incident = incidents_[id];
        if (incident.stage == Stage::Reported && incident.record.times.opened > now) {
            --counts_.reported;
            leave_place(id);
        }
    }
    for (std::uint32_t place = 0; place < unused_from_; ++place) {
        const Stage stage = incidents_[IncidentId{place}].stage;
        if (stage != Stage::Closed && stage != Stage::Reported) {
            draw_incident(IncidentId{place}, seed, now);
        }
    }
    for (std::size_t row = 0; row < units_.size(); ++row) {
        draw_way(UnitId{row}, now);
    }
    for (std::size_t row = 0; row < desks_.size(); ++row) {
        const Desk& desk = desks_[DeskId{row}];
        if (desk.busy) {
            const IncidentRecord& record = incidents_[desk.incident].record;
            calendar_.set(slot_of(DeskId{row}),
                          end_later(facts_.talkgroups[desk.talkgroup].dispatch_work,
                                    draw_anew(Purpose::DispatchWork, record),
                                    record.times.dispatch_begun,
                                    now));
        }
    }
    look_ahead();
}

/// How urgent an incident really is shows when units are there. Drawn by Bayes: until the grade
/// that it was given comes out, and units at the scene would still be there.
void Response::draw_incident(IncidentId id, const ForkSeed& seed, SimTime now) {
    Incident& incident = incidents_[id];
    IncidentRecord& record = incident.record;
    bool agrees = false;
    for (std::uint32_t attempt = 0; attempt < kGradesTriedMax && !agrees; ++attempt) {
        const Streams streams = seed.streams(attempt);
        draws_ = streams;
        record.true_grade = choose_grade(facts_.mix_row(record.call_class),
                                         facts_.mix,
                                         uniform_anew(Purpose::TrueGrade, record));
        GradeId given =
            choose_grade(facts_.given_row(record.call_class, record.pool, record.true_grade),
                         facts_.given,
                         uniform_anew(Purpose::GivenGrade, record));
        if (record.grade_lowered && facts_.grades[given].less_urgent) {
            given = *facts_.grades[given].less_urgent;
        }
        agrees = given == record.given_grade && draw_scene(id, streams, now);
    }
    if (!agrees) {
        record.true_grade = record.given_grade;
        static_cast<void>(draw_scene(id, seed.streams(), now));
    }
    draws_ = seed.streams();
    if (incident.stage != Stage::Scheduled) {
        draw_patience(id, now);
    }
}

/// What the true grade means for the units that were sent, and how long those at the scene stay.
/// False when one of them would have gone; it then stays as long as it may.
bool Response::draw_scene(IncidentId id, const Streams& streams, SimTime now) {
    const IncidentRecord& record = incidents_[id].record;
    bool all_stay = true;
    for (std::size_t row = 0; row < units_.size(); ++row) {
        Unit& unit = units_[UnitId{row}];
        const bool sent = unit.state == UnitState::OnItsWay || unit.state == UnitState::AtScene;
        if (!sent || unit.incident != id) {
            continue;
        }
        unit.works_as = facts_.grades[record.true_grade].needs_deployment ? record.true_grade
                                                                          : record.given_grade;
        if (unit.state == UnitState::AtScene) {
            const Draw draw = streams.draw(Purpose::OnScene, assignment_of(unit));
            const SimTime leaves =
                unit.record.at_scene + span_of(facts_.grades[unit.works_as].on_scene, draw);
            all_stay = all_stay && leaves > now;
            calendar_.set(
                slot_of(UnitId{row}),
                leaves > now
                    ? leaves
                    : end_later(
                          facts_.grades[unit.works_as].on_scene, draw, unit.record.at_scene, now));
        }
    }
    return all_stay;
}

/// Whether its caller rings again and whether it is given up is open as long as the moment is not
/// past; of one that lies on a desk longer.
void Response::draw_patience(IncidentId id, SimTime now) {
    Incident& incident = incidents_[id];
    const IncidentRecord& record = incident.record;
    const CompiledGrade& grade = facts_.grades[record.given_grade];
    const SimTime since = record.due();
    const auto chosen = [&](Purpose purpose, double probability) {
        return uniform_anew(purpose, record) < probability;
    };
    incident.gives_up_at = kNever;
    if (grade.give_up_after && *grade.give_up_after < kNever - since &&
        (since + *grade.give_up_after > now || incident.stage == Stage::AtDesk) &&
        chosen(Purpose::GiveUp, grade.give_up_probability)) {
        incident.gives_up_at = since + *grade.give_up_after;
    }
    set_chase(id, kNever);
    if (grade.chase_after && *grade.chase_after < kNever - since &&
        since + *grade.chase_after > now && chosen(Purpose::Chase, grade.chase_probability)) {
        set_chase(id, since + *grade.chase_after);
    }
    set_patience_slot(id, incident.gives_up_at > now ? incident.gives_up_at : kNever);
}

/// Units on their way and those that write up. What they have still to do at the scene has not been
/// seen.
void Response::draw_way(UnitId id, SimTime now) {
    Unit& unit = units_[id];
    if (unit.state == UnitState::OffDuty || unit.state == UnitState::Free) {
        return;
    }
    const EntityKey assignment = assignment_of(unit);
    const DrawBlock draws = draws_.block(Purpose::Mobilise, assignment);
    const auto draw = [&](Purpose purpose) { return draws_.draw(draws, purpose, assignment); };
    if (unit.state != UnitState::Paperwork) {
        draw_stay(unit, assignment, draws);
    }
    if (unit.state == UnitState::OnItsWay) {
        const GradeId grade = incidents_[unit.incident].record.given_grade;
        const Distribution& travel = facts_.travel_law(unit.group, grade);
        if (unit.record.mobile > now) {
            unit.record.mobile = end_later(facts_.groups[unit.group].mobilise,
                                           draw(Purpose::Mobilise),
                                           unit.record.assigned,
                                           now);
            unit.arrives_at = unit.record.mobile + span_of(travel, draw(Purpose::Travel));
        } else {
            unit.arrives_at = end_later(travel, draw(Purpose::Travel), unit.record.mobile, now);
        }
        set_leaving(id);
    } else if (unit.state == UnitState::Paperwork) {
        calendar_.set(slot_of(id),
                      end_later(facts_.grades[unit.works_as].paperwork,
                                draw(Purpose::Paperwork),
                                unit.record.left_scene,
                                now,
                                facts_.groups[unit.group].paperwork_factor));
    }
}

void Response::draw_grading(const CallRecord& call, SimTime now) {
    for (std::uint32_t place = 0; place < unused_from_; ++place) {
        Incident& incident = incidents_[IncidentId{place}];
        IncidentRecord& record = incident.record;
        if (incident.stage != Stage::Reported || record.call != call.number) {
            continue;
        }
        record.true_grade = choose_grade(facts_.mix_row(record.call_class),
                                         facts_.mix,
                                         uniform_anew(Purpose::TrueGrade, record));
        record.given_grade =
            choose_grade(facts_.given_row(record.call_class, record.pool, record.true_grade),
                         facts_.given,
                         uniform_anew(Purpose::GivenGrade, record));
        const SimTime graded = end_later(facts_.grading[record.call_class].grade_delay,
                                         draw_anew(Purpose::GradeDelay, record),
                                         record.times.opened,
                                         now);
        calendar_.set(slot_of(IncidentId{place}), std::min(graded, call.times.wrapped_up));
        look_ahead();
        return;
    }
}

}  // namespace fcr
