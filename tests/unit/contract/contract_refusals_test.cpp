// Every way a contract is refused (contracts.md 2.17): field, value and what would be right.
#include "tests/unit/contract/contract_texts.hpp"

#include <filesystem>
#include <fstream>

namespace fcr::test {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

/// The only problem of a contract.
std::string only_problem(std::string text) {
    const std::vector<std::string> lines = refused_contract(std::move(text));
    EXPECT_THAT(lines, SizeIs(1));
    return lines.empty() ? std::string{} : lines.front();
}

/// The only problem of the small contract with a KPI of these fields more.
std::string kpi_problem(std::string_view fields) {
    return only_problem(contract_and("kpis { id: \"K2\" " + std::string(fields) + " }\n"));
}

std::string level_problem(std::string_view fields) {
    return kpi_problem("type: SERVICE_LEVEL " + std::string(fields));
}

TEST(ContractRefusals, ASyntaxErrorIsToldAlone) {
    EXPECT_THAT(only_problem(contract_with("months: 24", "months: twenty")),
                HasSubstr("small.txtpb:2:"));
    EXPECT_THAT(only_problem(contract_with("target_bp: 9000", "target_pb: 9000")),
                HasSubstr("did you mean \"target_bp\""));
}

TEST(ContractRefusals, AnEmptyFileIsToldOnce) {
    EXPECT_THAT(only_problem("# nothing\n"),
                HasSubstr("small.txtpb:1:1: is empty; a contract needs at least id, term, scope, "
                          "kpis and charges"));
}

TEST(ContractRefusals, WhatIsNeededIsAskedFor) {
    EXPECT_THAT(refused_contract("title: \"nothing else\"\n"),
                AllOf(SizeIs(5),
                      Contains(HasSubstr("id: must be given")),
                      Contains(HasSubstr("term: must be given, with start and months")),
                      Contains(HasSubstr("scope: must be given, with lines")),
                      Contains(HasSubstr("kpis: must be given, 1 to 64 times")),
                      Contains(HasSubstr("charges: must be given, 1 to 64 times"))));
}

TEST(ContractRefusals, AllFaultsAreToldAtOnceInTheOrderOfTheFile) {
    const std::vector<std::string> lines =
        refused_contract(contract_with("months: 24", "months: 0") + R"(
kpis { id: "K1" type: COUNT target_calls: 5 }
caps { service_credit_bp: 20000 estimated_year1_gbp: "1" }
charges { id: "b" fixed { month_gbp: "-1" } }
)");

    EXPECT_THAT(lines,
                ElementsAre(HasSubstr("small.txtpb:2:28: term.months: must be from 1 to 240 months "
                                      "(found \"0\")"),
                            HasSubstr("small.txtpb:15:8: kpis[K1].id: must be unique"),
                            HasSubstr("small.txtpb:16:8: caps.service_credit_bp: must be from 0 to "
                                      "10000"),
                            HasSubstr("small.txtpb:17:27: charges[b].fixed.month_gbp: must be "
                                      "pounds from \"0\"")));
}

TEST(ContractRefusals, BandsThatAreNotMonotone) {
    EXPECT_THAT(level_problem("threshold_s: 10 target_bp: 9000 bands { from_bp: 9000 } bands { "
                              "from_bp: 9200 points: 1 } bands { points: 2 }"),
                HasSubstr("kpis[K2].bands[1].from_bp: must be below the limit of the band before "
                          "it: bands go from good to bad (found \"9200\")"));
    EXPECT_THAT(kpi_problem("type: MEAN_WAIT target_s: 10 bands { from_s: 10 } bands { from_s: 10 "
                            "points: 1 } bands { points: 2 }"),
                HasSubstr("bands[1].from_s: must be above the limit"));
    EXPECT_THAT(level_problem("threshold_s: 10 target_bp: 9000 bands { from_bp: 9000 } bands { "
                              "from_bp: 8000 points: 3 } bands { points: 2 }"),
                HasSubstr("bands[2].points: must not be fewer than the 3 of the better band"));
    EXPECT_THAT(level_problem("threshold_s: 10 target_bp: 9000 bands { from_bp: 9000 } bands { "
                              "from_bp: 8000 severity: SEVERE } bands { severity: MINOR }"),
                HasSubstr("bands[2].severity: must not be milder"));
    EXPECT_THAT(level_problem("threshold_s: 10 target_bp: 9000 bands { from_bp: 9000 points: 1 } "
                              "bands { points: 2 }"),
                HasSubstr("bands[0].points: must be 0 where the target is met (found \"1\")"));
    EXPECT_THAT(level_problem("threshold_s: 10 target_bp: 9000 bands { severity: MINOR from_bp: "
                              "9000 } bands { severity: SERIOUS }"),
                HasSubstr("bands[0].severity: must be MET in the first band"));
    EXPECT_THAT(level_problem("threshold_s: 10 target_bp: 9000 bands { points: 0 } bands { "
                              "points: 2 }"),
                HasSubstr("bands[0].from_bp: must be given in every band but the last"));
    EXPECT_THAT(level_problem("threshold_s: 10 target_bp: 9000 bands { from_bp: 9000 }"),
                HasSubstr("bands: must be given 2 to 16 times (found \"1 of them\")"));
    EXPECT_THAT(level_problem("threshold_s: 10 target_bp: 9000 bands { from_bp: 9000 } bands { "
                              "from_s: 5 points: 2 }"),
                HasSubstr("bands[1].from_s: must be left out"));
}

TEST(ContractRefusals, TargetsOutsideTheHundredPercent) {
    EXPECT_THAT(level_problem("threshold_s: 10 target_bp: 10001"),
                HasSubstr("kpis[K2].target_bp: must be from 0 to 10000 basis points (100 is 1 %) "
                          "(found \"10001\")"));
    EXPECT_THAT(level_problem("threshold_s: 10"), HasSubstr("kpis[K2].target_bp: must be given"));
    EXPECT_THAT(level_problem("threshold_s: 10 target_bp: 92 bands { from_bp: 9200 } bands { "
                              "points: 1 }"),
                HasSubstr("kpis[K2].target_bp: must be in hundredths of a percent, so that 92 is "
                          "0.92 %, and the bands meet it from 92 % on: 92 % is 9200 (found"));
    EXPECT_THAT(level_problem("threshold_s: 10 target_bp: 9200 bands { from_bp: 92 } bands { "
                              "points: 1 }"),
                HasSubstr("kpis[K2].bands[0].from_bp: must be in hundredths of a percent, so that "
                          "92 is 0.92 %, and the target is 92 %: 92 % is 9200 (found"));
    EXPECT_THAT(level_problem("threshold_s: 10 target_bp: 92"),
                HasSubstr("kpis[K2].target_bp: must be in hundredths of a percent, so that 92 is "
                          "0.92 %: 92 % is 9200 (found"));
    EXPECT_THAT(kpi_problem("type: MEAN_WAIT target_s: 9 target_bp: 9000"),
                HasSubstr("kpis[K2].target_bp: must be left out: a KPI of this type has target_s"));
}

TEST(ContractRefusals, WeightsThatDoNotSum) {
    EXPECT_THAT(only_problem(contract_with("target_bp: 9000", "target_bp: 9000 weight_bp: 4000") +
                             "scoring { mechanism: AT_RISK_POOL at_risk_bp: 1000 }\n"),
                HasSubstr("scoring: weight_bp of the KPIs must sum to 10000, 100 %, as the "
                          "mechanism is AT_RISK_POOL (found \"4000 basis points\")"));
    EXPECT_THAT(only_problem(contract_with("target_bp: 9000", "target_bp: 9000 weight_bp: 4000")),
                HasSubstr("kpis[K1].weight_bp: must be left out: it is used by AT_RISK_POOL only"));
}

TEST(ContractRefusals, TiersThatDoNotRise) {
    EXPECT_THAT(only_problem(contract_and("charges { per_call { steps { up_to_calls: 20000 "
                                          "call_gbp: \"6.50\" } steps { up_to_calls: 20000 "
                                          "call_gbp: \"5\" } steps { call_gbp: \"4\" } } }")),
                HasSubstr("charges[1].per_call.steps[1].up_to_calls: must be above 20000: tiers "
                          "rise (found \"20000\")"));
    EXPECT_THAT(only_problem(contract_and("charges { per_call { steps { up_to_calls: 20000 "
                                          "call_gbp: \"6.50\" } } }")),
                HasSubstr("steps[0].up_to_calls: must be left out: it is used by steps before the "
                          "last only"));
    EXPECT_THAT(only_problem(contract_and("scoring { mechanism: RATCHET free_points: 20 point_gbp: "
                                          "\"3\" ratchet { up_to_points: 15 multiplier: \"1\" } "
                                          "ratchet { multiplier: \"2\" } }")),
                HasSubstr("scoring.ratchet[0].up_to_points: must be above 20"));
}

TEST(ContractRefusals, PricesBelowZeroOrInTooManyPlaces) {
    for (const char* price : {"-0.01", "6.50001", "six", "1e3", "", "10000001"}) {
        EXPECT_THAT(only_problem(contract_and(std::string("charges { handle { minute_gbp: \"") +
                                              price + "\" } }")),
                    HasSubstr("charges[1].handle.minute_gbp: must be pounds from \"0\" to "
                              "\"1000000\", with at most four places, such as \"6.50\""))
            << price;
    }
}

TEST(ContractRefusals, DatesOutsideTheTerm) {
    EXPECT_THAT(only_problem(contract_with("months: 24", "months: 24 break_dates: \"2029-04-01\"")),
                HasSubstr("term.break_dates[0]: must lie from 2027-04-01 to 2029-03-31, the term "
                          "with its extensions (found \"2029-04-01\")"));
    EXPECT_THAT(only_problem(contract_and("charges { milestone { due: \"2027-03-31\" } }")),
                HasSubstr("charges[1].milestone.due: must lie from 2027-04-01 to 2029-03-31"));
    EXPECT_THAT(only_problem(contract_and("signed: \"2027-04-02\"")),
                HasSubstr("signed: must lie from 1996-01-01 to 2027-04-01, not after the start"));
    EXPECT_THAT(only_problem(contract_and("indexation { index: \"CPI\" first: \"2031-01-01\" }")),
                HasSubstr("indexation.first: must lie from 2027-04-01"));
    EXPECT_THAT(only_problem(contract_with("\"2027-04-01\"", "\"1 April 2027\"")),
                HasSubstr("term.start: must be a date such as \"2027-04-01\""));
}

TEST(ContractRefusals, ACapOfNothingWithCreditsOn) {
    constexpr std::string_view cap = "caps { service_credit_bp: 0 estimated_year1_gbp: \"1\" }";
    EXPECT_THAT(only_problem(contract_and(cap)),
                HasSubstr("caps.service_credit_bp: must be above 0 while missed targets cost "
                          "credits"));
    // Without credits it is no cap.
    EXPECT_FALSE(
        accepted_contract(contract_and(std::string(cap) + " scoring { deduction_bp_per_point: 0 }"))
            .caps.service_credit_bp);
    EXPECT_THAT(only_problem(contract_and("caps { service_credit_bp: 1000 }")),
                HasSubstr("caps.estimated_year1_gbp: must be given"));
    EXPECT_THAT(only_problem(contract_and("caps { compensation_bp: 1000 }")),
                HasSubstr("caps.estimated_year1_gbp: must be given"));
    EXPECT_THAT(only_problem(contract_and("caps { element_bp: 3000 }")),
                HasSubstr("caps.element_bp: must be left out"));
}

TEST(ContractRefusals, AThresholdOfNothingWithLessThan) {
    EXPECT_THAT(level_problem("threshold_s: 0 comparator: LT target_bp: 9000"),
                HasSubstr("kpis[K2].threshold_s: must be above 0 with the comparator LT: no wait "
                          "is below 0 s (found \"0\")"));
    EXPECT_THAT(level_problem("target_bp: 9000"), HasSubstr("kpis[K2].threshold_s: must be given"));
    EXPECT_THAT(level_problem("threshold_s: 0.0000015 target_bp: 9000"),
                HasSubstr("must have at most six places"));
}

TEST(ContractRefusals, AnIntervalThatDoesNotDivideADay) {
    EXPECT_THAT(level_problem("threshold_s: 10 target_bp: 9000 interval_min: 7"),
                HasSubstr("kpis[K2].interval_min: must be 15, 30 or 60 minutes, which divide a day "
                          "(found \"7\")"));
}

TEST(ContractRefusals, NamesThatTheScopeHasNot) {
    EXPECT_THAT(level_problem("threshold_s: 10 target_bp: 9000 pool: \"contracter\""),
                HasSubstr("kpis[K2].pool: must be the name of a pool of scope.pools; did you mean "
                          "\"contractor\"?"));
    EXPECT_THAT(level_problem("threshold_s: 10 target_bp: 9000 line: \"999\""),
                HasSubstr("kpis[K2].line: must be the name of a line of scope.lines"));
    EXPECT_THAT(only_problem(contract_and("relief { cause: CYBER scope: WHOLE_DAY kpis: \"K9\" }")),
                HasSubstr("relief[0].kpis[0]: must be the name of a KPI of this contract"));
}

TEST(ContractRefusals, AForecastThatIsMissing) {
    constexpr std::string_view rule =
        "relief { cause: VOLUME_OVER scope: WHOLE_PERIOD tolerance_bp: 1000 }\n";
    EXPECT_THAT(only_problem(contract_and(rule)),
                HasSubstr("relief[0]: needs a forecast of that line: forecast.months or "
                          "forecast.profile_csv (found \"no forecast of line 101\")"));
    EXPECT_TRUE(parse_contract(
        contract_and(std::string(rule) + "forecast { months { line: \"101\" calls: 100 } }"),
        "c.txtpb"));
    EXPECT_THAT(only_problem(contract_and("relief { cause: VOLUME_OVER scope: INTERVAL "
                                          "tolerance_bp: 1000 }\nforecast { months { line: "
                                          "\"101\" calls: 100 } }")),
                HasSubstr("because the rule goes by interval or day"));
    EXPECT_THAT(only_problem(contract_and("relief { cause: AHT_OVER scope: WHOLE_PERIOD "
                                          "tolerance_bp: 1000 }\nforecast { months { line: "
                                          "\"101\" calls: 100 } }")),
                HasSubstr("and forecast.months with aht_s"));
    EXPECT_THAT(only_problem(contract_and("charges { commit { share_bp: 8000 call_gbp: \"5\" } }")),
                HasSubstr("charges[1].commit: needs a forecast of that line"));
    EXPECT_THAT(only_problem(contract_and("forecast { issued_by: THE_FORCE }")),
                HasSubstr("forecast: must have months or profile_csv"));
    EXPECT_THAT(only_problem(contract_and("forecast { profile_csv: \"none.csv\" }\nrelief { cause: "
                                          "VOLUME_OVER scope: INTERVAL tolerance_bp: 1 }")),
                HasSubstr("none.csv: there is no such file"));
}

TEST(ContractRefusals, HoursThatTwoClaim) {
    EXPECT_THAT(
        only_problem(contract_and(R"(charges { hours {
  bands { name: "day" hours { from: "08:00" until: "20:00" } hour_gbp: "20" }
  bands { name: "late" hours { days: 5 from: "19:00" until: "02:00" } hour_gbp: "25" }
} })")),
        HasSubstr("charges[1].hours.bands[late]: must not claim hours that an earlier band claims, "
                  "such as Friday 19:00 (found \"late\")"));
    EXPECT_THAT(only_problem(contract_and(R"(charges { hours {
  bands { name: "day" hours { from: "08:00" until: "20:00" } hour_gbp: "20" }
  bands { name: "holiday" bank_holidays_only: true hours { from: "10:00" until: "12:00" } hour_gbp: "25" }
} })")),
                HasSubstr("such as Monday 10:00 on bank holidays"));
    EXPECT_THAT(only_problem(contract_and(R"(
charges { id: "a" hours { bands { hour_gbp: "20" } } }
charges { id: "b" hours { bands { hours { days: 7 } hour_gbp: "30" } } }
)")),
                HasSubstr("charges[b]: must not claim hours that a claims too, such as Sunday "
                          "00:00: name other hours, or another pool (found \"b\")"));
    EXPECT_THAT(only_problem(contract_and(R"(
charges { hours { bands { hour_gbp: "20" } } }
charges { cost_plus { margin_bp: 800 } }
)")),
                HasSubstr("charges[2]: must not pay for hours that hours pays for"));
    EXPECT_THAT(only_problem(contract_and(R"(charges { hours {
  bands { hour_gbp: "20" } bands { hour_gbp: "21" } } })")),
                HasSubstr("must have hours: an earlier band has all hours that no other has"));
    EXPECT_THAT(only_problem(contract_and(R"(charges { hours {
  bands { hours { from: "08:05" } hour_gbp: "20" } } })")),
                HasSubstr("hours.from: must be a quarter-hour"));
}

