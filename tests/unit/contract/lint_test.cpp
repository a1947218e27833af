// Every rule of lint fires on what it warns of, and on nothing else (contracts.md 2.16).
#include "sim/contract/lint.hpp"

#include "tests/unit/contract/contract_texts.hpp"

#include <algorithm>
#include <set>

namespace fcr::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// The good contract with a part replaced.
std::string good_with(std::string_view part, std::string_view replacement) {
    return with_part(std::string(kGoodContract), part, replacement);
}

std::vector<LintWarning> warnings_of(std::string text, const LintRun* run = nullptr) {
    return lint(accepted_contract(std::move(text)), run);
}

/// `rule clause` of every warning, in order.
std::vector<std::string> told(const std::vector<LintWarning>& warnings) {
    std::vector<std::string> lines;
    for (const LintWarning& warning : warnings) {
        lines.push_back(std::to_string(warning.rule) + " " + warning.clause);
    }
    return lines;
}

/// What the good contract is warned of once a part is replaced.
std::vector<std::string> told_with(std::string_view part, std::string_view replacement) {
    return told(warnings_of(good_with(part, replacement)));
}

TEST(Lint, HasNothingToSayOfAGoodContract) {
    EXPECT_THAT(told(warnings_of(std::string(kGoodContract))), IsEmpty());
}

TEST(Lint, HasThirtyRulesWithGroundsAndRemedies) {
    ASSERT_EQ(lint_rules().size(), 30U);
    std::vector<int> needing_a_run;
    for (const LintRule& rule : lint_rules()) {
        EXPECT_FALSE(rule.when.empty() || rule.why.empty() || rule.wording.empty() ||
                     rule.fields.empty())
            << rule.number;
        if (rule.needs_run) {
            needing_a_run.push_back(rule.number);
        }
    }
    EXPECT_THAT(needing_a_run, ElementsAre(12, 18, 23, 24));
}

TEST(Lint, Rule1AnsweredOnlyWithoutAnAbandonmentKpi) {
    constexpr std::string_view formula = "comparator: LE formula: F2_OFFERED\n  decimals";
    constexpr std::string_view answered = "comparator: LE formula: F1_ANSWERED_ONLY\n  decimals";

    EXPECT_THAT(told_with(formula, answered), IsEmpty());
    EXPECT_THAT(told(warnings_of(with_part(good_with(formula, answered),
                                           "ABANDONMENT abandonment: AB2 short_abandon_s: 5 "
                                           "target_bp: 500",
                                           "LONGEST_WAIT target_s: 900"))),
                ElementsAre("1 kpis[K1].formula"));
}

TEST(Lint, Rule2AFormulaThatCanExceedTheHundredPercent) {
    EXPECT_THAT(told_with("comparator: LE formula: F2_OFFERED\n  decimals",
                          "comparator: LE formula: F7_MALFORMED_DOUBLE\n  decimals"),
                ElementsAre("2 kpis[K1].formula", "6 kpis[K1].formula"));
}

TEST(Lint, Rule3AClockOrComparatorThatIsUnstated) {
    EXPECT_THAT(told_with("clock: SEGMENT_PRESENTED ", ""), ElementsAre("3 kpis[K1].clock"));
    EXPECT_THAT(told_with("comparator: LE formula: F2_OFFERED\n", "formula: F2_OFFERED\n"),
                ElementsAre("3 kpis[K1].comparator"));
    EXPECT_THAT(told_with("target_s: 300\n  clock: OFFERED", "target_s: 300\n  "),
                ElementsAre("3 kpis[K3].clock"));
    // Of all calls that are abandoned the clock makes no difference.
    EXPECT_THAT(told_with("AB2 short_abandon_s: 5 target_bp: 500\n  clock: OFFERED",
                          "AB1 target_bp: 500\n  "),
                IsEmpty());
}

TEST(Lint, Rule4OnlyTheSuppliersSwitchHasTheClock) {
    EXPECT_THAT(told_with("clock_owner: THE_FORCE", "clock_owner: THE_SUPPLIER"),
                ElementsAre("4 monitoring.clock_owner"));
    EXPECT_THAT(told_with("clock_owner: THE_FORCE", ""), ElementsAre("4 monitoring.clock_owner"));
}

