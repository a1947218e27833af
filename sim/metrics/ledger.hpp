// The ledgers: who rang, who worked, what was forecast. Contracts are priced from them alone
// (contracts.md 2.3); times are microseconds since the start of the run.
#pragma once

#include "sim/base/table.hpp"
#include "sim/base/time.hpp"
#include "sim/control_room/notice.hpp"
#include "sim/domain/call.hpp"
#include "sim/domain/ids.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace fcr {

/// Marks on a call. A bit set.
enum class CallFlag : std::uint16_t {
    Test = 1U << 0U,
    Training = 1U << 1U,
    Duplicate = 1U << 2U,
    Silent = 1U << 3U,
    TransferredIn = 1U << 4U,
    FailedToConnect = 1U << 5U,  ///< heard the busy signal
    OutageAffected = 1U << 6U,
};

/// Whether a call was real. Known to the simulator alone; no evaluator may read it.
enum class TruthLabel : std::uint8_t { Genuine, Padding };

/// How a segment of a call ended.
enum class SegmentOutcome : std::uint8_t { Answered, Abandoned, MovedOn, Unfinished };

/// One step of a call's route that counted (a step whose gate is closed does not): the queue of
/// some pools, from entering to leaving it.
struct CallSegment {
    std::optional<PoolId> pool;  ///< who answered or rang; else the step's first pool
    std::optional<SiteId> site;
    SimTime presented = kNever;
    SimTime answered = kNever;
    SimTime left = kNever;
    SegmentOutcome outcome = SegmentOutcome::Unfinished;
};

/// A call as the ledger keeps it.
struct CallLedgerRow {
    static constexpr std::size_t kSegmentsMax = 8;  ///< the steps of a route

    CallRecord call;
    std::uint16_t flags = 0;  ///< of CallFlag
    TruthLabel truth = TruthLabel::Genuine;
    std::array<CallSegment, kSegmentsMax> segments;
    std::size_t segment_count = 0;
};

/// The ledger's row of a call that is over.
[[nodiscard]] CallLedgerRow ledger_row(const CallRecord& call, const CompiledScenario& scenario);

/// What a handler's time is spent on, as the staffing ledger names it.
enum class StaffState : std::uint8_t { Available, Handling, WrapUp, Break, Absent };

/// Why a handler is on a break or absent.
enum class StaffReason : std::uint8_t {
    None,
    Gap,  ///< after a call
    Rest,
    Meal,
    Meeting,
    Leave,
    Training,
    Sick,
    DidNotCome,
    Declined,
    Unfilled,
};

/// A stretch of a handler's time. Ringing is Handling; the after-call gap is Break, and so are the
/// rests, meals and meetings of a shift. Absent is a shift that is not worked.
struct StaffingLedgerRow {
    HandlerId handler;
    EmployerId employer;
    PoolId pool;
    SiteId site;
    SimTime from;
    SimTime to;
    StaffState state = StaffState::Available;
    StaffReason reason = StaffReason::None;
};

/// A dispatcher's desk or a patrol unit comes on or goes off duty.
struct DutyLedgerRow {
    SimTime at;
    bool is_unit = false;     ///< else a desk
    TalkgroupId talkgroup{};  ///< of a desk
    UnitGroupId group{};      ///< of a unit
    bool signed_on = true;
};

/// What was expected of a line in an interval.
struct ForecastRow {
    SimTime from;
    Duration length{0};
    LineId line;
    double calls = 0.0;       ///< expected, day factor not included
    double handling_s = 0.0;  ///< expected talk and wrap-up of a call
};

/// The forecast of a line's interval, from the scenario's own profile. Not of a recorded load.
[[nodiscard]] ForecastRow forecast_row(const CompiledScenario& scenario,
                                       LineId line,
                                       std::uint32_t interval);

