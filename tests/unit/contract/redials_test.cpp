#include "sim/contract/redials.hpp"

#include "tests/unit/contract/measuring_case.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

MeasuringCase with_rule(RedialRule rule) {
    KpiTerms kpi = MeasuringCase::service_level();
    kpi.redial = rule;
    kpi.redial_within = minutes{30};
    return MeasuringCase(kpi);
}

void add_attempt(MeasuringCase& month, Duration at, Duration wait, std::uint64_t caller) {
    CallRecord call = wait > seconds{60} ? MeasuringCase::abandoned(month.at(0, at), wait)
                                         : MeasuringCase::answered(month.at(0, at), wait);
    call.caller = caller;
    month.add(call);
}

/// A chain of three given up, given up and answered; the same caller again an hour later.
void add_chain(MeasuringCase& month) {
    add_attempt(month, hours{9}, seconds{100}, 7);
    add_attempt(month, hours{9} + minutes{30}, seconds{100}, 7);
    add_attempt(month, hours{10}, seconds{10}, 7);
    add_attempt(month, hours{11}, seconds{10}, 7);
    add_attempt(month, hours{9}, seconds{10}, 8);
}

TEST(Redials, AllCount) {
    MeasuringCase month = with_rule(RedialRule::CountAll);
    add_chain(month);
    EXPECT_EQ(month.close_one(0).raw, result(3, 5));
}

TEST(Redials, OnlyTheFirstOfAChainCounts) {
    MeasuringCase month = with_rule(RedialRule::FirstOnly);
    add_chain(month);
    const KpiLine line = month.close_one(0);
    EXPECT_EQ(line.raw, result(2, 3));
    EXPECT_EQ(line.excluded.redials, 2);
}

TEST(Redials, OnlyTheLastOfAChainCounts) {
    MeasuringCase month = with_rule(RedialRule::LastOnly);
    add_chain(month);
    EXPECT_EQ(month.close_one(0).raw, result(3, 3));
}

TEST(Redials, AreKnownOverTheEndOfAPeriod) {
    MeasuringCase term = with_rule(RedialRule::FirstOnly);
    const Duration april = term.periods[0].end - term.periods[0].start;
    add_attempt(term, april - minutes{10}, seconds{100}, 7);
    EXPECT_EQ(term.close_one(0).raw, result(0, 1));
    add_attempt(term, april + minutes{10}, seconds{10}, 7);
    add_attempt(term, april + minutes{35}, seconds{10}, 7);
    add_attempt(term, april + minutes{10}, seconds{10}, 8);

    const KpiLine may = term.close_one(1);

    EXPECT_EQ(may.raw, result(1, 1));
    EXPECT_EQ(may.excluded.redials, 2);
}

TEST(Redials, AreNotThoseOfOthersAboutTheSameIncident) {
    MeasuringCase month = with_rule(RedialRule::FirstOnly);
    add_attempt(month, hours{9}, seconds{10}, 7);
    CallRecord other = MeasuringCase::answered(month.at(0, hours{9} + minutes{1}), seconds{10});
    other.caller = 7;
    other.matter = 1;
    month.add(other);
    EXPECT_EQ(month.close_one(0).raw, result(2, 2));
}

TEST(Redials, AreCountedAmongTheCallsThatAreLeft) {
    MeasuringCase month = with_rule(RedialRule::FirstOnly);
    CallRecord test = MeasuringCase::answered(month.at(0, hours{9}), seconds{10});
    test.caller = 7;
    month.add(test, static_cast<std::uint16_t>(CallFlag::Test));
    add_attempt(month, hours{9} + minutes{5}, seconds{10}, 7);

    const KpiLine line = month.close_one(0);

    EXPECT_EQ(line.raw, result(1, 1));
    EXPECT_EQ(line.excluded.redials, 0);
}

}  // namespace
}  // namespace fcr
