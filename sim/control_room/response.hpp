// The response: answered calls become incidents, dispatchers send units, units attend.
#pragma once

#include "sim/base/table.hpp"
#include "sim/base/time.hpp"
#include "sim/control_room/fork_seed.hpp"
#include "sim/control_room/notice.hpp"
#include "sim/control_room/sight.hpp"
#include "sim/domain/call.hpp"
#include "sim/domain/ids.hpp"
#include "sim/domain/incident.hpp"
#include "sim/kernel/calendar.hpp"
#include "sim/random/streams.hpp"
#include "sim/scenario/compiled_response.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace fcr {

/// How many incidents there have been and what became of them.
struct IncidentCounts {
    std::uint64_t reported = 0;  ///< answered calls that become incidents
    std::uint64_t attended = 0;
    std::uint64_t resolved = 0;
    std::uint64_t never_resourced = 0;
    std::uint64_t unfinished = 0;
    std::uint64_t open = 0;

    /// True when every incident is in exactly one place.
    [[nodiscard]] bool conserved() const {
        return reported == attended + resolved + never_resourced + unfinished + open;
    }
};

/// A caller who rings again now, because nobody has come.
struct ChaserDue {
    std::uint64_t caller = 0;  ///< the key of the caller who reported the incident
    std::uint16_t matter = 0;
    std::uint64_t lineage = 1;  ///< of the call that reported it
    CallClassId call_class;     ///< of the call to come
};

/// What an answered call tells the response.
struct CallReport {
    std::uint64_t caller = 0;
    std::uint64_t lineage = 1;
    std::uint64_t number = 0;
    SimTime answered = kNever;
    SimTime wrapped_up = kNever;
    CallClassId call_class;
    PoolId pool;
    std::uint16_t matter = 0;
};

[[nodiscard]] inline CallReport report_of(const CallRecord& call) {
    return {.caller = call.caller,
            .lineage = call.lineage,
            .number = call.number,
            .answered = call.times.answered,
            .wrapped_up = call.times.wrapped_up,
            .call_class = call.call_class,
            .pool = *call.pool,
            .matter = call.matter};
}

/// One replication of what happens after calls are answered: a function of the compiled response,
/// the keyed draws and the answered calls. Its calendar is its own; the room handles its events in
/// order of time, after its own at one instant, and may put them off (reporting.cpp). At one
/// instant the kinds of event happen in the order of EventKind, within a kind by entity. Allocates
/// in the constructor only. One .cpp file for each sub-process.
class Response {
public:
    static constexpr SimTime kBeforeTheRun = kStartOfRun - Duration{1};

    /// Both must outlive it.
    Response(const CompiledResponse& facts, NoticeSink& sink);

    /// Forgets everything and begins a replication with these draws.
    void begin(const Streams& streams);

    /// A call's answer and wrap-up are known: it may become an incident. They lie not before the
    /// latest event. The call tells something new.
    /// Returns when the incident is opened; kNever for none. One that would have been opened by
    /// `known` is told and not kept.
    SimTime call_answered(const CallReport& call, SimTime known = kBeforeTheRun);

    // response_future.cpp: what is known of a response, and a future drawn for it.

    /// Becomes another response of the same facts. Allocates nothing.
    void copy_known(const Response& other);
    /// Forgets incidents that are not opened by `now`, which nobody knows of, and draws what is
    /// left of everything under way given how long it has lasted; see ControlRoom::draw_unknown.
    void draw_unknown(const ForkSeed& seed, SimTime now);
    /// Draws from others until the future is drawn.
    void draw_from(const Streams& streams) { draws_ = streams; }
    /// The future is drawn: the room goes on with these draws.
    void go_on_with(const Streams& streams);
    /// Draws the grade of the call's incident, which is opened and not graded, and when it is.
    void draw_grading(const CallRecord& call, SimTime now);

    /// The time of the latest event.
    [[nodiscard]] SimTime clock() const { return now(); }

    /// When something happens next; kNever when nothing ever will.
    [[nodiscard]] SimTime next_at() const { return next_.at; }

    /// When the first caller rings again of those who are known to, at the earliest.
    [[nodiscard]] SimTime first_chase() const;

    /// As next_at(), with moments from which nothing follows: a unit arrives, the patience with an
    /// incident ends to which somebody was sent.
    [[nodiscard]] SimTime next_moment(SimTime now) const;

