#include "sim/contract/aggregating.hpp"

#include "sim/base/check.hpp"
#include "sim/contract/money.hpp"

#include <algorithm>

namespace fcr {

namespace {

/// In what parts of its unit the mean of intervals is told.
std::int64_t mean_parts(KpiMeasure measure) {
    switch (measure) {
        case KpiMeasure::Share: return 1'000'000'000'000;
        case KpiMeasure::Time: return 1'000;
        case KpiMeasure::Calls: return 1'000'000;
    }
    return 1;
}

KpiResult mean_of(const std::vector<Ratio>& intervals, KpiMeasure measure) {
    const std::int64_t parts = mean_parts(measure);
    // Summed far finer than it is told, so that the rounding of the terms does not show.
    constexpr std::int64_t kFiner = 1'000'000;
    WideInteger sum = 0;
    for (const Ratio& interval : intervals) {
        const auto numerator = static_cast<WideInteger>(interval.numerator) * parts * kFiner;
        sum += (numerator + interval.denominator / 2) / interval.denominator;
    }
    const auto count = static_cast<WideInteger>(intervals.size());
    return {.numerator = divide_rounded(sum, count * kFiner), .denominator = parts};
}

KpiResult share_meeting(const KpiTerms& kpi, const std::vector<Ratio>& intervals) {
    const Ratio target{kpi.interval_target_bp, 10'000};
    const auto met = std::ranges::count_if(intervals, [&](const Ratio& interval) {
        const int above = compare(interval, target);
        return kpi.polarity == Polarity::HigherBetter ? above >= 0 : above <= 0;
    });
    return {.numerator = met, .denominator = static_cast<std::int64_t>(intervals.size())};
}

KpiResult over_intervals(const KpiTerms& kpi, std::vector<Ratio> intervals) {
    if (intervals.empty()) {
        return {};
    }
    const auto below = [](const Ratio& first, const Ratio& second) {
        return compare(first, second) < 0;
    };
    const auto as_result = [](const Ratio& interval) {
        return KpiResult{.numerator = interval.numerator, .denominator = interval.denominator};
    };
    switch (kpi.aggregator) {
        case Aggregator::Pooled: break;
        case Aggregator::MeanOfIntervals: return mean_of(intervals, measure_of(kpi.counting.type));
        case Aggregator::ShareOfIntervals: return share_meeting(kpi, intervals);
        case Aggregator::WorstInterval:
        case Aggregator::WorstDay:
            return as_result(kpi.polarity == Polarity::HigherBetter
                                 ? *std::ranges::min_element(intervals, below)
                                 : *std::ranges::max_element(intervals, below));
        case Aggregator::PercentileOfIntervals: {
            // Stable: of equal values the earliest, whatever its denominator.
            std::ranges::stable_sort(intervals, below);
            return as_result(intervals[nearest_rank(kpi.aggregate_p_bp, intervals.size()) - 1]);
        }
    }
    return {};
}

KpiResult pooled(const KpiTerms& kpi, const KpiTally& tally) {
    const KpiCounts& counts = tally.counts;
    switch (kpi.counting.type) {
        case KpiType::Percentile: {
            if (tally.waits_us.empty()) {
                return {};
            }
            std::vector<std::int64_t> waits = tally.waits_us;
            const auto at = waits.begin() + static_cast<std::ptrdiff_t>(
                                                nearest_rank(kpi.percentile_bp, waits.size()) - 1);
            std::ranges::nth_element(waits, at);
            return {.numerator = *at,
                    .denominator = 1,
                    .sample = static_cast<std::int64_t>(waits.size())};
        }
        case KpiType::LongestWait: {
            const Ratio longest = pooled_value(kpi, counts);
            return {.numerator = longest.numerator,
                    .denominator = longest.denominator,
                    .sample = counts.answered + counts.abandoned};
        }
        case KpiType::Count:
            return {.numerator = counts.offered, .denominator = 1, .sample = counts.offered};
        case KpiType::ServiceLevel:
        case KpiType::Abandonment:
        case KpiType::MeanWait: {
            const Ratio value = pooled_value(kpi, counts);
            return {.numerator = value.numerator,
                    .denominator = value.denominator,
                    .sample = value.denominator};
        }
    }
    return {};
}

}  // namespace

void KpiTally::merge(const KpiTally& other) {
    counts.merge(other.counts);
    intervals.insert(intervals.end(), other.intervals.begin(), other.intervals.end());
    waits_us.insert(waits_us.end(), other.waits_us.begin(), other.waits_us.end());
}

std::size_t nearest_rank(std::int64_t p_bp, std::size_t size) {
    FCR_CHECK(size > 0, "a rank of nothing");
    const auto rank =
        (static_cast<WideInteger>(p_bp) * static_cast<WideInteger>(size) + 9'999) / 10'000;
    return std::clamp<std::size_t>(static_cast<std::size_t>(rank), 1, size);
}

Ratio pooled_value(const KpiTerms& kpi, const KpiCounts& counts) {
    const bool nobody_waited = counts.answered + counts.abandoned == 0;
    if (kpi.counting.type == KpiType::LongestWait && nobody_waited) {
        return {};
    }
    return kpi_value(kpi.counting, counts);
}

int compare(const Ratio& first, const Ratio& second) {
    const auto left = static_cast<WideInteger>(first.numerator) * second.denominator;
    const auto right = static_cast<WideInteger>(second.numerator) * first.denominator;
    return left < right ? -1 : left > right ? 1 : 0;
}

KpiResult result_of(const KpiTerms& kpi, const KpiTally& tally) {
    KpiResult result;
    if (is_over_intervals(kpi)) {
        result = over_intervals(kpi, tally.intervals);
        result.sample = static_cast<std::int64_t>(tally.intervals.size());
    } else {
        result = pooled(kpi, tally);
    }
    const bool is_count = kpi.counting.type == KpiType::Count && !is_over_intervals(kpi);
    if (!is_count && result.sample < kpi.sample_min) {
        return {.numerator = 0, .denominator = 0, .sample = result.sample};
    }
    return result;
}

}  // namespace fcr
