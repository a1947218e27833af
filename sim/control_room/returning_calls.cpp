#include "sim/control_room/returning_calls.hpp"

#include "sim/base/check.hpp"

namespace fcr {

ReturningCalls::ReturningCalls(std::size_t places)
    : callers_(places), prospects_(places), free_(places), due_(places) {
    FCR_CHECK(places <= std::size_t{1} << kPlaceBits, "at most 65,536 calls can be yet to come");
}

void ReturningCalls::reset() {
    due_.reset();
    free_count_ = 0;
    used_ = 0;
}

Caller ReturningCalls::take() {
    const std::size_t place = due_.winner() & ((std::uint64_t{1} << kPlaceBits) - 1);
    FCR_CHECK(due_.winner() != WinnerTree::kCleared, "a caller was taken and none was due");
    due_.replay(place, WinnerTree::kCleared);
    free_[PlaceId{free_count_++}] = static_cast<std::uint16_t>(place);
    return callers_[PlaceId{place}];
}

bool ReturningCalls::plan(const Caller& caller, std::uint64_t prospect) {
    if (free_count_ == 0 && used_ == callers_.size()) {
        return false;
    }
    const std::size_t place = free_count_ > 0 ? free_[PlaceId{--free_count_}] : used_++;
    callers_[PlaceId{place}] = caller;
    prospects_[PlaceId{place}] = prospect;
    const auto at = static_cast<std::uint64_t>(caller.network_arrive.time_since_epoch().count());
    due_.replay(place, at << kPlaceBits | place);
    return true;
}

}  // namespace fcr
