// Hourly counts have the dispersion and the correlation that the hour factor's formulas promise,
// and those that model.md 0.3 asks of a generator.
#include "sim/control_room/arrival_source.hpp"
#include "sim/scenario/compile.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace fcr::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr std::uint64_t kSeed = 20'261'125;

struct CountStatistics {
    double mean = 0.0;
    double dispersion = 0.0;         ///< variance / mean, of hours
    double lag_1 = 0.0;              ///< correlation of neighbouring hours
    double within_dispersion = 0.0;  ///< of 5-minute counts given the hour's, model.md 0.2
};

/// Estimates of independent replications: their mean and its standard error.
struct Estimate {
    double mean = 0.0;
    double error = 0.0;

    static Estimate of(const std::vector<double>& values) {
        const auto count = static_cast<double>(values.size());
        double sum = 0.0;
        for (const double value : values) {
            sum += value;
        }
        double squares = 0.0;
        for (const double value : values) {
            squares += (value - sum / count) * (value - sum / count);
        }
        return {.mean = sum / count, .error = std::sqrt(squares / (count - 1.0) / count)};
    }
};

/// Counts of a line of even expectation `mean` an hour, by 5 minutes of one replication.
std::vector<double> five_minute_counts(ArrivalSource& source,
                                       std::uint64_t replication,
                                       std::size_t span) {
    std::vector<double> counts(span * 12, 0.0);
    source.reset(Streams(kSeed, replication));
    while (source.next_arrival() < kNever) {
        const Duration at = source.take().dialled - kStartOfRun;
        counts[static_cast<std::size_t>(at / minutes{5})] += 1.0;
    }
    return counts;
}

CountStatistics statistics_of(const std::vector<double>& counts, double mean) {
    CountStatistics result;
    const std::size_t span = counts.size() / 12;
    std::vector<double> hourly(span, 0.0);
    for (std::size_t row = 0; row < counts.size(); ++row) {
        hourly[row / 12] += counts[row];
    }
    double within = 0.0;
    for (std::size_t hour = 0; hour < span; ++hour) {
        result.mean += hourly[hour] / static_cast<double>(span);
        const double difference = hourly[hour] - mean;
        result.dispersion += difference * difference / mean / static_cast<double>(span);
        if (hour > 0) {
            result.lag_1 +=
                difference * (hourly[hour - 1] - mean) / mean / static_cast<double>(span - 1);
        }
        const double expected = hourly[hour] / 12.0;
        for (std::size_t row = 12 * hour; expected > 0.0 && row < 12 * hour + 12; ++row) {
            within += (counts[row] - expected) * (counts[row] - expected) / expected;
        }
    }
    result.within_dispersion = within / (11.0 * static_cast<double>(span));
    return result;
}

struct Room {
    double mean = 0.0;
    double day_cv = 0.0;
    HourFactor hour;
};

struct Estimates {
    Estimate mean;
    Estimate dispersion;
    Estimate covariance;  ///< of neighbours, over the mean
    Estimate within;
};

/// 200 replications of 20 days each.
Estimates estimates_of(const Room& room) {
    constexpr std::uint64_t replications = 200;
    constexpr std::size_t span = 480;
    Scenario scenario = ScenarioBuilder()
                            .line("999", {.per_hour = room.mean, .day_factor_cv = room.day_cv})
                            .measured(hours{span})
                            .build();
    scenario.lines[0].arrivals.hour_factor = room.hour;
    const auto compiled = compile(scenario);
    FCR_CHECK(compiled.has_value(), "a test's scenario does not compile");
    ArrivalSource source(*compiled, LineId{0});
    std::vector<double> means;
    std::vector<double> dispersions;
    std::vector<double> covariances;
    std::vector<double> withins;
    for (std::uint64_t replication = 0; replication < replications; ++replication) {
        const CountStatistics found =
            statistics_of(five_minute_counts(source, replication, span), room.mean);
        means.push_back(found.mean);
        dispersions.push_back(found.dispersion);
        covariances.push_back(found.lag_1);
        withins.push_back(found.within_dispersion);
    }
    return {.mean = Estimate::of(means),
            .dispersion = Estimate::of(dispersions),
            .covariance = Estimate::of(covariances),
            .within = Estimate::of(withins)};
}

