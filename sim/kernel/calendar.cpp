#include "sim/kernel/calendar.hpp"

namespace fcr {

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

void Calendar::copy_from(const Calendar& other) {
    FCR_CHECK(slots_ == other.slots_ && stretches_.second == other.stretches_.second &&
                  stretches_.third == other.stretches_.third,
              "a calendar is copied into one of the same slots");
    first_.copy_from(other.first_);
    second_.copy_from(other.second_);
    third_.copy_from(other.third_);
    now_ = other.now_;
}

std::optional<SimTime> Calendar::due(SlotId slot) const {
    FCR_CHECK(slot.index() < slots_, "no such slot in the calendar");
    const std::uint64_t moment = key(slot);
    if (moment == WinnerTree::kCleared) {
        return std::nullopt;
    }
    return due_of(moment).at;
}

}  // namespace fcr
