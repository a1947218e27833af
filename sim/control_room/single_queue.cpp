#include "sim/control_room/single_queue.hpp"

#include "sim/base/check.hpp"

namespace fcr {
namespace {

constexpr PoolId kPool{0};
constexpr LineId kLine{0};
constexpr CallClassId kClass{0};

/// Whether the seats stay as they are at the start.
bool seats_stay(const CompiledScenario& scenario) {
    const Rows changes = scenario.pools[kPool].seat_changes;
    return changes.count == 1 &&
           scenario.seat_changes[SeatChangeId{changes.first}].from == kStartOfRun;
}

std::uint32_t seats(const CompiledScenario& scenario) {
    return scenario.seat_changes[SeatChangeId{scenario.pools[kPool].seat_changes.first}].seats;
}

}  // namespace

bool SingleQueue::fits(const CompiledScenario& scenario, const NoticeSink& sink) {
    if (sink.needs_order() || scenario.lines.size() != 1 || scenario.classes.size() != 1 ||
        scenario.lanes.size() != 1 || scenario.pools.size() != 1 ||
        scenario.pool_lanes.size() != 1) {
        return false;
    }
    const CompiledLine& line = scenario.lines[kLine];
    return !line.has_message && !line.lines_max &&
           scenario.pool_lanes[PoolLaneId{0}].seats_kept_free == 0 && seats_stay(scenario) &&
           seats(scenario) > 0;
}

SingleQueue::SingleQueue(const CompiledScenario& scenario, NoticeSink& sink)
    : scenario_(scenario),
      sink_(sink),
      course_(scenario),
      source_(scenario, kLine),
      ready_(seats(scenario)),
      waiting_(scenario.waiting_calls_max) {
    FCR_CHECK(fits(scenario, sink), "the room is more than one queue before one pool");
}

void SingleQueue::run(const Streams& streams) {
    course_.reset(streams);
    source_.reset(streams);
    ready_.reset();
    waiting_count_ = 0;
    counts_ = CallCounts{};
    limit_ = Limit::None;
    sign_on();
    while (limit_ == Limit::None && source_.next_arrival() <= scenario_.latest_end) {
        take_call();
        if (source_.overrun()) {
            limit_ = Limit::IntervalArrivals;
        }
    }
}

void SingleQueue::sign_on() {
    const std::uint32_t handlers = seats(scenario_);
    for (std::uint32_t row = 0; row < handlers; ++row) {
        ready_.set(SlotId{row}, kStartOfRun);
        sink_.seat_taken({.at = kStartOfRun,
                          .handler = HandlerId{row},
                          .pool = kPool,
                          .signed_on = true,
                          .on_duty = row + 1});
    }
}

/// Follows the next caller from the switch to the end of wrap-up.
void SingleQueue::take_call() {
    const Caller& caller = source_.take();
    course_.begin_record(call_, caller, kLine, counts_.offered++);
    draws_ = caller.draws;
    call_.times.offered = caller.network_arrive;
    // The calendar never runs: it only tells who is ready first, and of those equal the first seat.
    const SimTime first_ready = ready_.peek()->at;
    if (first_ready <= call_.times.offered) {
        present(call_.times.offered);
    } else {
        wait(first_ready);
    }
    sink_.call_closed(call_);
}

void SingleQueue::wait(SimTime answered) {
    const auto give_up = [this](SimTime at) {
        call_.outcome = Outcome::Abandoned;
        call_.times.abandoned = at;
        call_.times.ended = at;
        call_.times.segment_presented = call_.times.offered;
        ++counts_.abandoned;
    };
    if (course_.balks(call_)) {
        give_up(call_.times.offered);
        return;
    }
    const SimTime gives_up = course_.patience_end(call_, draws_);
    const bool is_answered = answered <= gives_up;
    const SimTime until = is_answered ? answered : gives_up;
    if (!joins_queue(leaving(until, is_answered ? kAnsweredThen : kGivesUpThen)) ||
        until > scenario_.latest_end) {
        ++counts_.unfinished;
        return;
    }
    if (is_answered) {
        present(answered);
    } else {
        give_up(gives_up);
    }
}

/// False when the waiting room is full; the replication stops then.
bool SingleQueue::joins_queue(Leaving leaves) {
    const SimTime now = call_.times.offered;
    const Leaving arrival = leaving(now, kAnsweredThen);
    std::size_t still_here = 0;
    for (std::size_t row = 0; row < waiting_count_; ++row) {
        const Leaving other = waiting_[WaitingId{row}];
        waiting_[WaitingId{still_here}] = other;
        still_here += other > arrival;
    }
    waiting_count_ = still_here;
    if (waiting_count_ == scenario_.waiting_calls_max) {
        limit_ = Limit::WaitingRoom;
        return false;
    }
    waiting_[WaitingId{waiting_count_++}] = leaves;
    sink_.queue_grew(
        {.at = now, .call_class = kClass, .waiting = static_cast<std::uint32_t>(waiting_count_)});
    return true;
}

/// Rings at the handler who is ready first, who is the longest idle.
void SingleQueue::present(SimTime presented) {
    const SlotId handler = ready_.peek()->slot;
    call_.handler = std::optional(HandlerId{handler.index()});
    call_.times.segment_presented = call_.times.offered;
    course_.ring(call_, draws_, kPool, presented);
    ++(call_.outcome == Outcome::Answered ? counts_.answered : counts_.abandoned);
    ready_.set(handler, call_.times.ready);
}

}  // namespace fcr
