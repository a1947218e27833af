#include "sim/contract_study/month_ledger.hpp"

#include "sim/base/check.hpp"
#include "sim/contract/belonging.hpp"
#include "sim/contract/hours_filter.hpp"
#include "sim/contract/population.hpp"
#include "sim/metrics/ledger.hpp"

#include <algorithm>
#include <span>

namespace fcr {

MonthLedger::MonthLedger(const ContractTerms& terms,
                         const ScopeMap& scope,
                         std::vector<std::size_t> watched)
    : terms_(terms), scope_(scope), watched_(std::move(watched)) {}

void MonthLedger::begin(const CompiledScenario& room, bool keeps_genuine) {
    room_ = &room;
    keeps_genuine_ = keeps_genuine;
    for (Month& month : months_) {
        month.period = nullptr;
    }
    closing_ = false;
    open_calls_ = 0;
    calls_before_ = 0;
    on_duty_.assign(terms_.scope.pools.size(), OnDuty{});
}

void MonthLedger::open(Month& month, const ServicePeriod* period) {
    month.period = period;
    month.ledger.calls.clear();
    month.genuine.clear();
    const Duration span = period == nullptr ? Duration{0} : period->end - period->start;
    const auto cells = static_cast<std::size_t>(span / PeriodStaffing::kCell);
    month.ledger.staffing = PeriodStaffing(terms_.scope.pools.size(), cells);
    month.ledger.events.clear();
    month.ledger.forecast.clear();
    month.ledger.censored = 0;
    month.so_far.assign(watched_.size(), KpiCounts{});
    month.padding = 0;
}

void MonthLedger::begin_month(const ServicePeriod* period, const InRoom& room) {
    FCR_CHECK(!closing_, "the month before last is not closed");
    for (std::size_t row = 0; row < on_duty_.size(); ++row) {
        note_on_duty(PoolId{row}, room.at);
    }
    closing_ = running().period != nullptr;
    running_ = 1 - running_;
    open(running(), period);
    calls_before_ = room.calls_so_far;
    open_calls_ = room.calls_open;
}

PeriodLedger& MonthLedger::close_month() {
    FCR_CHECK(closing_, "no month has ended");
    closing_ = false;
    Month& month = closed();
    month.ledger.censored += open_calls_;
    if (keeps_genuine_) {
        genuine_ = month.ledger;
        genuine_.calls = month.genuine;
    }
    return month.ledger;
}

const PeriodLedger& MonthLedger::running_ledger(SimTime now) {
    for (std::size_t row = 0; row < on_duty_.size(); ++row) {
        note_on_duty(PoolId{row}, now);
    }
    return running().ledger;
}

Duration staffed_hours(const ScopeTerms& scope, const PeriodStaffing& staffing) {
    Duration staffed{0};
    for (std::size_t row = 0; row < scope.pools.size(); ++row) {
        if (scope.pools[row].owner != Party::Supplier) {
            continue;
        }
        for (std::size_t cell = 0; cell < staffing.cells(); ++cell) {
            staffed += staffing.at(PoolId{row}, cell).logged_in;
        }
    }
    return staffed;
}

/// The month kept that has the moment: calls of the warm-up, and of a month that is closed already,
/// have none.
MonthLedger::Month* MonthLedger::month_at(SimTime at) {
    if (running().period != nullptr && running().period->has(at)) {
        return &running();
    }
    return closing_ && closed().period->has(at) ? &closed() : nullptr;
}

void MonthLedger::call_closed(const CallRecord& call) {
    if (call.number < calls_before_ && open_calls_ > 0) {
        --open_calls_;
    }
    const std::optional<PoolId> pool = call.pool ? scope_.of(*call.pool) : std::nullopt;
    if (pool && call.handler) {
        const CallTimes& times = call.times;
        const bool answered = call.outcome == Outcome::Answered;
        const SimTime begun = times.resumed == kNever ? times.presented : times.resumed;
        const SimTime handled = answered ? talked_until(times) : times.ended;
        add_staff(*pool, begun, handled, &StaffCell::handling, 1);
        if (answered) {
            add_staff(*pool, handled, times.wrapped_up, &StaffCell::wrap_up, 1);
        }
    }
    const std::optional<LineId> line = scope_.of(call.line);
    Month* const month = line ? month_at(belongs_at(call, terms_.belongs_to)) : nullptr;
    if (month == nullptr) {
        return;
    }
    CallLedgerRow row = ledger_row(call, *room_);
    row.call.line = *line;
    row.call.pool = pool;
    for (std::size_t segment = 0; segment < row.segment_count; ++segment) {
        std::optional<PoolId>& of_segment = row.segments[segment].pool;
        of_segment = of_segment ? scope_.of(*of_segment) : std::nullopt;
    }
    month->ledger.calls.add(row);
    const bool padding = call.origin == Origin::Padding;
    month->padding += padding;
    if (keeps_genuine_ && !padding) {
        month->genuine.add(row);
    }
    for (std::size_t watched = 0; watched < watched_.size(); ++watched) {
        watch(terms_.kpis[watched_[watched]], row, *month->period, month->so_far[watched]);
    }
}

/// Counts a call for an indicator that somebody watches: of its line, pool and hours, as far as
/// that is known before the month is over.
void MonthLedger::watch(const KpiTerms& kpi,
                        const CallLedgerRow& row,
                        const ServicePeriod& period,
                        KpiCounts& counts) const {
    const SimTime at = belongs_at(row.call, terms_.belongs_to);
    const bool of_line = !kpi.counting.line || *kpi.counting.line == row.call.line;
    if (!of_line || !in_hours(kpi.hours, period.day_of(at), period.time_of_day(at))) {
        return;
    }
    const CountingRule rule = counting_rule(terms_.scope, kpi);
    const std::optional<PoolId>& pool = kpi.counting.pool;
    const auto segments = std::span(row.segments).first(row.segment_count);
    const bool given_up_there = !row.call.pool && !segments.empty() &&
                                segments.back().pool == pool &&
                                segments.back().outcome != SegmentOutcome::MovedOn;
    if (!pool || row.call.pool == pool || given_up_there) {
        count_call(rule, row.call, counts);
    } else if (std::ranges::any_of(segments,
                                   [&](const CallSegment& of) { return of.pool == pool; })) {
        CallRecord returned;
        returned.outcome = Outcome::Diverted;
        count_call(rule, returned, counts);
    }
}

void MonthLedger::seat_taken(const SeatTaken& seat) {
    const std::optional<PoolId> pool = scope_.of(seat.pool);
    if (!pool) {
        return;
    }
    note_on_duty(*pool, seat.at);
    on_duty_[pool->index()].handlers = seat.on_duty;
}

void MonthLedger::work_interrupted(const WorkInterrupted& work) {
    if (const std::optional<PoolId> pool = scope_.of(work.pool)) {
        add_staff(*pool, work.presented, work.talked_until, &StaffCell::handling, 1);
        add_staff(*pool, work.talked_until, work.at, &StaffCell::wrap_up, 1);
    }
}

/// People of the pool have been on duty since its last change.
void MonthLedger::note_on_duty(PoolId pool, SimTime until) {
    OnDuty& duty = on_duty_[pool.index()];
    if (duty.handlers > 0) {
        add_staff(pool, duty.since, until, &StaffCell::logged_in, static_cast<int>(duty.handlers));
    }
    duty.since = until;
}

/// Shares a stretch out to the quarter-hours of the months kept.
void MonthLedger::add_staff(
    PoolId pool, SimTime from, SimTime until, Duration StaffCell::*what, int people) {
    for (Month* const month : {&running(), &closed()}) {
        const bool kept = month->period != nullptr && (month == &running() || closing_);
        if (!kept) {
            continue;
        }
        const SimTime start = month->period->start;
        SimTime at = std::max(from, start);
        const SimTime end = std::min(until, month->period->end);
        while (at < end) {
            const auto cell = static_cast<std::size_t>((at - start) / PeriodStaffing::kCell);
            const SimTime next =
                std::min(end, start + static_cast<std::int64_t>(cell + 1) * PeriodStaffing::kCell);
            month->ledger.staffing.at(pool, cell).*what += (next - at) * people;
            at = next;
        }
    }
}

}  // namespace fcr
