// The control room: callers wait, handlers answer, and every fact is reported.
#pragma once

#include "sim/base/table.hpp"
#include "sim/base/time.hpp"
#include "sim/control_room/arrival_source.hpp"
#include "sim/control_room/call_course.hpp"
#include "sim/control_room/command.hpp"
#include "sim/control_room/counted_today.hpp"
#include "sim/control_room/demand_brought.hpp"
#include "sim/control_room/event.hpp"
#include "sim/control_room/following.hpp"
#include "sim/control_room/fork_seed.hpp"
#include "sim/control_room/handler_behaviour.hpp"
#include "sim/control_room/notice.hpp"
#include "sim/control_room/orders.hpp"
#include "sim/control_room/prospects.hpp"
#include "sim/control_room/queues.hpp"
#include "sim/control_room/response.hpp"
#include "sim/control_room/returning_calls.hpp"
#include "sim/control_room/room_state.hpp"
#include "sim/control_room/seat_policy.hpp"
#include "sim/control_room/seen_of_call.hpp"
#include "sim/control_room/shift_course.hpp"
#include "sim/control_room/sight.hpp"
#include "sim/control_room/supervisor_policy.hpp"
#include "sim/domain/call.hpp"
#include "sim/domain/ids.hpp"
#include "sim/kernel/calendar.hpp"
#include "sim/kernel/winner_tree.hpp"
#include "sim/random/streams.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

namespace fcr {

/// A stated limit that a replication can reach; it then stops where it is.
enum class Limit : std::uint8_t {
    None,
    WaitingRoom,       ///< CompiledScenario::waiting_calls_max
    IntervalArrivals,  ///< CompiledLine::interval_calls_max
    ReturningCalls,    ///< CompiledScenario::returning_calls_max
    OpenIncidents,     ///< CompiledResponse::incidents_max
};

/// Makes a compiled scenario fit for a room that takes commands: room for so many calls that they
/// bring, beside what the scenario expects. People they may bring are Pool::called_in_max of the
/// scenario before it is compiled.
void make_commandable(CompiledScenario& scenario, std::uint32_t calls_max);

/// Who decides in the room what its rules leave open; all must outlive it. `pools` has one for each
/// pool, null for people who do what the rules say; it may be shorter.
struct RoomPeople {
    std::span<const HandlerBehaviour* const> pools;
    const SupervisorPolicy* supervisor = nullptr;
    /// Likewise for each pool, null where the plan's seats are filled; none of a rostered pool.
    std::span<const SeatPolicy* const> seats = {};
    /// Somebody gives commands to the room, whose scenario make_commandable() has made fit.
    bool takes_commands = false;
};

/// How many calls have come and what became of them.
struct CallCounts {
    std::uint64_t offered = 0;  ///< reached the force's switch
    std::uint64_t answered = 0;
    std::uint64_t abandoned = 0;
    std::uint64_t diverted = 0;
    std::uint64_t blocked = 0;
    std::uint64_t unfinished = 0;
    std::uint64_t waiting = 0;  ///< waiting for a person or hearing an announcement
    std::uint64_t in_hand = 0;  ///< ringing, in conversation or being wrapped up

    /// True when every call is in exactly one place.
    [[nodiscard]] bool conserved() const {
        return offered ==
               answered + abandoned + diverted + blocked + unfinished + waiting + in_hand;
    }
};

/// One replication of the room: a function of the compiled scenario and the keyed draws. Knows no
/// clock but the calendar's, no file and no thread. Built once a worker and begun anew for each
/// replication; allocates in the constructor only. One .cpp file for each sub-process.
class ControlRoom {
public:
    /// Both must outlive the room. Who has a behaviour or watches the room by the scenario must be
    /// among the people.
    ControlRoom(const CompiledScenario& scenario, NoticeSink& sink, const RoomPeople& people = {});

    /// Empties the room and begins a replication with these draws.
    void begin(const Streams& streams);

    /// Handles every event up to and with `end`, in order, or until a limit is reached.
    void run_until(SimTime end);

    /// Handles at most `events` events.
    void run_events(std::uint64_t events);

    /// Runs to the end of the last call, at most to the scenario's latest end, and names the calls
    /// that are unfinished then.
    void run_to_end();

