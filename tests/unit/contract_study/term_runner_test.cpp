// Terms that are run: what the room has to do with the statements.
#include "sim/contract_study/term_runner.hpp"

#include "sim/contract/belonging.hpp"
#include "sim/contract_study/contract_study.hpp"
#include "sim/contract_study/probes.hpp"
#include "sim/contract_study/volume_table.hpp"
#include "sim/metrics/ledger.hpp"
#include "tests/unit/contract_study/small_contract.hpp"

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

class Terms : public ScenarioFolder {
protected:
    Terms() { write("room.txtpb", kContractRoom); }

    [[nodiscard]] TermRooms rooms(const ContractTerms& terms, RoomRequest request = {}) const {
        request.scenario = path("room.txtpb");
        request.months = request.months == 0 ? terms.term.months : request.months;
        auto built = build_term_rooms(terms, request);
        if (!built) {
            ADD_FAILURE() << to_string(built.error().front());
            return {};
        }
        return std::move(*built);
    }

    [[nodiscard]] StudyOptions options(int months) const {
        StudyOptions options;
        options.scenario = path("room.txtpb");
        options.months = months;
        options.request = {.seed = 5, .first_replication = 0, .replications = 3, .jobs = 1};
        return options;
    }
};

/// Ledger rows of a plain run, told as a month's ledger would be.
class PlainLedger final : public LedgerSink {
public:
    PlainLedger(const ServicePeriod& period, const ScopeMap& scope)
        : period_(period), scope_(scope) {}

    void call(const CallLedgerRow& row) override {
        if (row.call.line != LineId{1} || !period_.has(offered_at(row.call))) {
            return;
        }
        CallLedgerRow mapped = row;
        mapped.call.line = LineId{0};
        const auto map = [this](std::optional<PoolId>& pool) {
            pool = pool ? scope_.of(*pool) : std::nullopt;
        };
        map(mapped.call.pool);
        for (std::size_t segment = 0; segment < row.segment_count; ++segment) {
            map(mapped.segments[segment].pool);
        }
        ledger.calls.add(mapped);
    }
    void staffing(const StaffingLedgerRow& /*row*/) override {}

    PeriodLedger ledger;

private:
    const ServicePeriod& period_;
    const ScopeMap& scope_;
};

