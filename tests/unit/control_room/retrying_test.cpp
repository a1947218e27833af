// What a call begets: redials, another line, repeats, ring-backs, call-backs, duplicates.
#include "tests/support/internal_line.hpp"
#include "tests/support/notice_log.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

/// One handler who talks 100 s, callers who wait 10 s.
Scenario one_handler(std::initializer_list<double> calls, double patience_s = 10.0) {
    return ScenarioBuilder()
        .call_class("999", {.talk = ConstantLaw{100.0}, .patience = ConstantLaw{patience_s}})
        .pool("in_house", {.seats = 1})
        .load(calls_at(calls))
        .build();
}

TEST(Retrying, ACallerWhoGaveUpRingsAgainUntilAnswered) {
    Scenario scenario = one_handler({0, 1});
    scenario.call_classes[0].after_loss =
        AfterLoss{.redial_first = 1.0, .redial_later = 1.0, .redial_delay = ConstantLaw{30.0}};

    const auto calls = calls_of(scenario);
    ASSERT_EQ(calls.size(), 5U);
    // Gives up at 11, 51 and 91 s; each time rings 30 s later; free again at 100 s.
    for (std::size_t row = 1; row < 5; ++row) {
        EXPECT_EQ(calls[row].times.dialled, at_s(static_cast<double>(row) * 40.0 - 39.0));
        EXPECT_EQ(calls[row].attempt, row - 1);
        EXPECT_EQ(calls[row].origin, row == 1 ? Origin::Caller : Origin::Redial);
        EXPECT_EQ(calls[row].caller, calls[1].caller);
    }
    EXPECT_EQ(calls[4].times.answered, at_s(121));
    EXPECT_EQ(calls[3].outcome, Outcome::Abandoned);
}

TEST(Retrying, StopsAfterTheLastAttempt) {
    Scenario scenario = one_handler({0, 1});
    scenario.call_classes[0].after_loss = AfterLoss{.redial_first = 1.0,
                                                    .redial_later = 1.0,
                                                    .redial_delay = ConstantLaw{1.0},
                                                    .attempts_max = 3};

    EXPECT_EQ(calls_of(scenario).size(), 4U);
}

TEST(Retrying, TheSamePersonMayRingAgainWithTheSamePatienceAndWork) {
    for (const bool same : {false, true}) {
        Scenario scenario = one_handler({0, 1});
        scenario.call_classes[0].talk = ExponentialLaw{100.0};
        scenario.call_classes[0].patience = ExponentialLaw{3.0};
        scenario.call_classes[0].after_loss = AfterLoss{.redial_first = 1.0,
                                                        .redial_later = 1.0,
                                                        .redial_delay = ConstantLaw{1.0},
                                                        .attempts_max = 3,
                                                        .same_patience = same};
        scenario.pools[0].seats = {{.from = kStartOfRun, .seats = 0}};

        const auto calls = calls_of(scenario);
        ASSERT_EQ(calls.size(), 6U);
        std::map<std::uint64_t, std::vector<Duration>> waits;
        for (const CallRecord& call : calls) {
            waits[call.caller].push_back(call.times.abandoned - call.times.offered);
        }
        for (const auto& [caller, row] : waits) {
            ASSERT_EQ(row.size(), 3U);
            EXPECT_EQ(row[0] == row[1], same);
            EXPECT_EQ(row[1] == row[2], same);
        }
    }
}

TEST(Retrying, FirstAndLaterAttemptsHaveSharesOfTheirOwn) {
    Scenario scenario = one_handler({0, 1});
    scenario.call_classes[0].after_loss =
        AfterLoss{.redial_first = 1.0, .redial_later = 0.0, .redial_delay = ConstantLaw{1.0}};

    EXPECT_EQ(calls_of(scenario).size(), 3U);
}

TEST(Retrying, ABusySignalIsALossToo) {
    Scenario scenario = one_handler({0, 1});
    scenario.lines[0].lines_max = 1;
    scenario.call_classes[0].after_loss =
        AfterLoss{.redial_first = 1.0, .redial_delay = ConstantLaw{200.0}};

    const auto calls = calls_of(scenario);
    ASSERT_EQ(calls.size(), 3U);
    EXPECT_EQ(calls[1].outcome, Outcome::Blocked);
    EXPECT_EQ(calls[2].times.answered, at_s(201));
}

