// Appraisal files: what is understood, and what is refused with what would be right.
#include "sim/appraisal/appraisal_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <string>

namespace fcr {
namespace {

using testing::HasSubstr;

constexpr const char* kFile = "config/appraisals/of_a_test.txtpb";

const std::string kStart = R"(start: "2027-04-01" years: 2 )";
const std::string kToday =
    R"(options { id: "today" kind: IN_HOUSE scenario: "../scenarios/mid_force.txtpb" staffed_pools: "in_house" } )";
const std::string kBought =
    R"(options { id: "bought" kind: OUTSOURCE scenario: "../scenarios/mid_force_outsourced.txtpb"
       contract: "../../tests/unit/appraisal/small_contract.txtpb" staffed_pools: "in_house" } )";

std::string problems_of(const std::string& text) {
    const auto plan = parse_appraisal(text, kFile);
    std::string told;
    if (!plan) {
        for (const Problem& problem : plan.error()) {
            told += to_string(problem) + "\n";
        }
    }
    return told;
}

AppraisalPlan plan_of(const std::string& text) {
    auto plan = parse_appraisal(text, kFile);
    EXPECT_TRUE(plan) << problems_of(text);
    return plan ? std::move(*plan) : AppraisalPlan{};
}

const Assumption* assumption(const AppraisalPlan& plan,
                             const std::string& what,
                             const std::string& option = "") {
    const auto found = std::ranges::find_if(plan.assumptions, [&](const Assumption& each) {
        return each.what == what && each.option == option;
    });
    return found == plan.assumptions.end() ? nullptr : &*found;
}

