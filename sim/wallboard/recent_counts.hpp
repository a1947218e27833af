// What an indicator has counted in the last minutes and since midnight.
#pragma once

#include "sim/base/time.hpp"
#include "sim/metrics/kpi.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace fcr {

/// Counts by whole simulated minutes, of which the last kMinutes are kept, and the sum of a day.
/// A call counts in the minute in which it was answered or lost.
class RecentCounts {
public:
    static constexpr std::size_t kMinutes = 60;

    /// Counts `call` by `rule` at `at`, which lies not in a minute that is no longer kept.
    void count(const CountingRule& rule, const CallRecord& call, SimTime at);

    /// The minute that `now` is in and those before it, `minutes` in all: 1 to kMinutes.
    [[nodiscard]] KpiCounts last(std::size_t minutes, SimTime now) const;

    /// Since the midnight before `now`: of the last day in which something was counted, or none.
    [[nodiscard]] KpiCounts today(SimTime now) const;

private:
    struct Minute {
        std::int64_t number = -1;  ///< minutes from the start of the run; -1: never used
        KpiCounts counts;
    };
    [[nodiscard]] static std::int64_t minute_of(SimTime at);
    [[nodiscard]] static std::int64_t day_of(SimTime at);

    std::array<Minute, kMinutes> minutes_{};
    std::int64_t day_ = -1;
    KpiCounts day_counts_;
};

}  // namespace fcr