    /// Handles the next event; there must be one.
    void handle_next();

    /// Names the incidents that are open at the end and ends every assignment.
    void name_unfinished(SimTime end);

    /// Whether the latest event made a caller ring again.
    [[nodiscard]] bool has_chaser() const { return chaser_.has_value(); }
    /// That caller, once. There must be one.
    [[nodiscard]] ChaserDue take_chaser();

    /// True when no incident is open.
    [[nodiscard]] bool is_empty() const { return counts_.open == 0; }
    /// True when an incident found CompiledResponse::incidents_max of them open.
    [[nodiscard]] bool overrun() const { return overrun_; }
    [[nodiscard]] const IncidentCounts& counts() const { return counts_; }
    [[nodiscard]] UndispatchedSight sight_of_undispatched(SimTime now) const;

private:
    /// The kinds of event. The order is part of the model: new shifts are in force before anybody
    /// becomes free, units become free before a dispatcher decides, and whoever decides at the
    /// moment an incident would be given up still finds it.
    enum class EventKind : std::uint8_t {
        DeskShift,  ///< a talkgroup's desks change
        UnitShift,  ///< a group's units change
        Unit,       ///< a unit leaves the scene or is free again
        Desk,       ///< a dispatcher is done with an incident
        Incident,   ///< an incident is graded, due, chased or given up
    };

    /// Where an incident is. Units may be on their way to, or at, one that awaits more of them.
    enum class Stage : std::uint8_t {
        Closed,       ///< the place is free
        Reported,     ///< its call is answered; it is opened (T5) and graded (T6)
        Scheduled,    ///< graded, and waits for its appointment
        AwaitsDesk,   ///< in the dispatchers' queue
        AtDesk,       ///< a dispatcher works on it
        AwaitsUnits,  ///< no unit was free, or too few
        Underway,     ///< has all the units it needs
    };
    static constexpr std::size_t kStages = 7;
    static constexpr bool may_follow(Stage from, Stage to);

    /// What a unit is doing. Each state but the first two ends with the unit's next event.
    enum class UnitState : std::uint8_t {
        OffDuty,
        Free,
        OnItsWay,  ///< sets off at its record's `mobile`; there from `arrives_at` on, no event
        AtScene,   ///< is there, and its record says so: when it leaves, in a fork, at the end
        Paperwork,
    };
    static constexpr std::size_t kUnitStates = 5;
    static constexpr bool may_follow(UnitState from, UnitState to);

    static constexpr std::uint32_t kNone = ~std::uint32_t{0};

    struct Incident {
        IncidentRecord record;
        Stage stage = Stage::Closed;
        std::uint32_t before = kNone;  ///< in its queue
        std::uint32_t after = kNone;   ///< in its queue, or the next free place
        std::uint32_t units_out = 0;   ///< assigned to it and not yet gone from the scene
        std::uint32_t units_been = 0;  ///< have been at scene and gone
        UnitId first_there;            ///< once a unit has arrived
        SimTime gives_up_at = kNever;
        SimTime chases_at = kNever;
        DrawBlock grading_draws;  ///< from its delay to the units it needs
        DrawBlock waiting_draws;  ///< from the dispatcher's work to the caller's patience
    };

    struct Unit {
        UnitState state = UnitState::OffDuty;
        UnitGroupId group;
        IncidentId incident;       ///< until it leaves the scene
        GradeId works_as;          ///< the grade whose laws its work follows
        std::uint64_t caller = 0;  ///< of the incident; with the matter the key of its draws
        std::uint16_t matter = 0;
        std::uint32_t next_free = kNone;
        SimTime arrives_at{};   ///< of its assignment
        Duration on_scene{0};   ///< from then on to leaving
        Duration paperwork{0};  ///< and from then on to being free
        AssignmentRecord record;
    };

    /// How soon a unit that has not arrived is taken for something more urgent: the greater the
    /// sooner. The priority of its incident's grade above 48 bits of when it was assigned; beside
    /// the units because every one of them is looked at. Stays until the unit leaves.
    using DiversionKey = std::uint64_t;
    static constexpr DiversionKey kNotUnderWay = 0;
    [[nodiscard]] static DiversionKey diversion_key(std::uint32_t priority, SimTime assigned) {
        return (DiversionKey{priority} << 48U) |
               static_cast<DiversionKey>(assigned.time_since_epoch().count());
    }
    [[nodiscard]] static std::uint32_t priority_of(DiversionKey key) {
        return static_cast<std::uint32_t>(key >> 48U);
    }

