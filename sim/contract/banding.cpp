#include "sim/contract/banding.hpp"

#include "sim/base/check.hpp"

#include <cstddef>

namespace fcr {

namespace {

constexpr std::int64_t kBpOfOne = 10'000;
constexpr std::int64_t kMicrosecondsOfSecond = 1'000'000;
constexpr std::int64_t kHundredths = 100;

std::int64_t power_of_ten(int exponent) {
    std::int64_t power = 1;
    for (int step = 0; step < exponent; ++step) {
        power *= 10;
    }
    return power;
}

/// The result in the unit of its bands, not rounded.
BandValue exact_value(const KpiTerms& kpi, const KpiResult& result) {
    FCR_CHECK(result.measured(), "a result that is not measured has no value");
    const bool share = measure_of(kpi.counting.type) == KpiMeasure::Share;
    return {static_cast<WideInteger>(result.numerator) * (share ? kBpOfOne : 1),
            result.denominator};
}

/// How many of the bands' units make one of those shown: a percent has 100 basis points.
std::int64_t units_of_one_shown(const KpiTerms& kpi) {
    switch (measure_of(kpi.counting.type)) {
        case KpiMeasure::Share: return kBpOfOne / 100;
        case KpiMeasure::Time: return kMicrosecondsOfSecond;
        case KpiMeasure::Calls: return 1;
    }
    return 1;
}

/// The value shown, in steps of its last decimal.
std::int64_t steps_shown(const KpiTerms& kpi, const KpiResult& result) {
    const BandValue exact = exact_value(kpi, result);
    return divide_rounded(exact.numerator * power_of_ten(kpi.decimals),
                          exact.denominator * units_of_one_shown(kpi));
}

/// Below, at or above zero as the value is worse than, equal to or better than the limit, and how
/// much: in units of one over the value's denominator.
WideInteger better_by(Polarity polarity, const BandValue& value, std::int64_t limit) {
    const WideInteger above = value.numerator - limit * value.denominator;
    return polarity == Polarity::HigherBetter ? above : -above;
}

/// The hundredths of points of a result within a band that has a better one beside it.
std::int64_t graduated(const KpiTerms& kpi, const BandValue& value, std::size_t band) {
    const KpiBand& above = kpi.bands[band - 1];
    const KpiBand& own = kpi.bands[band];
    const std::int64_t width =
        kpi.polarity == Polarity::HigherBetter ? above.limit - own.limit : own.limit - above.limit;
    const WideInteger short_of_above = -better_by(kpi.polarity, value, above.limit);
    return above.points * kHundredths +
           divide_rounded(short_of_above * (own.points - above.points) * kHundredths,
                          value.denominator * width);
}

}  // namespace

std::optional<Decimal> value_shown(const KpiTerms& kpi, const KpiResult& result) {
    if (!result.measured()) {
        return std::nullopt;
    }
    return Decimal{steps_shown(kpi, result) * (1'000'000 / power_of_ten(kpi.decimals))};
}

BandValue judged_value(const KpiTerms& kpi, const KpiResult& result) {
    if (kpi.band_on == BandOn::Exact) {
        return exact_value(kpi, result);
    }
    return {static_cast<WideInteger>(steps_shown(kpi, result)) * units_of_one_shown(kpi),
            power_of_ten(kpi.decimals)};
}

bool reaches(Polarity polarity, const BandValue& value, std::int64_t limit) {
    return better_by(polarity, value, limit) >= 0;
}

std::int64_t met_limit(const KpiTerms& kpi) {
    std::size_t met = 0;
    while (met + 1 < kpi.bands.size() && kpi.bands[met + 1].severity == Severity::Met) {
        ++met;
    }
    return kpi.bands[met].limit;
}

bool is_met(const KpiTerms& kpi, const KpiResult& result) {
    return band_of(kpi, PointsMode::Fixed, result).severity == Severity::Met;
}

BandValue shortfall(Polarity polarity, const BandValue& value, std::int64_t limit) {
    const WideInteger better = better_by(polarity, value, limit);
    return {better < 0 ? -better : 0, value.denominator};
}

Banding band_of(const KpiTerms& kpi, PointsMode mode, const KpiResult& result) {
    const BandValue value = judged_value(kpi, result);
    const std::size_t last = kpi.bands.size() - 1;
    std::size_t band = 0;
    while (band < last && !reaches(kpi.polarity, value, kpi.bands[band].limit)) {
        ++band;
    }
    const bool slopes = mode == PointsMode::Graduated && band > 0 && band < last;
    return {.severity = kpi.bands[band].severity,
            .points = slopes ? graduated(kpi, value, band) : kpi.bands[band].points * kHundredths};
}

Rating rating_of(Severity severity) {
    switch (severity) {
        case Severity::Met: return Rating::Good;
        case Severity::Minor: return Rating::ApproachingTarget;
        case Severity::Serious: return Rating::RequiresImprovement;
        case Severity::Severe:
        case Severity::BelowThreshold: return Rating::Inadequate;
    }
    return Rating::Other;
}

}  // namespace fcr
