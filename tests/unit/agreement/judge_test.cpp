// Verdicts on sides made by hand.
#include "tests/unit/agreement/known_room.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fcr {
namespace {

using std::chrono::seconds;
using test::KnownRoom;

constexpr std::size_t kDays = 10;
constexpr FitDays kSpan{.from = test::kKnownDays.from,
                        .until = test::kKnownDays.from + std::chrono::days{kDays}};

/// So many calls at noon of each day, of which a share is answered within 10 s, the others later.
FitExtract extract_with(int calls, int within) {
    FitExtract extract;
    extract.tells = {.outcomes = true};
    for (std::size_t day = 0; day < kDays; ++day) {
        for (int call = 0; call < calls; ++call) {
            const Duration since =
                std::chrono::hours{24 * static_cast<int>(day) + 12} + seconds{call};
            const SimTime at = kStartOfRun + since;
            extract.calls.push_back({.offered = LocalTime{kSpan.from} + since,
                                     .at = at,
                                     .call_class = CallClassId{0},
                                     .outcome = Outcome::Answered,
                                     .left_queue = at + seconds{call < within ? 2 : 30},
                                     .ended = at + seconds{100},
                                     .pool = std::nullopt,
                                     .handler = std::nullopt});
        }
    }
    return extract;
}

/// Replications of which each has so many calls a day, one more or less by turns.
SimulatedDays side_with(const ComparedDays& compared, int calls, int within, int scatter) {
    SimulatedDays side;
    side.pooled.assign(kDays, compared.no_facts());
    side.on_duty_us.assign(1, 1'000'000'000);
    for (int number = 0; number < 40; ++number) {
        const int own = calls + (number % 2 == 0 ? scatter : -scatter);
        std::vector<DayFacts> days(kDays, compared.no_facts());
        SimulatedSpan span{.total = compared.no_facts(), .days = {{}}};
        for (std::size_t day = 0; day < kDays; ++day) {
            for (int call = 0; call < own; ++call) {
                compared.add({.day = day,
                              .hour = 12,
                              .line = 0,
                              .call_class = CallClassId{0},
                              .queued = true,
                              .answered = true,
                              .wait = seconds{call < within * own / calls ? 2 : 30}},
                             days);
            }
            side.pooled[day].add(days[day]);
            span.total.add(days[day]);
            span.days[0].push_back({.calls = own, .answered = own, .wait_us = own});
        }
        side.replications.push_back(std::move(span));
    }
    return side;
}

Agreement judged(int observed, int observed_within, int simulated, int within, int scatter) {
    const Result<DatedScenario> dated = lay_on_days(KnownRoom{}.bundle(), kSpan, "room");
    FCR_CHECK(dated.has_value(), "the room is a scenario");
    const Result<ComparedDays> compared =
        ComparedDays::make(extract_with(observed, observed_within),
                           dated->generated,
                           {.days = kSpan, .held_out = true, .notes = {}});
    FCR_CHECK(compared.has_value(), "the extract has the days");
    const SimulatedDays side = side_with(*compared, simulated, within, scatter);
    return judge({.scenario = dated->generated,
                  .compared = *compared,
                  .generated = side,
                  .replay = &side,
                  .tolerances = Tolerances{}});
}

const AgreementRow& row_of(const Agreement& agreement, AgreementKind kind) {
    const auto found = std::ranges::find(agreement.rows, kind, &AgreementRow::kind);
    FCR_CHECK(found != agreement.rows.end(), "a figure of this kind is judged");
    return *found;
}

TEST(Judge, AFigureWhoseIntervalIsWithinTheToleranceAgrees) {
    const Agreement agreement = judged(100, 95, 104, 99, 1);

    const AgreementRow& calls = row_of(agreement, AgreementKind::Calls);
    EXPECT_EQ(calls.verdict, Verdict::Agrees);
    EXPECT_DOUBLE_EQ(calls.observed, 1000.0);
    EXPECT_DOUBLE_EQ(calls.simulated, 1040.0);
    EXPECT_DOUBLE_EQ(calls.tolerance, 100.0);
    EXPECT_FALSE(calls.replayed);
    EXPECT_EQ(row_of(agreement, AgreementKind::ServiceLevel).verdict, Verdict::Agrees);
    EXPECT_DOUBLE_EQ(agreement.headline(), 100.0);
}

TEST(Judge, AFigureWhoseIntervalIsBeyondTheToleranceDisagrees) {
    const Agreement agreement = judged(100, 90, 130, 65, 1);

    EXPECT_EQ(row_of(agreement, AgreementKind::Calls).verdict, Verdict::Disagrees);
    const AgreementRow& level = row_of(agreement, AgreementKind::ServiceLevel);
    EXPECT_EQ(level.verdict, Verdict::Disagrees);
    EXPECT_NEAR(level.difference, -40.0, 1.0);
    EXPECT_TRUE(level.replayed);
}

TEST(Judge, AFigureThatScattersTooMuchCannotBeTold) {
    const AgreementRow calls = row_of(judged(100, 90, 104, 93, 12), AgreementKind::Calls);

    EXPECT_EQ(calls.verdict, Verdict::CannotTell);
    // Replications of 920 and 1160 calls: standard deviation 120 * sqrt(40 / 39), and the
    // extract's own chance besides.
    const double chance = 120.0 * std::sqrt(40.0 / 39.0) * std::sqrt(1.0 + 1.0 / 40.0);
    EXPECT_NEAR((calls.alone.high - calls.alone.low) / 2.0, 1.685 * chance, 0.5);
    EXPECT_GT(calls.together.high - calls.together.low, calls.alone.high - calls.alone.low);
}

TEST(Judge, WaitsOfAnswersAreTheirMeanAndTheirShares) {
    const Agreement agreement = judged(100, 90, 100, 90, 0);

    const AgreementRow& mean = row_of(agreement, AgreementKind::MeanWait);
    EXPECT_DOUBLE_EQ(mean.observed, 0.9 * 2.0 + 0.1 * 30.0);
    EXPECT_DOUBLE_EQ(mean.simulated, mean.observed);
    const AgreementRow& within = row_of(agreement, AgreementKind::WaitBand);
    EXPECT_EQ(within.measure, "waited 10 s at most");
    EXPECT_DOUBLE_EQ(within.observed, 90.0);
    EXPECT_DOUBLE_EQ(row_of(agreement, AgreementKind::WaitPercentile).observed, 2.0);
}

TEST(Judge, AFigureOfFewCallsIsNotJudged) {
    const Agreement agreement = judged(4, 4, 4, 4, 0);

    EXPECT_TRUE(agreement.rows.empty());
    EXPECT_FALSE(agreement.unjudged.empty());
    EXPECT_EQ(agreement.unjudged.front().why, "fewer than 50 calls");
}

}  // namespace
}  // namespace fcr
