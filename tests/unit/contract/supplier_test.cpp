#include "sim/contract/load_supplier.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

using namespace std::chrono_literals;

ContractTerms one_indicator() {
    ContractTerms terms;
    terms.scope.lines = {"101", "999"};
    terms.scope.pools = {{.name = "in_house", .owner = Party::Force, .site = {}},
                         {.name = "contractor", .owner = Party::Supplier, .site = {}}};
    terms.kpis.emplace_back().id = "K1";
    terms.kpis[0].counting.line = LineId{1};
    terms.kpis[0].counting.threshold = 10s;
    return terms;
}

/// The first problem of a text that is no policy.
std::string refused(const std::string& text) {
    const auto policy = parse_supplier_policy(text, one_indicator());
    return policy ? "accepted" : to_string(policy.error()[0]);
}

TEST(SupplierPolicy, IsReadAsTheFileHasIt) {
    const auto padding = parse_supplier_policy(
        "padding { calls_per_month: 349 from_h: 2 until_h: 6 while_missing: true }",
        one_indicator());

    ASSERT_TRUE(padding.has_value());
    EXPECT_FALSE(padding->pool.has_value());
    EXPECT_EQ(name_of(*padding), "padding");
    const auto& plan = std::get<PaddingPlan>(padding->plan);
    EXPECT_EQ(plan.calls_per_month, 349.0);
    EXPECT_EQ(plan.hours.from, 2h);
    EXPECT_EQ(plan.hours.until, 6h);
    EXPECT_EQ(plan.line, LineId{1});  // the first indicator's
    EXPECT_TRUE(plan.while_missing);
}

TEST(SupplierPolicy, MayStandAloneAndInCapitals) {
    const auto first = parse_supplier_policy("THRESHOLD_FIRST", one_indicator());
    const auto chaser = parse_supplier_policy("target_chaser { safe_bp: 100 } pool: \"contractor\"",
                                              one_indicator());

    ASSERT_TRUE(first.has_value());
    EXPECT_EQ(std::get<ThresholdFirstPlan>(first->plan).threshold, 10s);
    ASSERT_TRUE(chaser.has_value());
    EXPECT_EQ(chaser->pool, PoolId{1});
    EXPECT_EQ(std::get<TargetChaserPlan>(chaser->plan).safe_bp, 100);
    EXPECT_EQ(std::get<TargetChaserPlan>(chaser->plan).released_bp, 1'000);
}

TEST(SupplierPolicy, RefusalsNameFieldAndRemedy) {
    EXPECT_NE(refused("padding {}").find("calls_per_month: must be given"), std::string::npos)
        << refused("padding {}");
    EXPECT_NE(refused("cross_client { share_bp: 20000 }").find("10000"), std::string::npos)
        << refused("cross_client { share_bp: 20000 }");
    EXPECT_NE(refused("zero_hours { share_bp: 1 accept_bp: 1 shift_h: 7 }").find("must divide 24"),
              std::string::npos);
    EXPECT_NE(refused("pool: \"in_house\" threshold_first {}").find("a pool of the supplier"),
              std::string::npos)
        << refused("pool: \"in_house\" threshold_first {}");
    EXPECT_NE(refused("target_chaser { kpi: \"K9\" }").find("K1"), std::string::npos)
        << refused("target_chaser { kpi: \"K9\" }");
    EXPECT_NE(refused("honest").find("honest"), std::string::npos) << refused("honest");
    EXPECT_NE(refused("pool: \"contractor\"").find("must be one of"), std::string::npos)
        << refused("pool: \"contractor\"");
}

}  // namespace
}  // namespace fcr