TEST(Retrying, WhoWaitedLongOn101Tries999) {
    Scenario scenario =
        ScenarioBuilder()
            .line("999")
            .call_class("999", {.talk = ConstantLaw{50.0}})
            .line("101", {.emergency = false})
            .call_class("101",
                        {.priority = 2, .talk = ConstantLaw{100.0}, .patience = ConstantLaw{60.0}})
            .pool("in_house", {.seats = 1})
            .load(calls_at({0, 1}, CallClassId{1}))
            .build();
    AfterLoss loss{.change_share = 1.0,
                   .change_to = CallClassId{0},
                   .change_after_wait = 60s,
                   .change_delay = ConstantLaw{5.0}};
    scenario.call_classes[1].after_loss = loss;

    const auto calls = calls_of(scenario);
    ASSERT_EQ(calls.size(), 3U);
    EXPECT_EQ(calls[2].origin, Origin::LineChange);
    EXPECT_EQ(calls[2].line, LineId{0});
    EXPECT_EQ(calls[2].times.dialled, at_s(66));
    EXPECT_EQ(calls[2].times.answered, at_s(100));

    scenario.call_classes[1].after_loss->change_after_wait = 61s;
    EXPECT_EQ(calls_of(scenario).size(), 2U);
}

TEST(Retrying, AnAbandonedCallIsRungBackUntilReached) {
    Scenario scenario = one_handler({0, 1});
    const CallClassId work = add_internal(scenario, "ring_back", ConstantLaw{40.0}, 2);
    scenario.call_classes[0].ring_back = RingBack{.work = {.to = work}};
    scenario.call_classes[work.index()].outbound =
        Outbound{.reached = 0.0, .unreached = ConstantLaw{7.0}, .attempts_max = 3};

    const auto calls = calls_of(scenario);
    // Two calls, then three attempts in vain of 7 s, one after the other.
    ASSERT_EQ(calls.size(), 5U);
    for (std::size_t row = 2; row < 5; ++row) {
        EXPECT_EQ(calls[row].origin, Origin::RingBack);
        EXPECT_EQ(calls[row].times.ended - calls[row].times.answered, 7s);
    }
    EXPECT_EQ(calls[2].times.network_arrive, at_s(11));
    EXPECT_EQ(calls[2].times.answered, at_s(100));
    EXPECT_EQ(calls[4].times.answered, at_s(114));
}

TEST(Retrying, WhoAcceptsACallBackIsRungLater) {
    // One waits: with it the wait expected is 2 x 100 s. Only then is a call back offered.
    Scenario scenario = one_handler({0, 1, 2}, 1000.0);
    const CallClassId work = add_internal(scenario, "call_back", ConstantLaw{40.0}, 2);
    scenario.call_classes[0].call_back = CallBackOffer{
        .when_wait_over = 150s, .accept = 1.0, .work = {.to = work, .delay = ConstantLaw{300.0}}};

    const auto calls = calls_of(scenario);
    ASSERT_EQ(calls.size(), 4U);
    EXPECT_EQ(calls[1].outcome, Outcome::Answered);
    EXPECT_EQ(calls[2].outcome, Outcome::Abandoned);
    EXPECT_EQ(calls[2].abandon_reason, AbandonReason::CallBack);
    EXPECT_EQ(calls[3].origin, Origin::CallBack);
    EXPECT_EQ(calls[3].times.answered, at_s(302));
}

TEST(Retrying, AnAnsweredCallerWhoWaitedLongRingsAgain) {
    Scenario scenario = one_handler({0, 1}, 1000.0);
    scenario.call_classes[0].repeat =
        RepeatContact{.share = 0.0,
                      .share_after_wait = 1.0,
                      .after_wait = 30s,
                      .call = {.to = CallClassId{0}, .delay = ConstantLaw{500.0}}};

    const auto calls = calls_of(scenario);
    ASSERT_EQ(calls.size(), 3U);
    EXPECT_EQ(calls[2].origin, Origin::Repeat);
    EXPECT_EQ(calls[2].caller, calls[1].caller);
    EXPECT_EQ(calls[2].times.dialled, at_s(700));
}

