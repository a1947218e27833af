#include "sim/kernel/calendar.hpp"

#include <algorithm>
#include <bit>

namespace fcr {

Calendar::Calendar(std::size_t slots)
    : slots_(slots), leaves_(std::bit_ceil(std::max<std::size_t>(slots, 2))) {
    FCR_CHECK(slots <= kSlotsMax, "a calendar holds at most 65,536 slots");
    nodes_ = std::make_unique<std::uint64_t[]>(2 * leaves_);
    std::fill_n(nodes_.get(), 2 * leaves_, kCleared);
    root_ = leaves_ / 2;
    reach_ = 2;
}

void Calendar::reset() {
    // Only what lies under the root has ever been written.
    for (std::size_t width = reach_, first = leaves_; width > 0; width >>= 1U, first >>= 1U) {
        std::fill_n(nodes_.get() + first, width, kCleared);
    }
    root_ = leaves_ / 2;
    reach_ = 2;
    now_ = kStartOfRun;
}

std::optional<SimTime> Calendar::due(SlotId slot) const {
    FCR_CHECK(slot.index() < slots_, "no such slot in the calendar");
    const std::uint64_t key = nodes_[leaves_ + slot.index()];
    if (key == kCleared) {
        return std::nullopt;
    }
    return due_of(key).at;
}

void Calendar::raise_root() {
    const std::uint64_t winner = nodes_[root_];
    root_ >>= 1U;
    reach_ <<= 1U;
    // The other half of the doubled root has never been set, so the old winner still wins.
    nodes_[root_] = winner;
}

}  // namespace fcr
