// Reading contract files: what is understood, with the defaults.
#include "sim/contract/contract_file.hpp"

#include "tests/unit/contract/contract_texts.hpp"

#include <algorithm>
#include <fstream>

namespace fcr::test {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Date date(int year, unsigned month, unsigned day) {
    return Date{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
}

TEST(ContractFile, IsUnderstoodWithItsDefaults) {
    const ContractTerms terms = accepted_contract(std::string(kSmallContract));

    EXPECT_EQ(terms.id, "small");
    EXPECT_EQ(terms.title, "small");
    EXPECT_EQ(terms.form, ContractForm::Bespoke);
    EXPECT_EQ(terms.authority, "the force");
    EXPECT_EQ(terms.supplier, "the supplier");
    EXPECT_EQ(terms.term.start, date(2027, 4, 1));
    EXPECT_EQ(terms.signed_on, date(2027, 4, 1));
    EXPECT_EQ(terms.term.notice_months, 12);
    EXPECT_EQ(terms.fte.paid_hours, 1'931);
    EXPECT_EQ(terms.fte.productive_hours, 1'313);
    EXPECT_EQ(terms.scoring.mechanism, Mechanism::Points);
    EXPECT_EQ(terms.scoring.deduction_bp_per_point, 100);
    EXPECT_EQ(terms.scoring.repeat_multiplier, 2);
    EXPECT_FALSE(terms.caps.service_credit_bp);
    EXPECT_THAT(terms.relief, IsEmpty());
    EXPECT_FALSE(terms.bedding_in || terms.indexation || terms.mobilisation || terms.people ||
                 terms.exit || terms.monitoring || terms.forecast);
    EXPECT_EQ(terms.ladder.critical_points, 50);
    EXPECT_TRUE(terms.ladder.critical_at_cap);
    EXPECT_EQ(terms.hash.size(), 64U);
}

TEST(ContractFile, AKpiHasTheDefaultsOfItsType) {
    const KpiTerms kpi = accepted_contract(std::string(kSmallContract)).kpis.at(0);

    EXPECT_EQ(kpi.counting.type, KpiType::ServiceLevel);
    EXPECT_EQ(kpi.counting.clock, ClockStart::Offered);
    EXPECT_EQ(kpi.counting.threshold, seconds{60});
    EXPECT_EQ(kpi.counting.comparator, Comparator::AtMost);
    EXPECT_EQ(kpi.counting.formula, ServiceLevelFormula::F2Offered);
    EXPECT_FALSE(kpi.counting.line || kpi.counting.pool);
    EXPECT_EQ(kpi.polarity, Polarity::HigherBetter);
    EXPECT_EQ(kpi.period, KpiPeriod::Month);
    EXPECT_EQ(kpi.aggregator, Aggregator::Pooled);
    EXPECT_EQ(kpi.interval, minutes{30});
    EXPECT_EQ(kpi.decimals, 1);
    EXPECT_EQ(kpi.band_on, BandOn::Rounded);
    EXPECT_EQ(kpi.sample_min, 1);
    EXPECT_EQ(kpi.target, 9'000);
    // Without bands it is met or not, and brings no points.
    ASSERT_EQ(kpi.bands.size(), 2U);
    EXPECT_EQ(kpi.bands[0].limit, 9'000);
    EXPECT_EQ(kpi.bands[1].points, 0);
    EXPECT_EQ(kpi.bands[1].severity, Severity::Minor);
}

TEST(ContractFile, KnowsWhatItStatesAndWhere) {
    const ContractTerms terms = accepted_contract(std::string(kSmallContract));

    EXPECT_TRUE(terms.states("kpis[K1].threshold_s"));
    EXPECT_FALSE(terms.states("kpis[K1].clock"));
    EXPECT_EQ(terms.place_of("kpis[K1].threshold_s"), (Place{.line = 10, .column = 3}));
    // What is left out would stand in the block.
    EXPECT_EQ(terms.place_of("kpis[K1].clock"), (Place{.line = 7, .column = 1}));
    EXPECT_EQ(terms.place_of("exit.plan_gbp"), Place{});
}

TEST(ContractFile, BandsGoFromGoodToBadInTheUnitOfTheType) {
    const ContractTerms terms = accepted_contract(contract_and(R"(
kpis {
  id: "K2" type: PERCENTILE p_bp: 9500 target_s: 300
  bands { from_s: 300 }
  bands { from_s: 420.5 points: 1 until_s: 420 }
  bands { points: 4 severity: BELOW_THRESHOLD }
}
kpis {
  id: "K3" type: ABANDONMENT target_bp: 500
  bands { from_bp: 500 }
  bands { from_bp: 800 points: 1 }
  bands { from_bp: 1000 points: 2 }
  bands { from_bp: 1200 points: 2 }
  bands { from_bp: 1500 points: 4 }
  bands { points: 4 }
}
kpis {
  id: "K4" type: COUNT target_calls: 100 polarity: HIGHER_BETTER
  bands { from_calls: 100 }
  bands { from_calls: 50 points: 1 }
  bands { points: 2 }
}
)"));

    const KpiTerms& percentile = terms.kpis.at(1);
    EXPECT_EQ(percentile.target, 300'000'000);
    EXPECT_EQ(percentile.percentile_bp, 9'500);
    EXPECT_EQ(percentile.polarity, Polarity::LowerBetter);
    EXPECT_EQ(percentile.bands.at(1).limit, 420'500'000);
    EXPECT_EQ(percentile.bands.at(1).printed_until, 420'000'000);
    EXPECT_EQ(percentile.bands.at(1).severity, Severity::Minor);
    EXPECT_EQ(percentile.bands.at(2).severity, Severity::BelowThreshold);
    const KpiTerms& abandonment = terms.kpis.at(2);
    EXPECT_EQ(abandonment.bands.at(4).severity, Severity::BelowThreshold);
    EXPECT_EQ(abandonment.bands.at(5).severity, Severity::BelowThreshold);
    EXPECT_EQ(terms.kpis.at(3).polarity, Polarity::HigherBetter);
}

TEST(ContractFile, EveryEnumeratorMeansItself) {
    const std::string text = contract_and(R"(
kpis {
  id: "K2" type: ABANDONMENT abandonment: AB3 short_abandon_s: 30 target_bp: 500
  clock: SEGMENT_PRESENTED line: "101" pool: "contractor" redial: LAST_ONLY
  redial_within_min: 10 test_calls: COUNT_ALL_CALLS period: QUARTER aggregator: WORST_DAY
  band_on: EXACT
}
kpis {
  id: "K3" type: SERVICE_LEVEL formula: F7_MALFORMED_DOUBLE threshold_s: 10 comparator: LT
  target_bp: 9000 clock: OPERATOR_CONNECT aggregator: SHARE_OF_INTERVALS interval_min: 15
  interval_target_bp: 8000 period: WEEK redial: FIRST_ONLY redial_within_min: 5
}
form: CALL_OFF
belongs_to: BY_ANSWERED
relief { cause: OWN_SUBCONTRACTOR scope: EACH_CALL effect: TREAT_AS_MET }
relief { cause: STRIKE_OWN_STAFF scope: WHOLE_DAY }
relief { cause: CYBER scope: WHOLE_PERIOD effect: SCALE_POINTS points_bp: 5000 }
ladder { termination: WITH_PROBABILITY termination_bp: 2500 }
monitoring { data_owner: THE_FORCE clock_owner: THE_FORCE }
)");
    const ContractTerms terms = accepted_contract(text);

    EXPECT_EQ(terms.form, ContractForm::CallOff);
    EXPECT_EQ(terms.belongs_to, BelongsTo::Answered);
    const KpiTerms& second = terms.kpis.at(1);
    EXPECT_EQ(second.counting.abandonment, AbandonmentFormula::Ab3AfterShort);
    EXPECT_EQ(second.counting.clock, ClockStart::SegmentPresented);
    EXPECT_EQ(second.counting.line, LineId{0});
    EXPECT_EQ(second.counting.pool, PoolId{0});
    EXPECT_EQ(second.redial, RedialRule::LastOnly);
    EXPECT_EQ(second.redial_within, minutes{10});
    EXPECT_EQ(second.test_calls, TestRule::CountAll);
    EXPECT_EQ(second.period, KpiPeriod::Quarter);
    EXPECT_EQ(second.aggregator, Aggregator::WorstDay);
    EXPECT_EQ(second.band_on, BandOn::Exact);
    const KpiTerms& third = terms.kpis.at(2);
    EXPECT_EQ(third.counting.formula, ServiceLevelFormula::F7MalformedDouble);
    EXPECT_EQ(third.counting.comparator, Comparator::Below);
    EXPECT_EQ(third.counting.clock, ClockStart::OperatorConnect);
    EXPECT_EQ(third.aggregator, Aggregator::ShareOfIntervals);
    EXPECT_EQ(third.interval_target_bp, 8'000);
    EXPECT_EQ(third.period, KpiPeriod::Week);
    EXPECT_EQ(third.redial, RedialRule::FirstOnly);
    EXPECT_EQ(terms.relief.at(0).id, "own_subcontractor");
    EXPECT_EQ(terms.relief.at(0).cause, ReliefCause::OwnSubcontractor);
    EXPECT_EQ(terms.relief.at(0).scope, ReliefScope::Call);
    EXPECT_EQ(terms.relief.at(0).effect, ReliefEffect::TreatAsMet);
    EXPECT_EQ(terms.relief.at(1).cause, ReliefCause::StrikeOwnStaff);
    EXPECT_EQ(terms.relief.at(1).scope, ReliefScope::Day);
    EXPECT_THAT(terms.relief.at(1).kpis, ElementsAre(0U, 1U, 2U));
    EXPECT_EQ(terms.relief.at(2).effect, ReliefEffect::ScalePoints);
    EXPECT_EQ(terms.relief.at(2).points_bp, 5'000);
    EXPECT_EQ(terms.ladder.termination, TerminationPolicy::WithProbability);
    EXPECT_EQ(terms.ladder.termination_bp, 2'500);
    EXPECT_EQ(terms.monitoring->data_owner, Party::Force);
    EXPECT_EQ(terms.monitoring->test_flags, Party::Supplier);
}

TEST(ContractFile, ChargesCountTheSuppliersPoolsUnlessOneIsNamed) {
    const ContractTerms terms = accepted_contract(contract_and(R"(
forecast { issued_by: THE_FORCE locked: true months { line: "101" calls: 42000 aht_s: 540.25 } }
charges {
  per_call {
    tiers: ALL_UNITS
    steps { up_to_calls: 20000 call_gbp: "6.50" }
    steps { call_gbp: "5.8005" }
  }
}
charges { commit { share_bp: 9000 true_up: YEARLY } }
charges { id: "anchor" indexed: false anchored { base_gbp: "200000" baseline_calls: 40000 additional_gbp: "3.20" reduced_gbp: "2.40" variant: CLIFF } }
charges { milestone { due: "2027-05-01" payment_gbp: "1000" delay_day_gbp: "10" delay_days_max: 20 } }
)"));

    ASSERT_EQ(terms.charges.size(), 5U);
    EXPECT_EQ(terms.charges[0].id, "fixed");
    EXPECT_EQ(std::get<FixedCharge>(terms.charges[0].kind).month, Money::pounds(90'000));
    const auto& per_call = std::get<PerCallCharge>(terms.charges[1].kind);
    EXPECT_TRUE(per_call.all_units);
    EXPECT_EQ(per_call.steps.at(0).up_to_calls, 20'000);
    EXPECT_EQ(per_call.steps.at(1).call, Money{58'005});
    EXPECT_THAT(terms.charges[1].lines, ElementsAre(LineId{0}));
    EXPECT_THAT(terms.charges[1].pools, ElementsAre(PoolId{0}));
    // A commitment without a price has that of the per-call charge's first tier.
    const auto& commitment = std::get<CommitmentCharge>(terms.charges[2].kind);
    EXPECT_EQ(commitment.call, Money::pence(650));
    EXPECT_TRUE(commitment.yearly);
    const auto& anchored = std::get<AnchoredCharge>(terms.charges[3].kind);
    EXPECT_EQ(anchored.dead_band_bp, 1'000);
    EXPECT_TRUE(anchored.cliff);
    EXPECT_FALSE(terms.charges[3].indexed);
    EXPECT_EQ(std::get<MilestoneCharge>(terms.charges[4].kind).delay_days_max, 20);
    EXPECT_EQ(terms.forecast->months.at(0).handling, Duration{540'250'000});
    EXPECT_EQ(terms.forecast->issued_by, Party::Force);
}

TEST(ContractFile, BandsOfHoursWithoutHoursComeLast) {
    const ContractTerms terms = accepted_contract(contract_and(R"(
charges {
  hours {
    bands { name: "rest" hour_gbp: "20" }
    bands { name: "holiday" bank_holidays_only: true hour_gbp: "40" }
    bands { name: "day" hours { days: [1, 2, 3, 4, 5] from: "08:00" until: "18:00" bank_holidays: false } hour_gbp: "22" }
    bands { name: "night" hours { from: "22:00" until: "06:00" bank_holidays: false } hour_gbp: "25.5" }
  }
}
)"));

    const auto& hours = std::get<HoursCharge>(terms.charges.at(1).kind);
    std::vector<std::string> names;
    for (const HourBand& band : hours.bands) {
        names.push_back(band.name);
    }
    EXPECT_THAT(names, ElementsAre("day", "night", "holiday", "rest"));
    EXPECT_EQ(hours.bands[0].hours.from, std::chrono::hours{8});
    EXPECT_FALSE(hours.bands[0].hours.days[5]);
}

TEST(ContractFile, PricesChangeForTheFirstTimeAfterAYear) {
    const auto first = [](std::string_view indexation) {
        return accepted_contract(contract_and(indexation)).indexation->first;
    };

    EXPECT_EQ(first(R"(indexation { index: "CPI" })"), date(2028, 4, 1));
    EXPECT_EQ(first(R"(indexation { index: "CPI" month: 1 })"), date(2029, 1, 1));
    EXPECT_EQ(first(R"(indexation { index: "CPI" first: "2027-09-15" })"), date(2027, 9, 15));
}

TEST(ContractFile, TheRestIsUnderstoodToo) {
    const ContractTerms terms = accepted_contract(
        contract_with("months: 24",
                      "months: 24 extension_months: [12, 12] break_dates: [\"2029-03-31\", "
                      "\"2028-04-01\"] notice_months: 6") +
        R"(
signed: "2026-11-25"
caps { service_credit_bp: 1000 estimated_year1_gbp: "1800000" element_bp: 3000 liability_gbp: "5000000" }
bedding_in { months: 3 kpis: "K1" }
scoring { mechanism: RATCHET free_points: 20 point_gbp: "3" ratchet { up_to_points: 100 multiplier: "1" } ratchet { up_to_points: 200 multiplier: "1.2" } ratchet { multiplier: "1.5" } earn_back { beats_by: "0.5" periods: 2 } }
mobilisation { milestones { due: "2027-01-31" payment_gbp: "50000" } months: 4 }
people { transferring_fte: "55.5" zero_hours_bp: 1000 zero_hours_bid_bp: 2000 }
exit { plan_gbp: "20000" breakage_gbp: ["100", "50"] investment_gbp: "1200000" investment_years: 10 }
monitoring { audit_right: true audit_bp: 200 test_flags: THE_FORCE }
indexation { index: "CPI" cap_bp: 500 floor_bp: 0 rates_bp: [400, 300] labour_only: true share_bp: 8000 }
)");

    EXPECT_EQ(terms.signed_on, date(2026, 11, 25));
    EXPECT_THAT(terms.term.extension_months, ElementsAre(12, 12));
    EXPECT_THAT(terms.term.break_dates, ElementsAre(date(2028, 4, 1), date(2029, 3, 31)));
    EXPECT_EQ(terms.caps.service_credit_bp, 1'000);
    EXPECT_EQ(terms.caps.element_bp, 3'000);
    EXPECT_EQ(terms.caps.liability, Money::pounds(5'000'000));
    EXPECT_EQ(terms.bedding_in->points_factor_bp, 5'000);
    EXPECT_THAT(terms.bedding_in->kpis, ElementsAre(0U));
    ASSERT_EQ(terms.scoring.ratchet.size(), 3U);
    EXPECT_EQ(terms.scoring.ratchet[1].multiplier, Decimal{1'200'000});
    EXPECT_FALSE(terms.scoring.ratchet[2].up_to_points);
    EXPECT_EQ(terms.scoring.earn_back->periods, 2);
    EXPECT_EQ(terms.mobilisation->milestones.at(0).due, date(2027, 1, 31));
    EXPECT_EQ(terms.people->transferring_hundredths, 5'550);
    EXPECT_EQ(terms.people->zero_hours_law, date(2027, 10, 1));
    EXPECT_EQ(terms.exit->breakage.at(1), Money::pounds(50));
    EXPECT_TRUE(terms.monitoring->audit_right);
    EXPECT_EQ(terms.indexation->cap_bp, 500);
    EXPECT_THAT(terms.indexation->rates_bp, ElementsAre(400, 300));
}

TEST(ContractFile, ItsHashIsThatOfItsWords) {
    const ContractTerms terms = accepted_contract(std::string(kSmallContract));
    const ContractTerms elsewhere = accepted_contract(std::string(kSmallContract), "x/other.txtpb");
    const ContractTerms other =
        accepted_contract(contract_with("target_bp: 9000", "target_bp: 9001"));

    EXPECT_EQ(terms.hash, elsewhere.hash);
    EXPECT_NE(terms.hash, other.hash);
}

}  // namespace
}  // namespace fcr::test
