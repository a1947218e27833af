#include "sim/contract_study/month_facts.hpp"

#include "sim/contract/attribution.hpp"
#include "sim/contract/money.hpp"
#include "sim/contract/period_cells.hpp"
#include "sim/contract/population.hpp"

#include <algorithm>
#include <array>

namespace fcr {

namespace {

/// The part of the points' credit that an indicator has, or its own where the mechanism gives one.
Money credit_of(const KpiLine& line, const Statement& statement) {
    if (line.credit != Money{}) {
        return line.credit;
    }
    const std::int64_t all = statement.credits.points.after_bedding_in;
    return all > 0 && !line.overshadowed ? times(statement.credits.gross, line.points, all)
                                         : Money{};
}

void add(KpiResult& sum, const KpiResult& more) {
    sum.numerator += more.numerator;
    sum.denominator += more.denominator;
    sum.sample += more.sample;
}

/// By quarter-hour of a period, its hour of the week.
std::vector<std::size_t> hours_of_week(const ServicePeriod& period, const PeriodCells& cells) {
    std::vector<std::size_t> hours;
    hours.reserve(cells.size());
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        hours.push_back(
            hour_of_week(period.days[cells.day_of(cell)].weekday, cells.time_of_day(cell)));
    }
    return hours;
}

/// Whether a counted call is late: see count_calls.
bool is_late(const KpiTerms& kpi, const CountingRule& rule, const CallRecord& call) {
    const bool answered = call.outcome == Outcome::Answered;
    const auto waited = [&] { return call.times.answered - clock_start(call, rule.clock); };
    switch (kpi.counting.type) {
        case KpiType::ServiceLevel: return !answered || waited() > rule.within_max;
        case KpiType::Abandonment: return call.outcome == Outcome::Abandoned;
        case KpiType::MeanWait:
        case KpiType::Percentile:
        case KpiType::LongestWait: return !answered || waited().count() > kpi.target;
        case KpiType::Count: return false;
    }
    return false;
}

/// Whether one share or mean is worse than another; both are measured.
bool is_worse(const Ratio& one, const Ratio& other, Polarity polarity) {
    const WideInteger left = static_cast<WideInteger>(one.numerator) * other.denominator;
    const WideInteger right = static_cast<WideInteger>(other.numerator) * one.denominator;
    return polarity == Polarity::HigherBetter ? left < right : left > right;
}

/// The worst of 24 hours of an indicator, and all of them together.
KpiCalls sum_of_hours(const KpiTerms& kpi, const std::array<KpiCounts, 24>& by_hour) {
    KpiCalls calls;
    for (std::size_t hour = 0; hour < by_hour.size(); ++hour) {
        calls.all.merge(by_hour[hour]);
        const Ratio value = kpi_value(kpi.counting, by_hour[hour]);
        if (value.measured() &&
            (!calls.worst_hour.measured() || is_worse(value, calls.worst_hour, kpi.polarity))) {
            calls.worst_hour = value;
            calls.worst_hour_of_day = static_cast<std::int32_t>(hour);
        }
    }
    return calls;
}

}  // namespace

void LateByHour::merge(const LateByHour& other) {
    for (std::size_t hour = 0; hour < kHoursOfWeek; ++hour) {
        calls[hour] += other.calls[hour];
        late[hour] += other.late[hour];
    }
}

std::vector<KpiMonth> kpi_months(const Statement& statement, const ContractTerms& terms) {
    std::vector<KpiMonth> months(terms.kpis.size());
    for (const KpiLine& line : statement.kpis) {
        KpiMonth& month = months[line.kpi];
        add(month.raw, line.raw);
        month.pooled.merge(line.counted_raw);
        add(month.after_relief, line.after_relief);
        if (line.after_relief.measured()) {
            ++month.measured;
            month.missed += !line.target_met;
            month.severity = std::max(month.severity, line.severity);
        }
        month.points += line.overshadowed ? 0 : line.points;
        month.credit += credit_of(line, statement);
    }
    return months;
}

MonthFacts facts_of(const Statement& statement, const ContractTerms& terms) {
    MonthFacts facts;
    facts.kpis = kpi_months(statement, terms);
    facts.charges.resize(terms.charges.size());
    for (const ChargeLine& line : statement.charges) {
        const auto charge = std::ranges::find(terms.charges, line.charge, &ChargeTerms::id);
        if (charge != terms.charges.end()) {
            facts.charges[static_cast<std::size_t>(charge - terms.charges.begin())] += line.amount;
        }
    }
    facts.credits = statement.credits;
    facts.gross = statement.gross;
    facts.net = statement.net;
    facts.charges_for_credits = statement.charges_for_credits;
    facts.offered = statement.offered;
    facts.answered = statement.answered;
    facts.answered_genuine = statement.answered;
    facts.censored = statement.censored;
    facts.forecast_millionths = statement.forecast_calls_millionths;
    facts.plan_open = statement.plan.has_value();
    for (const LadderNote& note : statement.ladder) {
        facts.right_to_terminate =
            facts.right_to_terminate || note.event == LadderEvent::TerminationRight;
    }
    facts.terminated = statement.standing == ContractStanding::Terminated;
    for (const KpiLine& line : statement.kpis) {
        const bool excluded =
            std::ranges::any_of(line.excluded.relief, [](std::int64_t calls) { return calls > 0; });
        facts.relieved = facts.relieved || excluded || line.points_scale_bp != 10'000;
    }
    return facts;
}

std::vector<Histogram> waits_of_levels(const ContractTerms& terms) {
    std::vector<Histogram> waits(terms.kpis.size());
    for (std::size_t kpi = 0; kpi < terms.kpis.size(); ++kpi) {
        if (terms.kpis[kpi].counting.type == KpiType::ServiceLevel) {
            waits[kpi].make_room();
        }
    }
    return waits;
}

CountedCalls count_calls(const ContractTerms& terms,
                         const ServicePeriod& period,
                         const PeriodLedger& ledger,
                         MeasuringHistory& history,
                         std::vector<Histogram>& waits) {
    history.kpis.resize(terms.kpis.size());
    const PeriodCells cells(period, ledger.calls, terms.belongs_to);
    const PoolAttribution attribution(terms.scope, cells, ledger);
    const std::vector<std::size_t> hours = hours_of_week(period, cells);
    CountedCalls counted;
    for (std::size_t row = 0; row < terms.kpis.size(); ++row) {
        const KpiTerms& kpi = terms.kpis[row];
        Population population(terms, row, period, cells, ledger.calls, attribution);
        population.leave_out_redials(history.kpis[row].recent);
        LateByHour& late = counted.late.emplace_back();
        std::array<KpiCounts, 24> by_hour;
        for (std::size_t call = 0; call < ledger.calls.size(); ++call) {
            const SeenCall seen = population.see(call);
            if (seen.standing != CallStanding::Counts) {
                continue;
            }
            const std::size_t hour = hours[cells.cell_of_call(call)];
            const Duration wait = count_call(population.rule(), *seen.call, by_hour[hour % 24]);
            if (kpi.counting.type == KpiType::ServiceLevel && wait != kLongestSpan) {
                waits[row].add(wait);
            }
            ++late.calls[hour];
            late.late[hour] += is_late(kpi, population.rule(), *seen.call);
        }
        counted.kpis.push_back(sum_of_hours(kpi, by_hour));
    }
    return counted;
}

}  // namespace fcr
