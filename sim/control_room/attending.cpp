// Attending: units on duty, on their way, at scene and writing it up.
#include "sim/base/check.hpp"
#include "sim/control_room/response.hpp"
#include "sim/control_room/spans.hpp"

#include <algorithm>

namespace fcr {

static_assert(static_cast<unsigned>(Purpose::Mobilise) / 4 ==
                  static_cast<unsigned>(Purpose::Paperwork) / 4,
              "an assignment has one block of draws");

void Response::begin_units() {
    for (Unit& unit : units_) {
        unit.state = UnitState::OffDuty;
        unit.next_free = kNone;
    }
    std::ranges::fill(diversion_keys_.rows(), kNotUnderWay);
    for (std::size_t row = 0; row < groups_.size(); ++row) {
        groups_[UnitGroupId{row}] = Group{};
        on_unit_shift(UnitGroupId{row});
    }
}

void Response::on_unit_shift(UnitGroupId id) {
    const CompiledUnitGroup& facts = facts_.groups[id];
    const auto changes = facts_.changes.rows().subspan(facts.changes.first, facts.changes.count);
    Group& group = groups_[id];
    while (group.next_change < changes.size() && changes[group.next_change].from <= now()) {
        group.target = changes[group.next_change++].count;
    }
    if (group.next_change < changes.size()) {
        calendar_.set(unit_shift_slot(id), changes[group.next_change].from);
    } else {
        calendar_.clear(unit_shift_slot(id));
    }
    while (group.on_duty > group.target && group.free > 0) {
        sign_off(pop_free(id));
    }
    for (std::uint32_t row = 0; row < facts.units_max && group.on_duty < group.target; ++row) {
        const UnitId unit{facts.first_unit + row};
        if (units_[unit].state == UnitState::OffDuty) {
            ++group.on_duty;
            report_strength(id, true);
            become_free(unit);
        }
    }
}

void Response::on_unit(UnitId id) {
    switch (units_[id].state) {
        case UnitState::OnItsWay:
            arrive(id);
            leave_scene(id);
            break;
        case UnitState::AtScene: leave_scene(id); break;
        case UnitState::Paperwork:
            end_assignment(id, now());
            become_free(id);
            break;
        case UnitState::OffDuty:
        case UnitState::Free: FCR_CHECK(false, "an event came for a unit that waits for none");
    }
}

/// Sends a unit that is free, or was diverted a moment ago. Its work at the scene is that of the
/// incident's true grade, where that needs a deployment at all.
void Response::assign(UnitId id, IncidentId incident_id) {
    Unit& unit = units_[id];
    Incident& incident = incidents_[incident_id];
    IncidentRecord& record = incident.record;
    const bool was_mobile = unit.state == UnitState::OnItsWay && unit.record.mobile <= now();
    unit.incident = incident_id;
    unit.caller = record.caller;
    unit.matter = record.matter;
    unit.works_as =
        facts_.grades[record.true_grade].needs_deployment ? record.true_grade : record.given_grade;
    unit.record = AssignmentRecord{};
    unit.record.incident = record.number;
    unit.record.ordinal = record.units_sent++;
    unit.record.unit = id;
    unit.record.group = unit.group;
    unit.record.assigned = now();
    ++incident.units_out;
    if (record.times.assigned == kNever) {
        record.times.assigned = now();
    }
    enter(id, UnitState::OnItsWay);
    diversion_keys_[id] = diversion_key(facts_.grades[record.given_grade].priority, now());
    const EntityKey assignment = assignment_of(unit);
    const DrawBlock draws = draws_.block(Purpose::Mobilise, assignment);
    const ValuePair way = values_of(facts_.groups[unit.group].mobilise,
                                    draws_.draw(draws, Purpose::Mobilise, assignment),
                                    facts_.travel_law(unit.group, record.given_grade),
                                    draws_.draw(draws, Purpose::Travel, assignment));
    unit.record.mobile = now() + (was_mobile ? Duration::zero() : duration_from_seconds(way.first));
    unit.arrives_at = unit.record.mobile + duration_from_seconds(way.second);
    draw_stay(unit, assignment, draws);
    set_leaving(id);
    if (record.units_sent == 1 && incident.gives_up_at < kNever) {
        set_patience_slot(incident_id, kNever);
    }
}

/// When the unit, which is on its way, leaves the scene.
void Response::set_leaving(UnitId id) {
    const Unit& unit = units_[id];
    calendar_.set(slot_of(id), std::min(unit.arrives_at + unit.on_scene, kNever - Duration{1}));
}

/// How long the unit stays and writes.
void Response::draw_stay(Unit& unit, EntityKey assignment, const DrawBlock& draws) const {
    const CompiledGrade& grade = facts_.grades[unit.works_as];
    const ValuePair stay = values_of(grade.on_scene,
                                     draws_.draw(draws, Purpose::OnScene, assignment),
                                     grade.paperwork,
                                     draws_.draw(draws, Purpose::Paperwork, assignment));
    unit.on_scene = duration_from_seconds(stay.first);
    unit.paperwork =
        duration_from_seconds(stay.second * facts_.groups[unit.group].paperwork_factor);
}

/// The unit has been there since `arrives_at`, perhaps before others of which it is told already.
/// Of those who came at one instant the first unit counts.
void Response::arrive(UnitId id) {
    Unit& unit = units_[id];
    Incident& incident = incidents_[unit.incident];
    IncidentRecord& record = incident.record;
    enter(id, UnitState::AtScene);
    unit.record.at_scene = unit.arrives_at;
    if (unit.arrives_at < record.times.at_scene ||
        (unit.arrives_at == record.times.at_scene && id < incident.first_there)) {
        incident.first_there = id;
        record.times.mobile = unit.record.mobile;
        record.times.at_scene = unit.arrives_at;
    }
}

/// Has the records say of every unit that has arrived by `now` that it is there.
void Response::tell_who_is_there(SimTime now) {
    for (std::size_t row = 0; row < units_.size(); ++row) {
        const UnitId id{row};
        if (units_[id].state == UnitState::OnItsWay && units_[id].arrives_at <= now) {
            arrive(id);
        }
    }
}

bool Response::somebody_came(IncidentId id) const {
    return incidents_[id].record.times.at_scene < kNever ||
           std::ranges::any_of(units_, [&](const Unit& unit) {
               return is_there(unit, now()) && unit.incident == id;
           });
}

/// The incident is over when its last unit leaves; it then needs no more.
void Response::leave_scene(UnitId id) {
    Unit& unit = units_[id];
    Incident& incident = incidents_[unit.incident];
    enter(id, UnitState::Paperwork);
    unit.record.left_scene = now();
    calendar_.set(slot_of(id), now() + unit.paperwork);
    --incident.units_out;
    ++incident.units_been;
    if (incident.units_out == 0) {
        if (incident.stage == Stage::AwaitsUnits) {
            unlink(unit.incident);
        }
        close(unit.incident, IncidentOutcome::Attended);
    }
}

/// The unit, which is on duty and has nothing to do, goes off duty, takes the most urgent incident
/// that waits, or is free.
void Response::become_free(UnitId id) {
    const UnitGroupId group_id = units_[id].group;
    const Group& group = groups_[group_id];
    enter(id, UnitState::Free);
    if (group.on_duty > group.target) {
        calendar_.clear(slot_of(id));
        sign_off(id);
        return;
    }
    const IdOrNone<IncidentId> next = find_incident(group_id);
    if (!next) {
        calendar_.clear(slot_of(id));
        push_free(id);
        return;
    }
    assign(id, *next);
    if (!needs_more(incidents_[*next])) {
        unlink(*next);
        enter(*next, Stage::Underway);
    }
}

/// Takes the unit from the incident it is on its way to, which waits for another, or is over when
/// others have been there. Returns the incident if it waits.
std::optional<IncidentId> Response::divert(UnitId id) {
    Unit& unit = units_[id];
    const IncidentId robbed = unit.incident;
    Incident& incident = incidents_[robbed];
    unit.record.diverted = true;
    end_assignment(id, now());
    --incident.units_out;
    ++incident.record.diversions;
    if (incident.units_out == 0 && incident.units_been > 0) {
        if (incident.stage == Stage::AwaitsUnits) {
            unlink(robbed);
        }
        close(robbed, IncidentOutcome::Attended);
        return std::nullopt;
    }
    if (incident.stage == Stage::Underway) {
        enter(robbed, Stage::AwaitsUnits);
        enqueue(robbed);
    }
    return robbed;
}

/// A unit that had not set off by then never does.
void Response::end_assignment(UnitId id, SimTime at) {
    AssignmentRecord& record = units_[id].record;
    record.ended = at;
    if (record.mobile > at) {
        record.mobile = kNever;
    }
    sink_.assignment_closed(record);
}

void Response::sign_off(UnitId id) {
    const UnitGroupId group = units_[id].group;
    enter(id, UnitState::OffDuty);
    --groups_[group].on_duty;
    report_strength(group, false);
}

void Response::push_free(UnitId id) {
    Unit& unit = units_[id];
    Group& group = groups_[unit.group];
    const auto row = static_cast<std::uint32_t>(id.index());
    (group.longest_free == kNone ? group.longest_free
                                 : units_[UnitId{group.latest_free}].next_free) = row;
    group.latest_free = row;
    unit.next_free = kNone;
    ++group.free;
}

UnitId Response::pop_free(UnitGroupId id) {
    Group& group = groups_[id];
    const UnitId unit{group.longest_free};
    group.longest_free = units_[unit].next_free;
    --group.free;
    return unit;
}

void Response::report_strength(UnitGroupId group, bool signed_on) {
    sink_.unit_staffed({.at = now(), .group = group, .signed_on = signed_on});
}

}  // namespace fcr
