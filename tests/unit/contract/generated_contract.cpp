#include "tests/unit/contract/generated_contract.hpp"

#include "tests/unit/contract/pricing_case.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

namespace fcr {

namespace {

using std::chrono::seconds;

const std::vector<LineId> kAllLines{LineId{0}, LineId{1}};
const std::vector<PoolId> kSupplier{PoolId{1}};

std::vector<KpiBand> bands(std::array<std::int64_t, 4> limits) {
    return {{.limit = limits[0], .points = 0, .severity = Severity::Met},
            {.limit = limits[1], .points = 1, .severity = Severity::Minor},
            {.limit = limits[2], .points = 2, .severity = Severity::Serious},
            {.limit = limits[3], .points = 3, .severity = Severity::Severe},
            {.points = 4, .severity = Severity::BelowThreshold}};
}

}  // namespace

std::int64_t Generator::below(std::int64_t limit) {
    // The remainder's bias is of no matter here; std distributions differ between libraries.
    return static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(limit));
}

ContractTerms Generator::contract() {
    ContractTerms terms;
    terms.id = "generated";
    terms.hash = "hash";
    const auto first = static_cast<unsigned>(one_in(2) ? 1 : 1 + below(28));
    terms.term = {.start = day(2027, 1 + static_cast<unsigned>(below(12)), first),
                  .months = 24,
                  .extension_months = {},
                  .break_dates = {}};
    terms.scope.lines = {"999", "101"};
    terms.scope.pools = {{.name = "room", .owner = Party::Force, .site = ""},
                         {.name = "supplier", .owner = Party::Supplier, .site = ""}};
    add_kpis(terms);
    add_scoring(terms);
    add_charges(terms);
    if (one_in(2)) {
        terms.relief = {{.id = "outage",
                         .cause = ReliefCause::AuthorityCause,
                         .scope = one_in(2) ? ReliefScope::Day : ReliefScope::Period,
                         .effect = static_cast<ReliefEffect>(below(3)),
                         .points_bp = 5'000,
                         .kpis = {0, 1, 2}}};
    }
    if (one_in(2)) {
        terms.bedding_in = BeddingInTerms{.months = static_cast<int>(1 + below(6)),
                                          .points_factor_bp = below(10'001),
                                          .target_factor_bp = 9'000 + below(1'001),
                                          .kpis = {0, 2}};
    }
    terms.ladder.critical_points = 20 + below(40);
    return terms;
}

void Generator::add_kpis(ContractTerms& terms) {
    KpiTerms level;
    level.id = "level";
    level.counting.line = LineId{1};
    level.counting.clock = ClockStart::Offered;
    level.counting.threshold = seconds{60};
    level.target = 8'500;
    level.bands = bands({8'500, 8'200, 7'800, 7'200});
    level.period = static_cast<KpiPeriod>(below(4));
    level.related_group = one_in(2) ? "answer" : "";

    KpiTerms lost;
    lost.id = "lost";
    lost.counting.type = KpiType::Abandonment;
    lost.counting.clock = ClockStart::Offered;
    lost.polarity = Polarity::LowerBetter;
    lost.target = 1'000;
    lost.bands = bands({1'000, 1'300, 1'700, 2'500});
    lost.related_group = one_in(2) ? "answer" : "";

    KpiTerms late;
    late.id = "late";
    late.counting.type = KpiType::Percentile;
    late.counting.clock = ClockStart::Offered;
    late.percentile_bp = 9'000;
    late.polarity = Polarity::LowerBetter;
    late.target = 80'000'000;
    late.bands = bands({80'000'000, 95'000'000, 110'000'000, 130'000'000});

    terms.kpis = {level, lost, late};
    for (KpiTerms& kpi : terms.kpis) {
        kpi.band_on = one_in(2) ? BandOn::Rounded : BandOn::Exact;
        kpi.decimals = static_cast<int>(below(4));
    }
    terms.kpis[0].weight_bp = 5'000;
    terms.kpis[1].weight_bp = 3'000;
    terms.kpis[2].weight_bp = 2'000;
}

void Generator::add_scoring(ContractTerms& terms) {
    ScoringTerms& scoring = terms.scoring;
    scoring.mechanism = static_cast<Mechanism>(below(4));
    scoring.deduction_bp_per_point = 25 + below(176);
    scoring.repeat_multiplier = 1 + below(3);
    scoring.slope = {below(2'000'000)};
    scoring.at_risk_bp = 500 + below(1'501);
    scoring.pool_allocation_bp = 10'000 + below(10'000);
    scoring.free_points = below(4);
    scoring.point = Money::pence(100'000 + below(400'000));
    scoring.ratchet = {{.up_to_points = 6, .multiplier = {1'000'000}},
                       {.up_to_points = {}, .multiplier = {1'500'000}}};
    scoring.points_mode = one_in(2) ? PointsMode::Fixed : PointsMode::Graduated;
    if (one_in(2)) {
        scoring.earn_back = EarnBackTerms{.beats_by = {1'000'000}, .periods = 1};
    }
    if (!one_in(3)) {
        terms.caps.service_credit_bp = 100 + below(900);
        terms.caps.estimated_year1 = Money::pounds(500'000 + below(1'000'000));
        terms.caps.element_bp = one_in(2) ? 10'000 : 3'000;
    }
    if (one_in(3)) {
        terms.caps.compensation_bp = 1'000;
        terms.caps.estimated_year1 = Money::pounds(1'000'000);
    }
    if (one_in(3)) {
        terms.caps.liability = Money::pounds(20'000 + below(100'000));
    }
}

