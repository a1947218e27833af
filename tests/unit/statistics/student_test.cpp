// Student's t against closed forms.
#include "sim/statistics/student.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace fcr {
namespace {

TEST(Student, QuantilesOfTheTables) {
    EXPECT_NEAR(student_quantile(0.975, 10.0), 2.228139, 1e-6);
    EXPECT_NEAR(two_sided_quantile(0.95, 10.0), 2.228139, 1e-6);
    EXPECT_NEAR(student_quantile(0.5, 3.0), 0.0, 1e-12);
}

TEST(Student, APValueWithTwoDegreesOfFreedomIsAClosedForm) {
    // P(|T| > t) = 1 - t / sqrt(t^2 + 2).
    EXPECT_NEAR(two_sided_p_value(-4.0, 2.0, 2.0), 1.0 - 2.0 / std::sqrt(6.0), 1e-12);
}

TEST(Student, WithoutSpreadOnlyZeroIsNoDifference) {
    EXPECT_EQ(two_sided_p_value(0.0, 0.0, 5.0), 1.0);
    EXPECT_EQ(two_sided_p_value(0.1, 0.0, 5.0), 0.0);
}

}  // namespace
}  // namespace fcr
