#include "sim/contract/meter.hpp"

#include "sim/contract/contract_year.hpp"

#include <algorithm>
#include <utility>

namespace fcr {

namespace {

/// The rows of the contract's relief that work on an indicator's calls.
std::vector<std::size_t> relief_rows(const ContractTerms& terms, std::size_t kpi) {
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < terms.relief.size(); ++row) {
        if (std::ranges::count(terms.relief[row].kpis, kpi) > 0) {
            rows.push_back(row);
        }
    }
    return rows;
}

/// Counts a relieved call as the indicator's target would have it: answered within the threshold,
/// or no later than the target.
void count_as_met(const KpiTerms& kpi, std::optional<Duration> wait, KpiCounts& counts) {
    const std::int64_t most = wait ? std::min(wait->count(), kpi.target) : kpi.target;
    const bool is_time = measure_of(kpi.counting.type) == KpiMeasure::Time;
    if (kpi.counting.type == KpiType::Count && kpi.polarity == Polarity::LowerBetter) {
        return;
    }
    ++counts.offered;
    ++counts.answered;
    ++counts.answered_within;
    if (is_time) {
        counts.answered_wait_us += most;
        counts.longest_wait_us = std::max(counts.longest_wait_us, most);
    }
}

}  // namespace

std::vector<MeasuredPart> parts_of(const KpiTerms& kpi,
                                   const TermTerms& term,
                                   const ServicePeriod& period) {
    constexpr int kSunday = 6;
    const std::size_t last = period.days.size() - 1;
    std::vector<MeasuredPart> parts;
    switch (kpi.period) {
        case KpiPeriod::Day:
            for (std::size_t day = 0; day <= last; ++day) {
                parts.push_back({.first_day = day, .last_day = day, .ends = true});
            }
            break;
        case KpiPeriod::Week:
            for (std::size_t day = 0, first = 0; day <= last; ++day) {
                const bool sunday = period.days[day].weekday == kSunday;
                if (sunday || day == last) {
                    parts.push_back({.first_day = first,
                                     .last_day = day,
                                     .ends = sunday || ends_term(term, period)});
                    first = day + 1;
                }
            }
            break;
        case KpiPeriod::Month: parts.push_back({0, last, true}); break;
        case KpiPeriod::Quarter:
            parts.push_back({0, last, ends_contract_quarter(term, period)});
            break;
        case KpiPeriod::Year: parts.push_back({0, last, ends_contract_year(term, period)}); break;
    }
    return parts;
}

Meter::Meter(const CallRelief::Facts& facts,
             std::size_t kpi,
             std::vector<MeasuredPart> parts,
             const ReliefClaims& claims,
             const Volumes* volumes)
    : facts_(facts),
      kpi_(facts.terms.kpis[kpi]),
      keeps_waits_(kpi_.counting.type == KpiType::Percentile),
      parts_(std::move(parts)),
      population_(
          facts.terms, kpi, facts.period, facts.cells, facts.ledger.calls, facts.attribution),
      relief_(facts, kpi, relief_rows(facts.terms, kpi), claims, volumes),
      waits_(parts_.size()),
      excluded_(parts_.size()) {
    for (ExcludedCounts& excluded : excluded_) {
        excluded.relief.assign(facts.terms.relief.size(), 0);
    }
    lay_out_buckets();
}

void Meter::lay_out_buckets() {
    const PeriodCells& cells = facts_.cells;
    const auto cells_of_interval = static_cast<std::size_t>(kpi_.interval / PeriodCells::kLength);
    std::size_t part = 0;
    std::size_t unit = 0;
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        const std::size_t day = cells.day_of(cell);
        const std::size_t part_here = day > parts_[part].last_day ? part + 1 : part;
        std::size_t unit_here = part_here;
        if (kpi_.aggregator == Aggregator::WorstDay) {
            unit_here = day;
        } else if (is_over_intervals(kpi_)) {
            unit_here = cell / cells_of_interval;
        }
        if (cell == 0 || part_here != part || unit_here != unit) {
            part_of_bucket_.push_back(static_cast<std::uint16_t>(part_here));
        }
        part = part_here;
        unit = unit_here;
        bucket_of_cell_.push_back(static_cast<std::uint16_t>(part_of_bucket_.size() - 1));
    }
    buckets_.resize(part_of_bucket_.size());
}

