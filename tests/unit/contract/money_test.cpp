#include "sim/contract/money.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

TEST(Money, ReadsPoundsWithUpToFourPlaces) {
    EXPECT_EQ(parse_money("6.50"), Money{65'000});
    EXPECT_EQ(parse_money("-0.0001"), Money{-1});
    EXPECT_EQ(parse_money("175000000"), Money::pounds(175'000'000));
    for (const char* wrong :
         {"", "-", ".5", "6.", "6.50001", "6,50", "1e3", " 1", "1234567890123"}) {
        EXPECT_FALSE(parse_money(wrong)) << wrong;
    }
}

TEST(Money, RoundsHalfAwayFromZero) {
    EXPECT_EQ(divide_rounded(5, 2), 3);
    EXPECT_EQ(divide_rounded(-5, 2), -3);
    EXPECT_EQ(divide_rounded(4, 3), 1);
    EXPECT_EQ(divide_rounded(5, 3), 2);
    EXPECT_EQ(to_pence(Money{50}), Money::pence(1));
    EXPECT_EQ(to_pence(Money{49}), Money{});
    EXPECT_EQ(to_pence(Money{-50}), Money::pence(-1));
}

// contracts.md 2.18, P7.
TEST(Money, IsExactForAPriceOfThreePlaces) {
    EXPECT_EQ(to_string(times(*parse_money("5.805"), 45'000)), "261,225.00");
}

TEST(Money, IsWrittenWithThousands) {
    EXPECT_EQ(to_string(Money::pence(-123'456'789)), "-1,234,567.89");
    EXPECT_EQ(to_string(Money::pence(5)), "0.05");
    EXPECT_EQ(to_string(Money::pounds(999)), "999.00");
    EXPECT_EQ(to_string(times(Money::pounds(2), Decimal{1'200'000})), "2.40");
    EXPECT_EQ(basis_points(Money::pounds(250'000), 600), Money::pounds(15'000));
}

TEST(Money, APriceKeepsThePlacesThatItHas) {
    EXPECT_EQ(to_exact_string(*parse_money("0.0125")), "0.0125");
    EXPECT_EQ(to_exact_string(*parse_money("1234.505")), "1,234.505");
    EXPECT_EQ(to_exact_string(*parse_money("32")), "32.00");
    EXPECT_EQ(to_exact_string(*parse_money("-0.0099")), "-0.0099");
    EXPECT_EQ(to_exact_string(*parse_money("-1.5")), "-1.50");
}

}  // namespace
}  // namespace fcr