/// Within 3.9 standard errors of 200 replications: 99.99 % for each of the comparisons below.
void expect_agrees(const Estimate& found, double expected, const char* what) {
    EXPECT_NEAR(found.mean, expected, 3.9 * found.error) << what;
    EXPECT_LT(found.error, 0.03 * std::max(1.0, expected)) << what << ": too wide to say anything";
}

TEST(DemandLaws, AnHourFactorGivesTheStatedDispersionAndLag) {
    for (const Room& room : {Room{.mean = 24.0, .hour = {.cv = 0.15, .correlation = 0.4}},
                             Room{.mean = 86.0, .hour = {.cv = 0.10, .correlation = 0.9}},
                             Room{.mean = 13.0, .hour = {.cv = 0.20, .correlation = 0.0}}}) {
        const Estimates found = estimates_of(room);

        const double square = room.hour.cv * room.hour.cv;
        const double neighbours = std::pow(1.0 + square, room.hour.correlation) - 1.0;
        expect_agrees(found.mean, room.mean, "mean");
        expect_agrees(found.dispersion, 1.0 + room.mean * square, "dispersion");
        expect_agrees(found.covariance, room.mean * neighbours, "covariance of neighbours");
        expect_agrees(found.within, 1.0, "dispersion within the hour");
    }
}

TEST(DemandLaws, WithADayFactorTheLineIsAsUnevenAsRealOnesAre) {
    const Room room{.mean = 24.0, .day_cv = 0.08, .hour = {.cv = 0.08, .correlation = 0.3}};
    const Estimates found = estimates_of(room);

    const double day = room.day_cv * room.day_cv;
    const double hour = room.hour.cv * room.hour.cv;
    expect_agrees(
        found.dispersion, 1.0 + room.mean * ((1.0 + day) * (1.0 + hour) - 1.0), "dispersion");
    // 23 of 24 neighbours lie in one day.
    const double same_day = (1.0 + day) * std::pow(1.0 + hour, room.hour.correlation) - 1.0;
    const double next_day = std::pow(1.0 + hour, room.hour.correlation) - 1.0;
    expect_agrees(found.covariance,
                  room.mean * (460.0 * same_day + 19.0 * next_day) / 479.0,
                  "covariance of neighbours");
    // model.md 0.3: dispersion 1.1 to 1.5, lag-1 0.1 to 0.2, 5-minute dispersion 0.95 to 1.3.
    EXPECT_GT(found.dispersion.mean, 1.1);
    EXPECT_LT(found.dispersion.mean, 1.5);
    EXPECT_GT(found.covariance.mean / found.dispersion.mean, 0.1);
    EXPECT_LT(found.covariance.mean / found.dispersion.mean, 0.2);
    EXPECT_GT(found.within.mean, 0.95);
    EXPECT_LT(found.within.mean, 1.3);
}

TEST(DemandLaws, AnHoursFactorDoesNotDependOnWhereTheRunBegins) {
    const auto callers = [](Duration warm_up) {
        Scenario scenario = ScenarioBuilder()
                                .line("999", {.per_hour = 40.0})
                                .warm_up(warm_up)
                                .measured(hours{24})
                                .build();
        scenario.lines[0].arrivals.hour_factor = {.cv = 0.3, .correlation = 0.8};
        const auto compiled = compile(scenario);
        FCR_CHECK(compiled.has_value(), "a test's scenario does not compile");
        ArrivalSource source(*compiled, LineId{0});
        source.reset(Streams(kSeed, 0));
        std::vector<std::uint64_t> keys;
        while (source.next_arrival() < kNever) {
            const Caller& caller = source.take();
            if (caller.dialled >= compiled->measured_from) {
                keys.push_back(caller.key);
            }
        }
        return keys;
    };

    EXPECT_EQ(callers(hours{0}), callers(hours{48}));
}

}  // namespace
}  // namespace fcr::test
