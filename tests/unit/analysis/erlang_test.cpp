#include "sim/analysis/erlang.hpp"

#include "gtest/gtest.h"
#include "tests/unit/analysis/published_csv.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <string>

namespace fcr {
namespace {

/// Expects `value` to be the decimal `written`: within half a unit of its last digit, with room for
/// inputs that were themselves written with ten digits.
void expect_written(double value, const std::string& written, const std::string& what) {
    if (written.empty()) {
        return;
    }
    const std::size_t point = written.find('.');
    const std::size_t decimals = point == std::string::npos ? 0 : written.size() - point - 1;
    const double last_digit = std::pow(10.0, -static_cast<double>(decimals));
    const double expected = std::stod(written);
    EXPECT_NEAR(value, expected, 0.51 * last_digit + 2e-8 * std::abs(expected)) << what;
}

constexpr double kArrivals8Erlangs = 8.0 / 240.0;

TEST(Erlang, EveryRowOfTheExactTableIsReproducedToTheDigitsGiven) {
    const auto rows = published_csv("erlang_exact.csv");
    if (!rows.has_value()) {
        GTEST_SKIP() << "no published/erlang_exact.csv: FCR_DATA does not name the data folder";
    }
    ASSERT_EQ(rows->size(), 52u);

    for (const CsvRow& row : *rows) {
        const ErlangInput queue{.arrivals_per_s = std::stod(row.at("lambda_per_s")),
                                .service_mean_s = std::stod(row.at("mean_service_s")),
                                .handlers = std::stoi(row.at("agents"))};
        const std::string model = row.at("model");
        const std::string what = "Erlang " + model + ", " + row.at("agents") +
                                 " handlers, patience " + row.at("mean_patience_s");
        if (model == "B") {
            const double blocked = erlang_b(queue);
            expect_written(blocked, row.at("p_abandon_or_block"), what);
            expect_written(
                offered_load(queue) * (1.0 - blocked) / queue.handlers, row.at("occupancy"), what);
        } else if (model == "C") {
            const ErlangC exact = erlang_c(queue);
            expect_written(exact.wait_probability, row.at("p_wait"), what);
            expect_written(exact.wait_mean_s, row.at("mean_wait_all_s"), what);
            expect_written(exact.occupancy, row.at("occupancy"), what);
            for (const int within_s : {10, 20, 60}) {
                expect_written(erlang_c_answered_within(queue, within_s),
                               row.at("served_within_" + std::to_string(within_s) + "s"),
                               what);
            }
        } else {
            const ErlangAInput input{.queue = queue,
                                     .patience_mean_s = std::stod(row.at("mean_patience_s"))};
            const ErlangA exact = erlang_a(input);
            expect_written(exact.wait_probability, row.at("p_wait"), what);
            expect_written(exact.abandon_probability, row.at("p_abandon_or_block"), what);
            expect_written(exact.wait_mean_s, row.at("mean_wait_all_s"), what);
            expect_written(exact.occupancy, row.at("occupancy"), what);
            // The table's columns for 10 s and 20 s were integrated on a coarse grid and lie up to
            // 3e-4 high; AAnsweredWithinMeetsTheDifferentialEquations has the exact values.
            EXPECT_NEAR(
                erlang_a_answered_within(input, 10.0), std::stod(row.at("served_within_10s")), 3e-4)
                << what;
            EXPECT_NEAR(
                erlang_a_answered_within(input, 20.0), std::stod(row.at("served_within_20s")), 3e-4)
                << what;
            expect_written(
                erlang_a_answered_within(input, 60.0), row.at("served_within_60s"), what);
        }
    }
}

TEST(Erlang, EveryRowOfThePriorityTableIsReproducedToTheDigitsGiven) {
    const auto rows = published_csv("priority_exact.csv");
    if (!rows.has_value()) {
        GTEST_SKIP() << "no published/priority_exact.csv: FCR_DATA does not name the data folder";
    }
    ASSERT_EQ(rows->size(), 3u);

    for (const CsvRow& row : *rows) {
        const std::array arrivals{std::stod(row.at("lambda_high_per_s")),
                                  std::stod(row.at("lambda_low_per_s"))};
        const double service_mean_s = std::stod(row.at("mean_service_s"));
        const int handlers = std::stoi(row.at("agents"));
        const std::vector<double> waits = priority_wait_means(
            {.arrivals_per_s = arrivals, .service_mean_s = service_mean_s, .handlers = handlers});
        const ErlangC together = erlang_c({.arrivals_per_s = arrivals[0] + arrivals[1],
                                           .service_mean_s = service_mean_s,
                                           .handlers = handlers});
        expect_written(together.wait_probability, row.at("p_wait"), "probability of waiting");
        expect_written(waits.at(0), row.at("wait_high_s"), "high priority");
        expect_written(waits.at(1), row.at("wait_low_s"), "low priority");
    }
}

// The reference values of the validity suite, worked out independently from the exact formulas:
// mean talk 240 s, offered load in erlangs.

TEST(Erlang, BAndCMeetTheReferenceRoomOfTenHandlers) {
    const ErlangInput room{
        .arrivals_per_s = kArrivals8Erlangs, .service_mean_s = 240.0, .handlers = 10};

    expect_written(erlang_b(room), "0.121661", "blocked");
    expect_written(erlang_c(room).wait_probability, "0.409180", "waits");
    expect_written(erlang_c(room).wait_mean_s, "49.102", "mean wait");
}

TEST(Erlang, CMeetsTheReferenceRoomsOfTwentyToOneHundredHandlers) {
    struct Reference {
        int handlers;
        double load;
        const char* waits;
        const char* wait_mean_s;
        const char* within_10_s;
        const char* within_30_s;
    };
    constexpr std::array references{
        Reference{20, 18.0, "0.550769", "66.092", "0.4933", "0.5711"},
        Reference{50, 45.0, "0.363864", "17.465", "0.7046", "0.8052"},
        Reference{100, 95.0, "0.506457", "24.310", "0.5888", "0.7289"},
    };

    for (const Reference& reference : references) {
        const ErlangInput room{.arrivals_per_s = reference.load / 240.0,
                               .service_mean_s = 240.0,
                               .handlers = reference.handlers};
        const std::string what = std::to_string(reference.handlers) + " handlers";
        expect_written(erlang_c(room).wait_probability, reference.waits, what);
        expect_written(erlang_c(room).wait_mean_s, reference.wait_mean_s, what);
        expect_written(erlang_c_answered_within(room, 10.0), reference.within_10_s, what);
        expect_written(erlang_c_answered_within(room, 30.0), reference.within_30_s, what);
    }
    expect_written(
        erlang_b({.arrivals_per_s = 95.0 / 240.0, .service_mean_s = 240.0, .handlers = 100}),
        "0.048804",
        "blocked of 100 handlers");
}

TEST(Erlang, PriorityMeetsTheReferenceRoomAndConservesTheMeanWait) {
    constexpr double arrivals = 18.0 / 240.0;
    constexpr std::array by_class{0.25 * arrivals, 0.75 * arrivals};

    const std::vector<double> waits =
        priority_wait_means({.arrivals_per_s = by_class, .service_mean_s = 240.0, .handlers = 20});

    expect_written(waits.at(0), "8.528", "999");
    expect_written(waits.at(1), "85.28", "101");
    expect_written(0.25 * waits.at(0) + 0.75 * waits.at(1), "66.092", "together");
}

TEST(Erlang, AMeetsTheReferenceRooms) {
    struct Reference {
        int handlers;
        double arrivals_per_min;
        double patience_min;
        const char* waits;
        const char* abandons;
        const char* wait_mean_s;
    };
    constexpr std::array references{
        Reference{50, 12.0, 2.0, "0.34231", "0.04802", "5.763"},
        Reference{20, 5.0, 2.0, "0.45009", "0.10388", "12.466"},
        Reference{10, 3.0, 3.0, "0.71651", "0.22160", "39.887"},
        Reference{100, 25.0, 2.0, "0.43000", "0.04668", "5.602"},
    };

    for (const Reference& reference : references) {
        const ErlangA exact = erlang_a({.queue = {.arrivals_per_s = reference.arrivals_per_min / 60,
                                                  .service_mean_s = 240.0,
                                                  .handlers = reference.handlers},
                                        .patience_mean_s = reference.patience_min * 60});
        const std::string what = std::to_string(reference.handlers) + " handlers";
        expect_written(exact.wait_probability, reference.waits, what);
        expect_written(exact.abandon_probability, reference.abandons, what);
        expect_written(exact.wait_mean_s, reference.wait_mean_s, what);
    }
}

TEST(Erlang, SingleServerWaitsAreFourAndTwoServiceTimesAtFourFifths) {
    EXPECT_NEAR(
        single_server_wait_mean({.arrivals_per_s = 0.8, .service_mean_s = 1.0, .service_cv = 1.0}),
        4.0,
        1e-12);
    EXPECT_NEAR(
        single_server_wait_mean({.arrivals_per_s = 0.8, .service_mean_s = 1.0, .service_cv = 0.0}),
        2.0,
        1e-12);
}

// The benchmark workloads W1 and W2, in units of mean service.

TEST(Erlang, CMeetsTheReferenceOfWorkloadOne) {
    const ErlangInput room{.arrivals_per_s = 45.0, .service_mean_s = 1.0, .handlers = 50};

    expect_written(erlang_c(room).wait_probability, "0.363864", "waits");
    expect_written(erlang_c(room).wait_mean_s, "0.072773", "mean wait");
    expect_written(erlang_c_answered_within(room, 0.1), "0.779305", "answered within 0.1");
}

TEST(Erlang, AMeetsTheReferenceOfWorkloadTwo) {
    const ErlangAInput room{
        .queue = {.arrivals_per_s = 52.5, .service_mean_s = 1.0, .handlers = 50},
        .patience_mean_s = 2.0};

    expect_written(erlang_a(room).wait_probability, "0.752090", "waits");
    expect_written(erlang_a(room).abandon_probability, "0.071941", "abandons");
    expect_written(erlang_a(room).wait_mean_s, "0.143882", "mean wait");
    expect_written(erlang_a_answered_within(room, 0.1), "0.448712", "answered within 0.1");
}

TEST(Erlang, AAnsweredWithinMeetsTheDifferentialEquations) {
    // A caller with k ahead moves up at rate c mu + k theta and gives up at rate theta; these
    // equations, integrated by Runge-Kutta in steps of 0.01 s, give the shares below.
    struct Reference {
        double patience_mean_s;
        double within_s;
        double answered;
    };
    constexpr std::array references{
        Reference{60.0, 10.0, 0.777070087},
        Reference{60.0, 20.0, 0.808942514},
        Reference{60.0, 60.0, 0.869564224},
        Reference{300.0, 10.0, 0.672037845},
        Reference{300.0, 20.0, 0.706803271},
        Reference{300.0, 60.0, 0.812089926},
    };

    for (const Reference& reference : references) {
        const ErlangAInput room{
            .queue = {.arrivals_per_s = 1.0 / 36.0, .service_mean_s = 240.0, .handlers = 8},
            .patience_mean_s = reference.patience_mean_s};
        EXPECT_NEAR(erlang_a_answered_within(room, reference.within_s), reference.answered, 1e-9);
    }
}

// Limits: where one model becomes another.

TEST(Erlang, AWithEndlessPatienceIsErlangC) {
    const ErlangInput queue{
        .arrivals_per_s = kArrivals8Erlangs, .service_mean_s = 240.0, .handlers = 10};
    const ErlangAInput patient{.queue = queue, .patience_mean_s = 1e12};

    EXPECT_NEAR(erlang_a(patient).wait_probability, erlang_c(queue).wait_probability, 1e-8);
    EXPECT_NEAR(erlang_a(patient).wait_mean_s, erlang_c(queue).wait_mean_s, 1e-6);
    EXPECT_NEAR(erlang_a(patient).abandon_probability, 0.0, 1e-9);
    EXPECT_NEAR(
        erlang_a_answered_within(patient, 30.0), erlang_c_answered_within(queue, 30.0), 1e-8);
}

TEST(Erlang, AWithoutPatienceIsErlangB) {
    const ErlangInput queue{
        .arrivals_per_s = kArrivals8Erlangs, .service_mean_s = 240.0, .handlers = 10};
    const ErlangAInput hasty{.queue = queue, .patience_mean_s = 1e-6};

    EXPECT_NEAR(erlang_a(hasty).abandon_probability, erlang_b(queue), 1e-8);
    EXPECT_NEAR(erlang_a_answered_within(hasty, 30.0), 1.0 - erlang_b(queue), 1e-8);
}

TEST(Erlang, AUnderGreatOverloadGivesUpWhatTheHandlersCannotCarry) {
    const ErlangAInput flooded{
        .queue = {.arrivals_per_s = 10.0, .service_mean_s = 100.0, .handlers = 500},
        .patience_mean_s = 20000.0};

    // Fluid limit: 1 - c / a abandon, so callers wait until exp(-w / patience) = c / a.
    EXPECT_NEAR(erlang_a(flooded).abandon_probability, 0.5, 1e-9);
    EXPECT_NEAR(erlang_a(flooded).occupancy, 1.0, 1e-9);
    EXPECT_NEAR(erlang_a_answered_within(flooded, 1e9), 0.5, 1e-9);
    EXPECT_NEAR(erlang_a_answered_within(flooded, 20000.0 * std::log(2.0)), 0.25, 5e-3);
}

TEST(Erlang, ASharesAddUpToAllCallsWithTimeEnough) {
    for (const double patience_mean_s : {1.0, 60.0, 300.0, 3000.0}) {
        for (const int handlers : {1, 5, 20, 100}) {
            const ErlangAInput input{
                .queue = {.arrivals_per_s = 0.1, .service_mean_s = 200.0, .handlers = handlers},
                .patience_mean_s = patience_mean_s};
            EXPECT_NEAR(erlang_a_answered_within(input, std::numeric_limits<double>::infinity()) +
                            erlang_a(input).abandon_probability,
                        1.0,
                        1e-10)
                << handlers << " handlers, patience " << patience_mean_s;
        }
    }
}

TEST(Erlang, AsManyLinesAsHandlersIsErlangB) {
    const ErlangInput queue{
        .arrivals_per_s = kArrivals8Erlangs, .service_mean_s = 240.0, .handlers = 10};

    const FiniteLines room = finite_lines({.queue = queue, .lines = 10});

    EXPECT_NEAR(room.block_probability, erlang_b(queue), 1e-14);
    EXPECT_EQ(room.wait_probability, 0.0);
    EXPECT_EQ(room.wait_mean_s, 0.0);
}

TEST(Erlang, ManyLinesAreErlangC) {
    const ErlangInput queue{
        .arrivals_per_s = kArrivals8Erlangs, .service_mean_s = 240.0, .handlers = 10};

    const FiniteLines room = finite_lines({.queue = queue, .lines = 1000});

    EXPECT_NEAR(room.block_probability, 0.0, 1e-14);
    EXPECT_NEAR(room.wait_probability, erlang_c(queue).wait_probability, 1e-12);
    EXPECT_NEAR(room.wait_mean_s, erlang_c(queue).wait_mean_s, 1e-9);
    EXPECT_NEAR(room.occupancy, 0.8, 1e-14);
}

TEST(Erlang, OneHandlerAndThreeLinesAreRightByHand) {
    // M/M/1/3 at 2 erlangs: states 0..3 weigh 1, 2, 4, 8.
    const FiniteLines room = finite_lines(
        {.queue = {.arrivals_per_s = 2.0, .service_mean_s = 1.0, .handlers = 1}, .lines = 3});

    EXPECT_NEAR(room.block_probability, 8.0 / 15.0, 1e-14);
    EXPECT_NEAR(room.wait_probability, 6.0 / 15.0, 1e-14);
    EXPECT_NEAR(room.wait_mean_s, (4.0 + 2.0 * 8.0) / 15.0 / (2.0 * 7.0 / 15.0), 1e-14);
    EXPECT_NEAR(room.occupancy, 14.0 / 15.0, 1e-14);
}

TEST(Erlang, FloodedRoomWithManyLinesBlocksWhatTheHandlersCannotCarry) {
    const FiniteLines room = finite_lines(
        {.queue = {.arrivals_per_s = 2.0, .service_mean_s = 1.0, .handlers = 1}, .lines = 5000});

    EXPECT_NEAR(room.block_probability, 0.5, 1e-12);
    EXPECT_NEAR(room.wait_mean_s, 4998.0, 1e-6);
}

TEST(Erlang, OnePriorityClassWaitsAsErlangC) {
    constexpr std::array arrivals{kArrivals8Erlangs};

    const std::vector<double> waits =
        priority_wait_means({.arrivals_per_s = arrivals, .service_mean_s = 240.0, .handlers = 10});

    EXPECT_NEAR(waits.at(0),
                erlang_c({.arrivals_per_s = arrivals[0], .service_mean_s = 240.0, .handlers = 10})
                    .wait_mean_s,
                1e-10);
}

TEST(ErlangDeathTest, CWithoutASteadyStateIsABug) {
    const ErlangInput flooded{.arrivals_per_s = 1.0, .service_mean_s = 240.0, .handlers = 10};

    EXPECT_FALSE(has_steady_state(flooded));
    EXPECT_DEATH(static_cast<void>(erlang_c(flooded)), "fewer erlangs than handlers");
}

TEST(ErlangDeathTest, BadInputIsABug) {
    EXPECT_DEATH(static_cast<void>(erlang_b({.arrivals_per_s = 1.0, .service_mean_s = 1.0})),
                 "there must be a handler");
    EXPECT_DEATH(static_cast<void>(erlang_b({.service_mean_s = 1.0, .handlers = 1})),
                 "arrivals must be more than 0");
}

}  // namespace
}  // namespace fcr
