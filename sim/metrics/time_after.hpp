// Time that follows a set of instants, by interval.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>

#include "sim/base/time.hpp"

namespace fcr {

/// Results are kept by quarter-hour of the day, from the midnight the measured part starts at.
inline constexpr Duration kResultInterval = std::chrono::minutes{15};
inline constexpr std::size_t kResultIntervals = 96;

/// Sums, for each interval of the measured part, the time after each instant that was added. The
/// time spent in a state is then the sum after its beginnings less the sum after its ends, exact to
/// the microsecond, at two additions an instant however many intervals the state lasted.
/// Allocates in the constructor only.
class TimeAfter {
public:
    TimeAfter() = default;
    /// `span` is the length of the measured part.
    explicit TimeAfter(Duration span)
        : span_(span), intervals_(static_cast<std::size_t>(span / kResultInterval) + 1) {
        sums_ = std::make_unique<Sum[]>(intervals_);
    }

    /// Adds an instant, as time since the measured part began; one before or after it counts as
    /// its start or its end.
    void add(Duration since) {
        // Unsigned, so that one comparison tells whether the instant lies inside.
        auto at = static_cast<std::uint64_t>(since.count());
        const auto span = static_cast<std::uint64_t>(span_.count());
        if (at > span) {
            at = since < Duration::zero() ? 0 : span;
        }
        constexpr auto kLength = static_cast<std::uint64_t>(kResultInterval.count());
        const std::uint64_t interval = at / kLength;
        Sum& sum = sums_[interval];
        sum.partial_us += static_cast<std::int64_t>((interval + 1) * kLength - at);
        ++sum.instants;
    }

    /// Hands out each interval of the day (not of the span) with its sum, possibly several times,
    /// and empties itself. Time beyond the span does not count.
    template <typename Visit>
    void drain(Visit visit) {
        std::int64_t instants_before = 0;
        std::size_t of_day = 0;
        for (std::size_t row = 0; row < intervals_; ++row) {
            const Sum sum = sums_[row];
            sums_[row] = Sum{};
            const std::int64_t until_its_end =
                sum.partial_us + instants_before * kResultInterval.count();
            instants_before += sum.instants;
            // The part of the interval beyond the span, if any, follows every instant so far.
            const Duration begins = kResultInterval * static_cast<std::int64_t>(row);
            const Duration beyond = std::max(begins + kResultInterval - span_, Duration::zero());
            visit(of_day, until_its_end - instants_before * beyond.count());
            of_day = of_day + 1 == kResultIntervals ? 0 : of_day + 1;
        }
    }

private:
    struct Sum {
        std::int64_t partial_us = 0;  ///< from each instant to the end of its interval
        std::int64_t instants = 0;
    };

    Duration span_{0};
    std::size_t intervals_ = 0;
    std::unique_ptr<Sum[]> sums_;
};

}  // namespace fcr
