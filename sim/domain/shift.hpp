// Words of the roster: why people are away from their calls.
#pragma once

#include <cstdint>

namespace fcr {

/// A planned stretch of a shift away from the calls. Meals are not paid.
enum class BreakKind : std::uint8_t { Rest, Meal, Meeting };

/// Why a rostered shift is not worked.
enum class MissedReason : std::uint8_t {
    Leave,
    Training,
    Sick,      ///< in a spell of sickness
    Absent,    ///< did not come on the day
    Declined,  ///< an offer to a person without guaranteed hours
    Unfilled,  ///< the holder of the post has left and nobody has followed yet
};

}  // namespace fcr
