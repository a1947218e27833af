// From counted calls to the result of an indicator (contracts.md 2.4).
#pragma once

#include "sim/contract/kpi_terms.hpp"
#include "sim/contract/statement.hpp"
#include "sim/metrics/kpi.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace fcr {

/// What an indicator has counted in a measurement period so far.
struct KpiTally {
    KpiCounts counts;
    std::vector<Ratio> intervals;  ///< the value of each measured one, where intervals aggregate
    std::vector<std::int64_t> waits_us;  ///< of answered calls, where a percentile is asked for

    void merge(const KpiTally& other);
};

/// Whether the indicator is aggregated over intervals or days, and not pooled.
[[nodiscard]] constexpr bool is_over_intervals(const KpiTerms& kpi) {
    return kpi.aggregator != Aggregator::Pooled;
}

/// The value of pooled counts, exact: not measured without calls it could be of. A Percentile has
/// none here.
[[nodiscard]] Ratio pooled_value(const KpiTerms& kpi, const KpiCounts& counts);

/// -1, 0 or 1 as the first ratio is below, equal to or above the second. Both must be measured.
[[nodiscard]] int compare(const Ratio& first, const Ratio& second);

/// ceil(p x n) of nearest rank, from 1 to n. Of nothing is a bug.
[[nodiscard]] std::size_t nearest_rank(std::int64_t p_bp, std::size_t size);

/// The indicator's result. Exact, but for the mean of intervals, which is rounded to twelve places
/// of a share, a thousandth of a microsecond or a millionth of a call. Nothing is measured when the
/// denominator is below the indicator's least sample: calls when pooled, else intervals; a count is
/// always measured.
[[nodiscard]] KpiResult result_of(const KpiTerms& kpi, const KpiTally& tally);

}  // namespace fcr