TEST(Lint, Rule4IsSilentWhereTheOperatorHasTheClock) {
    EXPECT_THAT(told(warnings_of(contract_with("type: SERVICE_LEVEL",
                                               "type: SERVICE_LEVEL clock: OPERATOR_CONNECT"))),
                testing::Not(testing::Contains("4 monitoring.clock_owner")));
}

TEST(Lint, Rule5EverythingIsPooled) {
    EXPECT_THAT(told_with("aggregator: SHARE_OF_INTERVALS\n  clock: OFFERED threshold_s: 60 "
                          "comparator: LE formula: F2_OFFERED interval_target_bp: 9000",
                          "aggregator: POOLED\n  clock: OFFERED threshold_s: 60 comparator: LE "
                          "formula: F2_OFFERED"),
                ElementsAre("5 kpis[K1].aggregator"));
    EXPECT_THAT(told_with("aggregator: SHARE_OF_INTERVALS\n  clock: OFFERED threshold_s: 60 "
                          "comparator: LE formula: F2_OFFERED interval_target_bp: 9000",
                          "period: DAY\n  clock: OFFERED threshold_s: 60 comparator: LE formula: "
                          "F2_OFFERED"),
                IsEmpty());
}

TEST(Lint, Rule6AShortAbandonLimitAtTheThreshold) {
    EXPECT_THAT(told_with("short_abandon_s: 5", "short_abandon_s: 60"),
                ElementsAre("6 kpis[K4].short_abandon_s"));
    EXPECT_THAT(told_with("short_abandon_s: 5", "short_abandon_s: 59.9"), IsEmpty());
    EXPECT_THAT(told_with("formula: F2_OFFERED\n  decimals",
                          "formula: F5_EXCL_SHORT short_abandon_s: 60\n  decimals"),
                ElementsAre("6 kpis[K1].short_abandon_s"));
    // Here the formula makes the threshold the limit.
    EXPECT_THAT(
        told_with("formula: F2_OFFERED\n  decimals", "formula: F3_EXCL_ABANDON_IN_T\n  decimals"),
        ElementsAre("6 kpis[K1].formula"));
}

TEST(Lint, Rule7TestCallsThatCount) {
    EXPECT_THAT(told_with("test_calls: EXCLUDE_FLAGGED", "test_calls: COUNT_ALL_CALLS"),
                ElementsAre("7 kpis[K1].test_calls"));
    EXPECT_THAT(told_with("test_flags: THE_FORCE", "test_flags: THE_SUPPLIER"),
                ElementsAre("7 monitoring.test_flags"));
}

TEST(Lint, Rule8NobodyGuardsLateCallers) {
    EXPECT_THAT(
        told_with("type: PERCENTILE p_bp: 9500 target_s: 300", "type: MEAN_WAIT target_s: 60"),
        ElementsAre("8 kpis[K1]"));
    EXPECT_THAT(told_with("p_bp: 9500", "p_bp: 5000"), ElementsAre("8 kpis[K1]"));
    // With 90 % in time the 90th percentile is the wait of somebody in time.
    EXPECT_THAT(told_with("p_bp: 9500", "p_bp: 9000"), ElementsAre("8 kpis[K1]"));
    EXPECT_THAT(
        told_with("type: PERCENTILE p_bp: 9500 target_s: 300", "type: LONGEST_WAIT target_s: 900"),
        IsEmpty());
    EXPECT_THAT(told_with("id: \"K3\" line: \"101\"", "id: \"K3\" line: \"999\""),
                ElementsAre("8 kpis[K1]"));
}

TEST(Lint, Rule9BandsWithAGapOrAnOverlap) {
    EXPECT_THAT(told_with("until_bp: 8990", "until_bp: 8950"), ElementsAre("9 kpis[K1].bands[1]"));
    EXPECT_THAT(told_with("until_bp: 8990", "until_bp: 9000"), ElementsAre("9 kpis[K1].bands[1]"));
    EXPECT_THAT(told_with("bands { from_bp: 9000 points: 0 }", "bands { from_bp: 9100 points: 0 }"),
                ElementsAre("9 kpis[K1].bands[0]", "9 kpis[K1].bands[1]"));
    EXPECT_THAT(told_with("bands { points: 4 until_bp: 7990 }",
                          "bands { from_bp: 5000 points: 4 until_bp: 7990 }"),
                ElementsAre("9 kpis[K1].bands[3]"));
    EXPECT_THAT(told_with("bands { points: 4 until_bp: 7990 }",
                          "bands { from_bp: 0 points: 4 until_bp: 7990 }"),
                IsEmpty());
}