TEST(ContractRefusals, HoursInTwoPoolsAreNotClaimedTwice) {
    EXPECT_TRUE(parse_contract(
        contract_with("pools {", "pools { name: \"night\" owner: THE_SUPPLIER }\n  pools {") + R"(
charges { id: "a" pool: "contractor" hours { bands { hour_gbp: "20" } } }
charges { id: "b" pool: "night" hours { bands { hour_gbp: "30" } } }
)",
        "c.txtpb"));
}

TEST(ContractRefusals, WhatMakesNoDifferenceIsAMisunderstanding) {
    EXPECT_THAT(kpi_problem("type: ABANDONMENT target_bp: 500 threshold_s: 10"),
                HasSubstr("threshold_s: must be left out: it is used by SERVICE_LEVEL only"));
    EXPECT_THAT(level_problem("threshold_s: 10 target_bp: 9000 p_bp: 9500"),
                HasSubstr("p_bp: must be left out: it is used by PERCENTILE only"));
    EXPECT_THAT(level_problem("threshold_s: 10 target_bp: 9000 interval_target_bp: 9000"),
                HasSubstr("interval_target_bp: must be left out"));
    EXPECT_THAT(level_problem("threshold_s: 10 target_bp: 9000 redial_within_min: 5"),
                HasSubstr("redial_within_min: must be left out: it is used by FIRST_ONLY"));
    EXPECT_THAT(only_problem(contract_and("scoring { slope: \"0.5\" }")),
                HasSubstr("scoring.slope: must be left out: it is used by LINEAR only"));
    EXPECT_THAT(only_problem(contract_and("scoring { mechanism: LINEAR slope: \"1\" "
                                          "deduction_bp_per_point: 100 }")),
                HasSubstr("deduction_bp_per_point: must be left out: it is used by POINTS only"));
    EXPECT_THAT(only_problem(contract_and("charges { lines: \"101\" pass_through { month_gbp: "
                                          "\"1\" } }")),
                HasSubstr("charges[1].lines[0]: must be left out: the charge counts no calls"));
    EXPECT_THAT(only_problem(contract_and("relief { cause: CYBER scope: WHOLE_DAY tolerance_bp: 5 "
                                          "}")),
                HasSubstr("tolerance_bp: must be left out"));
}

