// How much of the beginning of a long run still remembers how the run began.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace fcr {

/// The fewest batches from which a warm-up is told.
inline constexpr std::size_t kWarmUpBatchesMin = 10;

/// How many first observations of a series to drop: MSER-5, the truncation d that makes
///
///     sum over i >= d of (Y_i - mean of Y_d...)^2 / (n - d)^2
///
/// smallest, for the n means Y of five observations each (White 1997, Simulation 69, 323-334, for
/// the rule; White, Cobb and Spratt, Proceedings of the 2000 Winter Simulation Conference,
/// 755-760, for batches of five). At least five batches are kept, since the measure means nothing
/// for fewer; of equal truncations the shortest counts. Observations after the last whole batch
/// are not looked at. Empty, which means too short to tell, with fewer than kWarmUpBatchesMin
/// batches and where more than half of the series would go. A series that is a mean over
/// replications tells more than one replication's.
[[nodiscard]] std::optional<std::size_t> warm_up(std::span<const double> series);

/// The same for a series that repeats every `cycle` observations, such as 96 quarter-hours of a
/// day: the rule is applied to the means of whole cycles, since within one the daily pattern would
/// pass for a warm-up. Gives a whole number of cycles, in observations. A cycle of 0 is a bug.
[[nodiscard]] std::optional<std::size_t> warm_up_cyclic(std::span<const double> series,
                                                        std::size_t cycle);

}  // namespace fcr
