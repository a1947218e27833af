// How the callers of a line fared: what stands beside the money of an appraisal, and is never
// netted against it (contracts.md 2.14).
#pragma once

#include "sim/appraisal/appraisal_plan.hpp"
#include "sim/domain/call.hpp"
#include "sim/metrics/day_recorder.hpp"
#include "sim/metrics/histogram.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace fcr {

/// Counts of calls. Waits are from the arrival at the switch to the answer, or to giving up.
struct ServiceCounts {
    std::uint64_t offered = 0;
    std::uint64_t answered = 0;
    std::uint64_t lost = 0;                                 ///< abandoned, or met a busy signal
    std::array<std::uint64_t, kOverSeconds.size()> over{};  ///< waited longer, answered or not

    ServiceCounts& operator+=(const ServiceCounts& other);
    friend bool operator==(const ServiceCounts&, const ServiceCounts&) = default;
};

/// The hour of the week in which the greatest share of callers waits longer than 60 s.
struct WorstHour {
    std::size_t hour = 0;
    double share = 0.0;
};

/// The service of one line in some stretch of time. Integer counts, which merge in any order.
class LineService {
public:
    LineService();

    /// A call that arrived in this hour of the week, and is over.
    void add(const CallRecord& call, std::size_t hour_of_week);
    void merge(const LineService& other);
    void reset();

    [[nodiscard]] const ServiceCounts& counts() const { return counts_; }
    /// Of answered calls. Empty when none was.
    [[nodiscard]] std::optional<Duration> wait_percentile(double share) const;
    /// Of the hours with calls; empty without.
    [[nodiscard]] std::optional<WorstHour> worst_hour() const;

private:
    struct Hour {
        std::uint64_t offered = 0;
        std::uint64_t over_minute = 0;
    };

    ServiceCounts counts_;
    std::array<Hour, kHoursOfWeek> hours_{};
    Histogram waits_;
};

}  // namespace fcr