TEST(ContractRefusals, FormulasWithoutWhatTheyUse) {
    EXPECT_THAT(level_problem("threshold_s: 10 target_bp: 9000 formula: F5_EXCL_SHORT"),
                HasSubstr("short_abandon_s: must be given: F5, F6, AB2 and AB3 use it"));
    EXPECT_THAT(level_problem("threshold_s: 10 target_bp: 9000 short_abandon_s: 11"),
                HasSubstr("short_abandon_s: must not be above threshold_s, 10"));
    EXPECT_THAT(kpi_problem("type: PERCENTILE target_s: 300"), HasSubstr("p_bp: must be given"));
    EXPECT_THAT(kpi_problem("target_bp: 9000"), HasSubstr("kpis[K2].type: must be given"));
    EXPECT_THAT(kpi_problem("type: PERCENTILE p_bp: 9500 target_s: 300 aggregator: WORST_DAY"),
                HasSubstr("aggregator: must be POOLED"));
    EXPECT_THAT(kpi_problem("type: MEAN_WAIT target_s: 300 aggregator: SHARE_OF_INTERVALS"),
                HasSubstr("aggregator: must be another than SHARE_OF_INTERVALS"));
    EXPECT_THAT(kpi_problem("type: MEAN_WAIT target_s: 300 polarity: HIGHER_BETTER"),
                HasSubstr("polarity: must be LOWER_BETTER"));
    EXPECT_THAT(level_problem("threshold_s: 10 target_bp: 9000 redial: FIRST_ONLY"),
                HasSubstr("redial_within_min: must be given"));
}

