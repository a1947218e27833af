// Tallies: what is counted of calls and of seats. Integers that merge in any order.
#pragma once

#include "sim/base/time.hpp"
#include "sim/domain/call.hpp"
#include "sim/metrics/kpi.hpp"

#include <algorithm>
#include <cstdint>

namespace fcr {

/// The national bands of answer time, on the operator clock (police.uk table).
inline constexpr Duration kFirstBand = std::chrono::seconds{10};
inline constexpr Duration kLastBand = std::chrono::seconds{60};

/// What became of a set of calls. Waits are in microseconds.
struct CallTally {
    std::int64_t answered = 0;
    std::int64_t abandoned = 0;
    std::int64_t diverted = 0;
    std::int64_t blocked = 0;
    std::int64_t unfinished = 0;
    std::int64_t band_below_10s = 0;     ///< answered, operator clock below 10 s
    std::int64_t band_10s_to_60s = 0;    ///< answered, 10 s to below 60 s
    std::int64_t band_60s_and_over = 0;  ///< answered, 60 s and over
    std::int64_t answered_wait_us = 0;   ///< of answered calls, NetworkArrive clock
    std::int64_t operator_wait_us = 0;   ///< of answered calls, OperatorConnect clock
    std::int64_t queue_wait_us = 0;      ///< of answered and abandoned calls, Offered clock
    std::int64_t longest_wait_us = 0;    ///< of answered and abandoned, NetworkArrive clock
    std::int64_t talk_us = 0;            ///< answer to the caller's leaving
    std::int64_t wrap_up_us = 0;

    /// Adds one call.
    void add(const CallRecord& call);
    void merge(const CallTally& other);

    /// Every call of the set, however it ended: the conservation of calls.
    [[nodiscard]] std::int64_t offered() const {
        return answered + abandoned + diverted + blocked + unfinished;
    }
};

inline void CallTally::add(const CallRecord& call) {
    const CallTimes& times = call.times;
    if (call.outcome == Outcome::Answered) [[likely]] {
        const Duration on_operator_clock =
            times.answered - clock_start(call, ClockStart::OperatorConnect);
        const Duration waited = times.answered - times.network_arrive;
        const bool below_first = on_operator_clock < kFirstBand;
        const bool over_last = on_operator_clock >= kLastBand;
        ++answered;
        band_below_10s += below_first;
        band_10s_to_60s += !below_first && !over_last;
        band_60s_and_over += over_last;
        answered_wait_us += waited.count();
        operator_wait_us += on_operator_clock.count();
        queue_wait_us += (times.answered - times.offered).count();
        longest_wait_us = std::max(longest_wait_us, waited.count());
        // What was talked before an interruption has been counted when that came.
        const SimTime talked = talked_until(times);
        talk_us += (talked - taken_up(times)).count();
        wrap_up_us += (times.wrapped_up - talked).count();
        return;
    }
    switch (call.outcome) {
        case Outcome::Answered: break;
        case Outcome::Abandoned:
            ++abandoned;
            // Who leaves during an announcement was never in a queue.
            if (times.offered != kNever) {
                queue_wait_us += (times.abandoned - times.offered).count();
            }
            longest_wait_us =
                std::max(longest_wait_us, (times.abandoned - times.network_arrive).count());
            break;
        case Outcome::Diverted: ++diverted; break;
        case Outcome::Blocked: ++blocked; break;
        case Outcome::Unfinished: ++unfinished; break;
    }
}

/// How a pool's time went, in microseconds, inside the measured part of the run.
struct SeatTally {
    std::int64_t on_duty_us = 0;
    std::int64_t ringing_us = 0;
    std::int64_t talk_us = 0;
    std::int64_t wrap_up_us = 0;
    std::int64_t gap_us = 0;  ///< after-call gap

    // Of people on a roster. Time on duty leaves out breaks of every kind.
    std::int64_t rostered_us = 0;  ///< the part of the time on duty that is theirs
    std::int64_t break_us = 0;     ///< rests, meals and meetings
    std::int64_t meal_us = 0;      ///< the part of it that is not paid
    std::int64_t overrun_us = 0;   ///< on duty after the end of the shift
    std::int64_t absent_us = 0;    ///< of shifts lost to sickness or absence on the day
    std::int64_t leave_us = 0;     ///< of shifts lost to leave or training
    std::int64_t unfilled_us = 0;  ///< of shifts that nobody held the post for, or was declined

    /// Time that people on a roster worked for pay: on duty and on breaks, meals left out.
    [[nodiscard]] std::int64_t paid_us() const { return rostered_us + break_us - meal_us; }
    void merge(const SeatTally& other);
};

/// The queue of a class.
struct QueueTally {
    std::int64_t waiting_us = 0;  ///< integral of the queue length over time
    std::int64_t longest = 0;     ///< greatest number waiting at once

    void merge(const QueueTally& other);
};

}  // namespace fcr
