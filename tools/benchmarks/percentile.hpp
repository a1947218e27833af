// Percentiles of times that a load test noted.
#pragma once

#include <cstdint>
#include <vector>

namespace fcr {

/// Nearest rank, in milliseconds; 0 of none. The values are put into another order.
[[nodiscard]] double percentile_ms(std::vector<std::uint32_t>& values_us, double share);

}  // namespace fcr
