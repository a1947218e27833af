// A number of replications from a formula's real number.
#pragma once

#include <cmath>
#include <cstdint>

namespace fcr {

/// More replications than anybody will run; a count that would be larger is this one.
inline constexpr std::uint64_t kReplicationsMost = std::uint64_t{1} << 53U;

/// The number rounded up. 0 or less gives 0.
[[nodiscard]] inline std::uint64_t whole_replications(double number) {
    if (!(number > 0.0)) {
        return 0;
    }
    const double whole = std::ceil(number);
    return whole < static_cast<double>(kReplicationsMost) ? static_cast<std::uint64_t>(whole)
                                                          : kReplicationsMost;
}

}  // namespace fcr