TEST(ContractRefusals, ChargesWithoutWhatTheyCount) {
    EXPECT_THAT(only_problem(contract_with("owner: THE_SUPPLIER", "owner: THE_FORCE") +
                             "charges { handle { minute_gbp: \"1\" } }"),
                HasSubstr("charges[1]: needs a pool of THE_SUPPLIER in scope.pools"));
    EXPECT_THAT(only_problem(contract_and("charges { id: \"c\" }")),
                HasSubstr("charges[c]: must have one of fixed, hours, handle"));
    EXPECT_THAT(
        only_problem(contract_and("charges { fixed { month_gbp: \"1\" } }")),
        HasSubstr("charges[1]: must have an id that no other charge has (found \"fixed\")"));
    EXPECT_THAT(only_problem(contract_and("forecast { months { line: \"101\" calls: 1 } } charges "
                                          "{ commit { share_bp: 8000 } }")),
                HasSubstr("charges[1].commit.call_gbp: must be given where no per_call charge has "
                          "the line's price"));
    EXPECT_THAT(only_problem(contract_and("charges { target_cost { target_gbp: \"2\" share_bp: "
                                          "5000 maximum_gbp: \"1\" } }")),
                HasSubstr("maximum_gbp: must not be below target_gbp, 2.00"));
}