/// Takes ledger rows as they are written. Staffing rows come when a stretch ends. Who needs no more
/// than calls and staffing need not listen to the response's.
class LedgerSink {
public:
    LedgerSink() = default;
    LedgerSink(const LedgerSink&) = delete;
    LedgerSink& operator=(const LedgerSink&) = delete;
    virtual ~LedgerSink() = default;

    virtual void call(const CallLedgerRow& row) = 0;
    virtual void staffing(const StaffingLedgerRow& row) = 0;
    virtual void incident(const IncidentRecord& /*row*/) {}
    virtual void assignment(const AssignmentRecord& /*row*/) {}
    virtual void duty(const DutyLedgerRow& /*row*/) {}
};

/// Turns a replication's notices into ledger rows. Allocates in the constructor only.
class LedgerKeeper final : public NoticeSink {
public:
    /// Both must outlive the keeper.
    LedgerKeeper(const CompiledScenario& scenario, LedgerSink& sink);

    void begin_replication();
    /// Closes the stretches of handlers still signed on.
    void end_replication(SimTime end);

    void call_closed(const CallRecord& call) override;
    void seat_taken(const SeatTaken& seat) override;
    void work_interrupted(const WorkInterrupted& work) override;
    void queue_grew(const QueueGrew&) override {}
    void shift_missed(const ShiftMissed& shift) override;
    void incident_closed(const IncidentRecord& incident) override { sink_.incident(incident); }
    void assignment_closed(const AssignmentRecord& assignment) override {
        sink_.assignment(assignment);
    }
    void desk_staffed(const DeskStaffed& desk) override;
    void unit_staffed(const UnitStaffed& unit) override;

private:
    struct Signed {
        bool on = false;
        StaffReason on_break = StaffReason::None;  ///< in a shift; `free_since` is when it began
        PoolId pool;
        SimTime free_since;
    };
    void write(HandlerId handler,
               PoolId pool,
               SimTime from,
               SimTime to,
               StaffState state,
               StaffReason reason = StaffReason::None);

    const CompiledScenario& scenario_;
    LedgerSink& sink_;
    Table<HandlerId, Signed> handlers_;
};

/// Passes every notice to two sinks, first to the first. Both must outlive it.
class NoticeTee final : public NoticeSink {
public:
    NoticeTee(NoticeSink& first, NoticeSink& second) : first_(first), second_(second) {}

    void call_closed(const CallRecord& call) override {
        first_.call_closed(call);
        second_.call_closed(call);
    }
    void call_taken(const CallRecord& call) override {
        first_.call_taken(call);
        second_.call_taken(call);
    }
    void seat_taken(const SeatTaken& seat) override {
        first_.seat_taken(seat);
        second_.seat_taken(seat);
    }
    void queue_grew(const QueueGrew& queue) override {
        first_.queue_grew(queue);
        second_.queue_grew(queue);
    }
    void work_interrupted(const WorkInterrupted& work) override {
        first_.work_interrupted(work);
        second_.work_interrupted(work);
    }
    void shift_missed(const ShiftMissed& shift) override {
        first_.shift_missed(shift);
        second_.shift_missed(shift);
    }
    void incident_closed(const IncidentRecord& incident) override {
        first_.incident_closed(incident);
        second_.incident_closed(incident);
    }
    void assignment_closed(const AssignmentRecord& assignment) override {
        first_.assignment_closed(assignment);
        second_.assignment_closed(assignment);
    }
    void desk_staffed(const DeskStaffed& desk) override {
        first_.desk_staffed(desk);
        second_.desk_staffed(desk);
    }
    void unit_staffed(const UnitStaffed& unit) override {
        first_.unit_staffed(unit);
        second_.unit_staffed(unit);
    }
    [[nodiscard]] bool needs_order() const override {
        return first_.needs_order() || second_.needs_order();
    }
    [[nodiscard]] bool wants_taken() const override {
        return first_.wants_taken() || second_.wants_taken();
    }

private:
    NoticeSink& first_;
    NoticeSink& second_;
};

}  // namespace fcr
