#include "sim/analysis/seconds_text.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

TEST(SecondsText, AreReadToTheMicrosecond) {
    EXPECT_EQ(parse_seconds("12"), Duration{12'000'000});
    EXPECT_EQ(parse_seconds("0.000001"), Duration{1});
    EXPECT_EQ(parse_seconds("-1.5"), Duration{-1'500'000});
    EXPECT_EQ(parse_seconds("1.2345678"), Duration{1'234'567});
    EXPECT_EQ(parse_seconds("1264896000"), Duration{1'264'896'000'000'000});
    for (const char* wrong :
         {"", "-", ".5", "1.", "1e3", "1,5", " 1", "1 ", "12345678901", "1264896001", "nan"}) {
        EXPECT_FALSE(parse_seconds(wrong)) << wrong;
    }
}

}  // namespace
}  // namespace fcr