TEST(Retrying, AnIncidentBegetsCallsOneAfterAnother) {
    Scenario scenario = one_handler({0});
    scenario.call_classes[0].cluster =
        Cluster{.sizes = {{4, 1.0}}, .gap = ConstantLaw{20.0}, .duplicate = CallClassId{0}};

    const auto calls = calls_of(scenario);
    ASSERT_EQ(calls.size(), 4U);
    for (std::size_t row = 0; row < 4; ++row) {
        EXPECT_EQ(calls[row].times.dialled, at_s(static_cast<double>(row) * 20.0));
        EXPECT_EQ(calls[row].origin, row == 0 ? Origin::Caller : Origin::Duplicate);
    }
}

TEST(Retrying, ClustersKeepTheCallsThatTheProfileCounts) {
    // 100 h of 60 calls an hour; incidents of 1, 2 or 10 calls with mean 1.8. The sum has mean
    // 6,000 and variance 6000 E[n^2] / E[n] = 6000 x 6.28 / 1.8, sd 145: bounds at four of those
    // (seed 1).
    Scenario scenario = ScenarioBuilder()
                            .call_class("999", {.talk = ConstantLaw{1.0}})
                            .pool("in_house", {.seats = 100})
                            .measured(100h)
                            .build();
    scenario.call_classes[0].cluster = Cluster{.sizes = {{1, 0.8}, {2, 0.95}, {10, 1.0}},
                                               .gap = ExponentialLaw{60.0},
                                               .duplicate = CallClassId{0}};
    EXPECT_DOUBLE_EQ(scenario.call_classes[0].cluster->mean(), 1.6);

    const auto calls = calls_of(scenario);
    const auto duplicates = std::ranges::count(calls, Origin::Duplicate, &CallRecord::origin);
    EXPECT_NEAR(static_cast<double>(calls.size()), 6000.0, 600.0);
    EXPECT_NEAR(static_cast<double>(calls.size()) /
                    static_cast<double>(calls.size() - static_cast<std::size_t>(duplicates)),
                1.6,
                0.1);
}

TEST(Retrying, WhatOutcomesBegetLeavesFirstCallersAsTheyWere) {
    Scenario plain = ScenarioBuilder()
                         .line("999", {.per_hour = 200.0})
                         .call_class("999", {.patience = ExponentialLaw{30.0}})
                         .pool("in_house", {.seats = 12})
                         .build();
    Scenario rich = plain;
    rich.call_classes[0].after_loss =
        AfterLoss{.redial_first = 0.5, .redial_later = 0.5, .redial_delay = ExponentialLaw{60.0}};

    const auto without = calls_of(plain);
    auto with = calls_of(rich);
    const auto redials = std::ranges::count(with, Origin::Redial, &CallRecord::origin);
    EXPECT_GT(redials, 5);
    std::erase_if(with, [](const CallRecord& call) { return call.origin != Origin::Caller; });
    ASSERT_EQ(with.size(), without.size());
    for (std::size_t row = 0; row < with.size(); ++row) {
        EXPECT_EQ(with[row].caller, without[row].caller);
        EXPECT_EQ(with[row].times.dialled, without[row].times.dialled);
    }
}

TEST(Retrying, RulesAtZeroGiveTheEarlierCalls) {
    Scenario plain = ScenarioBuilder()
                         .line("999", {.per_hour = 200.0})
                         .call_class("999", {.patience = ExponentialLaw{30.0}})
                         .pool("in_house", {.seats = 12})
                         .build();
    Scenario zero = plain;
    CallClass& call_class = zero.call_classes[0];
    call_class.after_loss = AfterLoss{};
    call_class.repeat = RepeatContact{.call = {.to = CallClassId{0}}};
    call_class.cluster = Cluster{.sizes = {{1, 1.0}}, .duplicate = CallClassId{0}};
    call_class.recording = ExtraWork{.share = 0.0, .work = ConstantLaw{100.0}};

    const auto earlier = calls_of(plain);
    const auto calls = calls_of(zero);
    ASSERT_EQ(calls.size(), earlier.size());
    for (std::size_t row = 0; row < calls.size(); ++row) {
        EXPECT_EQ(calls[row].outcome, earlier[row].outcome);
        EXPECT_EQ(calls[row].times.ended, earlier[row].times.ended);
        EXPECT_EQ(calls[row].times.wrapped_up, earlier[row].times.wrapped_up);
    }
}

}  // namespace
}  // namespace fcr::test
