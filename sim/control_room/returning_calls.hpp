// Calls that follow from others and have yet to come: redials, repeats, duplicates, work.
#pragma once

#include "sim/base/table.hpp"
#include "sim/base/time.hpp"
#include "sim/control_room/arrival_source.hpp"
#include "sim/kernel/winner_tree.hpp"

#include <cstddef>
#include <cstdint>

namespace fcr {

/// Callers by the moment at which they reach the force; at one instant by place, which is by order
/// of planning as far as places are free. Allocates in the constructor only.
class ReturningCalls {
public:
    explicit ReturningCalls(std::size_t places);

    void reset();

    /// When the next one comes; kNever when none will.
    [[nodiscard]] SimTime next_arrival() const {
        if (due_.winner() == WinnerTree::kCleared) {
            return kNever;
        }
        return kStartOfRun + Duration{static_cast<std::int64_t>(due_.winner() >> kPlaceBits)};
    }
    /// Takes the next one. There must be one.
    [[nodiscard]] Caller take();

    /// False when every place is taken; the caller is then not kept. `prospect` is the number of
    /// what it follows from, see Prospects.
    [[nodiscard]] bool plan(const Caller& caller, std::uint64_t prospect = 0);
    /// The number that came with the next one. There must be one.
    [[nodiscard]] std::uint64_t prospect_of_next() const {
        return prospects_[PlaceId{due_.winner() & ((std::uint64_t{1} << kPlaceBits) - 1)}];
    }

private:
    struct PlaceKindTag;
    using PlaceId = Id<PlaceKindTag>;
    static constexpr unsigned kPlaceBits = 16;

    Table<PlaceId, Caller> callers_;
    Table<PlaceId, std::uint64_t> prospects_;
    Table<PlaceId, std::uint16_t> free_;  ///< places left, the latest last
    std::size_t free_count_ = 0;
    std::size_t used_ = 0;  ///< places [0, used_) have had a caller
    WinnerTree due_;
};

}  // namespace fcr