TEST(Lint, Rule9TheTemplatesBandsLeaveGapsOnExactResults) {
    // 98.0 to 98.9, then 99: 98.95 has no band unless it is rounded first.
    const std::vector<LintWarning> warnings =
        warnings_of(good_with("decimals: 1 band_on: ROUNDED target_bp: 9000",
                              "decimals: 1 band_on: EXACT target_bp: 9000"));

    EXPECT_THAT(told(warnings),
                ElementsAre("9 kpis[K1].bands[1]", "9 kpis[K1].bands[2]", "9 kpis[K1].bands[3]"));
    EXPECT_THAT(warnings.front().warning,
                HasSubstr("ends at 89.9 % and the better one begins at 90 %: exact results between "
                          "them have no band"));
}

TEST(Lint, Rule10RoundingThatIsUnstated) {
    EXPECT_THAT(told_with("decimals: 1 band_on: ROUNDED target_bp: 9000",
                          "band_on: ROUNDED target_bp: 9000"),
                ElementsAre("10 kpis[K1].decimals"));
    EXPECT_THAT(
        told_with("decimals: 1 band_on: ROUNDED target_bp: 8500", "decimals: 1 target_bp: 8500"),
        ElementsAre("10 kpis[K2].band_on"));
}

TEST(Lint, Rule11CreditsAreTheSoleRemedy) {
    EXPECT_THAT(told_with("credits_sole_remedy: false", "credits_sole_remedy: true"),
                ElementsAre("11 ladder.credits_sole_remedy"));
}

