#include "sim/control_room/response.hpp"

#include "sim/base/check.hpp"
#include "sim/base/transitions.hpp"

#include <algorithm>
#include <utility>

namespace fcr {
namespace {

/// Families of entities, see call_entity: from 16 on the incidents that callers of one key tell, by
/// matter; from 2^32 on their assignments, by matter and ordinal.
constexpr std::uint64_t kIncidentFamily = 16;
constexpr unsigned kAssignmentBits = 32;

std::uint32_t count(std::size_t rows) {
    return static_cast<std::uint32_t>(rows);
}

constexpr unsigned block_of(Purpose purpose) {
    return static_cast<unsigned>(purpose) / 4;
}

}  // namespace

constexpr bool Response::may_follow(Stage from, Stage to) {
    switch (from) {
        case Stage::Closed: return to == Stage::Reported;
        case Stage::Reported:
            return to == Stage::Scheduled || to == Stage::AwaitsDesk || to == Stage::Closed;
        case Stage::Scheduled: return to == Stage::AwaitsDesk || to == Stage::Closed;
        case Stage::AwaitsDesk: return to == Stage::AtDesk || to == Stage::Closed;
        case Stage::AtDesk:
            return to == Stage::AwaitsUnits || to == Stage::Underway || to == Stage::Closed;
        case Stage::AwaitsUnits: return to == Stage::Underway || to == Stage::Closed;
        case Stage::Underway: return to == Stage::AwaitsUnits || to == Stage::Closed;
    }
    return false;
}

constexpr bool Response::may_follow(UnitState from, UnitState to) {
    switch (from) {
        case UnitState::OffDuty: return to == UnitState::Free;
        case UnitState::Free: return to == UnitState::OnItsWay || to == UnitState::OffDuty;
        case UnitState::OnItsWay: return to == UnitState::AtScene || to == UnitState::OnItsWay;
        case UnitState::AtScene: return to == UnitState::Paperwork;
        case UnitState::Paperwork: return to == UnitState::Free;
    }
    return false;
}

Response::Response(const CompiledResponse& facts, NoticeSink& sink)
    : facts_(facts),
      sink_(sink),
      first_group_(count(facts.talkgroups.size())),
      first_unit_(first_group_ + count(facts.groups.size())),
      first_desk_(first_unit_ + facts.units_max),
      first_incident_(first_desk_ + facts.desks_max),
      calendar_(std::size_t{first_incident_} + facts.incidents_max,
                {.second = first_incident_, .third = first_incident_ + facts.incidents_max}),
      chases_(facts.incidents_max),
      incidents_(facts.incidents_max),
      units_(facts.units_max),
      diversion_keys_(facts.units_max),
      groups_(facts.groups.size()),
      desks_(facts.desks_max),
      talkgroups_(facts.talkgroups.size()),
      queues_(2 * facts.talkgroups.size() * facts.grades.size()) {
    for (std::size_t row = 0; row < facts.groups.size(); ++row) {
        const CompiledUnitGroup& group = facts.groups[UnitGroupId{row}];
        for (std::uint32_t unit = 0; unit < group.units_max; ++unit) {
            units_[UnitId{group.first_unit + unit}].group = UnitGroupId{row};
        }
    }
    for (std::size_t row = 0; row < facts.talkgroups.size(); ++row) {
        const CompiledTalkgroup& talkgroup = facts.talkgroups[TalkgroupId{row}];
        for (std::uint32_t desk = 0; desk < talkgroup.desks_max; ++desk) {
            desks_[DeskId{talkgroup.first_desk + desk}].talkgroup = TalkgroupId{row};
        }
    }
}

void Response::begin(const Streams& streams) {
    draws_ = streams;
    calendar_.reset();
    chases_.reset();
    for (std::uint32_t place = 0; place < unused_from_; ++place) {
        incidents_[IncidentId{place}].stage = Stage::Closed;
    }
    for (Queue& queue : queues_) {
        queue = Queue{};
    }
    chaser_.reset();
    first_place_ = kNone;
    unused_from_ = 0;
    counts_ = IncidentCounts{};
    overrun_ = false;
    begin_desks();
    begin_units();
    look_ahead();
}

Response::EventKind Response::kind_of(SlotId slot) const {
    const std::size_t index = slot.index();
    if (index >= first_incident_) {
        return EventKind::Incident;
    }
    if (index >= first_desk_) {
        return EventKind::Desk;
    }
    if (index >= first_unit_) {
        return EventKind::Unit;
    }
    return index >= first_group_ ? EventKind::UnitShift : EventKind::DeskShift;
}

void Response::handle_next() {
    FCR_CHECK(next_.at < kNever, "the response has no next event");
    calendar_.go_to(next_.at);
    const std::size_t index = next_.slot.index();
    switch (kind_of(next_.slot)) {
        case EventKind::DeskShift: on_desk_shift(TalkgroupId{index}); break;
        case EventKind::UnitShift: on_unit_shift(UnitGroupId{index - first_group_}); break;
        case EventKind::Unit: on_unit(UnitId{index - first_unit_}); break;
        case EventKind::Desk: on_desk(DeskId{index - first_desk_}); break;
        case EventKind::Incident: on_incident(IncidentId{index - first_incident_}); break;
    }
    look_ahead();
    FCR_DEBUG_CHECK(everything_in_its_place(), "an incident or a unit is lost or doubled");
}

void Response::on_incident(IncidentId incident) {
    switch (incidents_[incident].stage) {
        case Stage::Reported: grade(incident); break;
        case Stage::Scheduled: await_desk(incident); break;
        case Stage::AwaitsDesk:
        case Stage::AtDesk:
        case Stage::AwaitsUnits:
        case Stage::Underway: on_patience(incident); break;
        case Stage::Closed: FCR_CHECK(false, "an event came for a closed incident");
    }
}

EntityKey Response::incident_of(std::uint64_t caller, std::uint16_t matter) {
    return {.family = kIncidentFamily + matter, .member = caller};
}

Draw Response::draw(Purpose purpose, const Incident& incident) const {
    const bool grading = block_of(purpose) == block_of(Purpose::IncidentDelay);
    FCR_DEBUG_CHECK(grading || block_of(purpose) == block_of(Purpose::DispatchWork),
                    "no draw of this purpose is kept with an incident");
    return draws_.draw(grading ? incident.grading_draws : incident.waiting_draws,
                       purpose,
                       incident_of(incident.record.caller, incident.record.matter));
}

EntityKey Response::assignment_of(const Unit& unit) {
    const std::uint64_t matter = std::uint64_t{unit.matter} + 1;
    return {.family = (matter << kAssignmentBits) + unit.record.ordinal, .member = unit.caller};
}

UndispatchedSight Response::sight_of_undispatched(SimTime now) const {
    const GradeId most_urgent = facts_.by_priority[CompiledResponse::RankId{0}];
    UndispatchedSight sight;
    for (const Incident& incident : incidents_.rows().first(unused_from_)) {
        if ((incident.stage == Stage::Reported || incident.stage == Stage::AwaitsDesk) &&
            incident.record.given_grade == most_urgent && incident.record.times.opened <= now) {
            ++sight.count;
            sight.oldest = std::max(sight.oldest, now - incident.record.times.opened);
        }
    }
    return sight;
}

void Response::enter(IncidentId incident, Stage stage) {
    Incident& facts = incidents_[incident];
    static constexpr Transitions<Stage, kStages> kTransitions(
        [](Stage from, Stage to) { return may_follow(from, to); });
    FCR_CHECK(kTransitions.allow(facts.stage, stage), "illegal change of an incident's stage");
    facts.stage = stage;
}

void Response::enter(UnitId unit, UnitState state) {
    Unit& facts = units_[unit];
    static constexpr Transitions<UnitState, kUnitStates> kTransitions(
        [](UnitState from, UnitState to) { return may_follow(from, to); });
    FCR_CHECK(kTransitions.allow(facts.state, state), "illegal change of a unit's state");
    facts.state = state;
    diversion_keys_[unit] = kNotUnderWay;
}

Response::QueueId Response::queue_of(Stage stage, TalkgroupId talkgroup, GradeId grade) const {
    const std::size_t row = talkgroup.index() * facts_.grades.size() + grade.index();
    return QueueId{stage == Stage::AwaitsDesk ? row : row + queues_.size() / 2};
}

Response::QueueId Response::queue_of(const Incident& incident) const {
    return queue_of(incident.stage, incident.record.talkgroup, incident.record.given_grade);
}

/// Behind all that were due before it, and of those due together behind those reported earlier.
/// Nearly always last, except after a diversion.
void Response::enqueue(IncidentId id) {
    Incident& incident = incidents_[id];
    Queue& queue = queues_[queue_of(incident)];
    ++queued(incident.stage, incident.record.talkgroup);
    const auto comes_before = [&](std::uint32_t place) {
        const IncidentRecord& other = incidents_[IncidentId{place}].record;
        const IncidentRecord& own = incident.record;
        return other.due() != own.due() ? other.due() < own.due() : other.number < own.number;
    };
    std::uint32_t before = queue.tail;
    while (before != kNone && !comes_before(before)) {
        before = incidents_[IncidentId{before}].before;
    }
    const auto place = count(id.index());
    std::uint32_t& link = before == kNone ? queue.head : incidents_[IncidentId{before}].after;
    incident.before = before;
    incident.after = link;
    link = place;
    (incident.after == kNone ? queue.tail : incidents_[IncidentId{incident.after}].before) = place;
}

void Response::unlink(IncidentId id) {
    Incident& incident = incidents_[id];
    Queue& queue = queues_[queue_of(incident)];
    --queued(incident.stage, incident.record.talkgroup);
    (incident.before == kNone ? queue.head : incidents_[IncidentId{incident.before}].after) =
        incident.after;
    (incident.after == kNone ? queue.tail : incidents_[IncidentId{incident.after}].before) =
        incident.before;
}

/// Reports the incident, which stands in no queue, and frees its place.
void Response::close(IncidentId id, IncidentOutcome outcome) {
    IncidentRecord& record = incidents_[id].record;
    record.outcome = outcome;
    record.times.closed = outcome == IncidentOutcome::Unfinished ? kNever : now();
    switch (outcome) {
        case IncidentOutcome::Attended: ++counts_.attended; break;
        case IncidentOutcome::Resolved: ++counts_.resolved; break;
        case IncidentOutcome::NeverResourced: ++counts_.never_resourced; break;
        case IncidentOutcome::Unfinished: ++counts_.unfinished; break;
    }
    sink_.incident_closed(record);
    leave_place(id);
}

void Response::leave_place(IncidentId id) {
    calendar_.clear_if_due(slot_of(id));
    set_chase(id, kNever);
    enter(id, Stage::Closed);
    incidents_[id].after = first_place_;
    first_place_ = count(id.index());
    --counts_.open;
}

void Response::name_unfinished(SimTime end) {
    tell_who_is_there(end);
    for (std::uint32_t row = 0; row < units_.size(); ++row) {
        switch (units_[UnitId{row}].state) {
            case UnitState::OnItsWay:
            case UnitState::AtScene:
            case UnitState::Paperwork: end_assignment(UnitId{row}, end); break;
            case UnitState::OffDuty:
            case UnitState::Free: break;
        }
    }
    for (std::uint32_t place = 0; place < unused_from_; ++place) {
        const Stage stage = incidents_[IncidentId{place}].stage;
        if (stage == Stage::Closed) {
            continue;
        }
        if (stage == Stage::AwaitsDesk || stage == Stage::AwaitsUnits) {
            unlink(IncidentId{place});
        }
        close(IncidentId{place}, IncidentOutcome::Unfinished);
    }
}

SimTime Response::next_moment(SimTime now) const {
    SimTime next = next_.at;
    const auto consider = [&](SimTime at) { next = at > now ? std::min(next, at) : next; };
    for (const Unit& unit : units_) {
        if (unit.state == UnitState::OnItsWay) {
            consider(unit.arrives_at);
        }
    }
    for (const Incident& incident : incidents_.rows().first(unused_from_)) {
        if (incident.stage != Stage::Closed && incident.record.units_sent > 0) {
            consider(incident.gives_up_at);
        }
    }
    return next;
}

ChaserDue Response::take_chaser() {
    return *std::exchange(chaser_, std::nullopt);
}

bool Response::everything_in_its_place() const {
    return counts_.conserved() && incidents_in_their_place() && units_in_their_place() &&
           nobody_waits_beside_a_free_unit();
}

/// Every open incident is in the one queue its stage says, and has the units it claims.
bool Response::incidents_in_their_place() const {
    std::uint64_t open = 0;
    std::uint64_t should_wait = 0;
    std::uint64_t at_desks = 0;
    std::uint64_t units_out = 0;
    bool right = true;
    for (std::uint32_t place = 0; place < unused_from_; ++place) {
        const Incident& incident = incidents_[IncidentId{place}];
        const bool waits =
            incident.stage == Stage::AwaitsDesk || incident.stage == Stage::AwaitsUnits;
        open += incident.stage != Stage::Closed;
        should_wait += waits;
        at_desks += incident.stage == Stage::AtDesk;
        if (incident.stage != Stage::Closed) {
            units_out += incident.units_out;
        }
        if (incident.stage == Stage::Underway) {
            right = right && incident.units_out > 0;
        }
    }
    std::uint64_t waiting = 0;
    std::uint64_t counted = 0;
    for (const TalkgroupState& talkgroup : talkgroups_) {
        counted += talkgroup.await_desk + talkgroup.await_units;
    }
    for (std::size_t row = 0; row < queues_.size(); ++row) {
        for (std::uint32_t place = queues_[QueueId{row}].head; place != kNone;
             place = incidents_[IncidentId{place}].after) {
            right = right && queue_of(incidents_[IncidentId{place}]) == QueueId{row};
            ++waiting;
        }
    }
    std::uint64_t busy = 0;
    for (const Desk& desk : desks_) {
        busy += desk.busy;
    }
    std::uint64_t underway = 0;
    for (const Unit& unit : units_) {
        underway += unit.state == UnitState::OnItsWay || unit.state == UnitState::AtScene;
    }
    return right && open == counts_.open && waiting == should_wait && waiting == counted &&
           busy == at_desks && underway == units_out;
}

/// Every unit on duty is free, in its group's list, or busy.
bool Response::units_in_their_place() const {
    bool right = true;
    for (std::size_t row = 0; row < groups_.size(); ++row) {
        const Group& group = groups_[UnitGroupId{row}];
        std::uint32_t on_duty = 0;
        std::uint32_t free = 0;
        std::uint32_t listed = 0;
        for (const Unit& unit : units_) {
            on_duty += unit.group == UnitGroupId{row} && unit.state != UnitState::OffDuty;
            free += unit.group == UnitGroupId{row} && unit.state == UnitState::Free;
        }
        for (std::uint32_t unit = group.longest_free; unit != kNone;
             unit = units_[UnitId{unit}].next_free) {
            ++listed;
        }
        right = right && on_duty == group.on_duty && free == group.free && listed == group.free;
    }
    return right;
}

bool Response::nobody_waits_beside_a_free_unit() const {
    for (std::size_t row = 0; row < groups_.size(); ++row) {
        if (groups_[UnitGroupId{row}].free > 0 && find_incident(UnitGroupId{row})) {
            return false;
        }
    }
    return true;
}

}  // namespace fcr
