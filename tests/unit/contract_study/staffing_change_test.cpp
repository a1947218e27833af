#include "sim/contract_study/staffing_change.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace fcr {
namespace {

TEST(StaffingChange, AnFteHasItsProductiveHoursInAWeek) {
    // 1,313 hours over 52.18 weeks are 25.2.
    EXPECT_EQ(weekly_hours({}, 1), 25);
    EXPECT_EQ(weekly_hours({}, 4), 101);
    EXPECT_EQ(weekly_hours({.productive_hours = 1'461}, 1), 28);
}

TEST(StaffingChange, GoesToTheHoursWithMostLateCalls) {
    LateByHour late;
    late.late[20] = 1'000;  // half of it is left after one seat, a quarter after two
    late.late[21] = 300;
    for (std::size_t hour = 40; hour < 80; ++hour) {
        late.late[hour] = 10;
    }

    const SeatsByHour seats = with_people(SeatsByHour{}, late, {}, 1);

    EXPECT_EQ(std::accumulate(seats.begin(), seats.end(), 0), 25);
    EXPECT_EQ(seats[20], 7);  // 1000, 500, 250, 125, 62.5, 31.25, 15.6
    EXPECT_EQ(seats[21], 5);  // 300, 150, 75, 37.5, 18.75
    EXPECT_EQ(std::accumulate(seats.begin() + 40, seats.begin() + 80, 0), 13);
}

TEST(StaffingChange, FewerPeopleComeFromTheQuietestHours) {
    LateByHour late;
    late.late.fill(100);
    late.late[3] = 0;
    late.late[4] = 1;

    SeatsByHour planned;
    planned.fill(4);

    const SeatsByHour seats = without_people(planned, late, {}, 1);

    EXPECT_EQ(std::accumulate(seats.begin(), seats.end(), 0), -25);
    EXPECT_EQ(seats[3], -1);
    EXPECT_EQ(seats[4], -1);
    EXPECT_EQ(*std::min_element(seats.begin(), seats.end()), -1);
}

TEST(StaffingChange, NobodyIsSentHomeFromASeatThatIsNotPlanned) {
    LateByHour late;
    late.late.fill(100);
    late.late[3] = 0;
    SeatsByHour planned{};
    planned[10] = 2;
    planned[11] = 1;

    const SeatsByHour seats = without_people(planned, late, {}, 1);

    EXPECT_EQ(seats[3], 0);
    EXPECT_EQ(seats[10], -2);
    EXPECT_EQ(seats[11], -1);
    EXPECT_EQ(std::accumulate(seats.begin(), seats.end(), 0), -3);
}

TEST(StaffingChange, CostsItsHours) {
    SeatsByHour seats{};
    seats[0] = 3;
    seats[167] = 1;

    // 4 hours a week are 17.39 a month, at 32.90 pounds.
    EXPECT_EQ(to_string(monthly_cost(seats, {})), "572.23");
}

}  // namespace
}  // namespace fcr
