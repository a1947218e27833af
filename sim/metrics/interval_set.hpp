// Some of a day's intervals, and what a replication counted in them.
#pragma once

#include "sim/metrics/time_after.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace fcr {

/// A set of the day's intervals. Most cells of a day's tallies hold nothing: who remembers which do
/// need not look at the others.
class IntervalSet {
public:
    [[nodiscard]] static IntervalSet all() {
        IntervalSet set;
        for (std::size_t interval = 0; interval < kResultIntervals; ++interval) {
            set.add(interval);
        }
        return set;
    }

    void add(std::size_t interval) {
        words_[interval / kBits] |= std::uint64_t{1} << interval % kBits;
    }
    void add(const IntervalSet& other) {
        for (std::size_t word = 0; word < kWords; ++word) {
            words_[word] |= other.words_[word];
        }
    }
    void clear() { words_ = {}; }
    [[nodiscard]] bool is_empty() const { return *this == IntervalSet{}; }

    /// Calls `visit` with each interval of the set, in order.
    template <typename Visit>
    void for_each(Visit visit) const {
        for (std::size_t word = 0; word < kWords; ++word) {
            for (std::uint64_t left = words_[word]; left != 0; left &= left - 1) {
                visit(word * kBits + static_cast<std::size_t>(std::countr_zero(left)));
            }
        }
    }

    friend bool operator==(const IntervalSet&, const IntervalSet&) = default;

private:
    static constexpr std::size_t kBits = 64;
    static constexpr std::size_t kWords = (kResultIntervals + kBits - 1) / kBits;

    std::array<std::uint64_t, kWords> words_{};
};

/// Adds the cells of a day up, folds each into its total and clears it; `held` has all of them that
/// hold something.
template <typename Tally>
Tally fold(const IntervalSet& held, Tally* current, Tally* totals) {
    Tally sum;
    held.for_each([&](std::size_t interval) {
        sum.merge(current[interval]);
        totals[interval].merge(current[interval]);
        current[interval] = Tally{};
    });
    return sum;
}

/// The same where most of them do.
template <typename Tally>
Tally fold(Tally* current, Tally* totals) {
    return fold(IntervalSet::all(), current, totals);
}

}  // namespace fcr
