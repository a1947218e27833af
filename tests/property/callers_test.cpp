// Callers are their own: what the room does with them changes nothing about them.
#include "tests/support/notice_log.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gtest/gtest.h>

#include <map>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

/// Two lines of a busy force for some days, everything drawn that can be drawn.
Scenario busy_force(std::uint32_t seats, double volume) {
    const auto profile = [volume](double calls) {
        return std::vector<double>(96 * 5, calls * volume);
    };
    return ScenarioBuilder()
        .line("999",
              {.per_interval = profile(20.0),
               .day_factor_cv = 0.1,
               .operator_leg = OperatorLeg{.answer = ExponentialLaw{0.8},
                                           .select = ConstantLaw{5.0},
                                           .connect = NormalLaw{4.4, 1.0, 1.0}}})
        .call_class("999_immediate",
                    {.share = 0.2, .talk = LognormalLaw{420, 0.9}, .patience = ExponentialLaw{240}})
        .call_class("999_other",
                    {.share = 0.8, .talk = LognormalLaw{300, 0.8}, .patience = ExponentialLaw{240}})
        .line("101", {.per_interval = profile(26.0), .day_factor_cv = 0.1, .emergency = false})
        .call_class("101",
                    {.priority = 2,
                     .talk = LognormalLaw{475, 0.9},
                     .wrap_up = LognormalLaw{110, 0.7},
                     .patience = ExponentialLaw{900},
                     .balk_probability = 0.02})
        .pool("in_house",
              {.seats = seats,
               .pick_up = UniformLaw{0.5, 3.5},
               .after_call_gap = ExponentialLaw{20},
               .seats_kept_free = {{"101", 2}}})
        .day_factor_correlation(0.5)
        .measured(24h * 5)
        .build();
}

/// The same with every other way in which callers come.
Scenario force_of_many_streams(double volume) {
    Scenario scenario = busy_force(40, volume);
    scenario.lines[0].arrivals.hour_factor = {.cv = 0.2, .correlation = 0.5};
    scenario.lines[1].arrivals.hour_factor = {.cv = 0.1, .correlation = 0.9};
    scenario.calendar =
        lay_out_days(Date{std::chrono::year{2026} / 3 / 28}, Duration::zero(), 24h * 6);
    scenario.surges.push_back({.name = "crash",
                               .call_class = CallClassId{1},
                               .start = 50h,
                               .spread = UniformLaw{.low_s = 0.0, .high_s = 180.0},
                               .calls = 40.0});
    scenario.named_callers.push_back({.name = "regular",
                                      .call_class = CallClassId{2},
                                      .calls_per_day = 6.0,
                                      .hour_weights = std::vector<double>(24, 1.0)});
    return scenario;
}

std::map<std::uint64_t, CallRecord> by_caller(const RoomRun& run) {
    std::map<std::uint64_t, CallRecord> calls;
    for (const CallRecord& call : run.log.calls) {
        calls.emplace(call.caller, call);
    }
    return calls;
}

/// What is the caller's own, however the room treats it.
void expect_same_caller(const CallRecord& left, const CallRecord& right) {
    EXPECT_EQ(left.caller, right.caller);
    EXPECT_EQ(left.line, right.line);
    EXPECT_EQ(left.call_class, right.call_class);
    EXPECT_EQ(left.times.dialled, right.times.dialled);
    EXPECT_EQ(left.times.operator_answered, right.times.operator_answered);
    EXPECT_EQ(left.times.operator_connect, right.times.operator_connect);
    EXPECT_EQ(left.times.network_arrive, right.times.network_arrive);
    EXPECT_EQ(left.times.offered, right.times.offered);
    if (left.outcome == Outcome::Answered && right.outcome == Outcome::Answered) {
        // Talk, wrap-up, pick-up and gap are draws of the call, whoever answers it and when.
        EXPECT_EQ(left.times.answered - left.times.presented,
                  right.times.answered - right.times.presented);
        EXPECT_EQ(left.times.ended - left.times.answered, right.times.ended - right.times.answered);
        EXPECT_EQ(left.times.wrapped_up - left.times.ended,
                  right.times.wrapped_up - right.times.ended);
    }
    const auto patience_ran_out = [](const CallRecord& call) {
        return call.outcome == Outcome::Abandoned && call.times.abandoned > call.times.offered;
    };
    if (patience_ran_out(left) && patience_ran_out(right)) {
        EXPECT_EQ(left.times.abandoned, right.times.abandoned);
    }
}

