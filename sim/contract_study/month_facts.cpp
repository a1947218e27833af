#include "sim/contract_study/month_facts.hpp"

#include "sim/contract/belonging.hpp"
#include "sim/contract/money.hpp"

#include <algorithm>

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

/// The quarter-hours of a period as hours of the week and of the day.
struct PeriodHours {
    std::vector<std::uint8_t> of_week;

    explicit PeriodHours(const ServicePeriod& period) {
        for (const ServiceDay& day : period.days) {
            for (Duration at{0}; at < day.length; at += PeriodStaffing::kCell) {
                of_week.push_back(static_cast<std::uint8_t>(
                    hour_of_week(day.weekday, time_of_day(day.date, at))));
            }
        }
    }
};

/// How the calls of an indicator are counted, and which of them are late.
struct KpiRules {
    CountingRule counting{};
    CountingRule lateness{};
    KpiMeasure measure = KpiMeasure::Share;
    bool only_abandoned = false;

    [[nodiscard]] bool is_late(const CallRecord& call) const {
        if (measure == KpiMeasure::Calls) {
            return false;
        }
        if (only_abandoned) {
            return call.outcome == Outcome::Abandoned;
        }
        return call.outcome != Outcome::Answered ||
               call.times.answered - clock_start(call, lateness.clock) > lateness.within_max;
    }
};

KpiRules rules_of(const KpiTerms& kpi) {
    KpiDefinition lateness = kpi.counting;
    KpiRules rules{.counting = counting_rule(kpi.counting),
                   .lateness = {},
                   .measure = measure_of(kpi.counting.type),
                   .only_abandoned = kpi.counting.type == KpiType::Abandonment};
    if (rules.measure == KpiMeasure::Time) {
        lateness.threshold = Duration{kpi.target};
        lateness.comparator = Comparator::AtMost;
    }
    rules.lateness = counting_rule(lateness);
    return rules;
}

/// Whether one share or mean is worse than another; both are measured.
bool is_worse(const Ratio& one, const Ratio& other, Polarity polarity) {
    const WideInteger left = static_cast<WideInteger>(one.numerator) * other.denominator;
    const WideInteger right = static_cast<WideInteger>(other.numerator) * one.denominator;
    return polarity == Polarity::HigherBetter ? left < right : left > right;
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

std::vector<KpiCalls> count_calls(const ContractTerms& terms,
                                  const ServicePeriod& period,
                                  const PeriodCalls& calls,
                                  std::vector<LateByHour>& late,
                                  std::vector<Histogram>& waits) {
    const PeriodHours hours(period);
    std::vector<KpiCalls> counted(terms.kpis.size());
    late.resize(terms.kpis.size());
    std::vector<std::array<KpiCounts, 24>> by_hour(terms.kpis.size());
    std::vector<KpiRules> rules;
    for (const KpiTerms& kpi : terms.kpis) {
        rules.push_back(rules_of(kpi));
    }
    for (std::size_t row = 0; row < calls.size(); ++row) {
        const CallRecord& call = calls.call(row);
        const SimTime at = belongs_at(call, terms.belongs_to);
        const auto cell = static_cast<std::size_t>((at - period.start) / PeriodStaffing::kCell);
        const std::size_t hour = hours.of_week[cell];
        for (std::size_t kpi = 0; kpi < terms.kpis.size(); ++kpi) {
            const KpiDefinition& counting = terms.kpis[kpi].counting;
            if (!counts_in(counting, call, std::nullopt)) {
                continue;
            }
            const Duration wait = count_call(rules[kpi].counting, call, by_hour[kpi][hour % 24]);
            if (counting.type == KpiType::ServiceLevel && wait != kLongestSpan) {
                waits[kpi].add(wait);
            }
            ++late[kpi].calls[hour];
            late[kpi].late[hour] += rules[kpi].is_late(call);
        }
    }
    for (std::size_t kpi = 0; kpi < terms.kpis.size(); ++kpi) {
        KpiCalls& of_kpi = counted[kpi];
        for (std::size_t hour = 0; hour < 24; ++hour) {
            of_kpi.all.merge(by_hour[kpi][hour]);
            const Ratio value = kpi_value(terms.kpis[kpi].counting, by_hour[kpi][hour]);
            if (value.measured() &&
                (!of_kpi.worst_hour.measured() ||
                 is_worse(value, of_kpi.worst_hour, terms.kpis[kpi].polarity))) {
                of_kpi.worst_hour = value;
                of_kpi.worst_hour_of_day = static_cast<std::int32_t>(hour);
            }
        }
    }
    return counted;
}

}  // namespace fcr
