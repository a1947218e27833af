// Callers beside a line's own: surges and named callers.
#include "sim/control_room/arrival_draws.hpp"
#include "sim/control_room/arrival_source.hpp"
#include "sim/random/poisson.hpp"

#include <algorithm>

namespace fcr {
namespace {

/// Chunks of a mean, the last of which is filled in part; none for a mean of 0.
std::uint32_t chunks_of(double mean) {
    const auto full = static_cast<std::uint32_t>(mean / kChunkMean);
    return full + (mean > full * kChunkMean ? 1U : 0U);
}

double mean_of_chunk(double mean, std::uint32_t chunk) {
    return std::min(mean - chunk * kChunkMean, kChunkMean);
}

}  // namespace

std::uint64_t surge_key(std::uint32_t surge, std::uint32_t chunk, std::uint32_t ordinal) {
    return kSurgeKeys << 56U | std::uint64_t{surge} << 24U | std::uint64_t{chunk} << 12U | ordinal;
}

std::uint64_t named_key(std::size_t row,
                        std::int64_t day,
                        std::uint32_t chunk,
                        std::uint32_t ordinal) {
    return kNamedKeys << 56U | std::uint64_t{row} << 40U |
           (static_cast<std::uint64_t>(day) & 0xFFFFU) << 24U | std::uint64_t{chunk} << 12U |
           ordinal;
}

/// A Poisson number; the mean is at most kChunkMean.
std::uint32_t ArrivalSource::draw_count(double mean, Purpose purpose, std::uint64_t key) const {
    Draw draw = streams_.draw(purpose, {.family = kIntervalFamily, .member = key});
    return poisson_by_inversion(mean, draw.next_uniform());
}

/// The callers of all surges that begin in the interval.
void ArrivalSource::draw_surges(SimTime from, SimTime until) {
    const auto surges = scenario_->surges.rows();
    for (; surge_ < surges.size() && surges[surge_].start < until; ++surge_) {
        const CompiledSurge& surge = surges[surge_];
        if (scenario_->classes[surge.call_class].line != line_) {
            continue;
        }
        const std::uint32_t chunks = chunks_of(surge.calls);
        for (std::uint32_t chunk = 0; chunk < chunks; ++chunk) {
            const double mean = mean_of_chunk(surge.calls, chunk);
            const std::uint32_t count =
                surge.exactly
                    ? static_cast<std::uint32_t>(mean)
                    : draw_count(mean, Purpose::SurgeCount, surge_key(surge.number, chunk, 0));
            for (std::uint32_t ordinal = 0; ordinal < count; ++ordinal) {
                add_other(surge_key(surge.number, chunk, ordinal),
                          surge.call_class,
                          surge.start,
                          surge.spread,
                          from);
            }
        }
    }
}

/// The named callers of all days that begin in the interval, or before it when it is the first.
void ArrivalSource::draw_named_callers(SimTime from, SimTime until) {
    if (!has_named_callers_) {
        return;
    }
    for (; named_day_.midnight < until; named_day_ = day_after(named_day_)) {
        for (std::size_t row = 0; row < scenario_->named_callers.size(); ++row) {
            if (scenario_->classes[scenario_->named_callers[NamedCallerId{row}].call_class].line ==
                line_) {
                draw_named_caller(NamedCallerId{row}, from);
            }
        }
    }
}

/// The calls of one of them on the day that is next.
void ArrivalSource::draw_named_caller(NamedCallerId row, SimTime from) {
    const CompiledNamedCaller& caller = scenario_->named_callers[row];
    const std::uint32_t chunks = chunks_of(caller.calls_per_day);
    for (std::uint32_t chunk = 0; chunk < chunks; ++chunk) {
        const std::uint64_t chunk_key = named_key(row.index(), named_day_.number, chunk, 0);
        const std::uint32_t count =
            draw_count(mean_of_chunk(caller.calls_per_day, chunk), Purpose::NamedCount, chunk_key);
        for (std::uint32_t ordinal = 0; ordinal < count; ++ordinal) {
            add_other(chunk_key + ordinal,
                      caller.call_class,
                      named_day_.midnight,
                      caller.time_of_day,
                      from);
        }
    }
}

}  // namespace fcr
