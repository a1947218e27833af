// People: shifts, breaks after the call in hand, absence, learning, leaving.
#include "sim/control_room/shift_course.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/metrics/ledger.hpp"
#include "tests/support/notice_log.hpp"
#include "tests/support/rosters.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

PoolOptions people(Roster roster, People rules = {}) {
    return {.staff = Staff{std::move(roster), std::move(rules)}};
}

/// Calls of exactly 300 s at these seconds of an hour, before a pool of people.
Scenario constant_calls(PoolOptions pool, std::initializer_list<double> seconds) {
    return ScenarioBuilder()
        .call_class("999", {.talk = ConstantLaw{240.0}, .wrap_up = ConstantLaw{60.0}})
        .pool("in_house", std::move(pool))
        .load(calls_at(seconds))
        .build();
}

PlannedBreak rest(Duration from, Duration length) {
    return {.from = from, .length = length, .kind = BreakKind::Rest};
}

/// Instants of one direction and reason, in seconds from the start.
std::vector<double> times(const NoticeLog& log, bool signed_on, SeatReason reason) {
    std::vector<double> seconds;
    for (const SeatTaken& seat : log.seats) {
        if (seat.signed_on == signed_on && seat.reason == reason) {
            seconds.push_back(to_seconds(seat.at - kStartOfRun));
        }
    }
    return seconds;
}

TEST(Rostering, AnIdlePersonGoesOnItsBreakWhenItBegins) {
    RoomRun run;
    run_room(constant_calls(people(one_shift(1, 1h, {rest(10min, 20min)})), {700.0}), run);

    EXPECT_EQ(times(run.log, false, SeatReason::Rest), std::vector<double>{600.0});
    EXPECT_EQ(times(run.log, true, SeatReason::Rest), std::vector<double>{1800.0});
    // Nobody takes the call until the break is over.
    ASSERT_EQ(run.log.calls.size(), 1U);
    EXPECT_EQ(run.log.calls[0].times.answered, at_s(1800.0));
}

TEST(Rostering, ABreakWaitsForTheCallInHandAndKeepsItsLength) {
    RoomRun run;
    run_room(constant_calls(people(one_shift(1, 1h, {rest(10min, 20min)})), {500.0, 790.0}), run);

    EXPECT_EQ(times(run.log, false, SeatReason::Rest), std::vector<double>{800.0});
    EXPECT_EQ(times(run.log, true, SeatReason::Rest), std::vector<double>{2000.0});
    const auto calls = run.log.by_arrival();
    EXPECT_EQ(calls[1].times.answered, at_s(2000.0));
    // The notice tells when the break was planned.
    for (const SeatTaken& seat : run.log.seats) {
        if (!seat.signed_on && seat.reason == SeatReason::Rest) {
            EXPECT_EQ(seat.planned, at_s(600.0));
        }
    }
}

TEST(Rostering, TwoBreaksThatACallHeldUpFollowEachOther) {
    RoomRun run;
    run_room(constant_calls(people(one_shift(1, 1h, {rest(600s, 60s), rest(700s, 120s)})), {500.0}),
             run);

    EXPECT_EQ(times(run.log, false, SeatReason::Rest), (std::vector<double>{800.0, 860.0}));
    EXPECT_EQ(times(run.log, true, SeatReason::Rest), (std::vector<double>{860.0, 980.0}));
}

TEST(Rostering, ABusyPersonGoesHomeWhenTheCallIsDone) {
    RoomRun run;
    run_room(constant_calls(people(one_shift(2, 30min)), {1700.0}), run);

    EXPECT_EQ(times(run.log, false, SeatReason::Shift), (std::vector<double>{1800.0, 2000.0}));
    EXPECT_EQ(run.counts.answered, 1U);
}

