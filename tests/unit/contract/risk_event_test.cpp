#include "sim/contract/risk_event.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

using namespace std::chrono_literals;

// contracts.md 2.18, A7: 06:24, 07:33, 08:50, 16:56.
TEST(RiskEvent, A7HasStagesOf69And77And486Minutes) {
    const auto lengths = lengths_between({6h + 24min, 7h + 33min, 8h + 50min, 16h + 56min});
    EXPECT_EQ(lengths, (std::vector<Duration>{69min, 77min, 486min}));
    EXPECT_EQ(lengths[0] + lengths[1] + lengths[2], Duration{632min});
    EXPECT_TRUE(lengths_between({7h, 7h}).empty());
}

TEST(RiskEvent, HasItsStagesAfterTheWarningScaledTogether) {
    RiskTerms outage;
    outage.stages = {{.length = 69min}, {.length = 77min}, {.length = 486min}};
    outage.warning_months = 6.0;
    const auto spans = stages_of(outage, {.event = 0, .start = 1h, .length_factor = 2.0});
    ASSERT_EQ(spans.size(), 3U);
    EXPECT_EQ(spans[0].from, 1h + 4'383h);
    EXPECT_EQ(spans[2].until - spans[0].from, Duration{1'264min});
    EXPECT_EQ(spans[1].from, spans[0].until);
    EXPECT_EQ(spans[2].stage, 2U);
}

TEST(RiskEvent, CostsWhatItLasts) {
    RiskTerms event;
    event.stages = {{.length = 8'766h}};  // a year
    event.cost = {.once = Money::pounds(5'000),
                  .day = Money::pounds(4),
                  .charges_bp = 1'000,
                  .procure_again = true,
                  .transfer_back = true};
    const RiskPrices prices{.month_charges = Money::pounds(10'000),
                            .again = Money::pounds(700),
                            .back = Money::pounds(30)};
    EXPECT_EQ(cost_of(event, {.event = 0, .start = 0h, .length_factor = 1.0}, prices),
              Money::pounds(5'000 + 1'461 + 12'000 + 730));
    event.cost = {};
    EXPECT_EQ(cost_of(event, {}, prices), Money{});
}

}  // namespace
}  // namespace fcr