    /// The free units of a group, longest free first, and its strength.
    struct Group {
        std::uint32_t longest_free = kNone;
        std::uint32_t latest_free = kNone;
        std::uint32_t free = 0;
        std::uint32_t on_duty = 0;
        std::uint32_t target = 0;
        std::uint32_t next_change = 0;
    };

    struct Desk {
        bool on_duty = false;
        bool busy = false;
        TalkgroupId talkgroup;
        IncidentId incident;
    };

    struct TalkgroupState {
        std::uint32_t on_duty = 0;
        std::uint32_t busy = 0;
        std::uint32_t target = 0;
        std::uint32_t next_change = 0;
        std::uint32_t await_desk = 0;   ///< incidents in its queues of desks
        std::uint32_t await_units = 0;  ///< and in those of units
    };

    /// Incidents of one talkgroup and grade that wait for a desk, or for units, oldest due first.
    struct Queue {
        std::uint32_t head = kNone;
        std::uint32_t tail = kNone;
    };
    using QueueId = Id<struct IncidentQueueKindTag>;

    // response.cpp: the calendar's slots, the places of incidents and the queues.
    [[nodiscard]] SlotId desk_shift_slot(TalkgroupId row) const { return SlotId{row.index()}; }
    [[nodiscard]] SlotId unit_shift_slot(UnitGroupId row) const {
        return SlotId{first_group_ + row.index()};
    }
    [[nodiscard]] SlotId slot_of(UnitId row) const { return SlotId{first_unit_ + row.index()}; }
    [[nodiscard]] SlotId slot_of(DeskId row) const { return SlotId{first_desk_ + row.index()}; }
    [[nodiscard]] SlotId slot_of(IncidentId row) const {
        return SlotId{first_incident_ + row.index()};
    }
    [[nodiscard]] EventKind kind_of(SlotId slot) const;
    [[nodiscard]] SimTime now() const { return calendar_.now(); }
    void look_ahead() { next_ = calendar_.peek().value_or(Due{.at = kNever, .slot = SlotId{0}}); }
    /// A draw of an incident that is kept with it: all but whether it is one, which grade and
    /// where.
    [[nodiscard]] Draw draw(Purpose purpose, const Incident& incident) const;
    /// The first uniform of an incident's kept draw, in [0, 1).
    [[nodiscard]] double uniform(Purpose purpose, const Incident& incident) const {
        return draw(purpose, incident).next_uniform();
    }
    /// Who the draws of the incident that a caller tells belong to.
    [[nodiscard]] static EntityKey incident_of(std::uint64_t caller, std::uint16_t matter);
    /// Who the draws of a unit's assignment belong to.
    [[nodiscard]] static EntityKey assignment_of(const Unit& unit);
    void on_incident(IncidentId incident);
    void enter(IncidentId incident, Stage stage);
    void enter(UnitId unit, UnitState state);
    void leave_place(IncidentId incident);
    [[nodiscard]] QueueId queue_of(const Incident& incident) const;
    [[nodiscard]] QueueId queue_of(Stage stage, TalkgroupId talkgroup, GradeId grade) const;
    /// Incidents in the queues that one of this stage and talkgroup stands in.
    [[nodiscard]] std::uint32_t& queued(Stage stage, TalkgroupId talkgroup) {
        TalkgroupState& facts = talkgroups_[talkgroup];
        return stage == Stage::AwaitsDesk ? facts.await_desk : facts.await_units;
    }
    void enqueue(IncidentId incident);
    void unlink(IncidentId incident);
    void close(IncidentId incident, IncidentOutcome outcome);
    [[nodiscard]] bool everything_in_its_place() const;
    [[nodiscard]] bool incidents_in_their_place() const;
    [[nodiscard]] bool units_in_their_place() const;
    [[nodiscard]] bool nobody_waits_beside_a_free_unit() const;