TEST(Rostering, WhoIsBusyAfterTheShiftWhenTheRunEndsGoesHomeAfterTheCall) {
    Scenario scenario = constant_calls(people(one_shift(1, 30min)), {1500.0});
    scenario.call_classes[0].talk = ConstantLaw{1e6};
    RoomRun run;
    run_room(scenario, run);

    ASSERT_EQ(run.log.calls.size(), 1U);
    EXPECT_EQ(run.log.calls[0].times.ready, run.log.calls[0].times.wrapped_up);
    ASSERT_EQ(run.log.seats.size(), 2U);
    EXPECT_FALSE(run.log.seats[1].signed_on);
    EXPECT_EQ(run.log.seats[1].at, run.log.calls[0].times.ready);
    EXPECT_EQ(run.log.seats[1].planned, at_s(1800.0));  // the rest is overrun
}

TEST(Rostering, ABreakIsMootWhenTheShiftEndsBeforeIt) {
    RoomRun run;
    run_room(constant_calls(people(one_shift(1, 30min, {rest(1750s, 40s)})), {1700.0}), run);
    EXPECT_EQ(times(run.log, false, SeatReason::Rest), std::vector<double>{});
    EXPECT_EQ(times(run.log, false, SeatReason::Shift), std::vector<double>{2000.0});

    // Under way, it ends with the shift.
    RoomRun late;
    run_room(constant_calls(people(one_shift(1, 30min, {rest(1500s, 300s)})), {1400.0}), late);
    EXPECT_EQ(times(late.log, false, SeatReason::Rest), std::vector<double>{1700.0});
    EXPECT_EQ(times(late.log, true, SeatReason::Rest), std::vector<double>{1800.0});
    EXPECT_EQ(times(late.log, false, SeatReason::Shift), std::vector<double>{1800.0});
}

TEST(Rostering, ThoseWhoComeTakeTheCallsThatWait) {
    Roster roster = one_shift(2, 30min);
    roster.listed[0].shifts[0].from = 10min;
    roster.listed[1].shifts[0].from = 20min;
    RoomRun run;
    run_room(constant_calls(people(roster), {100.0, 200.0}), run);

    const auto calls = run.log.by_arrival();
    EXPECT_EQ(calls[0].times.answered, at_s(600.0));
    EXPECT_EQ(calls[1].times.answered, at_s(900.0));
}

