// Reference policies: when they order and when they stop.
#include "sim/review/reference_policies.hpp"

#include <gtest/gtest.h>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

TEST(ReferencePolicies, OverflowOpensAt60SecondsAndShutsWhenNobodyWaits) {
    const ActionTerms terms;
    PolicyView view;
    view.room.others_waiting = 1;
    view.room.longest_other_wait = 59s;
    EXPECT_FALSE(order_of(ReferencePolicy::OpenOverflow, view, terms));
    view.room.longest_other_wait = 60s;
    const auto open = order_of(ReferencePolicy::OpenOverflow, view, terms);
    ASSERT_TRUE(open);
    EXPECT_TRUE(std::get<SetOverflow>(*open).open);
    EXPECT_EQ(std::get<SetOverflow>(*open).notice, terms.overflow_notice);
    view.ordered.overflow_open = true;
    view.room.longest_other_wait = 1s;
    EXPECT_FALSE(order_of(ReferencePolicy::OpenOverflow, view, terms));
    view.room.others_waiting = 0;
    const auto shut = order_of(ReferencePolicy::OpenOverflow, view, terms);
    ASSERT_TRUE(shut);
    EXPECT_FALSE(std::get<SetOverflow>(*shut).open);
}

TEST(ReferencePolicies, AllToEmergenciesLastsUntilTenMinutesWereQuiet) {
    const ActionTerms terms;
    PolicyView view;
    view.room.emergencies_waiting = 1;
    view.room.longest_emergency_wait = 9s;
    EXPECT_FALSE(order_of(ReferencePolicy::AllToEmergencies, view, terms));
    view.room.longest_emergency_wait = 10s;
    const auto on = order_of(ReferencePolicy::AllToEmergencies, view, terms);
    ASSERT_TRUE(on);
    EXPECT_TRUE(std::get<SetEmergenciesOnly>(*on).on);
    view.ordered.emergencies_only = true;
    view.room = {};
    view.quiet_min = 9;
    EXPECT_FALSE(order_of(ReferencePolicy::AllToEmergencies, view, terms));
    view.quiet_min = 10;
    const auto off = order_of(ReferencePolicy::AllToEmergencies, view, terms);
    ASSERT_TRUE(off);
    EXPECT_FALSE(std::get<SetEmergenciesOnly>(*off).on);
}

TEST(ReferencePolicies, HelpIsAskedForWhenACallWaitsWhereItIsAgreed) {
    ActionTerms terms;
    PolicyView view;
    view.room.emergencies_waiting = 1;
    EXPECT_FALSE(order_of(ReferencePolicy::AskEarly, view, terms));
    terms.pass_back = CallClassId{0};
    EXPECT_TRUE(order_of(ReferencePolicy::AskEarly, view, terms));
    view.room.emergencies_waiting = 0;
    EXPECT_FALSE(order_of(ReferencePolicy::AskEarly, view, terms));
}

}  // namespace
}  // namespace fcr::test