TEST_F(Terms, AnHonestMonthIsThatOfAPlainRun) {
    const ContractTerms terms = small_contract(1);
    const TermRooms built = rooms(terms);
    const TermRun& run = *built.runs.front();
    std::vector<Statement> statements;
    TermRunner runner({.terms = terms, .rooms = built});

    const MonthWatcher watcher = [&](const PeriodLedger&, const Statement& statement) {
        statements.push_back(statement);
    };
    const auto facts = runner.run(5, 2, {.watcher = watcher});

    PlainLedger plain(run.periods[0], built.scope);
    ReplicationRunner plain_runner(run.room);
    ASSERT_TRUE(plain_runner.run(5, 2, plain).has_value());
    plain.ledger.forecast = run.forecast[0];
    const Statement expected = Evaluator(terms).close(run.periods[0], plain.ledger);
    ASSERT_TRUE(facts.has_value());
    ASSERT_EQ(facts->months.size(), 1U);
    ASSERT_EQ(statements.size(), 1U);
    EXPECT_EQ(statements[0].kpis[0].raw, expected.kpis[0].raw);
    EXPECT_EQ(statements[0].kpis[0].after_relief, expected.kpis[0].after_relief);
    EXPECT_EQ(statements[0].gross, expected.gross);
    EXPECT_EQ(statements[0].net, expected.net);
    EXPECT_EQ(statements[0].offered, expected.offered);
    EXPECT_EQ(statements[0].answered, expected.answered);
    EXPECT_GT(statements[0].offered, 9'000 * 8 / 10);
    EXPECT_EQ(facts->months[0].kpis[0].raw, expected.kpis[0].raw);
    EXPECT_EQ(facts->months[0].calls[0].all.offered, expected.kpis[0].raw.denominator);
}

TEST_F(Terms, WhatIsBehindAnIndicatorIsOfTheCallsThatItMeasures) {
    ContractTerms terms = small_contract(2);
    terms.kpis.push_back(terms.kpis[0]);
    terms.kpis[1].id = "K2";
    terms.kpis[1].counting.pool = PoolId{0};
    terms.kpis[1].counting.clock = ClockStart::SegmentPresented;
    terms.kpis.push_back(terms.kpis[1]);
    terms.kpis[2].id = "K3";
    terms.kpis[2].hours.from = 18h;
    terms.kpis[2].hours.until = 1h;
    const TermRooms built = rooms(terms);
    TermRunner runner({.terms = terms, .rooms = built});

    const auto facts = runner.run(5, 0);

    ASSERT_TRUE(facts.has_value());
    for (const MonthFacts& month : facts->months) {
        for (std::size_t kpi = 0; kpi < 3; ++kpi) {
            EXPECT_EQ(month.calls[kpi].all, month.kpis[kpi].pooled) << terms.kpis[kpi].id;
        }
        EXPECT_LT(month.calls[2].all.offered, month.calls[1].all.offered);
    }
}

bool same(const MonthFacts& one, const MonthFacts& other) {
    return one.kpis[0].raw == other.kpis[0].raw && one.net == other.net &&
           one.credits.payable == other.credits.payable &&
           one.supplier_cost == other.supplier_cost && one.staffed == other.staffed &&
           one.offered == other.offered && one.padding == other.padding &&
           one.calls[0].all == other.calls[0].all;
}

TEST_F(Terms, ThreadsChangeNothing) {
    const ContractTerms terms = small_contract(2);
    StudyOptions alone = options(2);
    alone.policies = {{.pool = {}, .plan = PaddingPlan{.calls_per_month = 300}}};
    StudyOptions together = alone;
    together.request.jobs = 2;
    ExperimentProgress progress;
    auto first = ContractStudy::make(terms, alone);
    auto second = ContractStudy::make(terms, together);
    ASSERT_TRUE(first && second);

    const TermResults one = first->run({}, 4, progress);
    const TermResults two = second->run({}, 4, progress);

    ASSERT_EQ(one.replications.size(), 4U);
    ASSERT_EQ(two.replications.size(), 4U);
    for (std::size_t row = 0; row < 4; ++row) {
        EXPECT_EQ(two.replications[row].number, row);
        for (std::size_t month = 0; month < 2; ++month) {
            EXPECT_TRUE(
                same(one.replications[row].months[month], two.replications[row].months[month]));
        }
    }
    EXPECT_EQ(one.late[0].late, two.late[0].late);
    // Replications differ.
    EXPECT_NE(one.replications[0].months[0].offered, one.replications[1].months[0].offered);
}

TEST_F(Terms, ARunGoesOnWhereAnotherEnded) {
    // Two contract years in one run and in two: the same callers, and people in nearly the same
    // places at the joint.
    const ContractTerms terms = small_contract(24);
    const TermRooms whole = rooms(terms);
    const TermRooms chained = rooms(terms, {.run_years_max = 1});
    ASSERT_EQ(whole.runs.size(), 1U);
    ASSERT_EQ(chained.runs.size(), 2U);

    const auto one = TermRunner({.terms = terms, .rooms = whole}).run(9, 0);
    const auto two = TermRunner({.terms = terms, .rooms = chained}).run(9, 0);

    ASSERT_EQ(one->months.size(), 24U);
    ASSERT_EQ(two->months.size(), 24U);
    for (std::size_t month = 0; month < 24; ++month) {
        EXPECT_EQ(one->months[month].offered, two->months[month].offered) << month;
        EXPECT_EQ(one->months[month].staffed, two->months[month].staffed) << month;
        if (month != 12) {
            EXPECT_TRUE(same(one->months[month], two->months[month])) << month;
        }
    }
    EXPECT_NEAR(static_cast<double>(one->months[12].kpis[0].raw.numerator),
                static_cast<double>(two->months[12].kpis[0].raw.numerator),
                3.0);
}

TEST_F(Terms, PoliciesMeetTheSameCallers) {
    const ContractTerms terms = small_contract(1);
    ExperimentProgress progress;
    StudyOptions gaming = options(1);
    gaming.policies = {{.pool = {}, .plan = ThresholdFirstPlan{.threshold = 30s}},
                       {.pool = {}, .plan = CrossClientPlan{.share_bp = 3'000}}};
    auto honest = ContractStudy::make(terms, options(1));
    auto played = ContractStudy::make(terms, gaming);
    ASSERT_TRUE(honest && played);

    const TermResults before = honest->run({}, 2, progress);
    const TermResults after = played->run({}, 2, progress);

    for (std::size_t row = 0; row < 2; ++row) {
        EXPECT_EQ(before.replications[row].months[0].offered,
                  after.replications[row].months[0].offered);
        EXPECT_GT(before.replications[row].months[0].staffed,
                  after.replications[row].months[0].staffed);
    }
}

TEST_F(Terms, PaddingIsReportedAndToldApart) {
    const ContractTerms terms = small_contract(1);
    StudyOptions padded = options(1);
    padded.policies = {{.pool = {}, .plan = PaddingPlan{.calls_per_month = 2'000}}};
    ExperimentProgress progress;
    auto study = ContractStudy::make(terms, padded);
    auto honest = ContractStudy::make(terms, options(1));
    ASSERT_TRUE(study && honest);

    const TermResults results = study->run({}, 1, progress);
    const TermResults without = honest->run({}, 1, progress);

    const MonthFacts& month = results.replications[0].months[0];
    EXPECT_GT(month.padding, 500);
    EXPECT_EQ(month.kpis[0].raw.denominator - month.padding, month.genuine_kpis[0].raw.denominator);
    EXPECT_GT(in_unit(terms.kpis[0],
                      static_cast<double>(month.kpis[0].raw.numerator),
                      static_cast<double>(month.kpis[0].raw.denominator)),
              in_unit(terms.kpis[0],
                      static_cast<double>(month.genuine_kpis[0].raw.numerator),
                      static_cast<double>(month.genuine_kpis[0].raw.denominator)));
    EXPECT_EQ(without.replications[0].months[0].offered, month.offered - month.padding);
    EXPECT_TRUE(without.replications[0].months[0].genuine_kpis.empty());
}

TEST_F(Terms, MorePeopleAreLateLessAndCostMore) {
    const ContractTerms terms = small_contract(1);
    ExperimentProgress progress;
    auto study = ContractStudy::make(terms, options(1));
    ASSERT_TRUE(study.has_value());
    SeatsByHour one_more;
    one_more.fill(1);

    const TermResults before = study->run({}, 2, progress);
    const TermResults after = study->run(
        {.seats = {{.pool = PoolId{0}, .by_year = {one_more}}}, .months = {}, .volume = 1.0},
        2,
        progress);

    for (std::size_t row = 0; row < 2; ++row) {
        const MonthFacts& was = before.replications[row].months[0];
        const MonthFacts& is = after.replications[row].months[0];
        EXPECT_EQ(was.offered, is.offered);
        EXPECT_GT(is.kpis[0].raw.numerator, was.kpis[0].raw.numerator);
        // March 2027 has an hour less than 31 days.
        EXPECT_NEAR(to_seconds(is.staffed - was.staffed) / 3600.0, 31 * 24 - 1, 6.0);
        EXPECT_GT(is.supplier_cost, was.supplier_cost);
    }
}

TEST_F(Terms, AChaserReleasesPeopleWhenTheMonthIsSafe) {
    ContractTerms terms = small_contract(1);
    terms.kpis[0].target = 3'000;
    terms.kpis[0].bands[0].limit = 3'000;
    terms.kpis[0].bands[1].limit = 2'000;
    ExperimentProgress progress;
    StudyOptions chasing = options(1);
    chasing.policies = {{.pool = {}, .plan = TargetChaserPlan{.released_bp = 5'000}}};
    auto honest = ContractStudy::make(terms, options(1));
    auto chaser = ContractStudy::make(terms, chasing);
    ASSERT_TRUE(honest && chaser);

    const Duration planned = honest->run({}, 1, progress).replications[0].months[0].staffed;
    const Duration staffed = chaser->run({}, 1, progress).replications[0].months[0].staffed;

    // 24 of 31 days with one of two people or two of three: 69 % of the planned hours.
    EXPECT_LT(staffed, planned * 73 / 100);
    EXPECT_GT(staffed, planned * 65 / 100);
}

TEST_F(Terms, VolumeMovesTheCallsAndNotTheForecast) {
    const ContractTerms terms = small_contract(1);
    ExperimentProgress progress;
    StudyOptions wide = options(1);
    wide.volume_most = 1.4;
    auto study = ContractStudy::make(terms, wide);
    ASSERT_TRUE(study.has_value());

    const VolumeTable table = volume_table(*study, 2, 1, progress);

    ASSERT_EQ(table.rows.size(), 7U);
    ASSERT_TRUE(table.whole);
    EXPECT_NEAR(table.rows[0].offered->mean.value / table.rows[3].offered->mean.value, 0.6, 0.02);
    EXPECT_NEAR(table.rows[6].offered->mean.value / table.rows[3].offered->mean.value, 1.4, 0.02);
    EXPECT_GT(table.rows[0].levels[0]->value, table.rows[6].levels[0]->value);
    EXPECT_GT(table.rows[0].unit_cost->mean.value, table.rows[6].unit_cost->mean.value);
    const TermResults more = study->run({.seats = {}, .months = {}, .volume = 1.4}, 1, progress);
    const TermResults same = study->run({}, 1, progress);
    EXPECT_EQ(more.replications[0].months[0].forecast_millionths,
              same.replications[0].months[0].forecast_millionths);
}

TEST_F(Terms, AContractOfAnotherRoomIsRefused) {
    ContractTerms terms = small_contract(1);
    terms.scope.lines = {"102"};

    const auto study = ContractStudy::make(terms, options(1));

    ASSERT_FALSE(study.has_value());
    EXPECT_EQ(study.error()[0].field, "scope.lines[0]");
}

TEST_F(Terms, AllSixteenProbesAreNamedAndTriedOrToldWhyNot) {
    const ContractTerms terms = small_contract(1);
    ExperimentProgress progress;

    const auto probes = run_probes(terms,
                                   {.scenario = path("room.txtpb"),
                                    .set = {},
                                    .kpi = 0,
                                    .months = 1,
                                    .seed = 5,
                                    .replications = 2,
                                    .jobs = 2},
                                   progress);

    ASSERT_TRUE(probes.has_value());
    ASSERT_EQ(probes->size(), kProbes);
    for (std::size_t row = 0; row < kProbes; ++row) {
        const ProbeFigures& probe = (*probes)[row];
        EXPECT_EQ(probe_texts()[row].number, static_cast<int>(row) + 1);
        EXPECT_NE(probe.why_not.empty(), !probe.reported.has_value()) << row + 1;
        EXPECT_EQ(probe.gain.has_value(), probe.reported.has_value()) << row + 1;
    }
    const auto gain = [&](std::size_t number) { return (*probes)[number - 1].gain->value; };
    EXPECT_GT(gain(1), 0.0);   // padding
    EXPECT_GT(gain(3), 50.0);  // an announcement of 90 s outside a clock of 30 s
    EXPECT_GT(gain(5), 0.0);
    EXPECT_GT(gain(9), 0.0);
    EXPECT_GT(gain(12), 0.0);
    EXPECT_GT(gain(13), 0.0);
    EXPECT_GT(gain(16), 0.0);
    EXPECT_FALSE((*probes)[3].why_not.empty());   // no second queue
    EXPECT_FALSE((*probes)[9].why_not.empty());   // no response
    EXPECT_FALSE((*probes)[14].why_not.empty());  // status codes
}

}  // namespace
}  // namespace fcr::test