TEST(Rostering, TheRecorderCountsDutyBreaksOverrunAndPay) {
    Roster roster = one_shift(
        1, 30min, {{.from = 5min, .length = 6min, .kind = BreakKind::Meal}, rest(15min, 4min)});
    const auto compiled = compile(constant_calls(people(roster), {1700.0}));
    ASSERT_TRUE(compiled);
    ReplicationRunner runner(*compiled);
    const auto result = runner.run(1, 0);
    ASSERT_TRUE(result);

    const SeatTally& seats =
        result->populations[runner.recorder().population(PoolId{0}).index()].seats;
    EXPECT_EQ(seats.break_us, 600'000'000);
    EXPECT_EQ(seats.meal_us, 360'000'000);
    EXPECT_EQ(seats.overrun_us, 200'000'000);
    EXPECT_EQ(seats.on_duty_us, 1'400'000'000);
    EXPECT_EQ(seats.paid_us(), 1'640'000'000);
    // By quarter-hour: the meal in the first, the rest in the second, the overrun in the third.
    EXPECT_EQ(runner.recorder().total(PoolId{0}, IntervalId{0}).seats.break_us, 360'000'000);
    EXPECT_EQ(runner.recorder().total(PoolId{0}, IntervalId{1}).seats.break_us, 240'000'000);
    EXPECT_EQ(runner.recorder().total(PoolId{0}, IntervalId{2}).seats.overrun_us, 200'000'000);
}

class StaffRows final : public LedgerSink {
public:
    void call(const CallLedgerRow&) override {}
    void staffing(const StaffingLedgerRow& row) override { rows.push_back(row); }
    std::vector<StaffingLedgerRow> rows;
};

TEST(Rostering, TheLedgerHasBreaksBetweenStretchesOfWork) {
    const auto compiled =
        compile(constant_calls(people(one_shift(1, 1h, {rest(10min, 20min)})), {500.0}));
    ASSERT_TRUE(compiled);
    StaffRows ledger;
    LedgerKeeper keeper(*compiled, ledger);
    ControlRoom room(*compiled, keeper);
    keeper.begin_replication();
    room.begin(Streams(1, 0));
    room.run_to_end();
    keeper.end_replication(room.now());

    std::vector<std::pair<StaffState, double>> stretches;
    for (const StaffingLedgerRow& row : ledger.rows) {
        stretches.emplace_back(row.state, to_seconds(row.to - row.from));
    }
    EXPECT_EQ(stretches,
              (std::vector<std::pair<StaffState, double>>{{StaffState::Available, 500.0},
                                                          {StaffState::Handling, 240.0},
                                                          {StaffState::WrapUp, 60.0},
                                                          {StaffState::Break, 1200.0},
                                                          {StaffState::Available, 1600.0}}));
}

/// Shifts missed by reason and shifts worked, of people who work every day, without calls.
struct Attendance {
    std::map<MissedReason, int> missed;
    int worked = 0;

    [[nodiscard]] int shifts() const {
        int all = worked;
        for (const auto& [reason, count] : missed) {
            all += count;
        }
        return all;
    }
    [[nodiscard]] double share(MissedReason reason) const {
        const auto found = missed.find(reason);
        return found == missed.end() ? 0.0 : static_cast<double>(found->second) / shifts();
    }
};

Attendance attendance(const People& rules, std::uint32_t headcount, int days) {
    RoomRun run;
    run_room(ScenarioBuilder()
                 .line("999", {.per_hour = 0.0})
                 .pool("in_house", people(every_day(headcount, 8h, 8h), rules))
                 .measured(days * kDayLength)
                 .drain_max(0h)
                 .build(),
             run,
             20261125);
    Attendance result;
    for (const ShiftMissed& shift : run.log.missed) {
        ++result.missed[shift.reason];
    }
    result.worked = static_cast<int>(times(run.log, true, SeatReason::Shift).size());
    return result;
}

/// Half the 99.9 % interval of a share of independent draws.
double half_width(double share, int draws) {
    return 3.29 * std::sqrt(share * (1.0 - share) / draws);
}

// Seed 20261125, 20,000 shifts, 99.9 % binomial interval for each share.
TEST(Rostering, SharesOfShiftsAreLostAsTheScenarioSays) {
    People rules;
    rules.leave_share = 0.13;
    rules.training_share = 0.04;
    rules.absence_share = 0.05;
    const Attendance result = attendance(rules, 100, 200);

    ASSERT_EQ(result.shifts(), 20'000);
    EXPECT_NEAR(result.share(MissedReason::Leave), 0.13, half_width(0.13, 20'000));
    EXPECT_NEAR(result.share(MissedReason::Training), 0.04, half_width(0.04, 20'000));
    // Only who is neither on leave nor in training can fail to come.
    const double absent = 0.83 * 0.05;
    EXPECT_NEAR(result.share(MissedReason::Absent), absent, half_width(absent, 20'000));
    EXPECT_EQ(result.share(MissedReason::Sick), 0.0);
}

// Seed 20261125, 40,000 days of 200 people. Days of a spell go together: a spell of 5 days makes
// the variance of the share (2 - 1/5 - p') / (1/5 + p') = 8.3 times that of independent days.
TEST(Rostering, SicknessTakesItsShareInSpellsOfItsLength) {
    People rules;
    rules.sick_share = 0.09;
    rules.sick_spell_days = 5.0;
    RoomRun run;
    run_room(ScenarioBuilder()
                 .line("999", {.per_hour = 0.0})
                 .pool("in_house", people(every_day(200, 8h, 8h), rules))
                 .measured(200 * kDayLength)
                 .drain_max(0h)
                 .build(),
             run,
             20261125);

    std::map<HandlerId, std::vector<std::int64_t>> sick;
    for (const ShiftMissed& shift : run.log.missed) {
        sick[shift.handler].push_back((shift.from - kStartOfRun) / kDayLength);
    }
    int days = 0;
    int spells = 0;
    for (const auto& [handler, of_handler] : sick) {
        days += static_cast<int>(of_handler.size());
        for (std::size_t row = 0; row < of_handler.size(); ++row) {
            spells += row == 0 || of_handler[row] != of_handler[row - 1] + 1;
        }
    }
    EXPECT_NEAR(days / 40'000.0, 0.09, std::sqrt(8.3) * half_width(0.09, 40'000));
    EXPECT_NEAR(static_cast<double>(days) / spells, 5.0, 0.6);
}

// Seed 20261125, 10,000 offers, 99.9 % binomial interval.
TEST(Rostering, PeopleWithoutGuaranteedHoursAcceptTheirShareOfOffers) {
    People rules;
    rules.zero_hours = ZeroHours{.share = 0.5, .accept = 0.7, .first_start = 10 * kDayLength};
    const Attendance result = attendance(rules, 100, 210);

    // Fifty always come; the others are offered nothing in the first ten days.
    EXPECT_EQ(result.shifts(), 50 * 210 + 50 * 200);
    EXPECT_NEAR(result.missed.at(MissedReason::Declined) / 10'000.0, 0.3, half_width(0.3, 10'000));
}

// contracts.md 2.11: N posts, a yearly attrition a and L weeks to replace leave N a L / 52 posts
// empty, less by what cannot leave because it is empty: a renewal process is away for a share
// L / (52 / a + L) in the long run. 400 posts over 8 years after 2; the 99.9 % interval of the
// share over posts is 3.29 sd / sqrt(400), with sd found to be below 0.14 for a post.
TEST(Rostering, LeaversLeaveTheirPostsEmptyUntilTheyAreReplaced) {
    People rules;
    rules.leave_per_year = 0.5;
    rules.replacement = 26 * kWeekLength;
    RoomRun run;
    run_room(ScenarioBuilder()
                 .line("999", {.per_hour = 0.0})
                 .pool("in_house", people(every_day(400, 8h, 8h), rules))
                 .measured(8 * 365 * kDayLength)
                 .drain_max(0h)
                 .build(),
             run,
             20261125);
    std::int64_t missed = 0;
    for (const ShiftMissed& shift : run.log.missed) {
        EXPECT_EQ(shift.reason, MissedReason::Unfilled);
        missed += shift.from >= kStartOfRun + 2 * 365 * kDayLength ? 1 : 0;
    }
    const double share = static_cast<double>(missed) / (400.0 * 6 * 365);
    EXPECT_NEAR(share, 26.0 / (2.0 * 52.18 + 26.0), 0.023);
}

TEST(Rostering, WithoutReplacementAPostStaysEmpty) {
    People rules;
    rules.leave_per_year = 1.0;
    const Attendance result = attendance(rules, 500, 365);

    // Of 500 the share exp(-t) is there after t years: the mean over the year is 1 - exp(-1).
    EXPECT_NEAR(result.worked / (500.0 * 365), 0.632, 0.045);
}

TEST(Rostering, VacantPostsHaveNobody) {
    People rules;
    rules.vacancy_share = 0.12;
    const Attendance result = attendance(rules, 50, 10);

    EXPECT_EQ(result.shifts(), 44 * 10);
}

TEST(Rostering, WhoIsAwayDoesNotDependOnOtherPools) {
    People rules;
    rules.absence_share = 0.3;
    const auto missed = [&](std::uint32_t seats) {
        RoomRun run;
        run_room(ScenarioBuilder()
                     .line("999", {.per_hour = 1.0})
                     .pool("in_house", people(every_day(20, 8h, 8h), rules))
                     .pool("other", {.seats = seats})
                     .measured(20 * kDayLength)
                     .build(),
                 run);
        std::vector<std::pair<HandlerId, SimTime>> rows;
        for (const ShiftMissed& shift : run.log.missed) {
            rows.emplace_back(shift.handler, shift.from);
        }
        return rows;
    };

    EXPECT_EQ(missed(1), missed(30));
}

/// How long the first call takes, of 100 s at factor 1, when it comes at this second.
double handling_at(const People& rules, double second) {
    RoomRun run;
    run_room(ScenarioBuilder()
                 .call_class("999", {.talk = ConstantLaw{100.0}})
                 .pool("in_house", people(one_shift(1, 800 * kDayLength), rules))
                 .measured(800 * kDayLength)
                 .load(calls_at({second}))
                 .build(),
             run);
    return to_seconds(run.log.calls.at(0).times.ended - run.log.calls.at(0).times.answered);
}

constexpr double kWeekSeconds = 604'800.0;

TEST(Rostering, FatigueIsOffUnlessAskedFor) {
    EXPECT_DOUBLE_EQ(handling_at({}, 10 * 3600.0), 100.0);

    People tired;
    tired.fatigue_per_hour = 0.01;
    tired.fatigue_after = 4h;
    EXPECT_DOUBLE_EQ(handling_at(tired, 3 * 3600.0), 100.0);
    EXPECT_NEAR(handling_at(tired, 10 * 3600.0), 106.0, 1e-5);
}

TEST(Rostering, ATransferSlowsCallsDownAtFirst) {
    People moved;
    moved.transfer = Transfer{.from = 10 * kDayLength, .factor = 1.3, .span = 10 * kDayLength};

    EXPECT_DOUBLE_EQ(handling_at(moved, 9.9 * 86'400.0), 100.0);
    EXPECT_NEAR(handling_at(moved, 10.0 * 86'400.0), 130.0, 1e-5);
    EXPECT_NEAR(handling_at(moved, 15.0 * 86'400.0), 115.0, 1e-5);
    EXPECT_DOUBLE_EQ(handling_at(moved, 20.0 * 86'400.0), 100.0);
}

// model.md 2.3: novice multiplier 1.5 in week 1, 1.25 in month 3, 1.0 in month 6.
TEST(Rostering, ARecruitBecomesQuicker) {
    People recruits;
    recruits.vacancy_share = 1.0;
    recruits.cohorts = {{.headcount = 1, .alone_from = Duration::zero()}};
    const auto factor = [&](double weeks) {
        const auto compiled = compile(
            ScenarioBuilder().pool("in_house", people(every_day(1, 0h, 24h), recruits)).build());
        const ShiftCourse course(*compiled);
        const PersonCourse recruit = course.begin(HandlerId{0}, PoolId{0});
        const SimTime now = at_s(weeks * kWeekSeconds);
        return course.handling_factor(recruit, PoolId{0}, now, now);
    };

    EXPECT_DOUBLE_EQ(factor(0.0), 1.5);
    EXPECT_NEAR(factor(6.5), 1.375, 1e-9);
    EXPECT_DOUBLE_EQ(factor(13.0), 1.25);
    EXPECT_NEAR(factor(19.5), 1.125, 1e-9);
    EXPECT_DOUBLE_EQ(factor(26.0), 1.0);
    EXPECT_DOUBLE_EQ(factor(400.0), 1.0);
}

TEST(Rostering, RecruitsComeWhenTheyAreAlone) {
    People rules;
    rules.vacancy_share = 0.5;
    rules.cohorts = {{.headcount = 3, .alone_from = 7 * kDayLength}};
    const Attendance result = attendance(rules, 4, 14);

    EXPECT_EQ(result.worked, 2 * 14 + 3 * 7);
}

}  // namespace
}  // namespace fcr::test