TEST(Lint, Rule12ACapBelowAQuarterOfWhatMeetingTheTargetCosts) {
    const std::string text(kGoodContract);  // the cap is 120,000 pounds
    LintRun run;
    run.meeting_costs_year = Money::pounds(480'000);
    EXPECT_THAT(told(warnings_of(text, &run)), IsEmpty());

    run.meeting_costs_year = Money::pounds(480'001);
    EXPECT_THAT(told(warnings_of(text, &run)), ElementsAre("12 caps.service_credit_bp"));
    // A cap on an element of 30 % of the fee is a third as much.
    run.meeting_costs_year = Money::pounds(150'000);
    EXPECT_THAT(told(warnings_of(good_with("service_credit_bp: 1000",
                                           "service_credit_bp: 1000 element_bp: 3000"),
                                 &run)),
                ElementsAre("12 caps.service_credit_bp"));
}

TEST(Lint, Rule13NoMultiplierForRepeats) {
    EXPECT_THAT(told_with("repeat_multiplier: 2", "repeat_multiplier: 1"),
                ElementsAre("13 scoring.repeat_multiplier"));
    EXPECT_THAT(told_with("repeat_multiplier: 2", ""), ElementsAre("13 scoring.repeat_multiplier"));
    EXPECT_THAT(told_with("mechanism: POINTS deduction_bp_per_point: 100 repeat_multiplier: 2",
                          "mechanism: LINEAR slope: \"0.5\""),
                ElementsAre("13 scoring.mechanism"));
}

TEST(Lint, Rule14ALongBeddingInOrOneOf999) {
    EXPECT_THAT(told_with("bedding_in { months: 3", "bedding_in { months: 7"),
                ElementsAre("14 bedding_in.months"));
    EXPECT_THAT(told_with("bedding_in { months: 3", "bedding_in { months: 6"), IsEmpty());
    EXPECT_THAT(told(warnings_of(
                    with_part(good_with("id: \"K4\" line: \"101\"", "id: \"K4\" line: \"999\""),
                              "kpis: [\"K1\", \"K2\"] }",
                              "kpis: [\"K1\", \"K4\"] }"))),
                ElementsAre("14 bedding_in.kpis"));
}

TEST(Lint, Rule15VolumeReliefOfTheWholePeriod) {
    EXPECT_THAT(told_with("scope: EXCESS_ONLY", "scope: WHOLE_PERIOD"),
                ElementsAre("15 relief[0].scope"));
}

TEST(Lint, Rule16AForecastOfTheSuppliersOrThatIsNotLocked) {
    EXPECT_THAT(told_with("issued_by: THE_FORCE", "issued_by: THE_SUPPLIER"),
                ElementsAre("16 forecast.issued_by"));
    EXPECT_THAT(told_with("issued_by: THE_FORCE", ""), ElementsAre("16 forecast.issued_by"));
    EXPECT_THAT(told_with("locked: true", ""), ElementsAre("16 forecast.locked"));
}

TEST(Lint, Rule17ReliefForTheSuppliersOwnStaff) {
    EXPECT_THAT(told_with("bedding_in {",
                          "relief { id: \"strike\" cause: STRIKE_OWN_STAFF scope: WHOLE_DAY }\n"
                          "bedding_in {"),
                ElementsAre("17 relief[strike].cause"));
    EXPECT_THAT(told_with("bedding_in {",
                          "relief { cause: OWN_SUBCONTRACTOR scope: WHOLE_DAY }\nbedding_in {"),
                ElementsAre("17 relief[1].cause"));
    EXPECT_THAT(told_with("bedding_in {", "relief { cause: CYBER scope: WHOLE_DAY }\nbedding_in {"),
                IsEmpty());
}

TEST(Lint, Rule18ACommitmentAboveTheTenthPercentileOfVolume) {
    LintRun run;
    run.commitments = {{.charge = 2, .committed_calls = 192'000, .calls_p10 = 192'000}};
    EXPECT_THAT(told(warnings_of(std::string(kGoodContract), &run)), IsEmpty());

    run.commitments[0].calls_p10 = 180'000;
    EXPECT_THAT(told(warnings_of(std::string(kGoodContract), &run)),
                ElementsAre("18 charges[2].commit.share_bp"));
}

TEST(Lint, Rule19TiersThatPriceAllUnits) {
    const std::vector<LintWarning> warnings =
        warnings_of(good_with("tiers: MARGINAL", "tiers: ALL_UNITS"));

    EXPECT_THAT(told(warnings), ElementsAre("19 charges[0].per_call.tiers"));
    EXPECT_THAT(warnings.front().warning,
                HasSubstr("20000 calls cost 130,000.00, one more 116,005.80"));
}

TEST(Lint, Rule20ADeadBandThatIsACliff) {
    const std::vector<LintWarning> warnings =
        warnings_of(good_with("variant: EDGE", "variant: CLIFF"));

    EXPECT_THAT(told(warnings), ElementsAre("20 charges[1].anchored.variant"));
    EXPECT_THAT(warnings.front().warning,
                HasSubstr("44000 calls cost 200,000.00, one more 212,803.20"));
}

TEST(Lint, Rule21AnFteWithoutHours) {
    EXPECT_THAT(told_with("fte { paid_hours: 1931 productive_hours: 1313 }\n", ""),
                ElementsAre("21 fte"));
    EXPECT_THAT(told_with(" productive_hours: 1313", ""), ElementsAre("21 fte"));
}

TEST(Lint, Rule22APoolOnASharedQueue) {
    EXPECT_THAT(
        told_with("owner: THE_SUPPLIER }\n", "owner: THE_SUPPLIER }\n  shared_queue: true\n"),
        ElementsAre("22 kpis[K1].pool"));
    EXPECT_THAT(told_with("owner: THE_SUPPLIER }\n",
                          "owner: THE_SUPPLIER }\n  shared_queue: true\n  abandon_attribution: "
                          "LAST_PRESENTED\n"),
                IsEmpty());
}

TEST(Lint, Rule23ASampleThatIsTooSmall) {
    LintRun run;
    run.kpis.resize(4);
    run.kpis[0].half_width = 200.0;  // the minor band of K1 is 2 points wide
    EXPECT_THAT(told(warnings_of(std::string(kGoodContract), &run)), IsEmpty());

    run.kpis[0].half_width = 200.5;
    run.kpis[1].half_width = 900.0;  // K2 has no minor band
    EXPECT_THAT(told(warnings_of(std::string(kGoodContract), &run)),
                ElementsAre("23 kpis[K1].bands[1]"));
}

TEST(Lint, Rule24ATargetOutOfReach) {
    LintRun run;
    run.kpis.resize(4);
    run.kpis[2].months_met = 0.06;
    EXPECT_THAT(told(warnings_of(std::string(kGoodContract), &run)), IsEmpty());

    run.kpis[2].months_met = 0.05;
    EXPECT_THAT(told(warnings_of(std::string(kGoodContract), &run)), ElementsAre("24 kpis[K3]"));
}

TEST(Lint, Rule25ALargeContractWithFewKpis) {
    constexpr std::string_view large = R"(id: "large"
term { start: "2027-04-01" months: 60 extension_months: 24 }
scope { lines: "101" pools { name: "contractor" owner: THE_SUPPLIER } }
kpis { id: "K1" type: SERVICE_LEVEL threshold_s: 60 target_bp: 9000 }
charges { fixed { month_gbp: "59524" } }
)";
    const auto has_25 = [](const std::string& text) {
        const std::vector<LintWarning> warnings = warnings_of(text);
        return std::ranges::count(warnings, 25, &LintWarning::rule) > 0;
    };

    EXPECT_TRUE(has_25(std::string(large)));
    EXPECT_FALSE(has_25(with_part(std::string(large), "59524", "59523")));
    EXPECT_FALSE(has_25(std::string(large) + R"(
kpis { id: "K2" type: ABANDONMENT target_bp: 500 }
kpis { id: "K3" type: MEAN_WAIT target_s: 60 }
)"));
}

TEST(Lint, Rule26NoWayOut) {
    EXPECT_THAT(told_with("exit { plan_gbp: \"20000\" }\n", ""), ElementsAre("26 exit.plan_gbp"));
    EXPECT_THAT(told_with(" break_dates: \"2030-03-31\"", ""), ElementsAre("26 term.break_dates"));
    EXPECT_THAT(told_with("notice_months: 12", "notice_months: 13"),
                ElementsAre("26 term.notice_months"));
}

TEST(Lint, Rule27ZeroHoursAboveTheLimit) {
    EXPECT_THAT(told_with("zero_hours_bid_bp: 1000", "zero_hours_bid_bp: 1001"),
                ElementsAre("27 people.zero_hours_bid_bp"));
    // A term that ends before the law is in force is not concerned.
    EXPECT_THAT(told_with("zero_hours_bid_bp: 1000",
                          "zero_hours_bid_bp: 1001 zero_hours_law: \"2032-04-01\""),
                IsEmpty());
}

TEST(Lint, Rule28NoAuditRight) {
    EXPECT_THAT(told_with("audit_right: true ", ""), ElementsAre("28 monitoring.audit_right"));
    EXPECT_THAT(told_with("audit_right: true", "data_owner: THE_FORCE"), IsEmpty());
}

TEST(Lint, Rule29Pools999With101) {
    EXPECT_THAT(told_with("id: \"K3\" line: \"101\"", "id: \"K3\""), ElementsAre("29 kpis[K3]"));
}

TEST(Lint, Rule30IndexationUncappedOrOnTheWholePrice) {
    EXPECT_THAT(told_with(" cap_bp: 500", ""), ElementsAre("30 indexation.cap_bp"));
    EXPECT_THAT(told_with("share_bp: 8000 labour_only: true", "labour_only: true"),
                ElementsAre("30 indexation.share_bp"));
    EXPECT_THAT(told_with(" labour_only: true", ""), ElementsAre("30 indexation.labour_only"));
}

TEST(Lint, WarningsStandInTheOrderOfTheFileWithTheirPlace) {
    const std::vector<LintWarning> warnings = warnings_of(with_part(
        good_with("short_abandon_s: 5", "short_abandon_s: 60"), "variant: EDGE", "variant: CLIFF"));

    ASSERT_EQ(warnings.size(), 2U);
    EXPECT_EQ(warnings[0].place, (Place{.line = 27, .column = 59}));
    EXPECT_EQ(warnings[1].place.line, 36);
    EXPECT_EQ(warnings[1].about().number, 20);
}

}  // namespace
}  // namespace fcr::test