void Meter::count(std::size_t row) {
    const SeenCall seen = population_.see(row);
    if (seen.standing == CallStanding::Outside) {
        return;
    }
    const std::size_t bucket = bucket_of_cell_[facts_.cells.cell_of_call(row)];
    ExcludedCounts& excluded = excluded_[part_of_bucket_[bucket]];
    switch (seen.standing) {
        case CallStanding::Outside: break;
        case CallStanding::OtherHours: ++excluded.other_hours; break;
        case CallStanding::Unattributed: ++excluded.unattributed; break;
        case CallStanding::TestCall: ++excluded.test_calls; break;
        case CallStanding::Redial: ++excluded.redials; break;
        case CallStanding::Unfinished: ++excluded.censored; break;
        case CallStanding::Counts:
            if (const auto relief = relief_.of(row)) {
                count_relieved(*relief, *seen.call, bucket);
            } else {
                const Duration wait =
                    count_call(population_.rule(), *seen.call, buckets_[bucket].kept);
                if (keeps_waits_ && seen.call->outcome == Outcome::Answered) {
                    waits_[part_of_bucket_[bucket]].kept.push_back(wait.count());
                }
            }
            break;
    }
}

void Meter::count_relieved(std::size_t relief, const CallRecord& call, std::size_t bucket) {
    Bucket& counts = buckets_[bucket];
    Waits& waits = waits_[part_of_bucket_[bucket]];
    ++excluded_[part_of_bucket_[bucket]].relief[relief];
    const std::int64_t waited_before = counts.relieved.answered + counts.relieved.abandoned;
    const Duration wait = count_call(population_.rule(), call, counts.relieved);
    const bool waited = counts.relieved.answered + counts.relieved.abandoned > waited_before;
    if (keeps_waits_ && call.outcome == Outcome::Answered) {
        waits.relieved.push_back(wait.count());
    }
    if (facts_.terms.relief[relief].effect == ReliefEffect::TreatAsMet) {
        count_as_met(kpi_, waited ? std::optional(wait) : std::nullopt, counts.met);
        if (keeps_waits_) {
            waits.met.push_back(waited ? std::min(wait.count(), kpi_.target) : kpi_.target);
        }
    }
}

PartCount Meter::take(std::size_t part) {
    PartCount count;
    count.excluded = std::move(excluded_[part]);
    count.relieved =
        std::ranges::any_of(count.excluded.relief, [](auto calls) { return calls > 0; });
    const auto add = [&](KpiTally& tally, KpiCounts counts, const KpiCounts& more) {
        counts.merge(more);
        tally.counts.merge(counts);
        if (is_over_intervals(kpi_)) {
            if (const Ratio value = pooled_value(kpi_, counts); value.measured()) {
                tally.intervals.push_back(value);
            }
        }
    };
    for (std::size_t bucket = 0; bucket < buckets_.size(); ++bucket) {
        if (part_of_bucket_[bucket] == part) {
            const Bucket& counts = buckets_[bucket];
            add(count.raw, counts.kept, counts.relieved);
            if (count.relieved) {
                add(count.after_relief, counts.kept, counts.met);
            }
        }
    }
    Waits& waits = waits_[part];
    if (count.relieved) {
        count.after_relief.waits_us = waits.kept;
        count.after_relief.waits_us.insert(
            count.after_relief.waits_us.end(), waits.met.begin(), waits.met.end());
    }
    count.raw.waits_us = std::move(waits.kept);
    count.raw.waits_us.insert(
        count.raw.waits_us.end(), waits.relieved.begin(), waits.relieved.end());
    return count;
}

}  // namespace fcr
