// How the draws that make callers come are keyed and cut into chunks. Internal to this folder.
#pragma once

#include <cstdint>

namespace fcr {

/// Families of entities that are no calls; call_entity uses 1.
inline constexpr std::uint64_t kIntervalFamily = 2;
inline constexpr std::uint64_t kLineDayFamily = 3;
inline constexpr std::uint64_t kDayFamily = 4;
inline constexpr std::uint64_t kLineHourFamily = 5;

/// Large means are drawn in chunks, each by inversion of its own uniform. A chunk holds at most
/// this mean, so that raising the rate fills chunks up and appends new ones.
inline constexpr double kChunkMean = 64.0;
inline constexpr std::uint32_t kChunksMax = 1U << 12U;

}  // namespace fcr