    /// Does as it is told, at the present moment and after all that has happened at it: a command
    /// is the last kind of event at its instant, several follow one another in the order given.
    /// The room must take commands, and no supervisor of its own may watch it. No command
    /// changes a draw of any call.
    [[nodiscard]] CommandAnswer obey(const Command& command);

    /// What anybody in the room can see of a line, a pool and what is in force.
    [[nodiscard]] LineSight sight_of(LineId line) const;
    [[nodiscard]] PoolSight sight_of(PoolId pool) const;
    [[nodiscard]] PersonSight sight_of(HandlerId person) const;
    [[nodiscard]] UndispatchedSight sight_of_undispatched() const;
    /// Callers of the line who reached the force after `from`, at latest at `until`, and whom
    /// nobody has spoken to yet: they wait or hear a message.
    [[nodiscard]] std::uint32_t still_waiting(LineId line, SimTime from, SimTime until) const;
    [[nodiscard]] OrderSight sight_of_orders() const;
    [[nodiscard]] UnreconciledSight sight_of_unreconciled() const;

    /// Becomes another room as far as it is known, which must take commands and be of the same
    /// scenario: what has happened, what is in force and what is agreed. It cannot run until its
    /// future is drawn. Allocates nothing.
    void copy_known(const ControlRoom& other);

    /// Draws all that nobody in the room can know, given what has happened: what is left of a span
    /// is drawn given how long it has lasted. Afterwards the room is one of its futures and runs,
    /// to `horizon` at most. Rooms of which the same is known get the same future of a seed. See
    /// docs/exercise.md.
    void draw_unknown(const ForkSeed& seed, SimTime horizon);

    /// A hash of everything that decides how the replication goes on. Equal rooms have equal
    /// digests on every machine.
    [[nodiscard]] std::uint64_t digest() const;

    /// When something happens next; empty when nothing ever will.
    [[nodiscard]] std::optional<SimTime> next_time() const;

    [[nodiscard]] SimTime now() const { return calendar_.now(); }
    [[nodiscard]] Limit limit_reached() const { return limit_; }
    [[nodiscard]] const CallCounts& counts() const { return counts_; }
    [[nodiscard]] std::uint64_t events_handled() const { return events_; }
    /// What becomes of answered calls; null when the scenario does not tell.
    [[nodiscard]] const Response* response() const { return response_ ? &*response_ : nullptr; }

private:
    using Phase = HandlerPhase;
    using Handler = HandlerState;
    using Person = PersonState;
    static constexpr std::uint32_t kNobody = kNoHandler;

    static constexpr bool may_follow(Phase from, Phase to);

    static constexpr Duration kQuarterHour = std::chrono::minutes{15};
    static constexpr Duration kWholeDay = std::chrono::hours{24};

    /// What a notice of a seat tells beside who and when.
    struct SeatChangeFacts {
        SeatReason reason = SeatReason::Shift;
        SimTime planned = kNever;
    };

    // control_room.cpp: the calendar's slots and the event loop.
    [[nodiscard]] static SlotId disruption_slot() { return SlotId{0}; }
    [[nodiscard]] SlotId slot_of(PoolId pool) const { return SlotId{1 + pool.index()}; }
    [[nodiscard]] SlotId slot_of(HandlerId handler) const {
        return SlotId{first_handler_ + handler.index()};
    }
    [[nodiscard]] SlotId slot_of(LineId line) const { return SlotId{first_line_ + line.index()}; }
    [[nodiscard]] SlotId return_slot() const { return SlotId{first_lane_ - 1}; }
    [[nodiscard]] SlotId slot_of(LaneId lane) const { return SlotId{first_lane_ + lane.index()}; }
    [[nodiscard]] SlotId slot_of(CallId call) const { return SlotId{first_call_ + call.index()}; }
    [[nodiscard]] EventKind kind_of(SlotId slot) const;
    /// Handles the events up to and with `end`, at most `events_max`, or until everybody has gone.
    void handle_events(SimTime end, std::uint64_t events_max, bool until_all_gone);
    [[gnu::always_inline]] inline void handle(SlotId slot);
    [[nodiscard]] bool everybody_has_gone() const;

