// What stands behind the one figure of an indicator: other formulas of the same calls, its hours
// and days, and how long those waited who were late (contracts.md 2.15).
#pragma once

#include "sim/contract/measuring.hpp"
#include "sim/contract/period_ledger.hpp"
#include "sim/contract/service_calendar.hpp"
#include "sim/contract/statement.hpp"
#include "sim/contract/terms.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace fcr {

/// The same calls by another formula.
struct FormulaValue {
    std::string_view code;  ///< F1_ANSWERED_ONLY to F7_MALFORMED_DOUBLE, AB1 to AB3
    Ratio raw;
    Ratio after_relief;
};

/// F1 to F7 and AB1 to AB3 of a measurement, with the indicator's own threshold and short limit,
/// pooled.
[[nodiscard]] std::vector<FormulaValue> compare_formulas(const KpiLine& line);

/// The indicator in one interval, hour or day.
struct SpanValue {
    SimTime from;
    Duration length{0};
    KpiCounts counts;
    Ratio value;  ///< pooled; a percentile has none
};

/// The waits of those who were late, on the indicator's clock: answered or given up beyond the
/// threshold of a service level, or the target of an indicator in seconds; of abandonment, those
/// who gave up later than the short limit. Percentiles by nearest rank.
struct LateCallers {
    std::int64_t calls = 0;
    std::int64_t waits_us = 0;  ///< sum
    Duration p50{0};
    Duration p90{0};
    Duration p95{0};
    Duration p99{0};
    Duration longest{0};
};

/// An indicator in a Service Period, as its calls came: tests, redials and other hours left out,
/// before relief.
struct BehindHeadline {
    /// Hours with fewer calls than this are no worst hour.
    static constexpr std::int64_t kHourCallsMin = 10;

    std::vector<SpanValue> intervals;  ///< of the indicator's length, those with calls, in order
    std::optional<SpanValue> worst_hour;
    std::optional<SpanValue> worst_day;
    std::optional<SpanValue> busiest_interval;  ///< the first of the most calls
    std::int64_t late_in_busiest = 0;
    std::int64_t intervals_measured = 0;
    std::int64_t intervals_meeting = 0;   ///< the interval target of a share, else the target
    std::array<KpiCounts, 24> by_hour{};  ///< of the day, by the clock on the wall
    LateCallers late;
};

/// For every indicator. Periods come in order; `history` is of these looks alone and remembers who
/// rang last.
[[nodiscard]] std::vector<BehindHeadline> look_behind(const ContractTerms& terms,
                                                      const ServicePeriod& period,
                                                      const PeriodLedger& ledger,
                                                      MeasuringHistory& history);

}  // namespace fcr
