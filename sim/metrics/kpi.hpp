// Key performance indicators: the one place where a call is judged. Reports, contracts and the
// wallboard all count through here. docs/measures.md is the reference table.
#pragma once

#include "sim/base/time.hpp"
#include "sim/domain/call.hpp"
#include "sim/domain/ids.hpp"
#include "sim/domain/kpi_definition.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

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
    std::int64_t offered = 0;           ///< O: calls that ended, whatever way
    std::int64_t answered = 0;          ///< A
    std::int64_t answered_within = 0;   ///< A_T
    std::int64_t abandoned = 0;         ///< L
    std::int64_t abandoned_within = 0;  ///< L_T
    std::int64_t abandoned_short = 0;   ///< L_s
    std::int64_t lost_otherwise = 0;    ///< blocked or diverted; in O, in no other count
    std::int64_t unfinished = 0;        ///< censored at the end of the run; not in O
    std::int64_t answered_wait_us = 0;  ///< sum over answered calls, on the indicator's clock
    std::int64_t longest_wait_us = 0;   ///< over answered and abandoned calls

    void merge(const KpiCounts& other);
    /// Takes over all that does not depend on a threshold from an indicator of the same calls on
    /// the same clock.
    void share(const KpiCounts& other);
    friend bool operator==(const KpiCounts&, const KpiCounts&) = default;
};

/// Where each clock starts, and where instead when the call has no such stamp: OperatorConnect
/// falls back to NetworkArrive on a line without operator leg, MessageEnd to Offered without an
/// announcement.
struct ClockStamps {
    SimTime CallTimes::*start;
    SimTime CallTimes::*otherwise;
};
inline constexpr ClockStamps kClockStamps[kClockStarts] = {
    {&CallTimes::dialled, &CallTimes::dialled},
    {&CallTimes::operator_connect, &CallTimes::network_arrive},
    {&CallTimes::network_arrive, &CallTimes::network_arrive},
    {&CallTimes::message_end, &CallTimes::offered},
    {&CallTimes::offered, &CallTimes::offered},
    {&CallTimes::segment_presented, &CallTimes::segment_presented},
};

/// When the clock of `call` starts. kNever when the call never got there.
[[nodiscard]] inline SimTime clock_start(const CallRecord& call, const ClockStamps& clock) {
    const SimTime start = call.times.*clock.start;
    const SimTime otherwise = call.times.*clock.otherwise;
    return start == kNever ? otherwise : start;
}
[[nodiscard]] inline SimTime clock_start(const CallRecord& call, ClockStart clock) {
    return clock_start(call, kClockStamps[static_cast<std::size_t>(clock)]);
}

/// True when the wait is within the threshold; a wait of exactly the threshold is for AtMost.
[[nodiscard]] constexpr bool is_within(Duration wait, Duration threshold, Comparator comparator) {
    return comparator == Comparator::AtMost ? wait <= threshold : wait < threshold;
}

/// True when the indicator's filters let the call in. `employer` is that of the call's pool.
[[nodiscard]] bool counts_in(const KpiDefinition& kpi,
                             const CallRecord& call,
                             std::optional<EmployerId> employer);

/// What of an indicator decides how a call of its population is counted.
struct CountingRule {
    ClockStamps clock = kClockStamps[static_cast<std::size_t>(ClockStart::NetworkArrive)];
    Duration within_max{0};         ///< the longest wait within the threshold
    Duration short_abandon_max{0};  ///< the longest that counts as a short abandonment
};
[[nodiscard]] constexpr CountingRule counting_rule(const KpiDefinition& kpi) {
    // Waits are whole microseconds, so below a threshold is at most one less.
    const Duration beyond{kpi.comparator == Comparator::AtMost ? 0 : 1};
    return {.clock = kClockStamps[static_cast<std::size_t>(kpi.clock)],
            .within_max = kpi.threshold - beyond,
            .short_abandon_max = kpi.short_abandon - beyond};
}

/// Counts one call of the population: the single implementation of every count above. Returns its
/// wait on the indicator's clock, for those who share it; of no meaning for a call that was neither
/// answered nor abandoned after the clock had started.
[[gnu::always_inline]] inline Duration count_call(const CountingRule& rule,
                                                  const CallRecord& call,
                                                  KpiCounts& counts) {
    const SimTime start = clock_start(call, rule.clock);
    if (call.outcome == Outcome::Answered) [[likely]] {
        // Whoever is answered has passed every point where a clock may start.
        const Duration wait = call.times.answered - start;
        ++counts.offered;
        ++counts.answered;
        counts.answered_within += wait <= rule.within_max;
        counts.answered_wait_us += wait.count();
        counts.longest_wait_us = std::max(counts.longest_wait_us, wait.count());
        return wait;
    }
    if (call.outcome == Outcome::Unfinished) {
        ++counts.unfinished;
        return kLongestSpan;
    }
    ++counts.offered;
    if (call.outcome != Outcome::Abandoned || start == kNever) {
        ++counts.lost_otherwise;
        return kLongestSpan;
    }
    const Duration wait = call.times.abandoned - start;
    ++counts.abandoned;
    counts.abandoned_within += wait <= rule.within_max;
    counts.abandoned_short += wait <= rule.short_abandon_max;
    counts.longest_wait_us = std::max(counts.longest_wait_us, wait.count());
    return wait;
}

/// Counts only what depends on the thresholds, for an indicator that shares the rest with another
/// whose count_call returned this wait.
[[gnu::always_inline]] inline void count_within(const CountingRule& rule,
                                                const CallRecord& call,
                                                Duration wait,
                                                KpiCounts& counts) {
    if (call.outcome == Outcome::Answered) [[likely]] {
        counts.answered_within += wait <= rule.within_max;
    } else if (call.outcome == Outcome::Abandoned) {
        counts.abandoned_within += wait <= rule.within_max;
        counts.abandoned_short += wait <= rule.short_abandon_max;
    }
}

inline void count_call(const KpiDefinition& kpi, const CallRecord& call, KpiCounts& counts) {
    count_call(counting_rule(kpi), call, counts);
}

/// F1 to F7 of contracts.md 2.4.
[[nodiscard]] Ratio service_level(ServiceLevelFormula formula, const KpiCounts& counts);

/// AB1 to AB3 of contracts.md 2.4.
[[nodiscard]] Ratio abandonment(AbandonmentFormula formula, const KpiCounts& counts);

/// The indicator's value: a share for service levels and abandonment, microseconds for mean and
/// longest wait, calls for a count. A Percentile has none here: it is read from a histogram or a
/// ledger, and the ratio returned is not measured.
[[nodiscard]] Ratio kpi_value(const KpiDefinition& kpi, const KpiCounts& counts);

}  // namespace fcr