    // reporting.cpp: the response, which may lag behind the room.
    void make_response();
    void begin_response(const Streams& streams);
    bool handle_response();
    void report_incident(CallId call, SimTime known = Response::kBeforeTheRun);
    SimTime tell_response(const CallReport& call, SimTime known);
    void let_response_lag();
    void bring_response_in_step(SimTime end);
    void let_response_follow(SimTime until);
    void hand_over_reports();
    [[nodiscard]] bool grades_itself(CallClassId call_class) const;
    void plan_chaser(const ChaserDue& due);
    void stop_at(Limit limit);
    void name_unfinished();
    [[nodiscard]] bool everything_in_its_place() const;

    // arriving.cpp: from the network to the queue.
    void begin_arrivals(const Streams& streams);
    void on_arrival(LineId line);
    void set_next_arrival(LineId line);
    void on_return();
    void set_next_return();
    [[gnu::always_inline]] inline void admit(CallId call, const Caller& caller, LineId line);
    void turn_away(CallId call);
    void release_lines_of_gone(LineId line);
    void release_line(RoomCall& call);

    // waiting.cpp: announcements, queues and patience.
    void hear_message(CallId call);
    [[nodiscard]] CallCourse::Message message_for(const CallRecord& call,
                                                  std::uint8_t ordered) const;
    [[nodiscard]] std::uint8_t ordered_messages(const CallRecord& call) const;
    void change_patience(CallId call);
    void offer(CallId call);
    void wait_in(CallId call, LaneId lane);
    [[nodiscard]] bool may_wait(CallId call);
    void stop_waiting(CallId call);
    void on_caller(CallId call);
    void settle(CallId call);
    void give_up(CallId call, AbandonReason reason);
    [[nodiscard]] bool accepts_call_back(CallId call, LaneId lane) const;

    // retrying.cpp: what a call begets.
    [[nodiscard]] std::optional<Caller> caller_after(const CallRecord& parent,
                                                     const Following& next) const;
    void plan_call(const CallRecord& parent, const Following& next, std::uint64_t prospect = 0);
    void plan(const Caller& caller, std::uint64_t prospect = 0);
    std::uint64_t hope(ProspectKind kind,
                       const RoomCall& call,
                       const CompiledLineCut* cut = nullptr);
    [[nodiscard]] std::optional<Following> next_after_loss(const CallRecord& call,
                                                           const CallDraws& draws,
                                                           const CompiledAfterLoss& loss,
                                                           SimTime since) const;
    [[nodiscard]] std::optional<Following> next_repeat(const CallRecord& call, SimTime since) const;
    void after_lost(const RoomCall& call);
    void redial(const RoomCall& call, const CompiledAfterLoss& loss);
    void after_served(const RoomCall& call);
    void beget_duplicates(const Caller& caller, std::uint32_t so_far);
    [[nodiscard]] std::uint32_t cluster_size(CallClassId incident,
                                             std::uint64_t key,
                                             std::uint64_t lineage) const;
    [[nodiscard]] Caller next_duplicate(std::uint64_t key,
                                        CallClassId incident,
                                        std::uint32_t more,
                                        SimTime since) const;

    // triage.cpp: what a call becomes when talk ends.
    void choose_stage(RoomCall& call);
    void begin_stage(HandlerId handler);
    void release_holder(RoomCall& call, SimTime at);
    void stay_on_line(HandlerId holder, SimTime until);

    // preempting.cpp: urgent calls interrupt other work.
    /// Whether calls of the lane's class may take people out of other work.
    [[nodiscard]] bool preempts(LaneId lane) const {
        return scenario_.classes[scenario_.lanes[lane].call_class].preempts;
    }
    [[nodiscard]] std::optional<HandlerId> find_interruptible(LaneId lane) const;
    void interrupt(HandlerId handler);
    void give_up_on_hold(CallId call);

    // gating.cpp: which steps of a route count.
    [[nodiscard]] LaneId next_lane(const RoomCall& call, LaneId lane, std::uint32_t in_queue) const;
    [[nodiscard]] bool is_open(const Gate& gate,
                               const RoomCall& call,
                               LaneId lane,
                               std::uint32_t in_queue) const;
    void begin_recent_service();
    void count_recent(const CallRecord& call, bool served, SimTime at);
    void divert(CallId call, LaneId lane);
    void divert_by_order(CallId call);
    void leave_for_other_force(CallId call,
                               Duration presented_after,
                               const std::optional<Following>& pass_back);

