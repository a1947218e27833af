#include "sim/wallboard/recent_counts.hpp"

#include <gtest/gtest.h>

namespace fcr::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

CallRecord answered_after(seconds wait, SimTime at) {
    CallRecord call;
    call.outcome = Outcome::Answered;
    call.times.network_arrive = at - wait;
    call.times.answered = at;
    return call;
}

const CountingRule kTenSeconds = counting_rule({.threshold = seconds{10}});

TEST(RecentCounts, AWindowIsOfWholeMinutesUpToTheOneInHand) {
    RecentCounts counts;
    for (int minute = 0; minute < 90; ++minute) {
        const SimTime at = kStartOfRun + minutes{minute} + seconds{20};
        counts.count(kTenSeconds, answered_after(seconds{minute < 80 ? 5 : 15}, at), at);
    }
    const SimTime now = kStartOfRun + minutes{89} + seconds{59};
    EXPECT_EQ(counts.last(15, now).answered, 15);
    EXPECT_EQ(counts.last(15, now).answered_within, 5);
    EXPECT_EQ(counts.last(1, now).answered, 1);
    EXPECT_EQ(counts.last(60, now).answered, 60);
    EXPECT_EQ(counts.last(15, now + minutes{14}).answered, 1);
    EXPECT_EQ(counts.last(15, now + minutes{15}).answered, 0);
    EXPECT_EQ(counts.today(now).answered, 90);
}

TEST(RecentCounts, TodayBeginsAtMidnight) {
    RecentCounts counts;
    const SimTime evening = kStartOfRun + hours{23} + minutes{59};
    counts.count(kTenSeconds, answered_after(seconds{5}, evening), evening);
    EXPECT_EQ(counts.today(evening).answered, 1);
    const SimTime night = kStartOfRun + hours{24} + minutes{1};
    EXPECT_EQ(counts.today(night).answered, 0);
    counts.count(kTenSeconds, answered_after(seconds{5}, night), night);
    EXPECT_EQ(counts.today(night).answered, 1);
    EXPECT_EQ(counts.last(15, night).answered, 2);
}

}  // namespace
}  // namespace fcr::test
