#include "sim/fitting/arrival_fit.hpp"

#include "tests/unit/fitting/known_calls.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fcr {
namespace {

using test::KnownArrivals;
using test::KnownDraws;

constexpr Date kMonday{std::chrono::year{2025} / 1 / 6};
/// Of 100 seeds a 95 % interval holds the truth 95 times; issue 6 asks for 90.
constexpr int kSeeds = 100;
constexpr int kHeldMin = 90;

std::vector<CountedDay> days_of(const KnownArrivals& truth, int days, std::uint64_t seed) {
    KnownDraws draws(seed);
    return count_by_day(test::draw_arrivals(truth, kMonday, days, draws),
                        kMonday,
                        kMonday + std::chrono::days{days});
}

TEST(ArrivalFit, IntervalsHoldTheTruthOfSixWeeksInNinetyOfHundredSeeds) {
    const KnownArrivals truth;
    int level = 0;
    int cell = 0;
    int day = 0;
    int hour = 0;
    int correlation = 0;
    int within = 0;
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        const auto fit = fit_arrivals(days_of(truth, 42, seed), 0.95);
        ASSERT_TRUE(fit.has_value());
        ASSERT_EQ(fit->cells, ProfileCells::HourOfWeek);
        level += fit->calls_per_day.holds(truth.calls_per_day()) ? 1 : 0;
        cell += fit->profile[6 * 24 + 17].holds(truth.mean(6, 17)) ? 1 : 0;
        day += fit->day_factor_cv.holds(truth.day_cv) ? 1 : 0;
        hour += fit->hour_factor_cv.holds(truth.hour_cv) ? 1 : 0;
        correlation += fit->hour_correlation.holds(truth.correlation) ? 1 : 0;
        within += fit->within_hour.holds(1.0) ? 1 : 0;
    }
    EXPECT_GE(level, kHeldMin);
    EXPECT_GE(cell, kHeldMin);
    EXPECT_GE(day, kHeldMin);
    EXPECT_GE(hour, kHeldMin);
    EXPECT_GE(correlation, kHeldMin);
    EXPECT_GE(within, kHeldMin);
}

TEST(ArrivalFit, AWeekIsFittedByKindsOfDays) {
    const KnownArrivals truth{.hour_cv = 0.0, .correlation = 0.0};
    int day = 0;
    int level = 0;
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        const auto fit = fit_arrivals(days_of(truth, 7, seed), 0.95);
        ASSERT_TRUE(fit.has_value());
        ASSERT_EQ(fit->cells, ProfileCells::DayKind);
        day += fit->day_factor_cv.holds(truth.day_cv) ? 1 : 0;
        level += fit->calls_per_day.holds(truth.calls_per_day()) ? 1 : 0;
    }
    EXPECT_GE(day, kHeldMin);
    EXPECT_GE(level, kHeldMin);
}

TEST(ArrivalFit, PoissonCallsHaveNoFactors) {
    const KnownArrivals truth{.day_cv = 0.0, .hour_cv = 0.0, .correlation = 0.0};
    int day = 0;
    int hour = 0;
    double dispersion = 0.0;
    double lag = 0.0;
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        const auto fit = fit_arrivals(days_of(truth, 28, seed), 0.95);
        ASSERT_TRUE(fit.has_value());
        day += fit->day_factor_cv.low == 0.0 ? 1 : 0;
        hour += fit->hour_factor_cv.low == 0.0 ? 1 : 0;
        dispersion += fit->dispersion.value / kSeeds;
        lag += fit->lag_1.value / kSeeds;
    }
    EXPECT_GE(day, kHeldMin);
    EXPECT_GE(hour, kHeldMin);
    EXPECT_NEAR(dispersion, 1.0, 0.03);
    EXPECT_NEAR(lag, 0.0, 0.03);
}

TEST(ArrivalFit, DispersionIsPearsonsSumOverHoursLessCells) {
    // Two days of one kind, hour 0 with 9 and 15 calls, hour 1 with 10 and 14, all others empty:
    // means 12, squares over them 2 * 9 / 12 + 2 * 4 / 12, over 4 hours less 2 cells.
    std::vector<CountedDay> days(2);
    days[0].date = kMonday;
    days[1].date = kMonday + std::chrono::days{1};
    days[1].weekday = 1;
    days[0].calls[0] = 9;
    days[1].calls[0] = 15;
    days[0].calls[12] = 10;
    days[1].calls[12] = 14;
    const auto fit = fit_arrivals(days, ProfileCells::HourOfDay, 0.95);
    ASSERT_TRUE(fit.has_value());
    EXPECT_NEAR(fit->dispersion.value, 26.0 / 12.0 / 2.0, 1e-12);
    EXPECT_DOUBLE_EQ(fit->calls_per_day.value, 24.0);
    EXPECT_DOUBLE_EQ(fit->profile[0].value, 12.0);
    EXPECT_DOUBLE_EQ(fit->profile[2].value, 0.0);
    EXPECT_GT(fit->profile[2].high, 0.0);
}

TEST(ArrivalFit, DayFactorsThatGoTogetherAreSeenToDoSo) {
    int held = 0;
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        // One gamma factor for both lines: a correlation of 1 but for nothing.
        const KnownArrivals truth{.hour_cv = 0.0, .correlation = 0.0};
        KnownDraws draws(seed);
        std::vector<LocalTime> first;
        std::vector<LocalTime> second;
        for (const LocalTime time : test::draw_arrivals(truth, kMonday, 56, draws)) {
            (draws.uniform() < 0.5 ? first : second).push_back(time);
        }
        const Date end = kMonday + std::chrono::days{56};
        const auto one = fit_arrivals(count_by_day(first, kMonday, end), 0.95);
        const auto other = fit_arrivals(count_by_day(second, kMonday, end), 0.95);
        ASSERT_TRUE(one && other);
        const auto together = fit_day_correlation(*one, *other, 0.95);
        held += together && together->holds(1.0) ? 1 : 0;
    }
    EXPECT_GE(held, kHeldMin);
}

TEST(ArrivalFit, DaysOfChangedClocksAndHolesAreLeftOut) {
    KnownDraws draws(1);
    const Date first{std::chrono::year{2025} / 3 / 3};  // clocks change on 30 March
    std::vector<LocalTime> times = test::draw_arrivals({}, first, 35, draws);
    const Date hole = first + std::chrono::days{9};
    std::erase_if(times, [hole](LocalTime time) {
        return time >= hole && time < hole + std::chrono::days{1};
    });
    const auto fit = fit_arrivals(count_by_day(times, first, first + std::chrono::days{35}), 0.95);
    ASSERT_TRUE(fit.has_value());
    EXPECT_EQ(fit->days, 33U);
    EXPECT_EQ(fit->clock_changes, 1U);
    EXPECT_EQ(fit->holes, 1U);
}

TEST(ArrivalFit, TooLittleIsNotFitted) {
    KnownDraws draws(1);
    const std::vector<LocalTime> times = test::draw_arrivals({}, kMonday, 1, draws);
    EXPECT_FALSE(fit_arrivals(count_by_day(times, kMonday, kMonday + std::chrono::days{1}), 0.95));
    EXPECT_FALSE(fit_arrivals(count_by_day({}, kMonday, kMonday + std::chrono::days{30}), 0.95));
}

}  // namespace
}  // namespace fcr