TEST(AppraisalFile, HasTheDefaultsOfTheSpecificationAndSaysSo) {
    const AppraisalPlan plan = plan_of(kStart + kToday + kBought);

    EXPECT_EQ(plan.discount_bp, (std::vector<std::int64_t>{350, 300, 150}));
    EXPECT_EQ(plan.optimism_bp, (std::vector<std::int64_t>{0, 1'000, 4'100}));
    EXPECT_EQ(plan.staff.fte, Money::pounds(43'190));
    EXPECT_EQ(plan.today, 0U);
    ASSERT_TRUE(plan.options[1].sourcing);
    const SourcingPlan& bought = *plan.options[1].sourcing;
    EXPECT_EQ(bought.procurement.cost, Money::pounds(500'000));
    EXPECT_EQ(bought.client_team.share_bp, 300);
    EXPECT_EQ(bought.client_team.fte_min_hundredths, 200);
    EXPECT_EQ(bought.redundancy.salary_bp, 5'000);
    EXPECT_EQ(bought.exit.investment, Money::pounds(300'000));
    const Assumption* const fte = assumption(plan, "Cost of an FTE");
    ASSERT_NE(fte, nullptr);
    EXPECT_EQ(fte->origin, FigureOrigin::Default);
    EXPECT_EQ(fte->value, "43,190 pounds a year");
    EXPECT_EQ(fte->source, "contracts.md 3");
    const Assumption* const exit = assumption(plan, "Exit plan", "bought");
    ASSERT_NE(exit, nullptr);
    EXPECT_EQ(exit->origin, FigureOrigin::Contract);
    EXPECT_EQ(exit->value, "20,000 pounds");
}

// 168 seat-hours a day and 1,313 productive hours; the year from April 2027 has 366 days.
TEST(AppraisalFile, DerivesPostsFromSeats) {
    const AppraisalPlan plan = plan_of(kStart + kToday + kBought);

    EXPECT_EQ(plan.options[0].handler_hundredths, 4'683);
    EXPECT_EQ(assumption(plan, "Handlers' posts", "today")->origin, FigureOrigin::Derived);
    EXPECT_EQ(plan.lines, (std::vector<std::string>{"999", "101"}));
    EXPECT_EQ(plan.service_tests.size(), 2U);
    EXPECT_EQ(plan.sensitivities.size(), kAppraisedInputs - 1);  // no events: no rates of theirs
}

TEST(AppraisalFile, TakesEventsFromTheLibraryWithWhatIsStatedInstead) {
    const AppraisalPlan plan = plan_of(kStart + kToday + kBought + R"(
        risk_library: "../risks/library.txtpb"
        risks { id: "network_outage" }
        risks { id: "strike" yearly_rate: 0.3 }
        risks { id: "second_strike" take: "strike" starts: "2027-06-01"
                stages { length_min: 60 staff_multiplier: 0.5 } })");

    ASSERT_EQ(plan.risks.size(), 3U);
    EXPECT_EQ(plan.risks[0].yearly_rate, 0.2);
    ASSERT_EQ(plan.risks[0].stages.size(), 3U);
    EXPECT_EQ(plan.risks[0].stages[2].length, std::chrono::minutes{486});
    EXPECT_EQ(plan.risks[0].contract_cause, ReliefCause::ThirdParty);
    EXPECT_EQ(plan.risks[1].yearly_rate, 0.3);
    EXPECT_EQ(plan.risks[1].stages.size(), 7U);
    EXPECT_EQ(plan.risks[2].stages.size(), 1U);
    EXPECT_EQ(plan.risks[2].starts.size(), 1U);
    EXPECT_EQ(assumption(plan, "Risk: Strike of handlers, four days in three weeks")->origin,
              FigureOrigin::Stated);
}

TEST(AppraisalFile, EveryEventOfTheShippedLibraryCanBeTaken) {
    std::string risks;
    for (const char* const id : {"insolvency",
                                 "withdrawal",
                                 "strike",
                                 "network_outage",
                                 "command_system_outage",
                                 "site_telecom_loss",
                                 "surge",
                                 "volume_shortfall",
                                 "call_length_error",
                                 "under_recruitment",
                                 "demand_growth",
                                 "scope_cut",
                                 "record_falsification",
                                 "reset"}) {
        risks += std::string("risks { id: \"") + id + "\" } ";
    }
    const AppraisalPlan plan =
        plan_of(kStart + kToday + kBought + R"(risk_library: "../risks/library.txtpb" )" + risks);

    EXPECT_EQ(plan.risks.size(), 14U);
    for (const RiskTerms& risk : plan.risks) {
        EXPECT_FALSE(risk.source.empty()) << risk.id;
    }
}

struct Refusal {
    const char* what;
    std::string text;
    const char* told;
};

class Refusals : public testing::TestWithParam<Refusal> {};

TEST_P(Refusals, SaysWhereAndWhatWouldBeRight) {
    EXPECT_THAT(problems_of(GetParam().text), HasSubstr(GetParam().told));
}

INSTANTIATE_TEST_SUITE_P(
    AppraisalFile,
    Refusals,
    testing::Values(
        Refusal{"nothing", "", "is empty; an appraisal needs at least start, years and two"},
        Refusal{"one option",
                kStart + kToday,
                "options: must be given 2 to 8 times (found \"1 of them\")"},
        Refusal{"mid month",
                R"(start: "2027-04-02" years: 2 )" + kToday + kBought,
                "start: must be the first day of a month (found \"2027-04-02\")"},
        Refusal{"no years", R"(start: "2027-04-01" )" + kToday + kBought, "years: must be given"},
        Refusal{"a contract too short",
                R"(start: "2027-04-01" years: 4 )" + kToday + kBought,
                "options[bought].contract: must last the 48 months that are appraised; with its "
                "extensions it has 36"},
        Refusal{"a contract of another time",
                R"(start: "2028-04-01" years: 2 )" + kToday + kBought,
                "must be a contract that begins on 2028-04-01, the start of the appraisal, not on "
                "2027-04-01"},
        Refusal{"no contract",
                kStart + kToday +
                    R"(options { id: "b" kind: HYBRID scenario: "../scenarios/mid_force.txtpb" })",
                "options[b].contract: must be given"},
        Refusal{"other callers",
                kStart + kToday +
                    R"(options { id: "b" kind: IN_HOUSE_IMPROVED
                       scenario: "../scenarios/mid_force.txtpb"
                       set: "lines[101].arrivals.volume_factor=1.1" })",
                "options[b].scenario: must have the callers of option today: line 101 has other "
                "calls"},
        Refusal{"an unknown pool",
                kStart + kBought +
                    R"(options { id: "today" kind: IN_HOUSE scenario: "../scenarios/mid_force.txtpb"
                       staffed_pools: "inhouse" })",
                "must be the name of a pool of config/scenarios/mid_force.txtpb; did you mean "
                "\"in_house\"?"},
        Refusal{"a contractor's pool",
                kStart + kToday +
                    R"(options { id: "b" kind: OUTSOURCE
                       scenario: "../scenarios/mid_force_outsourced.txtpb" staffed_pools: "contractor"
                       contract: "../../tests/unit/appraisal/small_contract.txtpb" })",
                "must be a pool of the force: a contractor's people are in its charges"},
        Refusal{"no scenario there",
                kStart + kBought + R"(options { id: "t" kind: IN_HOUSE scenario: "none.txtpb" })",
                "config/appraisals/none.txtpb"},
        Refusal{"a sum without a source",
                kStart + kBought +
                    R"(options { id: "t" kind: IN_HOUSE scenario: "../scenarios/mid_force.txtpb"
                       costs { line: OVERHEAD year_gbp: "5" } })",
                "options[t].costs[0].source: must be given: where the sum comes from"},
        Refusal{"two sums",
                kStart + kBought +
                    R"(options { id: "t" kind: IN_HOUSE scenario: "../scenarios/mid_force.txtpb"
                       costs { line: EXIT year_gbp: "5" once_gbp: "6" source: "x" } })",
                "must have one of year_gbp and once_gbp"},
        Refusal{"a slip that no law has",
                kStart + kToday +
                    R"(options { id: "b" kind: OUTSOURCE
                       scenario: "../scenarios/mid_force_outsourced.txtpb" staffed_pools: "in_house"
                       contract: "../../tests/unit/appraisal/small_contract.txtpb"
                       mobilisation { slip_mean_months: 1 slip_p90_months: 6 } })",
                "must be such that slip_p90_months, 6, lies from 1.8 to 5 times slip_mean_months, "
                "1"},
        Refusal{"blocks of a contract without one",
                kStart + kBought +
                    R"(options { id: "t" kind: IN_HOUSE scenario: "../scenarios/mid_force.txtpb"
                       procurement { cost_gbp: "5" } })",
                "options[t].procurement: must be left out: it is used by options with a contract"},
        Refusal{"an unknown event",
                kStart + kToday + kBought +
                    R"(risk_library: "../risks/library.txtpb" risks { id: "a" take: "strik" })",
                "risks[a].take: must be an event of the library; did you mean \"strike\"?"},
        Refusal{"an event of nowhere",
                kStart + kToday + kBought + R"(risks { id: "a" })",
                "risks[a].kind: must be given"},
        Refusal{"a clock that does not fit",
                kStart + kToday + kBought +
                    R"(risks { id: "a" kind: SURGE source: "x" clock: "06:24" clock: "06:00"
                       stages { arrival_multiplier: 2 } })",
                "must be 2 times of day that rise: one more than stages"},
        Refusal{"a date beyond",
                kStart + kToday + kBought +
                    R"(risks { id: "a" kind: SURGE source: "x" starts: "2029-04-01" })",
                "must lie from 2027-04-01 to 2029-03-31, the appraised years"},
        Refusal{"a line nobody rings",
                kStart + kToday + kBought + R"(service_tests { line: "102" over_s: 60 })",
                "service_tests[0].line: must be the name of a line with callers of the scenarios"},
        Refusal{"a wait that is not counted",
                kStart + kToday + kBought + R"(service_tests { line: "101" over_s: 45 })",
                "must be 10, 30, 60 or 120 seconds"},
        Refusal{"low above high",
                kStart + kToday + kBought + R"(sensitivities { input: CHARGES low: 20 high: 10 })",
                "sensitivities[0].high: must be above low, 20"},
        Refusal{"an input twice",
                kStart + kToday + kBought +
                    R"(cases { title: "c" settings { input: VOLUME value: 10 }
                       settings { input: VOLUME value: 20 } })",
                "must be given once"},
        Refusal{"a field that is none", kStart + "option {}", "did you mean"}),
    [](const auto& each) {
        std::string name = each.param.what;
        std::ranges::replace_if(
            name,
            [](char letter) { return std::isalnum(static_cast<unsigned char>(letter)) == 0; },
            '_');
        return name;
    });

}  // namespace
}  // namespace fcr