    // striking.cpp: cuts of staff and people on a roster.
    [[nodiscard]] bool stays_away(HandlerId person) const;
    void follow_cuts(PoolId pool);

    // disrupting.cpp: what goes wrong.
    void begin_disruptions(const Streams& streams);
    void on_disruption();
    void apply_stages();
    [[nodiscard]] bool loses_connection(CallId call, LineId line);
    void cut_off(CallId call, const CompiledLineCut* cut);
    [[nodiscard]] std::optional<Following> next_after_cut(const CallRecord& call,
                                                          const CallDraws& draws,
                                                          const CompiledLineCut& cut,
                                                          SimTime since) const;
    void plan_back_record(const CallRecord& call);

    // routing.cpp: which handler for a call, which call for a handler.
    [[nodiscard]] IdOrNone<HandlerId> find_handler(LaneId lane, const CallRecord& call) const;
    [[nodiscard]] IdOrNone<HandlerId> find_in_order(LaneId lane, const CallRecord& call) const;
    [[nodiscard]] std::optional<NextCall> find_call(PoolId pool) const;

    // overflowing.cpp: the steps of a route.
    void on_step(LaneId lane);
    void time_step(LaneId lane);
    void enter_step(CallId call, LaneId lane);

    // handling.cpp: ringing, talk, wrap-up, gap.
    void assign(HandlerId handler, CallId call, Duration presented_after, RouteReason reason);
    void on_handler(HandlerId handler);
    void finish_call(HandlerId handler);
    void become_ready(HandlerId handler);
    void enter(HandlerId handler, Phase phase);

    // staffing.cpp: seats and who sits in them.
    void begin_seats();
    void on_seats(PoolId pool);
    void fill_seats(PoolId pool);
    void sign_on(PoolId pool);
    void sign_off(HandlerId handler);
    [[nodiscard]] bool leaves_now(HandlerId handler) const;
    void push_idle(HandlerId handler);
    HandlerId pop_longest_idle(PoolId pool);

    // rostering.cpp: people with shifts and breaks.
    void make_people();
    void begin_shifts(PoolId pool);
    void on_shifts(PoolId pool);
    void on_shift_clock(HandlerId handler);
    void set_shift_clock(HandlerId handler);
    void set_shift_slot(PoolId pool);
    [[nodiscard]] const CompiledShift& shift_of(const Person& person) const;
    [[nodiscard]] SimTime shift_end(HandlerId handler) const;
    void begin_shift(HandlerId handler);
    void end_shift(HandlerId handler);
    [[nodiscard]] static std::uint64_t break_bit(std::uint32_t place) {
        return place < 64 ? std::uint64_t{1} << place : 0;
    }
    [[nodiscard]] Doing doing_of(const Handler& handler) const;
    [[nodiscard]] SimTime break_from(const Person& person, std::uint32_t pause) const;
    [[nodiscard]] std::uint32_t next_break(const Person& person) const;
    [[nodiscard]] bool is_due_elsewhere(HandlerId handler) const;
    void leave_calls(HandlerId handler);
    void end_overrun(HandlerId handler);
    void end_break(HandlerId handler);
    [[nodiscard]] static SeatReason reason_of(BreakKind kind);
    void take_seat(HandlerId handler, const SeatChangeFacts& facts);
    void leave_seat(HandlerId handler, const SeatChangeFacts& facts);
    void leave_idle(HandlerId handler);
    [[nodiscard]] double handling_factor(HandlerId handler) const;

    // behaving.cpp: where people act otherwise than the rules say.
    void make_behaviours(const RoomPeople& people);
    [[nodiscard]] Duration time_of_day(SimTime at) const;
    [[nodiscard]] PoolView view_of(PoolId pool) const;
    [[nodiscard]] std::optional<NextCall> find_call_by_people(PoolId pool,
                                                              std::uint32_t free_handlers) const;
    [[nodiscard]] double pace(PoolId pool) const;
    void begin_padding();
    void plan_padding(PoolId pool, std::uint64_t ordinal, SimTime after);
    [[nodiscard]] bool pads(Caller& caller);