    // response_future.cpp
    [[nodiscard]] Draw draw_anew(Purpose purpose, const IncidentRecord& incident) const;
    [[nodiscard]] double uniform_anew(Purpose purpose, const IncidentRecord& incident) const;
    void draw_incident(IncidentId incident, const ForkSeed& seed, SimTime now);
    void draw_patience(IncidentId incident, SimTime now);
    [[nodiscard]] bool draw_scene(IncidentId incident, const Streams& streams, SimTime now);
    void draw_way(UnitId unit, SimTime now);

    // grading.cpp: from the answer to the grade. Uniforms are in [0, 1).
    [[nodiscard]] GradeId choose_grade(std::size_t first_row,
                                       const Table<CompiledResponse::ShareId, double>& shares,
                                       double uniform) const;
    [[nodiscard]] TalkgroupId choose_talkgroup(double uniform) const;
    [[nodiscard]] std::uint8_t choose_units(const CompiledGrade& grade, double uniform) const;
    void grade(IncidentId incident);
    void lower_grade_under_pressure(Incident& incident) const;
    [[nodiscard]] std::uint32_t free_units(TalkgroupId talkgroup) const;

    // dispatching.cpp: desks, their queue and the choice of units.
    void begin_desks();
    void on_desk_shift(TalkgroupId talkgroup);
    void on_desk(DeskId desk);
    void fill_desks(TalkgroupId talkgroup);
    void await_desk(IncidentId incident);
    void time_patience(IncidentId incident);
    void on_patience(IncidentId incident);
    void set_patience_slot(IncidentId incident, SimTime gives_up_at);
    void set_chase(IncidentId incident, SimTime at);
    void decide(IncidentId incident);
    void send_free_units(IncidentId incident);
    /// Units that are there, on their way or have been count.
    [[nodiscard]] static bool needs_more(const Incident& incident) {
        return incident.units_out + incident.units_been < incident.record.units_needed;
    }
    [[nodiscard]] IdOrNone<UnitGroupId> find_group(TalkgroupId talkgroup) const;
    [[nodiscard]] std::optional<UnitId> find_diversion(const Incident& incident) const;
    [[nodiscard]] IdOrNone<IncidentId> find_incident(UnitGroupId group) const;

    // attending.cpp: units on duty, on their way, at scene and writing it up.
    void begin_units();
    void on_unit_shift(UnitGroupId group);
    void on_unit(UnitId unit);
    void assign(UnitId unit, IncidentId incident);
    void draw_stay(Unit& unit, EntityKey assignment, const DrawBlock& draws) const;
    void set_leaving(UnitId unit);
    void arrive(UnitId unit);
    [[nodiscard]] bool is_there(const Unit& unit, SimTime now) const {
        return unit.state == UnitState::AtScene ||
               (unit.state == UnitState::OnItsWay && unit.arrives_at <= now);
    }
    void tell_who_is_there(SimTime now);
    [[nodiscard]] bool somebody_came(IncidentId incident) const;
    void leave_scene(UnitId unit);
    void become_free(UnitId unit);
    std::optional<IncidentId> divert(UnitId unit);
    void end_assignment(UnitId unit, SimTime at);
    void sign_off(UnitId unit);
    void push_free(UnitId unit);
    UnitId pop_free(UnitGroupId group);
    void report_strength(UnitGroupId group, bool signed_on);

    const CompiledResponse& facts_;
    NoticeSink& sink_;
    Streams draws_{0, 0};
    std::uint32_t first_group_;
    std::uint32_t first_unit_;
    std::uint32_t first_desk_;
    std::uint32_t first_incident_;
    Calendar calendar_;
    WinnerTree chases_;  ///< the chases of the calendar alone

    Table<IncidentId, Incident> incidents_;
    Table<UnitId, Unit> units_;
    Table<UnitId, DiversionKey> diversion_keys_;
    Table<UnitGroupId, Group> groups_;
    Table<DeskId, Desk> desks_;
    Table<TalkgroupId, TalkgroupState> talkgroups_;
    Table<QueueId, Queue> queues_;               ///< of desks, then of units: by talkgroup, grade
    Due next_{.at = kNever, .slot = SlotId{0}};  ///< asked for at every event of a room in step
    std::optional<ChaserDue> chaser_;
    std::uint32_t first_place_ = kNone;  ///< of the free places of incidents
    std::uint32_t unused_from_ = 0;      ///< places never taken in this replication
    IncidentCounts counts_;
    bool overrun_ = false;
};

}  // namespace fcr
