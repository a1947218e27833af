#include "sim/contract_study/distress_course.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

using namespace std::chrono_literals;

constexpr Margin kLoss{.revenue = Money::pounds(100), .cost = Money::pounds(110)};
constexpr Margin kProfit{.revenue = Money::pounds(100), .cost = Money::pounds(60)};

TEST(SupplierCost, IsWhatItsPeopleItsOverheadAndItsStartCost) {
    SupplierTerms supplier;
    supplier.hour = Money::pounds(30);
    supplier.overhead_month = Money::pounds(500);
    supplier.mobilisation = Money::pounds(12'000);

    // 100 h and 10 guaranteed at 30, 8 cancelled at half: 3,420; a tenth on top, 500, 1,000.
    EXPECT_EQ(to_string(supplier_cost(
                  supplier,
                  {.staffed = 100h, .guaranteed = 10h, .cancelled = 8h, .cancelled_bp = 5'000},
                  12)),
              "5,262.00");
}

TEST(DistressCourse, TooLowAMarginForTooLongStopsHiring) {
    SupplierTerms supplier;
    supplier.distress.trailing_months = 1;
    const LadderTerms ladder{.distress_months = 3};
    DistressCourse course(supplier, ladder);
    course.begin(Streams(1, 0));

    course.close_month(kLoss);
    course.close_month(kLoss);
    EXPECT_EQ(course.distress(), Distress::None);
    EXPECT_EQ(course.staffed_bp(), 10'000);
    course.close_month(kLoss);
    EXPECT_EQ(course.distress(), Distress::HiringStopped);
    EXPECT_EQ(course.staffed_bp(), 9'775);  // 27 % a year leave
}

TEST(DistressCourse, EndsWithNoticeWhereNothingGetsBetter) {
    SupplierTerms supplier;
    supplier.distress = {.trailing_months = 1,
                         .renegotiate_after_months = 2,
                         .renegotiate_bp = 10'000,
                         .exit_after_months = 2,
                         .exit_bp = 10'000};
    const LadderTerms ladder{.distress_months = 1};
    DistressCourse course(supplier, ladder);
    course.begin(Streams(1, 0));
    const auto after = [&course](int months) {
        for (int month = 0; month < months; ++month) {
            course.close_month(kLoss);
        }
        return course.distress();
    };

    EXPECT_EQ(after(1), Distress::HiringStopped);
    EXPECT_EQ(after(2), Distress::AsksToRenegotiate);
    EXPECT_EQ(after(2), Distress::GivesNotice);
    for (int month = 0; month < 12; ++month) {
        course.close_month(kProfit);
    }
    EXPECT_EQ(course.distress(), Distress::GivesNotice);
}

TEST(DistressCourse, AMarginThatRecoversEndsItAndTheSeatsComeBack) {
    SupplierTerms supplier;
    supplier.distress.trailing_months = 1;
    supplier.distress.renegotiate_bp = 0;
    const LadderTerms ladder{.distress_months = 2};
    DistressCourse course(supplier, ladder);
    course.begin(Streams(1, 0));
    for (int month = 0; month < 6; ++month) {
        course.close_month(kLoss);
    }
    ASSERT_EQ(course.distress(), Distress::HiringStopped);
    ASSERT_LT(course.staffed_bp(), 9'000);

    course.close_month(kProfit);
    EXPECT_EQ(course.distress(), Distress::HiringStopped);
    course.close_month(kProfit);
    EXPECT_EQ(course.distress(), Distress::None);
    for (int month = 0; month < 3; ++month) {
        course.close_month(kProfit);
    }
    EXPECT_EQ(course.staffed_bp(), 10'000);
}

}  // namespace
}  // namespace fcr