TEST(ContractRefusals, AReliefRuleThatCannotBeApplied) {
    const auto rule = [](std::string_view fields) {
        return only_problem(contract_and("relief { " + std::string(fields) + " }"));
    };
    EXPECT_THAT(rule("cause: CYBER"), HasSubstr("relief[0].scope: must be given"));
    EXPECT_THAT(rule("scope: WHOLE_DAY"), HasSubstr("relief[0].cause: must be given"));
    EXPECT_THAT(rule("cause: CYBER scope: EXCESS_ONLY"),
                HasSubstr("must be another than EXCESS_ONLY"));
    EXPECT_THAT(rule("cause: CYBER scope: WHOLE_DAY effect: SCALE_POINTS points_bp: 5"),
                HasSubstr("must be WHOLE_PERIOD with SCALE_POINTS"));
    EXPECT_THAT(
        only_problem(contract_and("relief { cause: CYBER scope: WHOLE_DAY } relief { cause: "
                                  "CYBER scope: WHOLE_PERIOD }")),
        HasSubstr("relief[1]: must have an id that no other rule has (found \"cyber\")"));
}

TEST(ContractRefusals, AFileThatIsNotThere) {
    const Result<ContractTerms> terms = load_contract("no_such_contract.txtpb");

    ASSERT_FALSE(terms);
    EXPECT_EQ(to_string(terms.error().front()), "no_such_contract.txtpb: there is no such file");
}

}  // namespace
}  // namespace fcr::test