    // supervising.cpp: what is in force by the supervisor's word.
    /// Classes of callers on telephones, a bit for each.
    struct Watched {
        std::uint64_t emergencies = 0;
        std::uint64_t others = 0;

        [[nodiscard]] bool contain(CallClassId call_class) const {
            return ((emergencies | others) >> call_class.index() & 1U) != 0;
        }
    };
    void begin_supervising();
    void look_at_room();
    void look_next(SimTime from);
    [[nodiscard]] bool supervisor_rests() const {
        return looks_at_ == kNever && supervisor_ != nullptr;
    }
    void wake_by_who_waits();
    void wake_by_who_goes(CallClassId call_class);
    [[nodiscard]] RoomView view_of_room() const;
    void call_in();
    void take_waiting(PoolId pool);
    [[nodiscard]] bool is_emergency(CallClassId call_class) const {
        return scenario_.lines[scenario_.classes[call_class].line].emergency;
    }

    // commanding.cpp: what is in force by command, and what is under way.
    void begin_orders();
    [[nodiscard]] CommandAnswer carry_out(const SetOverflow& order);
    [[nodiscard]] CommandAnswer carry_out(const SetEmergenciesOnly& order);
    [[nodiscard]] CommandAnswer carry_out(const SetDiversion& order);
    [[nodiscard]] CommandAnswer carry_out(const SetMessage& order);
    [[nodiscard]] CommandAnswer carry_out(const SetCallBacks& order);
    [[nodiscard]] CommandAnswer carry_out(const WorkOnPaper& order);
    [[nodiscard]] CommandAnswer carry_out(const RecoverSystems& order);
    void type_in(std::uint32_t row, CallClassId back_record, SimTime at);
    void later(Duration lead, DueEffect effect);
    void handle_effect();
    [[nodiscard]] static EntityKey ordered_entity(const CallRecord& call, std::uint64_t order = 0);
    void open_overflow();
    [[nodiscard]] bool is_helped_out(const CallRecord& call) const;
    void keep_on_paper(const CallRecord& call);

    // spilling.cpp: who else may take a call, and which is next, by order.
    [[nodiscard]] CommandAnswer carry_out(const SetSpill& order);
    [[nodiscard]] CommandAnswer carry_out(const SetLongestWait& order);
    [[nodiscard]] bool routes_by_order() const {
        return orders_.emergencies_only || room_orders_.spill.on || room_orders_.longest_wait;
    }
    [[nodiscard]] bool may_spill(CallClassId call_class, PoolId pool) const;
    [[nodiscard]] std::optional<HandlerId> find_spill_handler(const CallRecord& call) const;
    [[nodiscard]] std::optional<NextCall> find_spilled(PoolId pool) const;
    [[nodiscard]] std::optional<NextCall> find_longest_wait(PoolId pool,
                                                            std::uint32_t free_handlers) const;
    void spill();
    void time_spill(SimTime at);

    // moving.cpp: people by number.
    [[nodiscard]] CommandAnswer carry_out(const MoveStaff& order);
    [[nodiscard]] CommandAnswer carry_out(const CallIn& order);
    [[nodiscard]] CommandAnswer carry_out(const HoldShiftEnd& order);
    [[nodiscard]] std::uint32_t ordered_seats(PoolId pool, std::uint32_t planned) const;
    void pass_on(PoolId from);
    void one_has_left(std::size_t row);
    [[nodiscard]] std::uint32_t about_to_move(PoolId from) const;
    [[nodiscard]] std::uint32_t people_at_calls(PoolId pool) const;
    [[nodiscard]] std::uint32_t seats_beside(PoolId pool) const;
    void send_home(PoolId called_to);
    [[nodiscard]] bool takes_emergencies(PoolId pool) const;

