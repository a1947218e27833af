// A contract of one indicator and the calls of its periods, for tests of measuring.
#pragma once

#include "sim/contract/measuring.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// 2027-04-01, a Thursday; months of a term of twelve. The line is "101", the pools "in_house" and
/// "contractor".
struct MeasuringCase {
    static constexpr LineId kLine{0};
    static constexpr PoolId kInHouse{0};
    static constexpr PoolId kContractor{1};

    ContractTerms terms;
    std::vector<ServicePeriod> periods;
    PeriodLedger ledger;
    MeasuringHistory history;
    std::uint64_t next_number = 0;

    explicit MeasuringCase(const KpiTerms& kpi) {
        terms.term.start = *parse_date("2027-04-01");
        terms.term.months = 12;
        terms.scope.lines = {"101"};
        terms.scope.pools = {{.name = "in_house", .owner = Party::Force, .site = {}},
                             {.name = "contractor", .owner = Party::Supplier, .site = {}}};
        terms.kpis = {kpi};
        periods = service_periods(terms.term.start, terms.term.months, terms.term.start);
    }

    /// A service level of 90 % in 60 s, F2, clock OFFERED, LE.
    static KpiTerms service_level() {
        KpiTerms kpi;
        kpi.id = "K1";
        kpi.counting.type = KpiType::ServiceLevel;
        kpi.counting.clock = ClockStart::Offered;
        kpi.counting.threshold = std::chrono::seconds{60};
        kpi.counting.short_abandon = std::chrono::seconds{5};
        kpi.target = 9'000;
        kpi.interval_target_bp = 9'000;
        return kpi;
    }

    static CallRecord arriving(SimTime offered) {
        CallRecord call;
        call.times.dialled = offered;
        call.times.network_arrive = offered;
        call.times.offered = offered;
        call.times.segment_presented = offered;
        return call;
    }
    static CallRecord answered(SimTime offered, Duration wait) {
        CallRecord call = arriving(offered);
        call.outcome = Outcome::Answered;
        call.times.answered = offered + wait;
        call.times.ended = call.times.answered + std::chrono::minutes{5};
        call.times.wrapped_up = call.times.ended + std::chrono::minutes{1};
        return call;
    }
    static CallRecord abandoned(SimTime offered, Duration wait) {
        CallRecord call = arriving(offered);
        call.outcome = Outcome::Abandoned;
        call.times.abandoned = offered + wait;
        call.times.ended = call.times.abandoned;
        return call;
    }

    /// Adds a call with its own number and caller, and segments if there are any.
    void add(CallRecord call,
             std::uint16_t flags = 0,
             const std::vector<CallSegment>& segments = {}) {
        CallLedgerRow row;
        call.number = next_number;
        call.caller = call.caller == 0 ? 1'000'000 + next_number : call.caller;
        ++next_number;
        row.call = call;
        row.flags = flags;
        row.segment_count = segments.size();
        std::copy(segments.begin(), segments.end(), row.segments.begin());
        ledger.calls.add(row);
    }
    /// Calls offered a second apart from a moment on.
    void add_answered(std::size_t calls, SimTime from, Duration wait) {
        for (std::size_t call = 0; call < calls; ++call) {
            add(answered(from + std::chrono::seconds{call}, wait));
        }
    }
    void add_abandoned(std::size_t calls, SimTime from, Duration wait) {
        for (std::size_t call = 0; call < calls; ++call) {
            add(abandoned(from + std::chrono::seconds{call}, wait));
        }
    }

    /// Measures a period and begins the next with an empty ledger.
    std::vector<KpiLine> close(std::size_t period) {
        std::vector<KpiLine> lines = measure(terms, periods[period], ledger, history);
        ledger = PeriodLedger{};
        return lines;
    }
    KpiLine close_one(std::size_t period) { return close(period).at(0); }

    [[nodiscard]] SimTime at(std::size_t period, Duration since_start) const {
        return periods[period].start + since_start;
    }
};

/// A step of a call's route.
inline CallSegment segment(PoolId pool,
                           SimTime presented,
                           SegmentOutcome outcome = SegmentOutcome::Unfinished,
                           SimTime left = kNever) {
    return {.pool = pool,
            .site = std::nullopt,
            .presented = presented,
            .answered = kNever,
            .left = left,
            .outcome = outcome};
}

inline KpiResult result(std::int64_t numerator, std::int64_t denominator) {
    return {.numerator = numerator, .denominator = denominator, .sample = denominator};
}

}  // namespace fcr
