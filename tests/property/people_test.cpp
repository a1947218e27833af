// Rooms of people, whatever their rosters: no seat is lost, nobody on a break takes a call, and a
// person for each seat is a seat.
#include "sim/experiment/experiment.hpp"
#include "tests/support/any_people.hpp"
#include "tests/support/any_room.hpp"
#include "tests/support/notice_log.hpp"
#include "tests/support/rosters.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gtest/gtest.h>

#include <map>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

class AnyPeople : public testing::TestWithParam<int> {};

TEST_P(AnyPeople, LoseNoCallAndNoSeat) {
    const Scenario scenario = with_any_people(any_room(static_cast<std::uint64_t>(GetParam())),
                                              static_cast<std::uint64_t>(GetParam()));
    RoomRun run;
    run_room(scenario, run);

    EXPECT_EQ(run.limit, Limit::None);
    EXPECT_TRUE(run.counts.conserved());
    EXPECT_EQ(run.counts.waiting + run.counts.in_hand, 0U);
    EXPECT_EQ(run.log.calls.size(), run.counts.offered);

    // Sign-ons less sign-offs are those on duty, at every notice; nobody signs on twice.
    std::map<PoolId, std::uint32_t> on_duty;
    std::map<HandlerId, std::vector<std::pair<SimTime, SimTime>>> duty;
    std::map<HandlerId, bool> on;
    for (const SeatTaken& seat : run.log.seats) {
        EXPECT_NE(on[seat.handler], seat.signed_on);
        on[seat.handler] = seat.signed_on;
        on_duty[seat.pool] += seat.signed_on ? 1U : ~0U;
        EXPECT_EQ(on_duty[seat.pool], seat.on_duty);
        if (seat.signed_on) {
            duty[seat.handler].emplace_back(seat.at, kNever);
        } else {
            duty[seat.handler].back().second = seat.at;
            if (seat.planned != kNever) {
                EXPECT_GE(seat.at, seat.planned);
            }
        }
    }
    // Calls are handled on duty, one at a time.
    std::map<HandlerId, std::vector<std::pair<SimTime, SimTime>>> work;
    for (const CallRecord& call : run.log.calls) {
        if (!call.handler) {
            continue;
        }
        work[*call.handler].emplace_back(call.times.presented, call.times.ready);
        const bool covered = std::ranges::any_of(duty[*call.handler], [&](const auto& stretch) {
            return stretch.first <= call.times.presented && call.times.ready <= stretch.second;
        });
        EXPECT_TRUE(covered) << "a call was taken off duty";
    }
    for (auto& [handler, stretches] : work) {
        std::ranges::sort(stretches);
        for (std::size_t row = 1; row < stretches.size(); ++row) {
            EXPECT_LE(stretches[row - 1].second, stretches[row].first);
        }
    }
}

TEST_P(AnyPeople, AddUpInEveryQuarterHour) {
    const auto compiled = compile(with_any_people(any_room(static_cast<std::uint64_t>(GetParam())),
                                                  static_cast<std::uint64_t>(GetParam())));
    ASSERT_TRUE(compiled);
    ReplicationRunner runner(*compiled);
    const auto result = runner.run(1, 0);
    ASSERT_TRUE(result);

    for (std::size_t row = 0; row < compiled->pools.size(); ++row) {
        const PoolId pool{row};
        SeatTally sum;
        for (std::size_t interval = 0; interval < kResultIntervals; ++interval) {
            const SeatTally seats = runner.recorder().total(pool, IntervalId{interval}).seats;
            sum.merge(seats);
            EXPECT_GE(seats.break_us, seats.meal_us);
            EXPECT_GE(seats.meal_us, 0);
            EXPECT_GE(seats.overrun_us, 0);
            EXPECT_GE(seats.on_duty_us, seats.overrun_us);
            EXPECT_GE(seats.absent_us, 0);
            EXPECT_GE(seats.leave_us, 0);
            EXPECT_GE(seats.unfilled_us, 0);
            EXPECT_LE(seats.ringing_us + seats.talk_us + seats.wrap_up_us + seats.gap_us,
                      seats.on_duty_us);
        }
        if (!compiled->pools[pool].rostered) {
            EXPECT_EQ(sum.break_us + sum.overrun_us + sum.absent_us + sum.leave_us, 0);
            EXPECT_EQ(sum.paid_us(), 0) << "only people on a roster have paid hours";
            continue;
        }
        // Planned shifts are worked or missed; what is worked beyond them is overrun.
        Duration planned{0};
        for (std::size_t handler = 0; handler < compiled->persons.size(); ++handler) {
            const Rows rows = compiled->persons[HandlerId{handler}].shifts;
            const std::uint32_t first = compiled->pools[pool].first_handler;
            if (handler < first || handler >= first + compiled->pools[pool].seats_max) {
                continue;
            }
            for (const CompiledShift& shift :
                 compiled->shifts.rows().subspan(rows.first, rows.count)) {
                const SimTime from = std::max(shift.from, compiled->measured_from);
                const SimTime until = std::min(shift.until, compiled->measured_until);
                planned += std::max(Duration::zero(), until - from);
            }
        }
        const std::int64_t worked = sum.on_duty_us + sum.break_us - sum.overrun_us;
        const std::int64_t missed = sum.absent_us + sum.leave_us + sum.unfilled_us;
        // An overrun into the next shift is counted once in each.
        EXPECT_LE(worked + missed, planned.count());
        EXPECT_GE(worked + missed + sum.overrun_us, planned.count());
    }
}