void Generator::add_charges(ContractTerms& terms) {
    const auto add = [&](const char* id, ChargeKind kind) {
        terms.charges.push_back({.id = id,
                                 .kind = std::move(kind),
                                 .lines = kAllLines,
                                 .pools = kSupplier,
                                 .indexed = true});
    };
    const auto price = [&] { return Money{1 + below(90'000)}; };
    add("fee", FixedCharge{.month = Money{below(2'000'000'000)}});
    if (one_in(2)) {
        add("calls",
            PerCallCharge{.all_units = one_in(2),
                          .steps = {{.up_to_calls = 100, .call = price()},
                                    {.up_to_calls = {}, .call = price()}}});
        add("floor",
            CommitmentCharge{.share_bp = below(10'001), .call = price(), .yearly = one_in(2)});
    }
    if (one_in(2)) {
        HoursFilter night;
        night.from = std::chrono::hours{22};
        night.until = std::chrono::hours{6};
        add("hours",
            HoursCharge{.bands = {{.name = "night", .hours = night, .hour = price()},
                                  {.name = "rest", .hour = price()}}});
        add("flex", FlexCharge{.standby_hour = price(), .cancelled_hour = price()});
    }
    if (one_in(3)) {
        add("minutes", HandleCharge{.minute = price()});
    }
    if (one_in(3)) {
        add("anchored",
            AnchoredCharge{.base = Money{below(1'000'000'000)},
                           .baseline_calls = 150,
                           .dead_band_bp = below(2'000),
                           .additional = price(),
                           .reduced = price(),
                           .cliff = one_in(2)});
    }
    if (one_in(3)) {
        add("cost",
            TargetCostCharge{.target = Money::pounds(1'200'000),
                             .share_bp = below(10'001),
                             .maximum = Money::pounds(1'300'000)});
    }
    if (one_in(3)) {
        add("profit", ExcessProfitCharge{.margin_bp = 500, .share_bp = 5'000});
    }
    if (one_in(2)) {
        terms.indexation = IndexationTerms{};
        terms.indexation->share_bp = below(10'001);
        terms.indexation->first = terms.term.start + std::chrono::days{365};
        terms.indexation->rates_bp = {below(800)};
    }
    terms.forecast = ForecastTerms{};
    terms.forecast->months = {{.line = LineId{0}, .calls = 80, .handling = seconds{300}},
                              {.line = LineId{1}, .calls = 160, .handling = seconds{300}}};
}

PeriodLedger Generator::ledger(const ContractTerms& terms, const ServicePeriod& period) {
    PeriodLedger ledger;
    const std::int64_t length = (period.end - period.start).count();
    const std::int64_t calls = 100 + below(200);
    const std::int64_t slow = 1 + below(3);  // a good month, a middling one, a bad one
    for (std::int64_t number = 0; number < calls; ++number) {
        CallLedgerRow row;
        CallRecord& call = row.call;
        call.number = static_cast<std::uint64_t>(number);
        call.caller = static_cast<std::uint64_t>(below(90));
        call.line = LineId{static_cast<std::size_t>(below(2))};
        call.pool = PoolId{static_cast<std::size_t>(below(2))};
        call.times.network_arrive = period.start + Duration{below(length)};
        call.times.offered = call.times.network_arrive;
        call.times.segment_presented = call.times.offered;
        const SimTime ends = call.times.offered + Duration{below(45'000'000 * slow)};
        const bool answered = below(100) >= 6 * slow;
        call.outcome = answered ? Outcome::Answered : Outcome::Abandoned;
        (answered ? call.times.answered : call.times.abandoned) = ends;
        call.times.ended = answered ? ends + Duration{below(600'000'000)} : ends;
        if (answered) {
            call.times.wrapped_up = call.times.ended + Duration{below(90'000'000)};
        }
        row.flags =
            one_in(30) ? static_cast<std::uint16_t>(CallFlag::Test) : static_cast<std::uint16_t>(0);
        row.segments[0] = {
            .pool = call.pool,
            .site = {},
            .presented = call.times.offered,
            .answered = call.times.answered,
            .left = ends,
            .outcome = answered ? SegmentOutcome::Answered : SegmentOutcome::Abandoned};
        row.segment_count = 1;
        ledger.calls.add(row);
    }
    const auto cells =
        static_cast<std::size_t>((period.end - period.start) / PeriodStaffing::kCell);
    ledger.staffing = PeriodStaffing(terms.scope.pools.size(), cells);
    for (std::size_t cell = 0; cell < cells; ++cell) {
        ledger.staffing.at(PoolId{1}, cell) = {.logged_in = Duration{below(9'000'000'000)},
                                               .standby = Duration{below(900'000'000)},
                                               .cancelled = Duration{below(900'000'000)}};
    }
    if (one_in(3)) {
        const SimTime from = period.start + Duration{below(length)};
        ledger.events = {{.id = "E1",
                          .cause = ReliefCause::AuthorityCause,
                          .from = from,
                          .until = std::min(period.end, from + std::chrono::hours{30})}};
    }
    ledger.books = {.cost = Money{below(2'000'000'000)}, .known = true};
    return ledger;
}

PeriodCalls Generator::shuffled(const PeriodCalls& calls) {
    std::vector<std::size_t> order(calls.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t row = order.size(); row > 1; --row) {
        std::swap(order[row - 1],
                  order[static_cast<std::size_t>(below(static_cast<std::int64_t>(row)))]);
    }
    PeriodCalls result;
    for (const std::size_t row : order) {
        CallLedgerRow ledger_row;
        ledger_row.call = calls.call(row);
        ledger_row.flags = calls.flags(row);
        for (const CallSegment& segment : calls.segments(row)) {
            ledger_row.segments[ledger_row.segment_count++] = segment;
        }
        result.add(ledger_row);
    }
    return result;
}

}  // namespace fcr
