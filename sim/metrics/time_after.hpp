// Time that follows sets of instants, by interval.
#pragma once

#include "sim/base/check.hpp"
#include "sim/base/time.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace fcr {

/// Results are kept by quarter-hour of the day, from the midnight the measured part starts at.
inline constexpr Duration kResultInterval = std::chrono::minutes{15};
inline constexpr std::size_t kResultIntervals = 96;

/// Sums, for each interval of the measured part, the time after each instant of a set; there are
/// `kSets` sets. The time spent in a state is then the sum after the set of its beginnings less the
/// sum after the set of its ends, exact to the microsecond, at two additions an instant however
/// many intervals the state lasted. Allocates in the constructor only.
template <std::size_t kSets>
class TimeAfter {
public:
    TimeAfter() = default;
    /// `span` is the length of the measured part.
    explicit TimeAfter(Duration span)
        : span_us_(static_cast<std::uint64_t>(span.count())),
          intervals_(static_cast<std::size_t>(span / kResultInterval) + 1) {
        FCR_CHECK(intervals_ <= static_cast<std::size_t>(kLongestSpan / kResultInterval) + 1,
                  "a measured part longer than any run");
        sums_ = std::make_unique<Sum[]>(intervals_ * kSets);
    }

    /// Adds an instant to a set, as time since the measured part began; one before or after it
    /// counts as its start or its end.
    void add(std::size_t set, Duration since) {
        // Unsigned, so that one comparison tells whether the instant lies inside.
        auto at = static_cast<std::uint64_t>(since.count());
        if (at > span_us_) [[unlikely]] {
            const bool before = since < Duration::zero();
            before_[set] += before;
            at = before ? 0 : span_us_;
        }
        Sum& sum = sums_[at / kLengthUs * kSets + set];
        sum.at_us += at;
        ++sum.instants;
    }

    /// Hands out each interval of the day, possibly several times, with the number of the first
    /// set's instants before it less those of the other: how many are in a state when it begins.
    /// The sets stay as they are.
    template <typename Visit>
    void visit_levels(std::size_t begins, std::size_t ends, Visit visit) const {
        // Unsigned numbers may wrap on the way, as in drain.
        std::uint64_t level = before_[begins] - before_[ends];
        std::uint64_t seen = level;  // of the first row, which also holds those before the span
        std::size_t of_day = 0;
        for (std::size_t row = 0; row * kLengthUs < span_us_; ++row) {
            visit(of_day, static_cast<std::int64_t>(level));
            level +=
                sums_[row * kSets + begins].instants - sums_[row * kSets + ends].instants - seen;
            seen = 0;
            of_day = of_day + 1 == kResultIntervals ? 0 : of_day + 1;
        }
    }

    /// Hands out each interval of the day (not of the span) with the set's sum, possibly several
    /// times, and empties the set. Time beyond the span does not count.
    template <typename Visit>
    void drain(std::size_t set, Visit visit) {
        std::uint64_t instants_before = 0;
        std::size_t of_day = 0;
        for (std::size_t row = 0; row < intervals_; ++row) {
            const Sum sum = sums_[row * kSets + set];
            sums_[row * kSets + set] = Sum{};
            // Unsigned sums may wrap on the way; the result is exact all the same.
            const std::uint64_t in_interval = sum.instants * (row + 1) * kLengthUs - sum.at_us;
            const std::uint64_t until_its_end = in_interval + instants_before * kLengthUs;
            instants_before += sum.instants;
            // The part of the interval beyond the span, if any, follows every instant so far.
            const std::uint64_t ends = (row + 1) * kLengthUs;
            const std::uint64_t beyond = ends > span_us_ ? ends - span_us_ : 0;
            visit(of_day, static_cast<std::int64_t>(until_its_end - instants_before * beyond));
            of_day = of_day + 1 == kResultIntervals ? 0 : of_day + 1;
        }
        before_[set] = 0;
    }

private:
    static constexpr auto kLengthUs = static_cast<std::uint64_t>(kResultInterval.count());

    struct Sum {
        std::uint64_t at_us = 0;  ///< sum of the instants of the interval
        std::uint64_t instants = 0;
    };

    std::uint64_t span_us_ = 0;
    std::size_t intervals_ = 0;
    std::unique_ptr<Sum[]> sums_;                ///< by interval, set
    std::array<std::uint64_t, kSets> before_{};  ///< instants before the span
};

}  // namespace fcr
