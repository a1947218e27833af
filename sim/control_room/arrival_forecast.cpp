// Callers from a moment on, of a line whose past is known and whose future is not.
#include "sim/control_room/arrival_draws.hpp"
#include "sim/control_room/arrival_source.hpp"
#include "sim/random/poisson.hpp"

#include <algorithm>

namespace fcr {
namespace {

/// The like of recorded callers come at the rate of so long before.
constexpr Duration kLookBack = std::chrono::hours{1};

}  // namespace

/// The intervals around `now` are drawn whole, and who would have come by now is left out: what is
/// left of a Poisson process does not depend on what has come.
void ArrivalSource::draw_from(const Streams& streams, SimTime now, Duration leg, double factor) {
    const Duration interval = scenario_->lines[line_].interval;
    reset(streams);
    known_until_ = now;
    if (intervals_ > 0) {
        const Duration since = std::max(Duration::zero(), now - leg - kStartOfRun);
        interval_ = std::min(intervals_, static_cast<std::uint32_t>(since / interval));
        undrawn_from_ = kStartOfRun + interval_ * interval;
    }
    named_day_ = day_at(std::max(kStartOfRun, now - leg));
    factor_ = factor;
    factor_day_ = day_at(now).number;
    factor_known_ = scenario_->lines[line_].day_shape > 0.0;
    midnight_row_ = 0;
    while (next_arrival() <= now) {
        static_cast<void>(take());
    }
}

double ArrivalSource::expected_today(SimTime now) {
    const CompiledLine& line = scenario_->lines[line_];
    if (line.rates.count == 0) {
        return 0.0;
    }
    midnight_row_ = 0;
    const SimTime midnight = std::max(kStartOfRun, day_at(now).midnight);
    double sum = 0.0;
    auto interval = static_cast<std::uint32_t>((midnight - kStartOfRun) / line.interval);
    for (; interval < line.rates.count; ++interval) {
        const SimTime from = kStartOfRun + interval * line.interval;
        const SimTime until = std::min(from + line.interval, now);
        if (from >= now) {
            break;
        }
        sum += scenario_->rates[RateId{line.rates.first + interval}] *
               (to_seconds(until - from) / to_seconds(line.interval));
    }
    return sum;
}

double ArrivalSource::of_today(const CountedToday& counted, SimTime now) {
    midnight_row_ = 0;
    const auto today = static_cast<std::uint16_t>(day_at(now).number);
    return counted.any && counted.day == today ? counted.calls : 0.0;
}

double ArrivalSource::factor_of_day(const Streams& streams, SimTime now) {
    if (scenario_->lines[line_].day_shape <= 0.0) {
        return 1.0;
    }
    midnight_row_ = 0;
    return draw_day_factor(streams, day_at(now).number);
}

/// A Poisson number of callers, each of the class of one of the last hour, at a moment spread
/// evenly over the interval.
void ArrivalSource::draw_like_recorded(SimTime from) {
    const auto rows = scenario_->load.rows();
    const SimTime begin = std::max(kStartOfRun, known_until_ - kLookBack);
    const auto first = std::ranges::upper_bound(rows, begin, {}, &RecordedCall::at);
    const auto last = std::ranges::upper_bound(rows, known_until_, {}, &RecordedCall::at);
    const auto is_ours = [this](const RecordedCall& row) {
        return scenario_->classes[row.call_class].line == line_;
    };
    const auto ours = static_cast<std::uint32_t>(std::count_if(first, last, is_ours));
    if (ours == 0 || known_until_ == begin) {
        return;
    }
    const LocalDay day = day_at(from);
    const Duration interval = scenario_->lines[line_].interval;
    const auto of_day = static_cast<std::uint32_t>((from - day.midnight) / interval);
    double mean = ours * (to_seconds(interval) / to_seconds(known_until_ - begin));
    for (std::uint32_t chunk = 0; mean > 0.0 && chunk < kChunksMax; ++chunk, mean -= kChunkMean) {
        const std::uint64_t chunk_key = caller_key(line_, day.number, of_day, chunk, 0);
        const std::uint32_t count =
            draw_count(std::min(mean, kChunkMean), Purpose::ArrivalCount, chunk_key);
        for (std::uint32_t ordinal = 0; ordinal < count; ++ordinal) {
            const std::uint64_t key = chunk_key + ordinal;
            const EntityKey entity = call_entity(key);
            Draw which = streams_.draw(Purpose::CallClass, entity);
            auto left = static_cast<std::uint32_t>(which.next_uniform() * ours);
            const auto like = std::find_if(
                first, last, [&](const RecordedCall& row) { return is_ours(row) && left-- == 0; });
            const DrawBlock block = streams_.block(Purpose::ArrivalOffset, entity);
            Draw offset = streams_.draw(block, Purpose::ArrivalOffset, entity);
            const SimTime dialled =
                from + duration_from_seconds(offset.next_uniform() * to_seconds(interval));
            add_one(key, like->call_class, dialled, block);
        }
    }
}

}  // namespace fcr
