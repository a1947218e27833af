// How many of a line's callers have come today.
#pragma once

#include <cstdint>

namespace fcr {

/// A line's own callers of the latest day that any of them dialled on. Those of surges and named
/// callers are not among them.
struct CountedToday {
    bool any = false;
    std::uint16_t day = 0;  ///< as in the key of a caller
    std::uint32_t calls = 0;

    /// A caller of this key has reached the force.
    void count(std::uint64_t key) {
        const auto of = static_cast<std::uint16_t>(key >> 40U);
        const auto later = static_cast<std::int16_t>(static_cast<std::uint16_t>(of - day));
        if (!any || later > 0) {
            *this = {.any = true, .day = of, .calls = 0};
        }
        calls += of == day;
    }
};

}  // namespace fcr
