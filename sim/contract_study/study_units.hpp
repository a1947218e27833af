// Units that the figures of a study are told in. Internal to this folder.
#pragma once

#include "sim/contract/money.hpp"

#include <cstddef>

namespace fcr {

inline constexpr int kMonthsOfYear = 12;
/// The same, for rows of months.
inline constexpr std::size_t kYear = kMonthsOfYear;

/// For sums that are averaged; amounts on statements stay whole units.
[[nodiscard]] inline double pounds(Money money) {
    return static_cast<double>(money.units) / 10'000.0;
}

}  // namespace fcr
