// The worked examples R1 to R5 of contracts.md 2.18, and what else relief may do.
#include "sim/contract/relief.hpp"

#include "tests/unit/contract/measuring_case.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fcr {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

ReliefTerms authority_cause(ReliefScope scope, ReliefEffect effect = ReliefEffect::Exclude) {
    return {.id = "authority",
            .cause = ReliefCause::AuthorityCause,
            .scope = scope,
            .effect = effect,
            .points_bp = 2'500,
            .kpis = {0}};
}

ReliefTerms volume_over(ReliefScope scope) {
    return {.id = "volume",
            .cause = ReliefCause::VolumeOver,
            .scope = scope,
            .tolerance_bp = 1'000,
            .kpis = {0}};
}

ReliefEvent event_of(const MeasuringCase& month, Duration from, Duration until) {
    return {.id = "E1",
            .cause = ReliefCause::AuthorityCause,
            .from = month.at(0, from),
            .until = month.at(0, until),
            .claimed_after_days = 5,
            .evidence = true};
}

bool tells(const KpiLine& line, const std::string& rule) {
    return std::ranges::count(line.rules, rule) == 1;
}

/// 6,741 calls, 6,100 in time; 600 of them, 300 in time, on the 10th.
MeasuringCase month_of_r1(ReliefScope scope) {
    MeasuringCase month(MeasuringCase::service_level());
    month.terms.relief = {authority_cause(scope)};
    month.add_answered(5'800, month.at(0, hours{9}), seconds{10});
    month.add_answered(341, month.at(0, hours{9}), seconds{90});
    const SimTime tenth = month.at(0, hours{9 * 24 + 12});
    month.add_answered(300, tenth, seconds{10});
    month.add_answered(300, tenth, seconds{90});
    return month;
}

TEST(Relief, R1TakesADayOutOfAMonth) {
    MeasuringCase month = month_of_r1(ReliefScope::Day);
    month.ledger.events = {event_of(month, hours{9 * 24 + 13}, hours{9 * 24 + 14})};

    const KpiLine line = month.close_one(0);

    EXPECT_EQ(line.raw, result(6'100, 6'741));
    EXPECT_EQ(line.after_relief, result(5'800, 6'141));
    EXPECT_EQ(line.excluded.relief, std::vector<std::int64_t>{600});
    EXPECT_TRUE(tells(line, "relief authority"));
}

/// The intervals of M7 with forecasts of 100, 300, 330 and 200 calls.
MeasuringCase month_of_r2(ReliefScope scope) {
    MeasuringCase month(MeasuringCase::service_level());
    month.terms.relief = {volume_over(scope)};
    const std::vector<std::pair<std::size_t, std::size_t>> intervals{
        {100, 100}, {300, 297}, {400, 320}, {200, 196}};
    const std::vector<std::int64_t> forecast{100, 300, 330, 200};
    Duration from = hours{9};
    for (std::size_t row = 0; row < intervals.size(); ++row) {
        const auto [offered, in_time] = intervals[row];
        month.add_answered(in_time, month.at(0, from), seconds{10});
        // The late calls come after those in time.
        month.add_answered(offered - in_time, month.at(0, from + minutes{15}), seconds{90});
        // In quarter-hours, to be summed to the indicator's interval.
        for (const Duration half : {minutes{0}, minutes{15}}) {
            month.ledger.forecast.push_back({.line = MeasuringCase::kLine,
                                             .from = month.at(0, from + half),
                                             .until = month.at(0, from + half + minutes{15}),
                                             .calls_millionths = forecast[row] * 500'000});
        }
        from += minutes{30};
    }
    return month;
}

TEST(Relief, R2TakesTheIntervalsOutThatHaveMoreThanTheForecast) {
    const KpiLine line = month_of_r2(ReliefScope::Interval).close_one(0);

    EXPECT_EQ(line.raw, result(913, 1'000));
    EXPECT_EQ(line.after_relief, result(593, 600));
}

TEST(Relief, R3GivesNoReliefWhereTheWholePeriodIsWithinTheTolerance) {
    const KpiLine line = month_of_r2(ReliefScope::Period).close_one(0);

    EXPECT_EQ(line.after_relief, result(913, 1'000));
    EXPECT_EQ(line.excluded.relief, std::vector<std::int64_t>{0});
}

TEST(Relief, TakesTheWholePeriodOutWhereItHasMoreThanTheForecast) {
    MeasuringCase month = month_of_r2(ReliefScope::Period);
    month.add_answered(24, month.at(0, hours{9}), seconds{10});

    const KpiLine line = month.close_one(0);

    EXPECT_EQ(line.raw, result(937, 1'024));
    EXPECT_FALSE(line.after_relief.measured());
    EXPECT_EQ(line.excluded.relief, std::vector<std::int64_t>{1'024});
    EXPECT_TRUE(tells(line, "relief volume of the whole period"));
}

TEST(Relief, TakesOnlyTheCallsOutThatComeAfterThoseAllowed) {
    const KpiLine line = month_of_r2(ReliefScope::ExcessOnly).close_one(0);

    // 400 came where 363 were allowed; the 37 last of them were late.
    EXPECT_EQ(line.after_relief, result(913, 963));
    EXPECT_EQ(line.excluded.relief, std::vector<std::int64_t>{37});
}

TEST(Relief, TakesADayOutThatHasMoreThanTheForecast) {
    MeasuringCase month = month_of_r2(ReliefScope::Day);
    month.add_answered(50, month.at(0, hours{48}), seconds{10});
    EXPECT_EQ(month.close_one(0).after_relief, result(963, 1'050));

    MeasuringCase busy = month_of_r2(ReliefScope::Day);
    busy.add_answered(50, busy.at(0, hours{48}), seconds{10});
    busy.add_answered(24, busy.at(0, hours{9}), seconds{10});
    EXPECT_EQ(busy.close_one(0).after_relief, result(50, 50));
}

TEST(Relief, R4RefusesALateClaim) {
    MeasuringCase month = month_of_r1(ReliefScope::Day);
    month.ledger.events = {event_of(month, hours{9 * 24 + 13}, hours{9 * 24 + 14})};
    month.ledger.events[0].claimed_after_days = 20;

    const KpiLine line = month.close_one(0);

    EXPECT_EQ(line.after_relief, result(6'100, 6'741));
    EXPECT_TRUE(tells(
        line, "relief authority refused for E1: notice after 20 working days, the limit is 10"));
}

TEST(Relief, RefusesAClaimWithoutTheEvidenceAskedFor) {
    MeasuringCase month = month_of_r1(ReliefScope::Day);
    month.terms.relief[0].evidence_required = true;
    month.ledger.events = {event_of(month, hours{9 * 24 + 13}, hours{9 * 24 + 14})};
    month.ledger.events[0].evidence = false;

    const KpiLine line = month.close_one(0);

    EXPECT_EQ(line.after_relief, line.raw);
    EXPECT_TRUE(tells(line, "relief authority refused for E1: no evidence"));
}

TEST(Relief, R5GivesNoneForAStrikeOfTheSuppliersOwnStaff) {
    MeasuringCase month = month_of_r1(ReliefScope::Day);
    month.ledger.events = {event_of(month, hours{9 * 24 + 13}, hours{9 * 24 + 14})};
    month.ledger.events[0].cause = ReliefCause::StrikeOwnStaff;

    const KpiLine line = month.close_one(0);

    EXPECT_EQ(line.after_relief, line.raw);
    EXPECT_TRUE(tells(line, "no relief for E1: the contract gives none for STRIKE_OWN_STAFF"));
}

TEST(Relief, TakesOutTheCallsOrTheIntervalsOfAnEvent) {
    for (const ReliefScope scope : {ReliefScope::Call, ReliefScope::Interval}) {
        MeasuringCase month(MeasuringCase::service_level());
        month.terms.relief = {authority_cause(scope)};
        for (const int minute : {0, 10, 20, 29, 30}) {
            month.add(
                MeasuringCase::answered(month.at(0, hours{9} + minutes{minute}), seconds{90}));
        }
        month.ledger.events = {event_of(month, hours{9} + minutes{10}, hours{9} + minutes{20})};

        const KpiLine line = month.close_one(0);

        EXPECT_EQ(line.after_relief, scope == ReliefScope::Call ? result(0, 4) : result(0, 1));
    }
}

TEST(Relief, MayTakeCallsAsMet) {
    MeasuringCase month(MeasuringCase::service_level());
    month.terms.relief = {authority_cause(ReliefScope::Call, ReliefEffect::TreatAsMet)};
    KpiTerms percentile = MeasuringCase::service_level();
    percentile.counting.type = KpiType::Percentile;
    percentile.percentile_bp = 10'000;
    percentile.target = 60'000'000;
    KpiTerms mean = percentile;
    mean.counting.type = KpiType::MeanWait;
    KpiTerms abandoned = MeasuringCase::service_level();
    abandoned.counting.type = KpiType::Abandonment;
    month.terms.kpis.insert(month.terms.kpis.end(), {percentile, mean, abandoned});
    month.terms.relief[0].kpis = {0, 1, 2, 3};
    month.add(MeasuringCase::answered(month.at(0, hours{8}), seconds{30}));
    month.add(MeasuringCase::answered(month.at(0, hours{9}), seconds{90}));
    month.add(MeasuringCase::abandoned(month.at(0, hours{9}), seconds{40}));
    month.ledger.events = {event_of(month, hours{9}, hours{10})};

    const std::vector<KpiLine> lines = month.close(0);

    EXPECT_EQ(lines[0].raw, result(1, 3));
    EXPECT_EQ(lines[0].after_relief, result(3, 3));
    EXPECT_EQ(lines[1].raw, (KpiResult{90'000'000, 1, 2}));
    EXPECT_EQ(lines[1].after_relief, (KpiResult{60'000'000, 1, 3}));
    EXPECT_EQ(lines[2].raw, result(120'000'000, 2));
    EXPECT_EQ(lines[2].after_relief, result(130'000'000, 3));
    EXPECT_EQ(lines[3].raw, result(1, 3));
    EXPECT_EQ(lines[3].after_relief, result(0, 3));
}

TEST(Relief, MayScalePoints) {
    for (const bool touched : {true, false}) {
        MeasuringCase month = month_of_r1(ReliefScope::Period);
        month.terms.relief = {authority_cause(ReliefScope::Period, ReliefEffect::ScalePoints)};
        const Duration from = touched ? hours{24} : hours{40 * 24};
        month.ledger.events = {event_of(month, from, from + hours{1})};

        const KpiLine line = month.close_one(0);

        EXPECT_EQ(line.after_relief, line.raw);
        EXPECT_EQ(line.points_scale_bp, touched ? 2'500 : 10'000);
    }
}

TEST(Relief, MayTakeAWholePeriodAsMet) {
    MeasuringCase month = month_of_r1(ReliefScope::Period);
    month.terms.relief = {authority_cause(ReliefScope::Period, ReliefEffect::TreatAsMet)};
    month.ledger.events = {event_of(month, hours{1}, hours{2})};
    EXPECT_TRUE(month.close_one(0).treated_as_met);
}

TEST(Relief, OfTheWholePeriodLastsForTheQuarterThatAnEventTouches) {
    KpiTerms kpi = MeasuringCase::service_level();
    kpi.period = KpiPeriod::Quarter;
    MeasuringCase term(kpi);
    term.terms.relief = {authority_cause(ReliefScope::Period)};
    term.ledger.events = {event_of(term, hours{1}, hours{2})};
    term.add_answered(5, term.at(0, hours{9}), seconds{10});
    EXPECT_TRUE(term.close(0).empty());
    EXPECT_TRUE(term.close(1).empty());
    term.add_answered(5, term.at(2, hours{9}), seconds{10});

    const KpiLine line = term.close_one(2);

    EXPECT_EQ(line.raw, result(10, 10));
    EXPECT_FALSE(line.after_relief.measured());
}

TEST(Relief, ComparesHandlingTimesWithTheForecast) {
    for (const Duration forecast : {Duration{minutes{5}}, Duration{minutes{6}}}) {
        MeasuringCase month(MeasuringCase::service_level());
        month.terms.relief = {volume_over(ReliefScope::Interval)};
        month.terms.relief[0].cause = ReliefCause::HandlingTimeOver;
        month.add_answered(10, month.at(0, hours{9}), seconds{10});  // six minutes each
        month.ledger.forecast = {{.line = MeasuringCase::kLine,
                                  .from = month.at(0, hours{9}),
                                  .until = month.at(0, hours{9} + minutes{30}),
                                  .calls_millionths = 1'000'000,
                                  .handling = forecast}};

        const KpiLine line = month.close_one(0);

        EXPECT_EQ(line.after_relief.measured(), forecast == minutes{6});
    }
}

TEST(Relief, GoesByTheFirstRowThatRelievesACall) {
    MeasuringCase month = month_of_r1(ReliefScope::Day);
    month.terms.relief.push_back(authority_cause(ReliefScope::Call));
    month.terms.relief[1].id = "second";
    month.ledger.events = {event_of(month, hours{9 * 24}, hours{9 * 24 + 24})};

    EXPECT_EQ(month.close_one(0).excluded.relief, (std::vector<std::int64_t>{600, 0}));
}

}  // namespace
}  // namespace fcr
