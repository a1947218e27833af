#include "sim/metrics/day_spread.hpp"

#include "sim/metrics/time_after.hpp"
#include "sim/metrics/words.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <cmath>
#include <vector>

namespace fcr::test {
namespace {

using testing::ElementsAre;

const LineId kLine{1};
const IntervalId kNoon{48};

/// So many of so many calls in time.
ServiceTally level(std::int64_t within, std::int64_t judged) {
    return {.offered = judged, .within = within, .judged = judged};
}

/// Answered calls that waited so long together, in seconds.
ServiceTally waited(double seconds, std::int64_t answered = 1) {
    return {
        .offered = answered, .answered = answered, .answered_wait_us = std::llround(seconds * 1e6)};
}

void add(DaySpread& spread, const ServiceTally& tally) {
    spread.add(kLine, kNoon, tally, kResultInterval);
}

std::array<double, 3> quantiles(const DaySpread& spread, DayFigure figure) {
    return spread.quantiles(figure, kLine, kNoon).value().values;
}

class Words final : public WordWriter {
public:
    std::vector<std::int64_t> row;

private:
    void take(std::span<const std::int64_t> words) override {
        row.insert(row.end(), words.begin(), words.end());
    }
};

TEST(DaySpread, HasQuantilesAtNearestRankOverDays) {
    DaySpread spread(2);
    for (std::int64_t day = 1; day <= 20; ++day) {
        add(spread, level(day, 20));
    }

    // Ranks ceil(20 p): 2, 10 and 18, each of 5 %.
    EXPECT_THAT(quantiles(spread, DayFigure::ServiceLevel), ElementsAre(10.0, 50.0, 90.0));
    EXPECT_EQ(spread.quantiles(DayFigure::ServiceLevel, kLine, kNoon)->days, 20U);
    EXPECT_FALSE(spread.quantiles(DayFigure::ServiceLevel, LineId{0}, kNoon));
    EXPECT_FALSE(spread.quantiles(DayFigure::ServiceLevel, kLine, IntervalId{47}));
}

TEST(DaySpread, OfOneDayAllQuantilesAreItsValue) {
    DaySpread spread(2);
    add(spread, level(2, 3));  // 66.67 %

    EXPECT_THAT(quantiles(spread, DayFigure::ServiceLevel), ElementsAre(66.5, 66.5, 66.5));
}

TEST(DaySpread, TakesLevelsToTheNearestHalfAndKeepsThemBelowAHundred) {
    for (const auto& [tally, percent] : {std::pair{level(0, 7), 0.0},
                                         std::pair{level(1, 400), 0.5},  // 0.25 goes up
                                         std::pair{level(999, 1000), 100.0},
                                         std::pair{level(5, 3), 100.0}}) {
        DaySpread spread(2);
        add(spread, tally);

        EXPECT_EQ(quantiles(spread, DayFigure::ServiceLevel)[1], percent);
    }
}

TEST(DaySpread, LeavesOutDaysWithoutAValue) {
    DaySpread spread(2);
    add(spread, {});                           // nobody rang
    add(spread, {.offered = 2});               // rang, and have not ended
    add(spread, {.offered = 3, .judged = 3});  // all gave up
    add(spread, waited(30.0, 2));

    EXPECT_EQ(spread.days_with_calls(kLine, kNoon), 3U);
    EXPECT_EQ(spread.quantiles(DayFigure::ServiceLevel, kLine, kNoon)->days, 1U);
    EXPECT_EQ(spread.quantiles(DayFigure::MeanWait, kLine, kNoon)->days, 1U);
    EXPECT_EQ(spread.quantiles(DayFigure::MeanQueue, kLine, kNoon)->days, 4U);
}

TEST(DaySpread, TakesShortWaitsToTheNearestTwentieth) {
    for (const auto& [wait_s, told_s] : {std::pair{0.0, 0.0},
                                         std::pair{0.02, 0.0},
                                         std::pair{0.025, 0.05},
                                         std::pair{1.234, 1.25},
                                         std::pair{3.15, 3.15}}) {
        DaySpread spread(2);
        add(spread, waited(wait_s));

        EXPECT_DOUBLE_EQ(quantiles(spread, DayFigure::MeanWait)[1], told_s);
    }
}

TEST(DaySpread, IsAtMostASixtyFourthOffForLongWaits) {
    for (double wait_s = 3.2; wait_s < 100'000.0; wait_s *= 1.013) {
        DaySpread spread(2);
        add(spread, waited(7.0 * wait_s, 7));

        EXPECT_NEAR(quantiles(spread, DayFigure::MeanWait)[1], wait_s, wait_s / 64.0 + 0.025);
    }
}

TEST(DaySpread, PutsWhatIsBeyondItsStepsIntoTheLast) {
    DaySpread spread(2);
    add(spread, waited(1e6));

    EXPECT_NEAR(quantiles(spread, DayFigure::MeanWait)[1], 28.9 * 3600.0, 360.0);
}

TEST(DaySpread, TakesAQueueOverWhatWasMeasuredOfTheQuarterHour) {
    DaySpread spread(2);
    const ServiceTally tally{.waiting_us = Duration{std::chrono::minutes{9}}.count()};
    spread.add(kLine, kNoon, tally, std::chrono::minutes{6});

    EXPECT_NEAR(quantiles(spread, DayFigure::MeanQueue)[1], 1.5, 1.5 / 64.0);
}

TEST(DaySpread, TakesShortQueuesToTheNearestThousandth) {
    DaySpread spread(2);
    add(spread, {.waiting_us = Duration{std::chrono::milliseconds{15'800}}.count()});  // 0.01756

    EXPECT_DOUBLE_EQ(quantiles(spread, DayFigure::MeanQueue)[1], 0.018);
}

TEST(DaySpread, MergesInAnyOrderAndIsReadBackFromWords) {
    DaySpread first(2);
    DaySpread second(2);
    for (std::int64_t day = 0; day < 50; ++day) {
        ServiceTally tally = waited(static_cast<double>(day * day) / 3.0, 1 + day % 4);
        tally.judged = 4;
        tally.within = day % 5;
        tally.waiting_us = day * day * 1'000'000;
        (day % 3 == 0 ? first : second)
            .add(LineId{static_cast<std::size_t>(day % 2)}, IntervalId{0}, tally, kResultInterval);
    }
    DaySpread one(2);
    DaySpread other(2);
    one.merge(first);
    one.merge(second);
    other.merge(second);
    other.merge(first);
    Words of_one;
    Words of_other;
    one.write(of_one);
    other.write(of_other);
    EXPECT_EQ(of_one.row, of_other.row);

    DaySpread again(2);
    WordReader reader(of_one.row);
    EXPECT_TRUE(again.read(reader));
    EXPECT_TRUE(reader.finished());
    Words of_again;
    again.write(of_again);
    EXPECT_EQ(of_again.row, of_one.row);
}

TEST(DaySpread, RefusesWordsThatAreNotItsCounts) {
    const std::vector<std::vector<std::int64_t>> wrong{
        {},
        {1},
        {1, 0},
        {1, 0, 0},  // nothing counted
        {1, -1, 5},
        {1, 0, std::int64_t{1} << 40},  // more than it can count
        {2, 0, 1, std::int64_t{1} << 40, 1},
        {1, std::int64_t{1} << 62, 1},
        {-3}};
    for (const std::vector<std::int64_t>& words : wrong) {
        DaySpread spread(1);
        WordReader reader(words);

        EXPECT_FALSE(spread.read(reader));
    }
}

}  // namespace
}  // namespace fcr::test
