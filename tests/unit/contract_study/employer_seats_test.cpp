#include "sim/contract_study/employer_seats.hpp"

#include "tests/unit/contract_study/small_contract.hpp"

#include <gtest/gtest.h>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

/// Wednesday 31 March 2027 from so long after the start of a run.
EmployerDay wednesday(Duration midnight = Duration{0}) {
    return {
        .midnight = kStartOfRun + midnight, .date = on(2027, 3, 31), .number = 30, .weekday = 2};
}

TEST(EmployerSeats, FillsThePlanUnlessToldOtherwise) {
    EmployerSeats seats(0, std::nullopt);
    seats.order(wednesday(), {});

    EXPECT_EQ(seats.seats({.at = kStartOfRun + 9h, .planned = 7}), 7U);
    seats.order(wednesday(), {.share_bp = 7'500});
    EXPECT_EQ(seats.seats({.at = kStartOfRun + 9h, .planned = 7}), 5U);  // 5.25
}

TEST(EmployerSeats, AddsSeatsByTheHourOfTheWeek) {
    SeatsByHour added{};
    added[2 * 24 + 9] = 2;
    added[2 * 24 + 10] = -9;
    EmployerSeats seats(0, std::nullopt);
    seats.order(wednesday(48h), {.added = &added});

    EXPECT_EQ(seats.seats({.at = kStartOfRun + 56h + 45min, .planned = 7}), 7U);
    EXPECT_EQ(seats.seats({.at = kStartOfRun + 57h, .planned = 7}), 9U);
    EXPECT_EQ(seats.seats({.at = kStartOfRun + 58h, .planned = 7}), 0U);
}

TEST(EmployerSeats, FollowsTheClockOnTheWall) {
    SeatsByHour added{};
    added[6 * 24 + 2] = 1;
    EmployerSeats seats(0, std::nullopt);
    // Sunday 28 March 2027: the clocks go from 01:00 to 02:00.
    seats.order({.midnight = kStartOfRun, .date = on(2027, 3, 28), .number = 27, .weekday = 6},
                {.added = &added});

    EXPECT_EQ(seats.seats({.at = kStartOfRun + 45min, .planned = 1}), 1U);
    EXPECT_EQ(seats.seats({.at = kStartOfRun + 1h, .planned = 1}), 2U);
    EXPECT_EQ(seats.seats({.at = kStartOfRun + 2h, .planned = 1}), 1U);
}

TEST(EmployerSeats, PeopleWithoutGuaranteedHoursMayDeclineAWholeShift) {
    EmployerSeats seats(0, ZeroHoursPlan{.share_bp = 5'000, .accept_bp = 6'000, .shift = 8h});
    seats.begin(Streams(7, 3));
    int declined = 0;
    for (int day = 0; day < 200; ++day) {
        EmployerDay of = wednesday();
        of.number = day;
        seats.order(of, {});
        const FlexibleSeats early = seats.flexible_at({.at = kStartOfRun + 8h, .planned = 10});
        const FlexibleSeats late = seats.flexible_at({.at = kStartOfRun + 15h, .planned = 10});
        EXPECT_EQ(early.planned, 5U);
        EXPECT_EQ(early.declined, late.declined);  // one shift, one answer
        EXPECT_EQ(seats.seats({.at = kStartOfRun + 8h, .planned = 10}), 10U - early.declined);
        declined += static_cast<int>(early.declined);
    }
    // 1,000 offers, 400 declined: five standard deviations are 77.
    EXPECT_NEAR(declined, 400, 77);
}

TEST(EmployerSeats, WhoDeclinedNeedNotBeCalledOff) {
    EmployerSeats seats(0, ZeroHoursPlan{.share_bp = 10'000, .accept_bp = 0});
    seats.begin(Streams(7, 3));
    seats.order(wednesday(), {.share_bp = 5'000});

    const FlexibleSeats flexible = seats.flexible_at({.at = kStartOfRun, .planned = 4});
    EXPECT_EQ(flexible.declined, 4U);
    EXPECT_EQ(flexible.called_off, 0U);
    EXPECT_EQ(seats.seats({.at = kStartOfRun, .planned = 4}), 0U);
}

}  // namespace
}  // namespace fcr::test
