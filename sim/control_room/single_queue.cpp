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
    if (!scenario.plain || sink.needs_order() || scenario.lines.size() != 1 ||
        scenario.classes.size() != 1 || scenario.lanes.size() != 1 || scenario.pools.size() != 1 ||
        scenario.pool_lanes.size() != 1) {
        return false;
    }
    const CompiledLine& line = scenario.lines[kLine];
    return !line.has_message && !line.lines_max &&
           scenario.pool_lanes[PoolLaneId{0}].seats_kept_free == 0 && seats_stay(scenario) &&
           seats(scenario) > 0 && !scenario.pools[kPool].rostered;
}

SingleQueue::SingleQueue(const CompiledScenario& scenario, NoticeSink& sink)
    : scenario_(scenario),
      sink_(sink),
      course_(scenario),
      source_(scenario, kLine),
      ready_(seats(scenario)),
      answered_at_(scenario.waiting_calls_max),
      give_up_at_(scenario.waiting_calls_max) {
    FCR_CHECK(fits(scenario, sink), "the room is more than one queue before one pool");
}

void SingleQueue::run(const Streams& streams) {
    course_.reset(streams);
    source_.reset(streams);
    ready_.reset();
    first_answered_ = 0;
    answered_count_ = 0;
    give_up_count_ = 0;
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
        ready_.set_ready(row, kStartOfRun);
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
    const SimTime first_ready = ready_.first_ready();
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
    const SimTime gives_up = course_.drawn_patience_end(call_, draws_);
    const bool is_answered = answered <= gives_up;
    const SimTime until = is_answered ? answered : gives_up;
    if (!joins_queue(until, is_answered) || until > scenario_.latest_end) {
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
bool SingleQueue::joins_queue(SimTime until, bool is_answered) {
    let_go();
    const std::size_t waiting = answered_count_ + give_up_count_;
    if (waiting == scenario_.waiting_calls_max) {
        limit_ = Limit::WaitingRoom;
        return false;
    }
    if (is_answered) {
        const std::size_t row = first_answered_ + answered_count_++;
        const std::size_t wrap = row < answered_at_.size() ? 0 : answered_at_.size();
        answered_at_[WaitingId{row - wrap}] = until;
    } else {
        give_up_at_[WaitingId{give_up_count_++}] = until;
    }
    sink_.queue_grew({.at = call_.times.offered,
                      .call_class = kClass,
                      .waiting = static_cast<std::uint32_t>(waiting + 1)});
    return true;
}

/// Forgets those who have stopped waiting. One who is answered at an instant has left before a
/// caller arrives then, one who gives up at it has not.
void SingleQueue::let_go() {
    const SimTime now = call_.times.offered;
    const auto somebody_left = [this, now] {
        return answered_count_ > 0 && answered_at_[WaitingId{first_answered_}] <= now;
    };
    const auto forget_first = [this](std::size_t calls) {
        first_answered_ += calls;
        answered_count_ -= calls;
        first_answered_ -= first_answered_ < answered_at_.size() ? 0 : answered_at_.size();
    };
    // One has left or two, as often as not, so that a branch would be guessed wrong.
    forget_first(somebody_left());
    forget_first(somebody_left());
    while (somebody_left()) {
        forget_first(1);
    }
    std::size_t still_here = 0;
    for (std::size_t row = 0; row < give_up_count_; ++row) {
        const SimTime at = give_up_at_[WaitingId{row}];
        give_up_at_[WaitingId{still_here}] = at;
        still_here += at >= now;
    }
    give_up_count_ = still_here;
}

/// Rings at the handler who is ready first, who is the longest idle.
void SingleQueue::present(SimTime presented) {
    const std::uint32_t handler = ready_.first();
    call_.handler = std::optional(HandlerId{handler});
    call_.times.segment_presented = call_.times.offered;
    course_.ring(call_, draws_, kPool, presented);
    ++(call_.outcome == Outcome::Answered ? counts_.answered : counts_.abandoned);
    ready_.set_ready(handler, call_.times.ready);
}

}  // namespace fcr
