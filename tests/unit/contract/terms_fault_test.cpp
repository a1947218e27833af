#include "sim/contract/terms_fault.hpp"

#include "tests/unit/contract/contract_texts.hpp"
#include "tests/unit/contract/pricing_case.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

TEST(TermsFault, TermsThatWereReadHaveNone) {
    EXPECT_STREQ(terms_fault(test::accepted_contract(std::string(test::kSmallContract))), nullptr);
    EXPECT_STREQ(terms_fault(test::accepted_contract(std::string(test::kGoodContract))), nullptr);
    EXPECT_STREQ(terms_fault(test::accepted_contract(test::contract_and(
                     "scoring { deduction_bp_per_point: 0 } "
                     "caps { service_credit_bp: 0 estimated_year1_gbp: \"1\" }"))),
                 nullptr);
}

/// Whether the plain contract has a fault once it is changed.
template <typename Change>
bool has_fault(Change change) {
    ContractTerms terms = plain_contract();
    EXPECT_EQ(terms_fault(terms), nullptr);
    change(terms);
    return terms_fault(terms) != nullptr;
}

TEST(TermsFault, EachRuleIsLookedAt) {
    EXPECT_TRUE(has_fault([](ContractTerms& terms) { terms.term.months = 0; }));
    EXPECT_TRUE(has_fault([](ContractTerms& terms) { terms.kpis.clear(); }));
    EXPECT_TRUE(has_fault([](ContractTerms& terms) { terms.kpis[0].bands.resize(1); }));
    EXPECT_TRUE(has_fault([](ContractTerms& terms) { terms.kpis[0].bands[3].points = 1; }));
    EXPECT_TRUE(has_fault([](ContractTerms& terms) { terms.kpis[0].bands[0].points = 1; }));
    EXPECT_TRUE(has_fault([](ContractTerms& terms) { terms.kpis[0].target = 10'001; }));
    EXPECT_TRUE(has_fault([](ContractTerms& terms) { terms.charges[0].lines = {LineId{1}}; }));
    EXPECT_TRUE(has_fault([](ContractTerms& terms) { terms.charges[0].pools = {PoolId{1}}; }));
    EXPECT_TRUE(has_fault([](ContractTerms& terms) { terms.charges[0].kind = PerCallCharge{}; }));
    EXPECT_TRUE(has_fault([](ContractTerms& terms) {
        terms.charges[0].kind =
            PerCallCharge{.steps = {{.up_to_calls = 20}, {.up_to_calls = 10}, {}}};
    }));
    EXPECT_TRUE(has_fault([](ContractTerms& terms) { terms.scoring.repeat_multiplier = 0; }));
    EXPECT_TRUE(
        has_fault([](ContractTerms& terms) { terms.scoring.mechanism = Mechanism::Ratchet; }));
    EXPECT_TRUE(
        has_fault([](ContractTerms& terms) { terms.scoring.mechanism = Mechanism::AtRiskPool; }));
    EXPECT_TRUE(has_fault([](ContractTerms& terms) { terms.caps.service_credit_bp = 0; }));
    EXPECT_TRUE(has_fault([](ContractTerms& terms) {
        terms.bedding_in = BeddingInTerms{.months = 1, .target_factor_bp = 0};
    }));
}

}  // namespace
}  // namespace fcr