    // moving_people.cpp: people of a roster.
    [[nodiscard]] PoolId home_of(HandlerId person) const { return scenario_.persons[person].pool; }
    /// The rows of handlers among whom the pool's are: its own, or all while anybody is elsewhere.
    [[nodiscard]] Rows handlers_among(PoolId pool) const {
        const CompiledPool& own = scenario_.pools[pool];
        return guests_ == 0 ? Rows{.first = own.first_handler, .count = own.seats_max}
                            : Rows{.first = 0, .count = scenario_.handlers_max};
    }
    [[nodiscard]] Refusal may_move(HandlerId person, PoolId from) const;
    [[nodiscard]] std::optional<std::size_t> move_of(HandlerId person) const;
    void let_movers_go(PoolId from);
    void leave_for_pool(HandlerId person);
    void sit_in(HandlerId person, PoolId pool);
    void forget_move(HandlerId person);
    [[nodiscard]] bool could_come(HandlerId person, const CallIn& order) const;
    [[nodiscard]] CommandAnswer call_in_people(const CallIn& order);
    void begin_extra_shift(HandlerId person, SimTime until);
    /// Who a person of a roster is, for draws that no call or shift has.
    [[nodiscard]] EntityKey person_key(HandlerId person) const;
    [[nodiscard]] std::uint32_t lose_people(PoolId pool, std::uint32_t people);
    [[nodiscard]] std::uint32_t return_people(PoolId pool, std::uint32_t people);

    // continuing.cpp: breaks, records, desks, another site.
    [[nodiscard]] CommandAnswer carry_out(const MoveBreaks& order);
    [[nodiscard]] CommandAnswer carry_out(const Reconcile& order);
    [[nodiscard]] CommandAnswer carry_out(const SetTriage& order);
    [[nodiscard]] CommandAnswer carry_out(const StaffDesk& order);
    [[nodiscard]] CommandAnswer carry_out(const OpenBureau& order);
    [[nodiscard]] CommandAnswer carry_out(const FallBack& order);
    void arrive_at_site();
    [[nodiscard]] bool is_of_force(PoolId pool) const;

    // injecting.cpp: what befalls the room by command.
    /// A caller who comes beside the expected ones and dials within `over` after `from`.
    struct BroughtCaller {
        CallClassId call_class;
        std::uint64_t key = 0;
        SimTime from;
        Duration over{0};
    };
    [[nodiscard]] CommandAnswer carry_out(const BringCalls& order);
    [[nodiscard]] CommandAnswer carry_out(const RaiseDemand& order);
    [[nodiscard]] CommandAnswer carry_out(const LoseStaff& order);
    [[nodiscard]] CommandAnswer carry_out(const ReturnStaff& order);
    std::uint32_t give_back(PoolId pool, std::uint32_t people, double share);
    [[nodiscard]] CommandAnswer carry_out(const FailSystem& order);
    [[nodiscard]] CommandAnswer carry_out(const MendSystem& order);
    [[nodiscard]] CommandAnswer carry_out(const RefuseOverflow& order);
    [[nodiscard]] CommandAnswer carry_out(const RefuseAid& order);
    [[nodiscard]] CallClassId class_of_line(LineId line, std::uint64_t key) const;
    void bring_caller(const BroughtCaller& brought);
    [[nodiscard]] std::uint32_t bring_raised(const DemandBrought& demand,
                                             SimTime from,
                                             SimTime until);
    void bring_rest_of_burst(const DemandBrought& demand, SimTime from, SimTime until);
    void mend(System system);

    // forking.cpp, forking_calls.cpp, forking_sequels.cpp: what is known of a room is taken over,
    // and a future drawn for it.
    /// Callers who dialled longer ago have reached the force.
    static constexpr Duration kLongestLeg = std::chrono::minutes{15};
    /// Refusals after which a future is taken without what is refused.
    static constexpr std::uint32_t kRefusalsMax = 256;
    void begin_prospects();
    void draw_calls(const ForkSeed& seed);
    void draw_handler(HandlerId handler, const ForkSeed& seed);
    void draw_report(HandlerId handler, bool stage_is_open, const ForkSeed& seed);
    void draw_waiting(CallId call, const ForkSeed& seed);
    void draw_message(CallId call, const ForkSeed& seed);
    void draw_brought(RoomCall& call);
    void draw_following_calls(const ForkSeed& seed, SimTime horizon);
    void draw_prospect(const Prospect& prospect, const ForkSeed& seed);
    [[nodiscard]] std::optional<Caller> one_sequel(const Prospect& prospect) const;
    [[nodiscard]] std::optional<Caller> certain_sequel(const Prospect& prospect,
                                                       const ForkSeed& seed);
    void draw_brought_demand(const DemandBrought& demand, SimTime horizon);
    void draw_arrivals(const ForkSeed& seed);
    void draw_day_factors(const ForkSeed& seed);
    void draw_people();
    void draw_disruptions(const Streams& streams);