TEST(Callers, ScenariosThatDifferOnlyInSeatsMeetTheSameCallers) {
    RoomRun fewer;
    RoomRun more;
    run_room(busy_force(25, 1.0), fewer);
    run_room(busy_force(28, 1.0), more);

    const auto left = by_caller(fewer);
    const auto right = by_caller(more);
    ASSERT_GE(left.size(), 20'000U);
    ASSERT_EQ(left.size(), right.size());
    std::size_t treated_otherwise = 0;
    auto other = right.begin();
    for (const auto& [caller, call] : left) {
        expect_same_caller(call, other->second);
        treated_otherwise += call.times.answered != other->second.times.answered;
        ++other;
    }
    EXPECT_GT(treated_otherwise, left.size() / 10) << "the two rooms hardly differ: a weak test";
}

TEST(Callers, FivePercentMoreVolumeKeepsEveryCallerWhoWasThere) {
    RoomRun ordinary;
    RoomRun raised;
    run_room(busy_force(30, 1.0), ordinary);
    run_room(busy_force(30, 1.05), raised);

    const auto before = by_caller(ordinary);
    const auto after = by_caller(raised);
    for (const auto& [caller, call] : before) {
        const auto found = after.find(caller);
        ASSERT_NE(found, after.end()) << "a caller was lost by raising the volume";
        expect_same_caller(call, found->second);
    }
    const double growth = static_cast<double>(after.size()) / static_cast<double>(before.size());
    EXPECT_NEAR(growth, 1.05, 0.01);
}

TEST(Callers, MoreVolumeKeepsTheCallersOfDatedRunsWithHourFactorsAndSurges) {
    RoomRun ordinary;
    RoomRun raised;
    run_room(force_of_many_streams(1.0), ordinary);
    run_room(force_of_many_streams(1.05), raised);

    const auto before = by_caller(ordinary);
    const auto after = by_caller(raised);
    std::size_t others = 0;
    for (const auto& [caller, call] : before) {
        const auto found = after.find(caller);
        ASSERT_NE(found, after.end()) << "a caller was lost by raising the volume";
        expect_same_caller(call, found->second);
        others += caller >> 56U >= 0xFD;
    }
    EXPECT_GT(others, 50U);
    EXPECT_GT(after.size(), before.size());
}

TEST(Callers, AReplicationCanBeRunAgainAlone) {
    const Scenario scenario = busy_force(30, 1.0);
    const auto compiled = compile(scenario);
    ASSERT_TRUE(compiled);
    NoticeLog log;
    ControlRoom room(*compiled, log);
    std::vector<CallRecord> third;
    for (std::uint64_t replication = 0; replication < 4; ++replication) {
        log.calls.clear();
        room.begin(Streams(7, replication));
        room.run_to_end();
        if (replication == 3) {
            third = log.calls;
        }
    }
    RoomRun alone;
    run_room(scenario, alone, 7, 3);

    ASSERT_EQ(third.size(), alone.log.calls.size());
    for (std::size_t row = 0; row < third.size(); ++row) {
        EXPECT_EQ(third[row].number, alone.log.calls[row].number);
        EXPECT_EQ(third[row].outcome, alone.log.calls[row].outcome);
        EXPECT_EQ(third[row].times.ended, alone.log.calls[row].times.ended);
    }
}

}  // namespace
}  // namespace fcr::test
