#include "sim/metrics/tally.hpp"

namespace fcr {

void CallTally::merge(const CallTally& other) {
    answered += other.answered;
    abandoned += other.abandoned;
    diverted += other.diverted;
    blocked += other.blocked;
    unfinished += other.unfinished;
    band_below_10s += other.band_below_10s;
    band_10s_to_60s += other.band_10s_to_60s;
    band_60s_and_over += other.band_60s_and_over;
    answered_wait_us += other.answered_wait_us;
    operator_wait_us += other.operator_wait_us;
    queue_wait_us += other.queue_wait_us;
    longest_wait_us = std::max(longest_wait_us, other.longest_wait_us);
    talk_us += other.talk_us;
    wrap_up_us += other.wrap_up_us;
}

void SeatTally::merge(const SeatTally& other) {
    on_duty_us += other.on_duty_us;
    ringing_us += other.ringing_us;
    talk_us += other.talk_us;
    wrap_up_us += other.wrap_up_us;
    gap_us += other.gap_us;
    rostered_us += other.rostered_us;
    break_us += other.break_us;
    meal_us += other.meal_us;
    overrun_us += other.overrun_us;
    absent_us += other.absent_us;
    leave_us += other.leave_us;
    unfilled_us += other.unfilled_us;
}

void QueueTally::merge(const QueueTally& other) {
    waiting_us += other.waiting_us;
    longest = std::max(longest, other.longest);
}

}  // namespace fcr
