#include "sim/metrics/tally.hpp"

#include <algorithm>

#include "sim/metrics/kpi.hpp"

namespace fcr {

void CallTally::add(const CallRecord& call) {
    const CallTimes& times = call.times;
    switch (call.outcome) {
        case Outcome::Answered: {
            const Duration on_operator_clock =
                times.answered - clock_start(call, ClockStart::OperatorConnect);
            const Duration waited = times.answered - times.network_arrive;
            ++answered;
            band_below_10s += on_operator_clock < kFirstBand;
            band_10s_to_60s += on_operator_clock >= kFirstBand && on_operator_clock < kLastBand;
            band_60s_and_over += on_operator_clock >= kLastBand;
            answered_wait_us += waited.count();
            operator_wait_us += on_operator_clock.count();
            queue_wait_us += (times.answered - times.offered).count();
            longest_wait_us = std::max(longest_wait_us, waited.count());
            talk_us += (times.ended - times.answered).count();
            wrap_up_us += (times.wrapped_up - times.ended).count();
            break;
        }
        case Outcome::Abandoned:
            ++abandoned;
            queue_wait_us += (times.abandoned - times.offered).count();
            longest_wait_us =
                std::max(longest_wait_us, (times.abandoned - times.network_arrive).count());
            break;
        case Outcome::Diverted: ++diverted; break;
        case Outcome::Blocked: ++blocked; break;
        case Outcome::Unfinished: ++unfinished; break;
    }
}

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
}

void QueueTally::merge(const QueueTally& other) {
    waiting_us += other.waiting_us;
    longest = std::max(longest, other.longest);
}

}  // namespace fcr
