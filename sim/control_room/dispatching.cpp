// Dispatching: desks take incidents up, most urgent first, and choose units.
#include "sim/base/check.hpp"
#include "sim/control_room/response.hpp"
#include "sim/control_room/spans.hpp"

#include <algorithm>

namespace fcr {

void Response::begin_desks() {
    for (Desk& desk : desks_) {
        desk.on_duty = false;
        desk.busy = false;
    }
    for (std::size_t row = 0; row < talkgroups_.size(); ++row) {
        talkgroups_[TalkgroupId{row}] = TalkgroupState{};
        on_desk_shift(TalkgroupId{row});
    }
}

void Response::on_desk_shift(TalkgroupId id) {
    const CompiledTalkgroup& facts = facts_.talkgroups[id];
    const auto changes = facts_.changes.rows().subspan(facts.changes.first, facts.changes.count);
    TalkgroupState& talkgroup = talkgroups_[id];
    while (talkgroup.next_change < changes.size() && changes[talkgroup.next_change].from <= now()) {
        talkgroup.target = changes[talkgroup.next_change++].count;
    }
    if (talkgroup.next_change < changes.size()) {
        calendar_.set(desk_shift_slot(id), changes[talkgroup.next_change].from);
    } else {
        calendar_.clear(desk_shift_slot(id));
    }
    // Free desks close from the last on, and open from the first on; a busy one finishes.
    for (std::uint32_t row = facts.desks_max; row > 0 && talkgroup.on_duty > talkgroup.target;
         --row) {
        Desk& desk = desks_[DeskId{facts.first_desk + row - 1}];
        if (desk.on_duty && !desk.busy) {
            desk.on_duty = false;
            --talkgroup.on_duty;
            sink_.desk_staffed({.at = now(), .talkgroup = id, .signed_on = false});
        }
    }
    for (std::uint32_t row = 0; row < facts.desks_max && talkgroup.on_duty < talkgroup.target;
         ++row) {
        Desk& desk = desks_[DeskId{facts.first_desk + row}];
        if (!desk.on_duty) {
            desk.on_duty = true;
            ++talkgroup.on_duty;
            sink_.desk_staffed({.at = now(), .talkgroup = id, .signed_on = true});
        }
    }
    fill_desks(id);
}

/// Lets free desks take up what waits, the most urgent first, then what was due first.
void Response::fill_desks(TalkgroupId id) {
    const CompiledTalkgroup& facts = facts_.talkgroups[id];
    TalkgroupState& talkgroup = talkgroups_[id];
    std::uint32_t row = 0;
    for (const GradeId grade : facts_.by_priority) {
        Queue& queue = queues_[queue_of(Stage::AwaitsDesk, id, grade)];
        if (talkgroup.await_desk == 0 || talkgroup.busy >= talkgroup.on_duty) {
            return;
        }
        while (queue.head != kNone && talkgroup.busy < talkgroup.on_duty) {
            while (!desks_[DeskId{facts.first_desk + row}].on_duty ||
                   desks_[DeskId{facts.first_desk + row}].busy) {
                ++row;
            }
            const DeskId desk{facts.first_desk + row};
            const IncidentId incident{queue.head};
            unlink(incident);
            enter(incident, Stage::AtDesk);
            incidents_[incident].record.times.dispatch_begun = now();
            desks_[desk].busy = true;
            desks_[desk].incident = incident;
            ++talkgroup.busy;
            calendar_.set(slot_of(desk),
                          now() + span_of(facts.dispatch_work,
                                          draw(Purpose::DispatchWork, incidents_[incident])));
        }
    }
}

void Response::on_desk(DeskId id) {
    Desk& desk = desks_[id];
    TalkgroupState& talkgroup = talkgroups_[desk.talkgroup];
    desk.busy = false;
    --talkgroup.busy;
    if (talkgroup.on_duty > talkgroup.target) {
        desk.on_duty = false;
        --talkgroup.on_duty;
        sink_.desk_staffed({.at = now(), .talkgroup = desk.talkgroup, .signed_on = false});
    }
    decide(desk.incident);
    fill_desks(desk.talkgroup);
    if (!desk.busy) {
        calendar_.clear(slot_of(id));
    }
}

/// The incident may be sent to from now on: it stands before the dispatchers.
void Response::await_desk(IncidentId id) {
    time_patience(id);
    enter(id, Stage::AwaitsDesk);
    enqueue(id);
    fill_desks(incidents_[id].record.talkgroup);
}

/// Sets when the incident is chased and given up, if ever.
void Response::time_patience(IncidentId id) {
    Incident& incident = incidents_[id];
    const CompiledGrade& grade = facts_.grades[incident.record.given_grade];
    const auto later = [this](Duration after) {
        return after < kNever - now() ? now() + after : kNever;
    };
    if (grade.give_up_after) {
        if (uniform(Purpose::GiveUp, incident) < grade.give_up_probability) {
            incident.gives_up_at = later(*grade.give_up_after);
        }
    }
    if (grade.chase_after) {
        if (uniform(Purpose::Chase, incident) < grade.chase_probability) {
            set_chase(id, later(*grade.chase_after));
        }
    }
    set_patience_slot(id, incident.gives_up_at);
}

/// The caller rings again, or the incident is closed because nobody was ever sent. One that lies
/// on a desk waits for the decision; one with a unit under way is not given up.
void Response::on_patience(IncidentId id) {
    Incident& incident = incidents_[id];
    if (incident.chases_at <= now()) {
        set_chase(id, kNever);
        if (!somebody_came(id)) {
            chaser_ = ChaserDue{
                .caller = incident.record.caller,
                .matter = incident.record.matter,
                .lineage = incident.record.lineage,
                .call_class = facts_.grades[incident.record.given_grade].chase_class.value_or(
                    incident.record.call_class)};
        }
    }
    const bool given_up = incident.gives_up_at <= now();
    if (given_up && incident.record.units_sent == 0 && incident.stage != Stage::AtDesk) {
        unlink(id);
        close(id, IncidentOutcome::NeverResourced);
        return;
    }
    set_patience_slot(id, given_up ? kNever : incident.gives_up_at);
}

/// One to which somebody was sent is not given up.
void Response::set_patience_slot(IncidentId id, SimTime gives_up_at) {
    const Incident& incident = incidents_[id];
    const SimTime next =
        std::min(incident.record.units_sent == 0 ? gives_up_at : kNever, incident.chases_at);
    if (next < kNever) {
        calendar_.set(slot_of(id), next);
    } else {
        calendar_.clear(slot_of(id));
    }
}

/// Sets when the caller rings again unless somebody has come, kNever for never.
void Response::set_chase(IncidentId id, SimTime at) {
    Incident& incident = incidents_[id];
    if (incident.chases_at == at) {
        return;
    }
    incident.chases_at = at;
    chases_.replay(id.index(), static_cast<std::uint64_t>(at.time_since_epoch().count()));
}

SimTime Response::first_chase() const {
    const std::uint64_t first = chases_.winner();
    return first == WinnerTree::kCleared ? kNever
                                         : SimTime{Duration{static_cast<std::int64_t>(first)}};
}

/// Sends as many free units as the incident needs, else takes one from a less urgent incident,
/// else lets it wait.
void Response::decide(IncidentId id) {
    Incident& incident = incidents_[id];
    IncidentRecord& record = incident.record;
    record.times.dispatch_decided = now();
    send_free_units(id);
    if (incident.units_out == 0 && facts_.grades[record.given_grade].diverts_units) {
        if (const std::optional<UnitId> unit = find_diversion(incident)) {
            const std::optional<IncidentId> robbed = divert(*unit);
            assign(*unit, id);
            if (robbed) {
                send_free_units(*robbed);
            }
        }
    }
    if (incident.units_out == 0 && incident.gives_up_at <= now()) {
        close(id, IncidentOutcome::NeverResourced);
        return;
    }
    if (needs_more(incident)) {
        enter(id, Stage::AwaitsUnits);
        enqueue(id);
    } else {
        enter(id, Stage::Underway);
    }
}

/// Sends free units until the incident has what it needs or there are none. One that then waits no
/// more leaves its queue.
void Response::send_free_units(IncidentId id) {
    Incident& incident = incidents_[id];
    while (needs_more(incident)) {
        const IdOrNone<UnitGroupId> group = find_group(incident.record.talkgroup);
        if (!group) {
            return;
        }
        assign(pop_free(*group), id);
    }
    if (incident.stage == Stage::AwaitsUnits) {
        unlink(id);
        enter(id, Stage::Underway);
    }
}

/// The first group that serves the talkgroup and has a free unit.
IdOrNone<UnitGroupId> Response::find_group(TalkgroupId talkgroup) const {
    const StrengthRows serving = facts_.talkgroups[talkgroup].groups;
    for (const UnitGroupId group : facts_.serving.rows().subspan(serving.first, serving.count)) {
        if (groups_[group].free > 0) {
            return group;
        }
    }
    return {};
}

/// The unit on its way to the least urgent incident that is less urgent than this one; of several
/// the one assigned last, then the first in the list.
std::optional<UnitId> Response::find_diversion(const Incident& incident) const {
    DiversionKey last = kNotUnderWay;
    std::optional<UnitId> found;
    const StrengthRows serving = facts_.talkgroups[incident.record.talkgroup].groups;
    for (const UnitGroupId group : facts_.serving.rows().subspan(serving.first, serving.count)) {
        const CompiledUnitGroup& facts = facts_.groups[group];
        for (std::uint32_t row = 0; row < facts.units_max; ++row) {
            const UnitId id{facts.first_unit + row};
            if (diversion_keys_[id] > last && units_[id].arrives_at > now()) {
                last = diversion_keys_[id];
                found = id;
            }
        }
    }
    const std::uint32_t priority = facts_.grades[incident.record.given_grade].priority;
    return priority_of(last) > priority ? found : std::nullopt;
}

/// The most urgent incident that a unit of the group may go to, of several the one due first.
IdOrNone<IncidentId> Response::find_incident(UnitGroupId group) const {
    const std::optional<TalkgroupId> own = facts_.groups[group].talkgroup;
    const std::size_t first = own ? own->index() : 0;
    const std::size_t end = own ? first + 1 : talkgroups_.size();
    const auto serves = talkgroups_.rows().subspan(first, end - first);
    if (std::ranges::all_of(serves,
                            [](const TalkgroupState& row) { return row.await_units == 0; })) {
        return {};
    }
    for (const GradeId grade : facts_.by_priority) {
        IdOrNone<IncidentId> found;
        for (std::size_t row = first; row < end; ++row) {
            const std::uint32_t head =
                queues_[queue_of(Stage::AwaitsUnits, TalkgroupId{row}, grade)].head;
            if (head == kNone) {
                continue;
            }
            const IncidentRecord& record = incidents_[IncidentId{head}].record;
            if (!found || record.due() < incidents_[*found].record.due() ||
                (record.due() == incidents_[*found].record.due() &&
                 record.number < incidents_[*found].record.number)) {
                found = IncidentId{head};
            }
        }
        if (found) {
            return found;
        }
    }
    return {};
}

}  // namespace fcr
