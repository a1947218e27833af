#include "sim/contract/headline.hpp"

#include "sim/contract/aggregating.hpp"
#include "sim/contract/attribution.hpp"
#include "sim/contract/period_cells.hpp"
#include "sim/contract/population.hpp"
#include "sim/scenario/kpi_codes.hpp"

#include <algorithm>
#include <utility>

namespace fcr {

namespace {

using std::chrono::hours;

constexpr std::size_t kCellsOfHour = 4;

/// Counts one indicator's calls by span.
class Spans {
public:
    void add(std::size_t span, SimTime from, Duration length) {
        if (span >= spans_.size()) {
            spans_.push_back({.from = from, .length = length, .counts = {}, .value = {}});
        }
    }
    [[nodiscard]] KpiCounts& counts(std::size_t span) { return spans_[span].counts; }
    [[nodiscard]] std::vector<SpanValue> take(const KpiTerms& kpi) {
        std::erase_if(spans_, [](const SpanValue& span) { return span.counts.offered == 0; });
        for (SpanValue& span : spans_) {
            span.value = pooled_value(kpi, span.counts);
        }
        return std::move(spans_);
    }

private:
    std::vector<SpanValue> spans_;
};

bool is_late(const KpiTerms& kpi, const CountingRule& rule, const CallRecord& call, Duration wait) {
    switch (kpi.counting.type) {
        case KpiType::ServiceLevel: return wait > rule.within_max;
        case KpiType::Abandonment:
            return call.outcome == Outcome::Abandoned && wait > rule.short_abandon_max;
        case KpiType::MeanWait:
        case KpiType::Percentile:
        case KpiType::LongestWait: return wait.count() > kpi.target;
        case KpiType::Count: return false;
    }
    return false;
}

LateCallers late_callers(std::vector<std::int64_t> waits) {
    LateCallers late;
    late.calls = static_cast<std::int64_t>(waits.size());
    if (waits.empty()) {
        return late;
    }
    std::ranges::sort(waits);
    for (const std::int64_t wait : waits) {
        late.waits_us += wait;
    }
    const auto at = [&](std::int64_t p_bp) {
        return Duration{waits[nearest_rank(p_bp, waits.size()) - 1]};
    };
    late.p50 = at(5'000);
    late.p90 = at(9'000);
    late.p95 = at(9'500);
    late.p99 = at(9'900);
    late.longest = Duration{waits.back()};
    return late;
}

std::optional<SpanValue> worst_of(const KpiTerms& kpi,
                                  const std::vector<SpanValue>& spans,
                                  std::int64_t calls_min) {
    std::optional<SpanValue> worst;
    for (const SpanValue& span : spans) {
        if (!span.value.measured() || span.counts.offered < calls_min) {
            continue;
        }
        const int above = worst ? compare(span.value, worst->value) : 0;
        if (!worst || (kpi.polarity == Polarity::HigherBetter ? above < 0 : above > 0)) {
            worst = span;
        }
    }
    return worst;
}

/// What an interval should reach, in the unit of its value.
Ratio interval_target(const KpiTerms& kpi) {
    if (measure_of(kpi.counting.type) == KpiMeasure::Share) {
        const bool own = kpi.aggregator == Aggregator::ShareOfIntervals;
        return {own ? kpi.interval_target_bp : kpi.target, 10'000};
    }
    return {kpi.target, 1};
}

/// Hours of a day that a cell's clock shows.
std::size_t hour_of(const PeriodCells& cells, std::size_t cell) {
    return static_cast<std::size_t>(cells.time_of_day(cell) / hours{1});
}

BehindHeadline look_behind_one(const KpiTerms& kpi,
                               const Population& population,
                               const PeriodCells& cells,
                               const ServicePeriod& period,
                               const PeriodCalls& calls) {
    const auto of_interval = static_cast<std::size_t>(kpi.interval / PeriodCells::kLength);
    Spans intervals;
    Spans by_clock_hour;
    Spans days;
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        const SimTime from = cells.begin_of(cell);
        const ServiceDay& day = period.days[cells.day_of(cell)];
        intervals.add(cell / of_interval, from, kpi.interval);
        by_clock_hour.add(cell / kCellsOfHour, from, hours{1});
        days.add(cells.day_of(cell), from, day.length);
    }
    BehindHeadline behind;
    std::vector<std::int64_t> late_waits;
    std::vector<std::int64_t> late_of_interval(cells.size() / of_interval + 1);
    for (std::size_t row = 0; row < calls.size(); ++row) {
        const SeenCall seen = population.see(row);
        if (seen.standing != CallStanding::Counts) {
            continue;
        }
        const std::size_t cell = cells.cell_of_call(row);
        KpiCounts one;
        const Duration wait = count_call(population.rule(), *seen.call, one);
        intervals.counts(cell / of_interval).merge(one);
        by_clock_hour.counts(cell / kCellsOfHour).merge(one);
        days.counts(cells.day_of(cell)).merge(one);
        behind.by_hour[hour_of(cells, cell)].merge(one);
        if (one.answered + one.abandoned > 0 && is_late(kpi, population.rule(), *seen.call, wait)) {
            late_waits.push_back(wait.count());
            ++late_of_interval[cell / of_interval];
        }
    }
    behind.late = late_callers(std::move(late_waits));
    behind.worst_hour = worst_of(kpi, by_clock_hour.take(kpi), BehindHeadline::kHourCallsMin);
    behind.worst_day = worst_of(kpi, days.take(kpi), 1);
    behind.intervals = intervals.take(kpi);
    const Ratio target = interval_target(kpi);
    for (const SpanValue& interval : behind.intervals) {
        if (!behind.busiest_interval ||
            interval.counts.offered > behind.busiest_interval->counts.offered) {
            behind.busiest_interval = interval;
            const Duration since = interval.from - period.start;
            behind.late_in_busiest =
                late_of_interval[static_cast<std::size_t>(since / kpi.interval)];
        }
        if (interval.value.measured()) {
            const int above = compare(interval.value, target);
            ++behind.intervals_measured;
            behind.intervals_meeting +=
                kpi.polarity == Polarity::HigherBetter ? above >= 0 : above <= 0;
        }
    }
    return behind;
}

}  // namespace

std::vector<FormulaValue> compare_formulas(const KpiLine& line) {
    using enum ServiceLevelFormula;
    using enum AbandonmentFormula;
    std::vector<FormulaValue> values;
    for (const auto formula : {F1AnsweredOnly,
                               F2Offered,
                               F3ExcludeAbandonInT,
                               F4AbandonInTIsMet,
                               F5ExcludeShort,
                               F6ShortIsMet,
                               F7MalformedDouble}) {
        values.push_back({.code = code_of(formula),
                          .raw = service_level(formula, line.counted_raw),
                          .after_relief = service_level(formula, line.counted)});
    }
    for (const auto formula : {Ab1All, Ab2ExcludeShort, Ab3AfterShort}) {
        values.push_back({.code = code_of(formula),
                          .raw = abandonment(formula, line.counted_raw),
                          .after_relief = abandonment(formula, line.counted)});
    }
    return values;
}

std::vector<BehindHeadline> look_behind(const ContractTerms& terms,
                                        const ServicePeriod& period,
                                        const PeriodLedger& ledger,
                                        MeasuringHistory& history) {
    history.kpis.resize(terms.kpis.size());
    const PeriodCells cells(period, ledger.calls, terms.belongs_to);
    const PoolAttribution attribution(terms.scope, cells, ledger);
    std::vector<BehindHeadline> behind;
    for (std::size_t kpi = 0; kpi < terms.kpis.size(); ++kpi) {
        Population population(terms, kpi, period, cells, ledger.calls, attribution);
        population.leave_out_redials(history.kpis[kpi].recent);
        behind.push_back(look_behind_one(terms.kpis[kpi], population, cells, period, ledger.calls));
    }
    return behind;
}

}  // namespace fcr