TEST_P(AnyPeople, ComeOutTheSameTwice) {
    const Scenario scenario = with_any_people(any_room(static_cast<std::uint64_t>(GetParam())),
                                              static_cast<std::uint64_t>(GetParam()));
    RoomRun first;
    RoomRun second;
    run_room(scenario, first, 5, 2);
    run_room(scenario, second, 5, 2);

    ASSERT_EQ(first.log.calls.size(), second.log.calls.size());
    for (std::size_t row = 0; row < first.log.calls.size(); ++row) {
        EXPECT_EQ(first.log.calls[row].times.ended, second.log.calls[row].times.ended);
        EXPECT_EQ(first.log.calls[row].handler, second.log.calls[row].handler);
    }
}

// The limiting case: people who are always there are seats.
TEST_P(AnyPeople, OnePersonForEachSeatWithoutBreaksIsASeat) {
    const auto seed = static_cast<std::uint64_t>(GetParam());
    Scenario seats = any_room(seed);
    for (std::size_t row = 0; row < seats.pools.size(); ++row) {
        seats.pools[row].seats = {
            {.from = kStartOfRun, .seats = static_cast<std::uint32_t>(1 + (seed + row) % 4)}};
    }
    Scenario persons = seats;
    for (Pool& pool : persons.pools) {
        pool.staff = Staff{.roster = one_shift(pool.seats[0].seats, 100h), .people = {}};
        for (ListedPerson& person : pool.staff->roster.listed) {
            person.shifts[0].from = -10h;
        }
        pool.seats[0].seats = 0;
    }
    RoomRun of_seats;
    RoomRun of_persons;
    run_room(seats, of_seats);
    run_room(persons, of_persons);

    ASSERT_EQ(of_seats.log.calls.size(), of_persons.log.calls.size());
    for (std::size_t row = 0; row < of_seats.log.calls.size(); ++row) {
        const CallRecord& seat = of_seats.log.calls[row];
        const CallRecord& person = of_persons.log.calls[row];
        EXPECT_EQ(seat.number, person.number);
        EXPECT_EQ(seat.outcome, person.outcome);
        EXPECT_EQ(seat.handler, person.handler);
        EXPECT_EQ(seat.times.presented, person.times.presented);
        EXPECT_EQ(seat.times.ended, person.times.ended);
        EXPECT_EQ(seat.times.ready, person.times.ready);
    }
    ASSERT_EQ(of_seats.log.seats.size(), of_persons.log.seats.size());
}

INSTANTIATE_TEST_SUITE_P(Seeds, AnyPeople, testing::Range(1, 121));

// Who is not affected by a mechanism does not change when another is: draws are keyed.
TEST(People, MoreAbsenceKeepsThoseAwayWhoWereAway) {
    const auto absent = [](double share) {
        People rules;
        rules.absence_share = share;
        RoomRun run;
        run_room(ScenarioBuilder()
                     .line("999", {.per_hour = 1.0})
                     .pool("in_house", {.staff = Staff{every_day(30, 8h, 8h), rules}})
                     .measured(10 * kDayLength)
                     .build(),
                 run);
        std::map<std::pair<HandlerId, SimTime>, bool> rows;
        for (const ShiftMissed& shift : run.log.missed) {
            rows[{shift.handler, shift.from}] = true;
        }
        return rows;
    };

    const auto few = absent(0.1);
    const auto many = absent(0.2);

    EXPECT_LT(few.size(), many.size());
    for (const auto& [row, away] : few) {
        EXPECT_TRUE(many.contains(row));
    }
}

}  // namespace
}  // namespace fcr::test
