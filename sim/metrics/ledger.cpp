#include "sim/metrics/ledger.hpp"

#include "sim/base/check.hpp"

namespace fcr {
namespace {

/// The last instant at which the call was still in the queue or ringing.
SimTime left_at(const CallRecord& call) {
    switch (call.outcome) {
        case Outcome::Answered: return call.times.answered;
        case Outcome::Abandoned: return call.times.abandoned;
        case Outcome::Diverted: return call.times.ended;
        case Outcome::Blocked:
        case Outcome::Unfinished: break;
    }
    return kNever;
}

SegmentOutcome segment_outcome(Outcome outcome) {
    switch (outcome) {
        case Outcome::Answered: return SegmentOutcome::Answered;
        case Outcome::Abandoned: return SegmentOutcome::Abandoned;
        case Outcome::Diverted: return SegmentOutcome::MovedOn;
        case Outcome::Blocked:
        case Outcome::Unfinished: break;
    }
    return SegmentOutcome::Unfinished;
}

/// The lane of the last step that counted for a call in this one: a closed step asks nobody anew.
LaneId counted_lane(const CompiledScenario& scenario, LaneId lane) {
    while (scenario.lanes[lane].closed) {
        lane = *scenario.lanes[lane].previous;
    }
    return lane;
}

StaffReason break_reason(SeatReason reason) {
    switch (reason) {
        case SeatReason::Shift:
        case SeatReason::Moved: return StaffReason::None;
        case SeatReason::Rest: return StaffReason::Rest;
        case SeatReason::Meal: return StaffReason::Meal;
        case SeatReason::Meeting: return StaffReason::Meeting;
    }
    return StaffReason::None;
}

StaffReason absence_reason(MissedReason reason) {
    switch (reason) {
        case MissedReason::Leave: return StaffReason::Leave;
        case MissedReason::Training: return StaffReason::Training;
        case MissedReason::Sick: return StaffReason::Sick;
        case MissedReason::Absent: return StaffReason::DidNotCome;
        case MissedReason::Declined: return StaffReason::Declined;
        case MissedReason::Unfilled: return StaffReason::Unfilled;
    }
    return StaffReason::None;
}

}  // namespace

CallLedgerRow ledger_row(const CallRecord& call, const CompiledScenario& scenario) {
    CallLedgerRow row;
    row.call = call;
    const auto mark = [&row](CallFlag flag, bool holds) {
        row.flags =
            static_cast<std::uint16_t>(row.flags | (holds ? static_cast<std::uint16_t>(flag) : 0U));
    };
    row.truth = call.origin == Origin::Padding ? TruthLabel::Padding : TruthLabel::Genuine;
    mark(CallFlag::FailedToConnect, call.outcome == Outcome::Blocked);
    mark(CallFlag::OutageAffected, call.outage);
    mark(CallFlag::Duplicate, call.origin == Origin::Duplicate);
    mark(CallFlag::TransferredIn, call.origin == Origin::Transfer);
    if (call.times.offered == kNever) {
        return row;
    }
    // From the last step that counted back to the first of its route.
    std::array<LaneId, CallLedgerRow::kSegmentsMax> counted;
    std::optional<LaneId> here{
        LaneId{scenario.classes[call.call_class].lanes.first + call.route_step}};
    while (here) {
        FCR_CHECK(row.segment_count < counted.size(), "a route has at most 8 steps");
        const LaneId lane = counted_lane(scenario, *here);
        counted[row.segment_count++] = lane;
        here = scenario.lanes[lane].previous;
    }
    SimTime next_presented = kNever;
    for (std::size_t from_last = 0; from_last < row.segment_count; ++from_last) {
        CallSegment& segment = row.segments[row.segment_count - 1 - from_last];
        const CompiledLane& lane = scenario.lanes[counted[from_last]];
        segment.presented = call.times.offered + lane.from;
        if (from_last == 0) {
            segment.pool = call.pool;
            segment.outcome = segment_outcome(call.outcome);
            segment.left = left_at(call);
            segment.answered = call.times.answered;
        } else {
            segment.outcome = SegmentOutcome::MovedOn;
            segment.left = next_presented;
        }
        if (!segment.pool && lane.newcomers.count > 0) {
            segment.pool = scenario.lane_pools[LanePoolId{lane.newcomers.first}].pool;
        }
        if (segment.pool) {
            segment.site = scenario.pools[*segment.pool].site;
        }
        next_presented = segment.presented;
    }
    return row;
}

ForecastRow forecast_row(const CompiledScenario& scenario, LineId line, std::uint32_t interval) {
    const CompiledLine& facts = scenario.lines[line];
    FCR_CHECK(interval < facts.rates.count, "no such interval in the line's profile");
    ForecastRow row{.from = kStartOfRun + interval * facts.interval,
                    .length = facts.interval,
                    .line = line,
                    .calls = scenario.rates[RateId{facts.rates.first + interval}]};
    double share_before = 0.0;
    for (const ClassShare& share :
         scenario.class_shares.rows().subspan(facts.classes.first, facts.classes.count)) {
        const CompiledClass& call_class = scenario.classes[share.call_class];
        row.handling_s += (share.cumulative - share_before) *
                          (call_class.talk.mean() + call_class.wrap_up.mean());
        share_before = share.cumulative;
    }
    return row;
}

LedgerKeeper::LedgerKeeper(const CompiledScenario& scenario, LedgerSink& sink)
    : scenario_(scenario), sink_(sink), handlers_(scenario.handlers_max) {}

void LedgerKeeper::begin_replication() {
    for (Signed& handler : handlers_) {
        handler = Signed{};
    }
}

void LedgerKeeper::end_replication(SimTime end) {
    for (std::size_t row = 0; row < handlers_.size(); ++row) {
        const Signed& handler = handlers_[HandlerId{row}];
        const bool away = handler.on_break != StaffReason::None;
        if (handler.on || away) {
            write(HandlerId{row},
                  handler.pool,
                  handler.free_since,
                  end,
                  away ? StaffState::Break : StaffState::Available,
                  handler.on_break);
        }
    }
}

void LedgerKeeper::call_closed(const CallRecord& call) {
    sink_.call(ledger_row(call, scenario_));
    if (!call.handler) {
        return;
    }
    const CallTimes& times = call.times;
    const bool answered = call.outcome == Outcome::Answered;
    const SimTime begun = times.resumed == kNever ? times.presented : times.resumed;
    const SimTime handled = answered ? talked_until(times) : times.ended;
    const SimTime wrapped_up = answered ? times.wrapped_up : times.ended;
    Signed& handler = handlers_[*call.handler];
    write(*call.handler, *call.pool, handler.free_since, begun, StaffState::Available);
    write(*call.handler, *call.pool, begun, handled, StaffState::Handling);
    write(*call.handler, *call.pool, handled, wrapped_up, StaffState::WrapUp);
    write(*call.handler, *call.pool, wrapped_up, times.ready, StaffState::Break, StaffReason::Gap);
    handler.free_since = times.ready;
}

void LedgerKeeper::work_interrupted(const WorkInterrupted& work) {
    Signed& handler = handlers_[work.handler];
    write(work.handler, work.pool, handler.free_since, work.presented, StaffState::Available);
    write(work.handler, work.pool, work.presented, work.talked_until, StaffState::Handling);
    write(work.handler, work.pool, work.talked_until, work.at, StaffState::WrapUp);
    handler.free_since = work.at;
}

void LedgerKeeper::seat_taken(const SeatTaken& seat) {
    Signed& handler = handlers_[seat.handler];
    if (!seat.signed_on) {
        write(seat.handler, seat.pool, handler.free_since, seat.at, StaffState::Available);
    } else if (handler.on_break != StaffReason::None) {
        write(seat.handler,
              seat.pool,
              handler.free_since,
              seat.at,
              StaffState::Break,
              handler.on_break);
    }
    handler = {.on = seat.signed_on,
               .on_break = seat.signed_on ? StaffReason::None : break_reason(seat.reason),
               .pool = seat.pool,
               .free_since = seat.at};
}

void LedgerKeeper::shift_missed(const ShiftMissed& shift) {
    write(shift.handler,
          shift.pool,
          shift.from,
          shift.until,
          StaffState::Absent,
          absence_reason(shift.reason));
}

void LedgerKeeper::desk_staffed(const DeskStaffed& desk) {
    sink_.duty({.at = desk.at, .talkgroup = desk.talkgroup, .signed_on = desk.signed_on});
}

void LedgerKeeper::unit_staffed(const UnitStaffed& unit) {
    sink_.duty({.at = unit.at, .is_unit = true, .group = unit.group, .signed_on = unit.signed_on});
}

void LedgerKeeper::write(HandlerId handler,
                         PoolId pool,
                         SimTime from,
                         SimTime to,
                         StaffState state,
                         StaffReason reason) {
    if (from >= to) {
        return;
    }
    const CompiledPool& facts = scenario_.pools[pool];
    sink_.staffing({.handler = handler,
                    .employer = facts.employer,
                    .pool = pool,
                    .site = facts.site,
                    .from = from,
                    .to = to,
                    .state = state,
                    .reason = reason});
}

}  // namespace fcr
