#include "sim/report/number.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

TEST(SixDigits, RoundsToSixSignificantDigits) {
    EXPECT_EQ(six_digits(87.53168), 87.5317);
    EXPECT_EQ(six_digits(1234567.0), 1234570.0);
    EXPECT_EQ(six_digits(1.0 / 3.0), 0.333333);
    EXPECT_EQ(six_digits(0.0000123456789), 0.0000123457);
    EXPECT_EQ(six_digits(100.0), 100.0);
}

TEST(SixDigits, HasNoNegativeZero) {
    EXPECT_FALSE(std::signbit(six_digits(-0.0)));
}

TEST(PlainNumber, IsShortestAndEmptyWhenNotMeasured) {
    EXPECT_EQ(plain_number(0.1), "0.1");
    EXPECT_EQ(plain_number(12.0), "12");
    EXPECT_EQ(plain_number(std::nullopt), "");
}

TEST(WithHalfWidth, ShowsOneDecimalAndTheUnit) {
    EXPECT_EQ(with_half_width(Estimate{.value = 87.53, .half_width = 0.4}, "%"), "87.5 ±0.4 %");
    EXPECT_EQ(with_half_width(Estimate{.value = 87.53, .half_width = std::nullopt}, "s"), "87.5 s");
    EXPECT_EQ(with_half_width(Estimate{.value = 0.456, .half_width = 0.021}, {}, 2), "0.46 ±0.03");
}

TEST(WithHalfWidth, NeverShowsLessThanTheHalfWidthIs) {
    EXPECT_EQ(with_half_width(Estimate{.value = 50.0, .half_width = 0.01}), "50.0 ±0.1");
    EXPECT_EQ(with_half_width(Estimate{.value = 50.0, .half_width = 0.0}), "50.0 ±0.0");
    // 0.1 + 0.2 is more than 0.3 in binary, and still 0.3.
    EXPECT_EQ(with_half_width(Estimate{.value = 50.0, .half_width = 0.1 + 0.2}), "50.0 ±0.3");
}

TEST(WithHalfWidth, TellsNeverFromNotMeasured) {
    EXPECT_EQ(with_half_width(Estimate{.value = 0.0, .half_width = 0.0}, "%"), "0 %");
    EXPECT_EQ(with_half_width(std::nullopt, "%"), "not measured");
}

TEST(WithHalfWidth, RoundsToAsManyDecimalsAsAreAskedFor) {
    const Estimate estimate{.value = 91.62718, .half_width = 0.1525531};
    EXPECT_EQ(with_half_width(estimate, "%", 0), "92 ±1 %");
    EXPECT_EQ(with_half_width(estimate, "%", 3), "91.627 ±0.153 %");
}

TEST(DecimalsToShow, GiveTwoDigitsOfAHalfWidth) {
    EXPECT_EQ(decimals_to_show(0.1525531), 2);
    EXPECT_EQ(decimals_to_show(0.0999999999), 2);  // 0.1 but for its rounding
    EXPECT_EQ(decimals_to_show(1.53), 1);
    EXPECT_EQ(decimals_to_show(15.3), 0);
    EXPECT_EQ(decimals_to_show(153.0), 0);
    EXPECT_EQ(decimals_to_show(1e-9), 6);
    EXPECT_EQ(decimals_to_show(0.0), 1);
    EXPECT_EQ(decimals_to_show(std::nullopt), 1);
}

TEST(DecimalsWritten, AreThoseOfTheNumberInSixDigits) {
    EXPECT_EQ(decimals_written(0.5), 1);
    EXPECT_EQ(decimals_written(0.125), 3);
    EXPECT_EQ(decimals_written(12.0), 0);
    EXPECT_EQ(decimals_written(0.1 + 0.2), 1);
}

TEST(OneDecimal, HasNoSignOnNothing) {
    EXPECT_EQ(one_decimal(-0.04), "0.0");
    EXPECT_EQ(one_decimal(-0.06), "-0.1");
}

TEST(TimeOfDay, IsHoursAndMinutes) {
    EXPECT_EQ(time_of_day(std::chrono::minutes{495}), "08:15");
    EXPECT_EQ(time_of_day(Duration::zero()), "00:00");
}

}  // namespace
}  // namespace fcr
