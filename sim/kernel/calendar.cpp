#include "sim/kernel/calendar.hpp"

#include <algorithm>
#include <bit>

namespace fcr {

Calendar::Tree::Tree(std::size_t slots)
    : leaves_(std::bit_ceil(std::max<std::size_t>(slots, 2))), reach_(2) {
    nodes_ = std::make_unique<std::uint64_t[]>(2 * leaves_);
    std::fill_n(nodes_.get(), 2 * leaves_, kCleared);
    winner_ = &nodes_[leaves_ / 2];
}

void Calendar::Tree::reset() {
    // Only what lies under the root has ever been written.
    for (std::size_t width = reach_, first = leaves_; width > 0; width >>= 1U, first >>= 1U) {
        std::fill_n(nodes_.get() + first, width, kCleared);
    }
    winner_ = &nodes_[leaves_ / 2];
    reach_ = 2;
}

void Calendar::Tree::raise_root() {
    const std::uint64_t winner = *winner_;
    reach_ <<= 1U;
    winner_ = &nodes_[leaves_ / reach_];
    // The other half of the doubled root has never been set, so the old winner still wins.
    *winner_ = winner;
}

Calendar::Calendar(std::size_t slots, Stretches stretches)
    : slots_(slots),
      stretches_(stretches),
      first_(stretches.second),
      second_(stretches.third - stretches.second),
      third_(slots - stretches.third) {
    FCR_CHECK(slots <= kSlotsMax, "a calendar holds at most 65,536 slots");
    FCR_CHECK(stretches.second <= stretches.third && stretches.third <= slots,
              "the stretches of a calendar follow each other");
}

void Calendar::reset() {
    first_.reset();
    second_.reset();
    third_.reset();
    now_ = kStartOfRun;
}

std::optional<SimTime> Calendar::due(SlotId slot) const {
    const std::size_t row = slot.index();
    FCR_CHECK(row < slots_, "no such slot in the calendar");
    const std::uint64_t key = row < stretches_.second  ? first_.key(row)
                              : row < stretches_.third ? second_.key(row - stretches_.second)
                                                       : third_.key(row - stretches_.third);
    if (key == kCleared) {
        return std::nullopt;
    }
    return due_of(key).at;
}

}  // namespace fcr
