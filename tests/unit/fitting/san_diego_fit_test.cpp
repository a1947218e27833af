// San Diego's first week of 2023 fits a generator that predicts the second. Needs the folder that
// FCR_DATA names.
#include "sim/fitting/fit.hpp"
#include "sim/fitting/fitted_scenario.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/scenario_bundle.hpp"
#include "tests/unit/analysis/extract_file.hpp"
#include "tests/unit/fitting/known_calls.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fcr {
namespace {

constexpr const char* kSanDiegoBase = "config/scenarios/san_diego_dispatch.txtpb";

class SanDiegoFit : public testing::Test {
protected:
    void SetUp() override {
        const std::filesystem::path extract =
            test::data_folder() / "san_diego_2023" / "calls.csv.gz";
        if (!std::filesystem::exists(extract)) {
            GTEST_SKIP() << "set FCR_DATA to the folder with san_diego_2023/calls.csv.gz";
        }
        Result<Scenario> loaded = load_scenario(kSanDiegoBase);
        ASSERT_TRUE(loaded.has_value()) << to_string(loaded.error().front());
        base = std::move(*loaded);
        const Result<FitExtract> read =
            read_fit_extract({.extract = extract,
                              .mapping = "config/mappings/san_diego_2023.txtpb",
                              .ledger_start = std::nullopt},
                             base);
        ASSERT_TRUE(read.has_value()) << to_string(read.error().front());
        FitRequest request;
        request.first_days = 7;
        request.held_out_days = 7;
        Result<ScenarioFit> fitted = fit_scenario(*read, base, request);
        ASSERT_TRUE(fitted.has_value()) << to_string(fitted.error().front());
        fit = std::move(*fitted);
    }

    Scenario base;
    ScenarioFit fit;
};

TEST_F(SanDiegoFit, EveryBlockOfTheSecondWeekIsWithinFifteenPercent) {
    EXPECT_EQ(fit.calls, 9'049U);
    const HeldOutLine& held = *fit.lines.at(0).held_out;
    EXPECT_EQ(held.days, 7U);
    EXPECT_EQ(held.observed, 9'422.0);
    EXPECT_EQ(held.blocks.size(), 6U);
    EXPECT_EQ(held.blocks_within(), 6U);
}

TEST_F(SanDiegoFit, DispersionOfBothWeeksIsThatOfTheFit) {
    const HeldOutLine& held = *fit.lines.at(0).held_out;
    const auto between = testing::AllOf(testing::Ge(1.3), testing::Le(1.6));
    EXPECT_THAT(fit.lines.at(0).arrivals.dispersion_of_days.value, between);
    EXPECT_THAT(held.dispersion_of_days->value, between);
    EXPECT_THAT(held.dispersion_of_both->value, between);
}

TEST_F(SanDiegoFit, OtherReadingsOfDispersionAreToldAndAreGreater) {
    const HeldOutLine& held = *fit.lines.at(0).held_out;
    // Weekdays that share a profile differ, and that is in the plain Pearson sum.
    EXPECT_NEAR(fit.lines.at(0).arrivals.dispersion.value, 2.04, 0.005);
    EXPECT_NEAR(held.dispersion->value, 1.86, 0.005);
    // All that days differ by is in the counts of their blocks.
    EXPECT_NEAR(*held.plain_dispersion_fitted, 9.37, 0.005);
    EXPECT_NEAR(*held.plain_dispersion, 7.76, 0.005);
}

TEST_F(SanDiegoFit, SharesOfPrioritiesAreThoseOfTheSecondWeek) {
    ASSERT_EQ(fit.classes.size(), 6U);
    for (const FittedClass& fitted : fit.classes) {
        // Two points: weeks differ by more than the chance of single calls.
        EXPECT_NEAR(fitted.share.value, *fitted.share_held_out, 0.02)
            << base.call_classes[fitted.call_class.index()].name;
    }
}

TEST_F(SanDiegoFit, TheGeneratorDrawsWeeksWithTheDispersionItWasFittedTo) {
    const ArrivalFit& arrivals = fit.lines.at(0).arrivals;
    const Date monday{std::chrono::year{2023} / 1 / 2};
    double dispersion = 0.0;
    double calls = 0.0;
    constexpr int kWeeks = 200;
    test::KnownDraws draws(1);
    for (int week = 0; week < kWeeks; ++week) {
        std::vector<LocalTime> times;
        const double square =
            std::log1p(arrivals.hour_factor_cv.value * arrivals.hour_factor_cv.value);
        const double rho = arrivals.hour_correlation.value;
        double log = std::sqrt(square) * draws.normal();
        for (int day = 0; day < 7; ++day) {
            const double cv = arrivals.day_factor_cv.value;
            const double of_day = cv > 0.0 ? draws.gamma(1.0 / cv / cv, cv * cv) : 1.0;
            for (int hour = 0; hour < 24; ++hour) {
                log = rho * log + std::sqrt((1.0 - rho * rho) * square) * draws.normal();
                const int count =
                    draws.poisson(arrivals.expected(day, static_cast<std::size_t>(hour)) * of_day *
                                  std::exp(log - square / 2.0));
                for (int call = 0; call < count; ++call) {
                    times.push_back(LocalTime{monday + std::chrono::days{day}} +
                                    std::chrono::hours{hour} + std::chrono::minutes{call % 60});
                }
            }
        }
        const auto drawn = fit_arrivals(
            count_by_day(times, monday, monday + std::chrono::days{7}), arrivals.cells, 0.95);
        ASSERT_TRUE(drawn.has_value());
        dispersion += drawn->dispersion_of_days.value / kWeeks;
        calls += drawn->calls_per_day.value / kWeeks;
    }
    EXPECT_THAT(dispersion, testing::AllOf(testing::Ge(1.3), testing::Le(1.6)));
    EXPECT_NEAR(calls, arrivals.calls_per_day.value, 0.02 * arrivals.calls_per_day.value);
}

TEST_F(SanDiegoFit, TheFittedScenarioIsAScenarioWithThoseCalls) {
    const Result<ScenarioBundle> bundle = bundle_scenario(kSanDiegoBase);
    ASSERT_TRUE(bundle.has_value());
    const Result<FittedScenario> written = write_fitted(*bundle, base, fit);
    ASSERT_TRUE(written.has_value()) << to_string(written.error().front());
    const Result<Scenario> fitted = parse_scenario(written->text, "scenario.txtpb");
    ASSERT_TRUE(fitted.has_value()) << to_string(fitted.error().front());
    // The run is a day's warm-up and the measured day, 8 January 2023: a Saturday and a Sunday.
    double calls = 0.0;
    for (const double interval : fitted->lines[0].arrivals.calls) {
        calls += interval;
    }
    double expected = 0.0;
    for (const int weekday : {5, 6}) {
        for (std::size_t hour = 0; hour < 24; ++hour) {
            expected += fit.lines[0].arrivals.expected(weekday, hour);
        }
    }
    EXPECT_NEAR(calls, expected, 0.01);
}

}  // namespace
}  // namespace fcr
