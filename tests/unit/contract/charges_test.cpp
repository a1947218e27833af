#include "sim/contract/charges.hpp"

#include "sim/contract/charging.hpp"
#include "sim/contract/indexation.hpp"
#include "tests/unit/contract/pricing_case.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

/// April 2027 with so many answered calls.
class Month {
public:
    explicit Month(std::int64_t answered) : volume_{.answered = answered} {}

    [[nodiscard]] ChargeInput input() const {
        return {.period = period_, .ledger = ledger_, .pools = pools_, .volume = volume_};
    }
    PeriodLedger& ledger() { return ledger_; }
    [[nodiscard]] const ServicePeriod& period() const { return period_; }
    void handled(Duration handling) { volume_.handling = handling; }

private:
    ServicePeriod period_ = periods_of(plain_contract())[0];
    PeriodLedger ledger_;
    std::vector<PoolId> pools_{PoolId{0}};
    BillableVolume volume_;
};

Money money(const char* pounds) {
    return *parse_money(pounds);
}

AnchoredCharge anchored(bool cliff) {
    return {.base = Money::pounds(200'000),
            .baseline_calls = 40'000,
            .dead_band_bp = 1'000,
            .additional = money("3.20"),
            .reduced = money("2.40"),
            .cliff = cliff};
}

// contracts.md 2.18, P1.
TEST(Charges, P1AnchoredByEdgeAndByCliff) {
    struct Case {
        std::int64_t calls;
        std::int64_t edge;
        std::int64_t cliff;
    };
    for (const Case& wanted : {Case{36'000, 200'000, 200'000},
                               Case{40'000, 200'000, 200'000},
                               Case{44'000, 200'000, 200'000},
                               Case{46'000, 206'400, 219'200},
                               Case{50'000, 219'200, 232'000},
                               Case{34'000, 195'200, 185'600},
                               Case{30'000, 185'600, 176'000}}) {
        const Month month(wanted.calls);
        EXPECT_EQ(total_of(charge(anchored(false), month.input())), Money::pounds(wanted.edge))
            << wanted.calls;
        EXPECT_EQ(total_of(charge(anchored(true), month.input())), Money::pounds(wanted.cliff))
            << wanted.calls;
    }
}

TEST(Charges, AnEdgeOfADeadBandIsNotRoundedToACall) {
    AnchoredCharge terms = anchored(false);
    terms.baseline_calls = 10'001;

    // Above 11,001.1: 0.9 of a call at 3.20.
    const ChargeLines lines = charge(terms, Month(11'002).input());

    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[1].quantity, Decimal{900'000});
    EXPECT_EQ(lines[1].amount, money("2.88"));
}

PerCallCharge tiers(bool all_units) {
    return {.all_units = all_units,
            .steps = {{.up_to_calls = 20'000, .call = money("6.50")},
                      {.up_to_calls = 40'000, .call = money("5.80")},
                      {.up_to_calls = {}, .call = money("5.20")}}};
}

// contracts.md 2.18, P2.
TEST(Charges, P2TiersMarginalAndAllUnits) {
    struct Case {
        std::int64_t calls;
        const char* marginal;
        const char* all_units;
    };
    for (const Case& wanted : {Case{20'000, "130000", "130000"},
                               Case{20'001, "130005.80", "116005.80"},
                               Case{45'000, "272000", "234000"},
                               Case{0, "0", "0"}}) {
        const Month month(wanted.calls);
        EXPECT_EQ(total_of(charge(tiers(false), month.input())), money(wanted.marginal));
        EXPECT_EQ(total_of(charge(tiers(true), month.input())), money(wanted.all_units));
    }
}

// contracts.md 2.18, P7.
TEST(Charges, P7AUnitPriceOfThreePlaces) {
    const PerCallCharge terms{.steps = {{.up_to_calls = {}, .call = money("5.805")}}};
    EXPECT_EQ(total_of(charge(terms, Month(45'000).input())), money("261225.00"));
}

/// Calls at 5.80 and a commitment to 90 % of 42,000 of them.
ContractTerms committed_contract(bool yearly) {
    ContractTerms terms = plain_contract();
    const auto add = [&](ChargeKind kind, const char* id) {
        terms.charges.push_back(
            {.id = id, .kind = kind, .lines = {LineId{0}}, .pools = {PoolId{0}}});
    };
    terms.charges.clear();
    add(CommitmentCharge{.share_bp = 9'000, .call = money("5.80"), .yearly = yearly}, "floor");
    add(PerCallCharge{.steps = {{.up_to_calls = {}, .call = money("5.80")}}}, "calls");
    terms.forecast = ForecastTerms{};
    terms.forecast->months = {{.line = LineId{0}, .calls = 42'000}};
    return terms;
}

/// A period's ledger with so many calls answered in a second at its start.
PeriodLedger answered_calls(const ServicePeriod& period, std::int64_t calls) {
    CallLedgerRow row;
    row.call.outcome = Outcome::Answered;
    row.call.line = LineId{0};
    row.call.pool = PoolId{0};
    row.call.times.offered = period.start;
    row.call.times.answered = period.start + std::chrono::seconds{1};
    row.call.times.ended = period.start + std::chrono::seconds{61};
    row.call.times.wrapped_up = period.start + std::chrono::seconds{91};
    PeriodLedger ledger;
    for (std::int64_t call = 0; call < calls; ++call) {
        ledger.calls.add(row);
    }
    return ledger;
}

// contracts.md 2.18, P3.
TEST(Charges, P3AMonthlyCommitment) {
    const ContractTerms terms = committed_contract(false);
    const std::vector<ServicePeriod> periods = periods_of(terms);
    const auto gross = [&](std::int64_t calls) {
        return PricingCase(terms).close({}, answered_calls(periods[0], calls)).gross;
    };

    EXPECT_EQ(gross(30'000), money("219240"));
    EXPECT_EQ(gross(37'800), money("219240"));
    EXPECT_EQ(gross(40'000), money("232000"));

    const Statement statement = PricingCase(terms).close({}, answered_calls(periods[0], 30'000));
    EXPECT_EQ(statement.unit_cost, money("7.308"));
    EXPECT_EQ(statement.answered, 30'000);
}

TEST(Charges, AYearlyCommitmentIsTruedUpWithTheLastPeriodOfTheContractYear) {
    const ContractTerms terms = committed_contract(true);
    const std::vector<ServicePeriod> periods = periods_of(terms);
    PricingCase contract(terms);

    Money year;
    for (std::size_t month = 0; month < 12; ++month) {
        const std::int64_t calls = month < 6 ? 30'000 : 40'000;
        const Statement statement = contract.close({}, answered_calls(periods[month], calls));
        EXPECT_EQ(statement.charges.back().code, month == 11 ? "C6" : "C4");
        year += statement.gross;
    }
    EXPECT_EQ(year, money("2630880"));  // 12 x 219,240

    // The next year starts anew.
    for (std::size_t month = 12; month < 23; ++month) {
        static_cast<void>(contract.close({}, answered_calls(periods[month], 40'000)));
    }
    const Statement last = contract.close({}, answered_calls(periods[23], 0));
    EXPECT_EQ(last.gross, money("78880"));  // 12 x 219,240 less 11 x 232,000
}

TEST(Charges, ACommitmentIsHeldAgainstTheVolumeChargesOfItsLinesOnly) {
    ContractTerms terms = committed_contract(false);
    terms.scope.lines = {"101", "999"};
    terms.charges.push_back(
        {.id = "999",
         .kind = PerCallCharge{.steps = {{.up_to_calls = {}, .call = money("9")}}},
         .lines = {LineId{1}},
         .pools = {PoolId{0}}});
    PeriodLedger ledger;
    CallLedgerRow row;
    row.call.outcome = Outcome::Answered;
    row.call.line = LineId{1};
    row.call.pool = PoolId{0};
    row.call.times.offered = row.call.times.answered = row.call.times.wrapped_up = kStartOfRun;
    ledger.calls.add(row);

    EXPECT_EQ(PricingCase(terms).close({}, ledger).gross, money("219249"));
}

TargetCostCharge target_cost() {
    return {
        .target = Money::pounds(2'400'000), .share_bp = 5'000, .maximum = Money::pounds(2'550'000)};
}

// contracts.md 2.18, P4.
TEST(Charges, P4TargetCost) {
    for (const auto& [cost, due] :
         std::vector<std::pair<std::int64_t, std::int64_t>>{{2'200'000, 2'300'000},
                                                            {2'400'000, 2'400'000},
                                                            {2'600'000, 2'500'000},
                                                            {2'800'000, 2'550'000}}) {
        const TargetCostYear year{.cost = Money::pounds(cost),
                                  .target = Money::pounds(2'400'000),
                                  .maximum = Money::pounds(2'550'000),
                                  .paid = {}};
        EXPECT_EQ(target_cost_due(target_cost(), year), Money::pounds(due));
    }
}

TEST(Charges, P4TheMonthsOfATargetCostYearAddUpToIt) {
    ContractTerms terms = plain_contract();
    terms.charges[0].kind = target_cost();
    PricingCase contract(terms);

    Money year;
    for (int month = 0; month < 12; ++month) {
        PeriodLedger ledger;
        ledger.books = {.cost = Money::pounds(month < 6 ? 100'000 : 1'000'000 / 3), .known = true};
        ledger.books.cost =
            month == 11 ? Money::pounds(2'600'000 - 600'000 - 5 * 333'333) : ledger.books.cost;
        year += contract.close({}, ledger).gross;
    }

    EXPECT_EQ(year, Money::pounds(2'500'000));
}

TEST(Charges, CostPlusIsTheBooksAndAMargin) {
    Month month(0);
    month.ledger().books = {.cost = money("1000.01"), .known = true};
    EXPECT_EQ(total_of(charge(CostPlusCharge{.margin_bp = 800}, month.input())), money("1080.01"));
}

TEST(Charges, FixedSumsOfAPartMonthGoByDays) {
    ContractTerms terms = plain_contract();
    terms.term.start = day(2027, 4, 16);
    terms.charges[0].kind = FixedCharge{.month = Money::pounds(90'000)};
    PricingCase contract(terms);

    const Statement first = contract.close({});
    const Statement second = contract.close({});

    EXPECT_EQ(first.gross, Money::pounds(45'000));
    EXPECT_EQ(first.charges[0].quantity, Decimal{500'000});
    EXPECT_EQ(second.gross, Money::pounds(90'000));
}

TEST(Charges, AnAnchoredBaseOfAPartMonthGoesByDaysWithItsBaseline) {
    ContractTerms terms = plain_contract();
    terms.term.start = day(2027, 4, 16);
    const ServicePeriod half = periods_of(terms)[0];
    const PeriodLedger ledger;
    const std::vector<PoolId> pools;
    const ChargeInput input{
        .period = half, .ledger = ledger, .pools = pools, .volume = {.answered = 23'000}};

    EXPECT_EQ(total_of(charge(anchored(false), input)), money("103200"));
}

TEST(Charges, HandledMinutesAreChargedExactly) {
    Month month(2);
    month.handled(std::chrono::seconds{721});
    const ChargeLines lines = charge(HandleCharge{.minute = money("0.60")}, month.input());

    EXPECT_EQ(lines[0].amount, money("7.21"));
    EXPECT_EQ(lines[0].quantity, Decimal{12'016'667});
}

TEST(Charges, HoursBelongToTheFirstBandThatHasThem) {
    const auto band = [](unsigned from, unsigned until) {
        HoursFilter filter;
        filter.from = std::chrono::hours{from};
        filter.until = std::chrono::hours{until};
        return filter;
    };
    const HoursCharge terms{
        .bands = {{.name = "bank holiday", .bank_holidays_only = true, .hour = money("60")},
                  {.name = "night", .hours = band(20, 8), .hour = money("40")},
                  {.name = "day", .hour = money("30")}}};
    Month month(0);
    const std::size_t cells = month.period().days.size() * 96;
    month.ledger().staffing = PeriodStaffing(1, cells);
    for (std::size_t cell = 0; cell < cells; ++cell) {
        month.ledger().staffing.at(PoolId{0}, cell).logged_in = std::chrono::minutes{30};
    }

    const ChargeLines lines = charge(terms, month.input());

    // April 2027: 30 days without bank holidays (Good Friday and Easter Monday are in March).
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[0].amount, Money{});
    EXPECT_EQ(lines[1].quantity, Decimal{720'000'000});
    EXPECT_EQ(lines[1].amount, money("28800"));
    EXPECT_EQ(lines[2].amount, money("21600"));
}

TEST(Charges, StandbyAndCancelledShiftsArePaid) {
    Month month(0);
    month.ledger().staffing = PeriodStaffing(1, 2);
    month.ledger().staffing.at(PoolId{0}, 0).standby = std::chrono::minutes{90};
    month.ledger().staffing.at(PoolId{0}, 1).cancelled = std::chrono::hours{8};

    const ChargeLines lines = charge(
        FlexCharge{.standby_hour = money("10"), .cancelled_hour = money("12.50")}, month.input());

    EXPECT_EQ(lines[0].amount, money("15"));
    EXPECT_EQ(lines[1].amount, money("100"));
}

TEST(Charges, AMilestoneIsPaidWhenReachedAndItsDelayByTheDay) {
    const MilestoneCharge terms{.due = day(2027, 4, 20),
                                .payment = Money::pounds(100'000),
                                .delay_day = Money::pounds(1'000),
                                .delay_days_max = 30};
    const std::vector<ServicePeriod> periods = periods_of(plain_contract());
    const auto total = [&](std::size_t period, Date reached) {
        return total_of(charge(terms, periods[period], reached));
    };

    EXPECT_EQ(total(0, day(2027, 4, 20)), Money::pounds(100'000));
    EXPECT_EQ(total(0, day(2027, 4, 22)), Money::pounds(98'000));
    EXPECT_EQ(total(0, day(2027, 5, 10)), Money::pounds(-10'000));
    EXPECT_EQ(total(1, day(2027, 5, 10)), Money::pounds(90'000));
    EXPECT_EQ(total(1, kDateMax), Money::pounds(-20'000));
    EXPECT_EQ(total(2, kDateMax), Money{});
    EXPECT_EQ(total(0, day(2027, 3, 1)), Money::pounds(100'000));
    EXPECT_EQ(total(1, day(2027, 4, 20)), Money{});
}

TEST(Charges, MilestonesAndExcessProfitGiveNoBaseToCredits) {
    ContractTerms terms = plain_contract();
    terms.term.months = 1;
    terms.charges.push_back({.id = "go-live",
                             .kind = MilestoneCharge{.due = day(2027, 4, 1),
                                                     .payment = Money::pounds(50'000),
                                                     .delay_day = {}},
                             .lines = {LineId{0}},
                             .pools = {}});
    terms.charges.push_back({.id = "gain",
                             .kind = ExcessProfitCharge{.margin_bp = 1'000, .share_bp = 5'000},
                             .lines = {LineId{0}},
                             .pools = {}});
    PeriodLedger ledger;
    ledger.books = {.cost = Money::pounds(200'000), .known = true};

    const Statement statement = PricingCase(terms).close({line_of(0, share(9'800))}, ledger);

    EXPECT_EQ(statement.charges_for_credits, Money::pounds(250'000));
    EXPECT_EQ(statement.credits.gross, Money::pounds(2'500));
    // Revenue 297,500, profit 97,500, permitted 29,750; half of the rest goes back.
    EXPECT_EQ(statement.charges[2].code, "C12");
    EXPECT_EQ(statement.charges[2].amount, money("-33875"));
    EXPECT_TRUE(statement.charges[1].after_credits);
    EXPECT_EQ(statement.gross, money("266125"));
    EXPECT_EQ(statement.net, money("263625"));
}

TEST(Charges, NoExcessProfitComesBackWhereTheBooksAreClosed) {
    ContractTerms terms = plain_contract();
    terms.term.months = 1;
    terms.charges.push_back({.id = "gain",
                             .kind = ExcessProfitCharge{.margin_bp = 1'000, .share_bp = 5'000},
                             .lines = {LineId{0}},
                             .pools = {}});

    const Statement statement = PricingCase(terms).close({});

    EXPECT_EQ(statement.charges.back().code, "C12");
    EXPECT_EQ(statement.charges.back().amount, Money{});
    EXPECT_FALSE(ledger_needs(terms).books);
}

TEST(Charges, ComeInTheOrderOfTheirCodes) {
    ContractTerms terms = committed_contract(false);
    terms.charges.push_back({.id = "lines",
                             .kind = PassThroughCharge{.month = Money::pounds(1)},
                             .lines = {LineId{0}},
                             .pools = {}});
    terms.charges.push_back({.id = "fee",
                             .kind = FixedCharge{.month = Money::pounds(2)},
                             .lines = {LineId{0}},
                             .pools = {}});

    std::vector<std::string> codes;
    for (const ChargeLine& line : PricingCase(terms).close({}).charges) {
        codes.push_back(line.code);
    }

    EXPECT_EQ(codes, (std::vector<std::string>{"C1", "C4", "C6", "C11"}));
}

TEST(Charges, TheLedgersForecastGoesBeforeTheContracts) {
    const ContractTerms terms = committed_contract(false);
    const ServicePeriod period = periods_of(terms)[0];
    PeriodLedger ledger;
    const std::vector<LineId> line{LineId{0}};
    EXPECT_EQ(ExpectedCalls(terms, period, ledger).on(line), 42'000'000'000);
    ledger.forecast = {{.line = LineId{0}, .calls_millionths = 1'500'000},
                       {.line = LineId{0}, .calls_millionths = 2'000'000}};
    EXPECT_EQ(ExpectedCalls(terms, period, ledger).on_all_lines(), 3'500'000);
    EXPECT_EQ(ExpectedCalls(plain_contract(), period, {}).on(line), std::nullopt);
}

TEST(Charges, TestCallsThatAreFlaggedAreNotCharged) {
    const ContractTerms terms = committed_contract(false);
    const ServicePeriod period = periods_of(terms)[0];
    PeriodLedger ledger = answered_calls(period, 10);
    CallLedgerRow test;
    test.call = ledger.calls.call(0);
    test.flags = static_cast<std::uint16_t>(CallFlag::Test);
    ledger.calls.add(test);

    const BillableVolumes volumes(terms, ledger.calls);

    EXPECT_EQ(volumes.offered(), 10);
    EXPECT_EQ(volumes.of({LineId{0}}, {PoolId{0}}).answered, 10);
    EXPECT_EQ(volumes.of({LineId{0}}, {PoolId{0}}).handling, std::chrono::seconds{900});
    EXPECT_EQ(volumes.answered_by_supplier(), 10);
}

TEST(Charges, ALedgerNeedsWhatTheChargesAskFor) {
    EXPECT_FALSE(ledger_needs(plain_contract()).staffing);
    EXPECT_TRUE(ledger_needs(committed_contract(false)).forecast);
    ContractTerms terms = plain_contract();
    terms.charges[0].kind = CostPlusCharge{};
    EXPECT_TRUE(ledger_needs(terms).books);
    terms.charges[0].kind = HoursCharge{};
    EXPECT_TRUE(ledger_needs(terms).staffing);
}

IndexationTerms index_of_p5() {
    IndexationTerms terms;
    terms.share_bp = 8'000;
    terms.cap_bp = 300;
    terms.first = day(2028, 4, 1);
    terms.rates_bp = {400, 300};
    return terms;
}

// contracts.md 2.18, P5.
TEST(Indexation, P5CappedAndUncapped) {
    IndexationTerms terms = index_of_p5();
    const Money base = Money::pounds(1'000'000);
    EXPECT_EQ(indexed(terms, base, 0), base);
    EXPECT_EQ(indexed(terms, base, 1), Money::pounds(1'024'000));
    EXPECT_EQ(indexed(terms, base, 2), Money::pounds(1'048'576));

    terms.cap_bp.reset();
    EXPECT_EQ(indexed(terms, base, 2), Money::pounds(1'056'768));
}

TEST(Indexation, TheFloorHoldsAndTheLastRateGoesOn) {
    IndexationTerms terms = index_of_p5();
    terms.share_bp = 10'000;
    terms.floor_bp = 200;
    terms.rates_bp = {100};
    EXPECT_EQ(indexed(terms, Money::pounds(100), 3), money("106.1208"));
}

TEST(Indexation, ChangesComeOnceAYearOnTheFirstOfTheMonth) {
    IndexationTerms terms = index_of_p5();
    EXPECT_EQ(changes_until(terms, day(2028, 3, 31)), 0);
    EXPECT_EQ(changes_until(terms, day(2028, 4, 1)), 1);
    EXPECT_EQ(changes_until(terms, day(2029, 3, 31)), 1);
    EXPECT_EQ(changes_until(terms, day(2030, 5, 1)), 3);
    terms.first = day(2028, 7, 15);
    EXPECT_EQ(changes_until(terms, day(2028, 7, 15)), 1);
    EXPECT_EQ(changes_until(terms, day(2029, 4, 1)), 2);
}

TEST(Indexation, RaisesThePricesThatAreIndexed) {
    ContractTerms terms = plain_contract();
    terms.indexation = index_of_p5();
    terms.charges.push_back(terms.charges[0]);
    terms.charges[1].indexed = false;
    PricingCase contract(terms);
    for (int month = 0; month < 12; ++month) {
        EXPECT_EQ(contract.close({}).gross, Money::pounds(500'000));
    }

    EXPECT_EQ(contract.close({}).gross, Money::pounds(506'000));
}

}  // namespace
}  // namespace fcr
