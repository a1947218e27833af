// What a simulated contract says of itself on a terminal.
#include "sim/report/contract_study_text.hpp"

#include "tests/unit/contract_study/small_contract.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace fcr::test {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

Spread spread_at(double value) {
    return {.mean = {.value = value, .half_width = 1.0}, .p10 = value, .p50 = value, .p90 = value};
}

Proportion certain(double value) {
    return {.value = value, .low = value, .high = value};
}

class ContractText : public testing::Test {
protected:
    ContractText() {
        summary.terms = &terms;
        summary.name = "Small";
        summary.scenario = "room.txtpb";
        summary.months = 36;
        summary.replications_asked = 20;
        summary.figures.replications = 20;
        add_kpi();
        for (int year = 0; year < 3; ++year) {
            YearFigures& figures = summary.figures.years.emplace_back();
            figures.from = on(2027 + year, 3, 1);
            figures.months = 12;
            figures.gross = spread_at(2'770'630);
            figures.credits = spread_at(year == 0 ? 0 : 276'610);
            figures.net = spread_at(2'494'020);
            figures.unit_cost = spread_at(27'484.27);
        }
    }

    KpiFigures& add_kpi() {
        KpiFigures kpi;
        kpi.kpi = summary.figures.kpis.size();
        kpi.level = Estimate{.value = 92.3, .half_width = 0.1};
        kpi.missed_percent = Estimate{.value = 25.0, .half_width = 2.0};
        for (int month = 0; month < 36; ++month) {
            kpi.months.push_back(
                {.month =
                     on(2027 + (month + 2) / 12, static_cast<unsigned>((month + 2) % 12 + 1), 1),
                 .missed = Proportion{.value = 1.0, .low = 0.98, .high = 1.0},
                 .level = {}});
        }
        kpi.missed_in_year = {certain(0.0), certain(0.5), certain(1.0)};
        summary.figures.kpis.push_back(std::move(kpi));
        return summary.figures.kpis.back();
    }

    ContractTerms terms = small_contract(36);
    ContractStudySummary summary;
};

TEST_F(ContractText, AStoppedRunSaysSoFirst) {
    EXPECT_THAT(to_text(summary), Not(HasSubstr("stopped")));

    summary.figures.replications = 3;

    EXPECT_THAT(findings_of(summary).front(), HasSubstr("stopped after 3 of 20 replications"));
    EXPECT_THAT(to_text(summary), HasSubstr("3 of 20 replications of room.txtpb"));
}

TEST_F(ContractText, WhatIsWithheldHasAColumnAndASentence) {
    EXPECT_THAT(findings_of(summary), Not(Contains(HasSubstr("withheld"))));

    summary.figures.years[2].compensation = Estimate{.value = 2'029'631, .half_width = 1.0};
    summary.figures.years[2].net = spread_at(464'389);

    EXPECT_THAT(findings_of(summary),
                AllOf(Contains(HasSubstr("From the year from 2029-03 on charges are withheld, "
                                         "£2,029,631 in that year")),
                      Contains(HasSubstr("£276,610 are credited and £2,029,631 withheld, which "
                                         "leaves £464,389 net"))));
    EXPECT_THAT(to_text(summary), HasSubstr("withheld"));
}

TEST_F(ContractText, FindingsTellTheWorstYearBesideTheFirst) {
    EXPECT_THAT(findings_of(summary),
                Contains(HasSubstr("first year with a chance of 0 % (0 to 0), in the worst, that "
                                   "from 2029-03, of 100 % (100 to 100)")));
    EXPECT_THAT(to_text(summary), HasSubstr("P(a miss in the year)"));
}

TEST_F(ContractText, AMissIsOfTheLimitThatBandsAreJudgedBy) {
    EXPECT_THAT(findings_of(summary), Contains(HasSubstr("misses its target of 80 %")));

    terms.kpis[0].target = 7'500;

    EXPECT_THAT(findings_of(summary),
                Contains(HasSubstr("is worse than 80 %, where the bands begin that meet it (its "
                                   "target is 75 %), in 25.0 % of its measurements")));
}

TEST_F(ContractText, NoMonthIsCutHoweverManyIndicatorsThereAre) {
    for (int kpi = 2; kpi <= 7; ++kpi) {
        terms.kpis.push_back(terms.kpis.front());
        terms.kpis.back().id = fmt::format("K{}", kpi);
        add_kpi();
    }
    const std::string text = to_text(summary);

    EXPECT_THAT(text, Not(HasSubstr("…")));
    EXPECT_THAT(text, HasSubstr("2027-12"));
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = text.find('\n', from);
        EXPECT_LE(end - from, 110U) << text.substr(from, end - from);
        from = end + 1;
    }
}

TEST_F(ContractText, PricesHaveThousands) {
    EXPECT_THAT(findings_of(summary), Contains(HasSubstr("£27,484.27 for each call answered")));
}

TEST_F(ContractText, WaitsOfServiceLevels) {
    summary.figures.kpis[0].waits = {.p50 = 4.2, .p95 = 61.0, .p99 = 190.4, .longest = 1'234.5};

    EXPECT_THAT(findings_of(summary), Contains(HasSubstr("99 % at most 190 s")));
    EXPECT_THAT(to_text(summary), HasSubstr("1234.5"));
}

TEST_F(ContractText, ALaterBidIsSetAgainstTheFirst) {
    summary.first_bid = "Honest";
    summary.less_first =
        BidDifference{.replications = 20,
                      .kpis = {{.id = "K1",
                                .measure = KpiMeasure::Share,
                                .level = Estimate{.value = 0.51, .half_width = 0.04},
                                .missed = Estimate{.value = -2.0, .half_width = 1.0}}},
                      .credits = Estimate{.value = -1'234.0, .half_width = 200.0},
                      .net = Estimate{.value = 1'234.0, .half_width = 200.0}};

    EXPECT_THAT(to_text(summary),
                AllOf(HasSubstr("Less Honest"),
                      HasSubstr("+0.51 ±0.04 points"),
                      HasSubstr("-1,234 ±200"),
                      HasSubstr("+1,234 ±200")));
}

TEST_F(ContractText, OwnCallsAreToldOfIndicatorsThatCountThemOnly) {
    KpiFigures& kpi = summary.figures.kpis[0];
    kpi.genuine =
        GenuineFigures{.level = kpi.level, .missed = certain(0.25), .flipped = certain(0.0)};
    EXPECT_THAT(findings_of(summary), Not(Contains(HasSubstr("truly"))));

    kpi.genuine->level->value = 91.6;
    EXPECT_THAT(findings_of(summary), Contains(HasSubstr("reported at 92.30 % and truly 91.60")));
}

OneFte one_fte(double credits, double pay, double width) {
    return {.seats = {},
            .pay_month = pay,
            .rows = {{.kpi = {},
                      .credits_month = Estimate{.value = credits, .half_width = width * pay},
                      .strength = Estimate{.value = credits / pay, .half_width = width},
                      .by_month = {}}}};
}

TEST_F(ContractText, PayingTheCreditsIsCheaperWhereSomethingIsMissed) {
    summary.incentive.emplace();
    summary.incentive->more = one_fte(400, 4'000, 0.02);
    summary.incentive->fewer = one_fte(800, 4'000, 0.02);
    summary.figures.kpis[0].credit_a_year = Estimate{.value = 6'000, .half_width = 100};

    EXPECT_THAT(
        findings_of(summary),
        AllOf(Contains(HasSubstr("saves it £400 of credits: strength 0.10 ±0.02; it is "
                                 "cheaper to pay the credits.")),
              Contains(HasSubstr("One FTE fewer saves the supplier £4,000 a month and costs "
                                 "it £800 of credits: strength 0.20 ±0.02; it earns by "
                                 "staffing less than it bid."))));
    EXPECT_THAT(to_text(summary), HasSubstr("One FTE fewer"));

    summary.figures.kpis[0].missed_percent->value = 4.0;

    EXPECT_THAT(findings_of(summary),
                AllOf(Not(Contains(HasSubstr("cheaper to pay the credits"))),
                      Contains(HasSubstr("there is little to save"))));
}

TEST_F(ContractText, APriceFarBelowCostIsNotToBeBelieved) {
    YearFigures& year = summary.figures.years[0];
    year.call_price = spread_at(8.60);
    year.call_cost = spread_at(7.95);
    EXPECT_THAT(
        findings_of(summary),
        Contains(HasSubstr("brings the supplier £8.60 before credits and costs it £7.95.")));

    year.call_price = spread_at(7.75);
    year.call_cost = spread_at(13.00);
    EXPECT_THAT(findings_of(summary), Contains(HasSubstr("is not to be believed")));
}

TEST_F(ContractText, WhatLeavingCostsIsToldByYear) {
    EXPECT_THAT(to_text(summary), Not(HasSubstr("Leaving, pounds")));

    terms.exit = ExitTermsMoney{.plan = Money::pounds(60'000),
                                .transfer_back = Money::pounds(150'000),
                                .breakage = {},
                                .investment = Money::pounds(1'200'000),
                                .investment_years = 10};

    const std::string text = to_text(summary);
    EXPECT_THAT(text, HasSubstr("after the year from 2029-03"));
    EXPECT_THAT(text, HasSubstr("1,050,000"));  // 840,000 are not written off after three years
    EXPECT_THAT(text, HasSubstr("210,000"));
}

TEST_F(ContractText, ACostMinimiserSaysWhomItSentHome) {
    EXPECT_THAT(to_text(summary), Not(HasSubstr("FTE beside bid")));

    summary.minimiser_fte = {-6, -6, 2};

    EXPECT_THAT(findings_of(summary),
                Contains(HasSubstr("the supplier staffs 6 FTE fewer than it bid, from 2029-03 on 2 "
                                   "FTE more than it bid.")));
    EXPECT_THAT(to_text(summary), HasSubstr("FTE beside bid"));
}

TEST_F(ContractText, TheVolumeTableShowsWhatIsWithheldAndOfWhomACallIs) {
    VolumeFigures row{.percent = 140,
                      .offered = spread_at(209'864),
                      .answered = spread_at(51'396),
                      .gross = spread_at(1'406'978),
                      .credits = spread_at(114'800),
                      .withheld = spread_at(1'100'000),
                      .net = spread_at(192'178),
                      .unit_cost = spread_at(3.74),
                      .margin = spread_at(-908'300),
                      .in_distress = certain(0.35),
                      .relieved_percent = 100.0,
                      .levels = {Estimate{.value = 41.0, .half_width = 1.0}},
                      .missed_percent = {Estimate{.value = 100.0, .half_width = 0.0}}};
    summary.volumes = VolumeTable{.rows = {row}, .replications = 20, .months = 12};

    const std::string text = to_text(summary);
    for (const char* const figure :
         {"209,864", "51,396", "1,100,000", "192,178", "35 %", "withheld", "distress"}) {
        EXPECT_THAT(text, HasSubstr(figure));
    }
}

}  // namespace
}  // namespace fcr::test
