// Key performance indicators: the one place where a call is judged. Reports, contracts and the
// wallboard all count through here. docs/measures.md is the reference table.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/base/time.hpp"
#include "sim/domain/call.hpp"
#include "sim/domain/ids.hpp"
#include "sim/domain/kpi_definition.hpp"

namespace fcr {

/// An exact share or mean: `numerator` over `denominator`. Not measured when the denominator is 0.
struct Ratio {
    std::int64_t numerator = 0;
    std::int64_t denominator = 0;

    [[nodiscard]] bool measured() const { return denominator > 0; }
    /// Meaningless unless measured.
    [[nodiscard]] double value() const {
        return static_cast<double>(numerator) / static_cast<double>(denominator);
    }
    friend bool operator==(const Ratio&, const Ratio&) = default;
};

/// What an indicator has counted so far. Integers that merge in any order.
struct KpiCounts {
    std::int64_t offered = 0;            ///< O: calls that ended, whatever way
    std::int64_t answered = 0;           ///< A
    std::int64_t answered_within = 0;    ///< A_T
    std::int64_t abandoned = 0;          ///< L
    std::int64_t abandoned_within = 0;   ///< L_T
    std::int64_t abandoned_short = 0;    ///< L_s
    std::int64_t lost_otherwise = 0;     ///< blocked or diverted; in O, in no other count
    std::int64_t unfinished = 0;         ///< censored at the end of the run; not in O
    std::int64_t answered_wait_us = 0;   ///< sum over answered calls, on the indicator's clock
    std::int64_t longest_wait_us = 0;    ///< over answered and abandoned calls

    void merge(const KpiCounts& other);
    friend bool operator==(const KpiCounts&, const KpiCounts&) = default;
};

/// When the clock of `call` starts. OperatorConnect falls back to NetworkArrive on a line without
/// operator leg, MessageEnd to Offered without an announcement. kNever when the call never got
/// there.
[[nodiscard]] SimTime clock_start(const CallRecord& call, ClockStart clock);

/// The wait of an answered or abandoned call on a clock; empty for any other.
[[nodiscard]] std::optional<Duration> wait_of(const CallRecord& call, ClockStart clock);

/// True when the wait is within the threshold; a wait of exactly the threshold is for AtMost.
[[nodiscard]] constexpr bool is_within(Duration wait, Duration threshold, Comparator comparator) {
    return comparator == Comparator::AtMost ? wait <= threshold : wait < threshold;
}

/// True when the indicator's filters let the call in. `employer` is that of the call's pool.
[[nodiscard]] bool counts_in(const KpiDefinition& kpi,
                             const CallRecord& call,
                             std::optional<EmployerId> employer);

/// Counts one call of the population: the single implementation of every count above.
void count_call(const KpiDefinition& kpi, const CallRecord& call, KpiCounts& counts);

/// F1 to F7 of contracts.md 2.4.
[[nodiscard]] Ratio service_level(ServiceLevelFormula formula, const KpiCounts& counts);

/// AB1 to AB3 of contracts.md 2.4.
[[nodiscard]] Ratio abandonment(AbandonmentFormula formula, const KpiCounts& counts);

/// The indicator's value: a share for service levels and abandonment, microseconds for mean and
/// longest wait, calls for a count. A Percentile has none here: it is read from a histogram or a
/// ledger, and the ratio returned is not measured.
[[nodiscard]] Ratio kpi_value(const KpiDefinition& kpi, const KpiCounts& counts);

}  // namespace fcr
