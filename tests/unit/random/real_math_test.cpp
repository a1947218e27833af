#include "sim/random/real_math.hpp"

#include "sim/random/streams.hpp"
#include "tests/unit/random/sampling.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

namespace fcr {
namespace {

constexpr double kNoBound = std::numeric_limits<double>::infinity();
constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kPoints = 500'000;

/// The distance of two neighbouring doubles at `value`.
long double unit_in_last_place(long double value) {
    const double size = std::max(std::fabs(static_cast<double>(value)), 0x1.0p-1022);
    return std::ldexp(1.0L, std::ilogb(size) - 52);
}

/// The largest error in units in the last place over uniform arguments, against an 80-bit libm.
template <typename Ours, typename Exact>
double largest_error(double low, double high, Ours ours, Exact exact) {
    const Streams streams(kTestSeed, 0);
    double largest = 0.0;
    for (std::size_t i = 0; i < kPoints; ++i) {
        const EntityKey point{.family = 0, .member = i};
        const double x = low + (high - low) * streams.draw(Purpose::Talk, point).next_uniform();
        const long double wanted = exact(static_cast<long double>(x));
        const long double error = std::fabs(static_cast<long double>(ours(x)) - wanted);
        largest = std::max(largest, static_cast<double>(error / unit_in_last_place(wanted)));
    }
    return largest;
}

double exp_error(double low, double high) {
    return largest_error(
        low, high, [](double x) { return exp(x); }, [](long double x) { return std::exp(x); });
}

double log_error(double low, double high) {
    return largest_error(
        low, high, [](double x) { return log(x); }, [](long double x) { return std::log(x); });
}

double cos_error(double low, double high) {
    return largest_error(
        low, high, [](double x) { return cos(x); }, [](long double x) { return std::cos(x); });
}

/// Expects an error below the limit and records it (shown by --gtest_output=xml).
void expect_error_below(double limit, const char* range, double error) {
    testing::Test::RecordProperty(range, std::to_string(error));
    EXPECT_LT(error, limit) << range;
}

// Each row: 500,000 uniform arguments.
TEST(RealMath, ExpIsWithinItsStatedError) {
    expect_error_below(0.6, "-0.01 to 0.01", exp_error(-0.01, 0.01));
    expect_error_below(0.6, "-20 to 20", exp_error(-20.0, 20.0));
    expect_error_below(0.6, "-708 to 709.78", exp_error(-708.0, 709.78));
    expect_error_below(1.0, "-745 to -708 (subnormal)", exp_error(-745.0, -708.0));
}

TEST(RealMath, LogIsWithinItsStatedError) {
    expect_error_below(0.9, "0 to 1", log_error(0.0, 1.0));
    expect_error_below(0.9, "0.7 to 1.45", log_error(0.7, 1.45));
    expect_error_below(0.9, "0.99 to 1.01", log_error(0.99, 1.01));
    expect_error_below(0.9, "0 to 1e6", log_error(0.0, 1e6));
    expect_error_below(0.9, "0 to 1e300", log_error(0.0, 1e300));
    expect_error_below(0.9, "0 to 2e-308 (subnormal)", log_error(0.0, 2e-308));
}

TEST(RealMath, CosIsWithinItsStatedError) {
    expect_error_below(0.9, "-7 to 7", cos_error(-7.0, 7.0));
    expect_error_below(0.9, "-12867 to 12867", cos_error(-kCosRange, kCosRange));
}

TEST(RealMath, CosIsExactNearItsZeros) {
    double largest = 0.0;
    for (int quarters = -8191; quarters <= 8191; quarters += 2) {
        const double x = quarters * 1.5707963267948966;
        const long double wanted = std::cos(static_cast<long double>(x));

        const long double error = std::fabs(static_cast<long double>(cos(x)) - wanted);

        largest = std::max(largest, static_cast<double>(error / unit_in_last_place(wanted)));
    }

    expect_error_below(0.9, "odd multiples of pi/2", largest);
}

TEST(RealMath, ExpKeepsItsEdges) {
    EXPECT_EQ(exp(0.0), 1.0);
    EXPECT_EQ(exp(-0.0), 1.0);
    EXPECT_EQ(exp(1e-300), 1.0);
    EXPECT_LT(exp(709.782712893384), kNoBound);
    EXPECT_EQ(exp(709.7827128933841), kNoBound);
    EXPECT_EQ(exp(kNoBound), kNoBound);
    EXPECT_GT(exp(-745.13), 0.0);
    EXPECT_EQ(exp(-745.14), 0.0);
    EXPECT_EQ(exp(-kNoBound), 0.0);
    EXPECT_TRUE(std::isnan(exp(kNotANumber)));
}

TEST(RealMath, LogKeepsItsEdges) {
    EXPECT_EQ(log(1.0), 0.0);
    EXPECT_EQ(log(0.0), -kNoBound);
    EXPECT_EQ(log(kNoBound), kNoBound);
    EXPECT_TRUE(std::isnan(log(-1.0)));
    EXPECT_TRUE(std::isnan(log(-kNoBound)));
    EXPECT_TRUE(std::isnan(log(kNotANumber)));
    EXPECT_EQ(log(std::numeric_limits<double>::denorm_min()), -744.4400719213812);
    EXPECT_EQ(log(std::numeric_limits<double>::max()), 709.782712893384);
}

TEST(RealMath, CosKeepsItsEdges) {
    EXPECT_EQ(cos(0.0), 1.0);
    EXPECT_EQ(cos(-0.0), 1.0);
    EXPECT_EQ(cos(3.141592653589793), -1.0);
    EXPECT_EQ(cos(1.25), cos(-1.25));
    EXPECT_EQ(cos(1e-200), 1.0);
}

TEST(RealMathDeathTest, CosRefusesWhatItCannotReduce) {
    EXPECT_DEATH(static_cast<void>(cos(2.0 * kCosRange)), "beyond the range of cos");
    EXPECT_DEATH(static_cast<void>(cos(kNotANumber)), "beyond the range of cos");
}

TEST(RealMath, ExpRisesFromStepToStep) {
    // The steps of the table are where a wrong entry would show.
    for (int k = -2000; k <= 2000; ++k) {
        const double edge = (k + 0.5) * 0.0054152123481245727;

        const double below = exp(edge - 1e-9);
        const double above = exp(edge + 1e-9);

        EXPECT_LT(below, above) << "near " << edge;
    }
}

}  // namespace
}  // namespace fcr
