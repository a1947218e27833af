#include "sim/contract/banding.hpp"

#include "tests/unit/contract/pricing_case.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

std::int64_t points_of(const KpiTerms& kpi, std::int64_t bp) {
    return band_of(kpi, PointsMode::Fixed, share(bp)).points;
}

// contracts.md 2.18, S1.
TEST(Banding, S1RoundedToOneDecimal) {
    const KpiTerms kpi = template_kpi();

    const std::vector<std::pair<std::int64_t, std::int64_t>> expected{{9'900, 0},
                                                                      {9'895, 0},
                                                                      {9'894, 100},
                                                                      {9'850, 100},
                                                                      {9'700, 200},
                                                                      {9'696, 200},
                                                                      {9'650, 300},
                                                                      {9'595, 300},
                                                                      {9'594, 400}};
    for (const auto& [bp, points] : expected) {
        EXPECT_EQ(points_of(kpi, bp), points) << bp;
    }
}

TEST(Banding, S1Exact) {
    KpiTerms kpi = template_kpi();
    kpi.band_on = BandOn::Exact;

    EXPECT_EQ(points_of(kpi, 9'895), 100);
    EXPECT_EQ(points_of(kpi, 9'696), 300);
    EXPECT_EQ(points_of(kpi, 9'595), 400);
    EXPECT_EQ(points_of(kpi, 9'900), 0);
}

TEST(Banding, ShowsPercentSecondsAndCallsToTheDecimalsAsked) {
    KpiTerms kpi = template_kpi();
    EXPECT_EQ(value_shown(kpi, {.numerator = 860, .denominator = 1'060, .sample = 1'060}),
              Decimal{81'100'000});
    kpi.decimals = 4;
    EXPECT_EQ(value_shown(kpi, {.numerator = 2, .denominator = 3, .sample = 3}),
              Decimal{66'666'700});
    kpi.decimals = 0;
    EXPECT_EQ(value_shown(kpi, {.numerator = 1, .denominator = 200, .sample = 200}),
              Decimal{1'000'000});
    EXPECT_EQ(value_shown(kpi, not_measured()), std::nullopt);

    kpi.counting.type = KpiType::MeanWait;
    kpi.decimals = 1;
    EXPECT_EQ(value_shown(kpi, {.numerator = 46'000'000, .denominator = 3, .sample = 3}),
              Decimal{15'300'000});
    kpi.counting.type = KpiType::Count;
    kpi.decimals = 0;
    EXPECT_EQ(value_shown(kpi, {.numerator = 6'741, .denominator = 1, .sample = 6'741}),
              Decimal{6'741'000'000});
}

TEST(Banding, LowerIsBetterWhereTheIndicatorSaysSo) {
    KpiTerms kpi = template_kpi();
    kpi.counting.type = KpiType::Percentile;
    kpi.polarity = Polarity::LowerBetter;
    kpi.target = 300'000'000;
    kpi.bands = {{.limit = 300'000'000, .points = 0, .severity = Severity::Met},
                 {.limit = 420'000'000, .points = 1, .severity = Severity::Minor},
                 {.points = 4, .severity = Severity::BelowThreshold}};
    const auto severity_of = [&](std::int64_t us) {
        return band_of(kpi, PointsMode::Fixed, {.numerator = us, .denominator = 1, .sample = 100})
            .severity;
    };

    EXPECT_EQ(severity_of(300'000'000), Severity::Met);
    EXPECT_EQ(severity_of(300'040'000), Severity::Met);  // shown as 300.0 s
    EXPECT_EQ(severity_of(300'050'000), Severity::Minor);
    EXPECT_EQ(severity_of(420'000'000), Severity::Minor);
    EXPECT_EQ(severity_of(900'000'000), Severity::BelowThreshold);
}

TEST(Banding, AShareAboveOneIsBandedLikeAnyOther) {
    EXPECT_EQ(band_of(template_kpi(), PointsMode::Fixed, {60, 10, 10}).severity, Severity::Met);
}

TEST(Banding, GraduatedPointsFallInAStraightLineWithinABand) {
    const KpiTerms kpi = template_kpi();
    const auto points = [&](std::int64_t bp) {
        return band_of(kpi, PointsMode::Graduated, share(bp)).points;
    };

    EXPECT_EQ(points(9'900), 0);
    EXPECT_EQ(points(9'850), 50);
    EXPECT_EQ(points(9'800), 100);
    EXPECT_EQ(points(9'770), 130);
    EXPECT_EQ(points(9'600), 300);
    EXPECT_EQ(points(9'590), 400);
    EXPECT_EQ(points(0), 400);
}

TEST(Banding, PublishesTheWordsOfTheActs) {
    EXPECT_EQ(rating_of(Severity::Met), Rating::Good);
    EXPECT_EQ(rating_of(Severity::Minor), Rating::ApproachingTarget);
    EXPECT_EQ(rating_of(Severity::Serious), Rating::RequiresImprovement);
    EXPECT_EQ(rating_of(Severity::Severe), Rating::Inadequate);
    EXPECT_EQ(rating_of(Severity::BelowThreshold), Rating::Inadequate);
}

}  // namespace
}  // namespace fcr
