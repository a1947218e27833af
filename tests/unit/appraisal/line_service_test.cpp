#include "sim/appraisal/line_service.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

using namespace std::chrono_literals;

CallRecord call(Outcome outcome, Duration wait) {
    CallRecord record;
    record.outcome = outcome;
    record.times.network_arrive = kStartOfRun + 1h;
    (outcome == Outcome::Answered ? record.times.answered : record.times.abandoned) =
        record.times.network_arrive + wait;
    return record;
}

TEST(LineService, CountsWaitsLongerThanEachLimitWhoeverAnswersOrNot) {
    LineService service;
    service.add(call(Outcome::Answered, 10s), 0);
    service.add(call(Outcome::Answered, 10'000'001us), 0);
    service.add(call(Outcome::Abandoned, 61s), 0);
    service.add(call(Outcome::Blocked, 0s), 0);
    service.add(call(Outcome::Unfinished, 500s), 0);

    EXPECT_EQ(service.counts().offered, 4U);
    EXPECT_EQ(service.counts().answered, 2U);
    EXPECT_EQ(service.counts().lost, 2U);
    EXPECT_EQ(service.counts().over, (std::array<std::uint64_t, 4>{2, 1, 1, 0}));
}

TEST(LineService, HasTheWorstHourByShareAndPercentilesOfAnsweredCalls) {
    LineService service;
    for (int row = 0; row < 20; ++row) {
        service.add(call(Outcome::Answered, 1s * row), 8);
    }
    service.add(call(Outcome::Answered, 70s), 100);
    service.add(call(Outcome::Answered, 2s), 100);

    ASSERT_TRUE(service.worst_hour());
    EXPECT_EQ(service.worst_hour()->hour, 100U);
    EXPECT_DOUBLE_EQ(service.worst_hour()->share, 0.5);
    EXPECT_NEAR(to_seconds(*service.wait_percentile(0.95)), 19.0, 0.02);
    EXPECT_FALSE(LineService().worst_hour());
    EXPECT_FALSE(LineService().wait_percentile(0.5));
}

TEST(LineService, MergesInAnyOrder) {
    LineService one;
    LineService other;
    one.add(call(Outcome::Answered, 15s), 3);
    other.add(call(Outcome::Abandoned, 200s), 4);
    LineService forwards;
    forwards.merge(one);
    forwards.merge(other);
    LineService backwards;
    backwards.merge(other);
    backwards.merge(one);

    EXPECT_EQ(forwards.counts(), backwards.counts());
    EXPECT_EQ(forwards.worst_hour()->hour, backwards.worst_hour()->hour);
    forwards.reset();
    EXPECT_EQ(forwards.counts(), ServiceCounts{});
}

}  // namespace
}  // namespace fcr