    const CompiledScenario& scenario_;
    NoticeSink& sink_;
    bool tells_taken_;  ///< the sink wants it
    CallCourse course_;
    ShiftCourse shift_course_;
    std::uint32_t first_handler_;
    std::uint32_t first_line_;
    std::uint32_t first_lane_;
    std::uint32_t first_call_;
    Calendar calendar_;

    Table<LineId, ArrivalSource> sources_;
    Table<LineId, LineState> lines_;
    Table<HandlerId, Handler> handlers_;
    Table<PoolId, PoolState> pools_;
    Table<PoolId, const HandlerBehaviour*> behaviours_;  ///< null: as the rules say
    Table<PoolId, std::uint64_t> takes_classes_;         ///< a bit for each class
    Table<PoolId, const SeatPolicy*> seat_policies_;     ///< null: the plan's seats
    const SupervisorPolicy* supervisor_ = nullptr;
    SupervisorOrders orders_;
    SimTime looks_at_ = kNever;  ///< when the supervisor looks next; kNever: rests
    SimTime looked_at_;          ///< and looked last
    Watched watched_;
    SimTime called_from_ = kNever;            ///< when those who were asked for come
    SimTime called_until_ = kNever;           ///< and go
    Table<HandlerId, Person> people_;         ///< empty where no pool has a roster
    Table<PoolId, WinnerTree> shift_clocks_;  ///< each person's next moment; likewise
    Queues calls_;  ///< room for everybody waiting and everybody answering
    ReturningCalls returning_;
    Table<LaneId, bool> step_timed_;  ///< the lane's slot is set
    Table<CallClassId, RecentService> recent_;
    Table<DisruptionId, bool> disrupted_;           ///< happens in this replication
    double handling_factor_ = 1.0;                  ///< of disruptions
    bool connections_fail_ = false;                 ///< a stage in force cuts callers off
    std::optional<DisruptionStageId> back_record_;  ///< the stage that asks for records on paper
    Table<CallId, CallId> due_together_;  ///< callers due at one instant, while they are sorted

    using PaperRecordId = Id<struct PaperRecordKindTag>;

    RoomOrders room_orders_;
    Table<PoolId, PoolOrders> pool_orders_;
    bool takes_commands_ = false;
    EffectsUnderWay effects_;
    std::array<MoveUnderWay, 16> moves_{};  ///< the first `moves_count_`, in order of their orders
    std::size_t moves_count_ = 0;
    std::uint32_t guests_ = 0;  ///< people of a roster who sit in another pool
    Table<PaperRecordId, PaperRecord> paper_records_;  ///< the first `paper_records_count_`
    std::uint32_t paper_records_count_ = 0;

    // Of rooms that take commands: what a fork of them must know.
    Table<CallId, SeenOfCall> seen_;
    Prospects prospects_;
    DemandsBrought demands_;
    Table<LineId, CountedToday> counted_today_;
    bool future_is_drawn_ = true;
    /// What a line's callers so far say of today's factor, while one is drawn.
    struct DaySoFar {
        double expected = 0.0;  ///< callers, were the factor 1
        double came = 0.0;
        double tried = 1.0;
        double factor = 1.0;
    };
    Table<LineId, DaySoFar> days_;

    std::optional<Response> response_;
    /// A call that was answered and is still to be told to the response.
    struct Report {
        SimTime at;
        CallReport call;
    };
    using ReportId = Id<struct ReportKindTag>;
    Table<ReportId, Report> reports_;  ///< the first `reports_count_`
    std::size_t reports_count_ = 0;
    Duration lag_max_{0};            ///< by how much the response may lag behind; 0: not at all
    bool response_in_step_ = false;  ///< asked at every event what comes next in it
    SimTime follows_at_ = kNever;    ///< else when it has to follow; kNever without a response
    CallCounts counts_;
    std::uint64_t events_ = 0;
    std::uint32_t lines_dry_ = 0;  ///< lines from which no caller will come any more
    Limit limit_ = Limit::None;
};

}  // namespace fcr
