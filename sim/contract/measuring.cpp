#include "sim/contract/measuring.hpp"

#include "sim/base/check.hpp"
#include "sim/contract/meter.hpp"
#include "sim/contract/rule_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <utility>

namespace fcr {

namespace {

void add(ExcludedCounts& sum, const ExcludedCounts& more) {
    sum.test_calls += more.test_calls;
    sum.redials += more.redials;
    sum.other_hours += more.other_hours;
    sum.censored += more.censored;
    sum.unattributed += more.unattributed;
    sum.relief.resize(more.relief.size());
    std::ranges::transform(sum.relief, more.relief, sum.relief.begin(), std::plus<>{});
}

/// The volumes that relief asks for, each counted once.
class VolumeTables {
public:
    explicit VolumeTables(const CallRelief::Facts& facts) : facts_(facts) {}

    /// Those of an indicator; null when its relief asks for none.
    [[nodiscard]] const Volumes* of(std::size_t kpi) {
        const KpiTerms& terms = facts_.terms.kpis[kpi];
        const bool asked = std::ranges::any_of(facts_.terms.relief, [&](const ReliefTerms& relief) {
            return is_by_volume(relief.cause) && std::ranges::count(relief.kpis, kpi) > 0;
        });
        if (!asked) {
            return nullptr;
        }
        const auto& pool = terms.counting.pool;
        const auto found = std::ranges::find_if(
            tables_, [&](const auto& table) { return table->are_of(pool, terms.test_calls); });
        if (found != tables_.end()) {
            return found->get();
        }
        tables_.push_back(std::make_unique<Volumes>(facts_.terms.scope.lines.size(),
                                                    facts_.cells,
                                                    facts_.ledger.calls,
                                                    facts_.attribution,
                                                    pool,
                                                    terms.test_calls));
        return tables_.back().get();
    }

private:
    CallRelief::Facts facts_;
    std::vector<std::unique_ptr<Volumes>> tables_;
};

/// One indicator on its way from the counts of its parts to lines.
class Sampling {
public:
    Sampling(const CallRelief::Facts& facts,
             std::size_t kpi,
             const ReliefClaims& claims,
             const Volumes* volumes,
             std::optional<OpenSample>& open)
        : facts_(facts),
          row_(kpi),
          kpi_(facts.terms.kpis[kpi]),
          claims_(claims),
          volumes_(volumes),
          open_(open) {}

    /// Adds a part to the open sample; gives the line of a measurement period that ends with it.
    [[nodiscard]] std::optional<KpiLine> add_part(const MeasuredPart& part, PartCount count);

private:
    [[nodiscard]] bool is_of_period(const ReliefTerms& relief) const {
        return relief.scope == ReliefScope::Period && std::ranges::count(relief.kpis, row_) > 0;
    }
    void begin(Date from);
    void note_relief(SimTime from, SimTime until);
    void check_forecast(std::size_t relief, SimTime from, SimTime until);
    /// A measurement period that is over.
    struct Closed {
        KpiLine line;
        bool not_scored = false;  ///< relief takes all of it out
    };
    [[nodiscard]] Closed close(Date until) const;
    void relieve_period(std::size_t relief, Closed& closed, KpiTally& after) const;

    const CallRelief::Facts& facts_;
    std::size_t row_;
    const KpiTerms& kpi_;
    const ReliefClaims& claims_;
    const Volumes* volumes_;
    std::optional<OpenSample>& open_;
};

void Sampling::begin(Date from) {
    open_.emplace();
    open_->from = from;
    open_->excluded.relief.assign(facts_.terms.relief.size(), 0);
    open_->claimed.assign(facts_.terms.relief.size(), false);
    open_->forecast.resize(facts_.terms.relief.size());
}

std::optional<KpiLine> Sampling::add_part(const MeasuredPart& part, PartCount count) {
    const ServiceDay& first = facts_.period.days[part.first_day];
    const ServiceDay& last = facts_.period.days[part.last_day];
    if (!open_) {
        begin(first.date);
    }
    OpenSample& sample = *open_;
    if (count.relieved && !sample.after_relief) {
        sample.after_relief = sample.raw;
    }
    if (sample.after_relief) {
        sample.after_relief->merge(count.relieved ? count.after_relief : count.raw);
    }
    sample.raw.merge(count.raw);
    add(sample.excluded, count.excluded);
    const SimTime start = facts_.period.start;
    note_relief(start + first.midnight, start + last.midnight + last.length);
    if (!part.ends) {
        return std::nullopt;
    }
    Closed closed = close(last.date);
    if (kpi_.roll_small && !closed.line.after_relief.measured() && !closed.not_scored) {
        closed.line.rules.emplace_back("the sample rolls on");
    } else {
        open_.reset();
    }
    return std::move(closed.line);
}

void Sampling::note_relief(SimTime from, SimTime until) {
    for (const RefusedRelief& refused : claims_.refused) {
        std::vector<std::string>& notes = open_->notes;
        if (refused.from < until && refused.until > from &&
            std::ranges::count(notes, refused.because) == 0) {
            notes.push_back(refused.because);
        }
    }
    for (const ReliefSpan& span : claims_.accepted) {
        if (is_of_period(facts_.terms.relief[span.relief]) && span.from < until &&
            span.until > from) {
            open_->claimed[span.relief] = true;
        }
    }
    for (std::size_t relief = 0; relief < facts_.terms.relief.size(); ++relief) {
        if (is_of_period(facts_.terms.relief[relief]) &&
            is_by_volume(facts_.terms.relief[relief].cause)) {
            check_forecast(relief, from, until);
        }
    }
}

void Sampling::check_forecast(std::size_t relief, SimTime from, SimTime until) {
    for (const ForecastCell& cell : facts_.ledger.forecast) {
        const bool of_line = !kpi_.counting.line || *kpi_.counting.line == cell.line;
        if (of_line && from <= cell.from && cell.until <= until) {
            open_->forecast[relief].add(
                cell,
                volumes_->sum(
                    cell.line, facts_.cells.cell_at(cell.from), facts_.cells.cell_at(cell.until)));
        }
    }
}

Sampling::Closed Sampling::close(Date until) const {
    const OpenSample& sample = *open_;
    Closed closed;
    KpiLine& line = closed.line;
    line.kpi = row_;
    line.from = sample.from;
    line.until = until;
    line.raw = result_of(kpi_, sample.raw);
    line.excluded = sample.excluded;
    line.counted_raw = sample.raw.counts;
    line.rules = measuring_rules(facts_.terms, row_);
    line.rules.insert(line.rules.end(), sample.notes.begin(), sample.notes.end());
    KpiTally after = sample.after_relief ? *sample.after_relief : sample.raw;
    for (std::size_t relief = 0; relief < facts_.terms.relief.size(); ++relief) {
        const ReliefTerms& terms = facts_.terms.relief[relief];
        if (line.excluded.relief[relief] > 0) {
            line.rules.push_back(fmt::format("relief {}", terms.id));
        }
        const bool over = is_by_volume(terms.cause) && sample.forecast[relief].is_over(terms);
        if (is_of_period(terms) && (sample.claimed[relief] || over)) {
            relieve_period(relief, closed, after);
        }
    }
    line.after_relief = result_of(kpi_, after);
    line.counted = after.counts;
    if (!line.after_relief.measured()) {
        line.rules.push_back(fmt::format("not measured: a sample of {}, at least {} needed",
                                         line.after_relief.sample,
                                         std::max<std::int64_t>(kpi_.sample_min, 1)));
    }
    return closed;
}

void Sampling::relieve_period(std::size_t relief, Closed& closed, KpiTally& after) const {
    KpiLine& line = closed.line;
    const ReliefTerms& terms = facts_.terms.relief[relief];
    switch (terms.effect) {
        case ReliefEffect::Exclude:
            line.excluded.relief[relief] += after.counts.offered;
            after = KpiTally{};
            closed.not_scored = true;
            break;
        case ReliefEffect::TreatAsMet:
            line.excluded.relief[relief] += after.counts.offered;
            line.treated_as_met = true;
            break;
        case ReliefEffect::ScalePoints:
            line.points_scale_bp = std::min(line.points_scale_bp, terms.points_bp);
            break;
    }
    line.rules.push_back(fmt::format("relief {} of the whole period", terms.id));
}

}  // namespace

std::vector<KpiLine> measure(const ContractTerms& terms,
                             const ServicePeriod& period,
                             const PeriodLedger& ledger,
                             MeasuringHistory& history) {
    history.kpis.resize(terms.kpis.size());
    const PeriodCells cells(period, ledger.calls, terms.belongs_to);
    const PoolAttribution attribution(terms.scope, cells, ledger);
    const CallRelief::Facts facts{terms, period, cells, ledger, attribution};
    VolumeTables volumes(facts);
    std::vector<ReliefClaims> claims;
    std::vector<std::unique_ptr<Meter>> meters;
    for (std::size_t kpi = 0; kpi < terms.kpis.size(); ++kpi) {
        claims.push_back(judge_claims(terms, kpi, ledger.events));
        meters.push_back(std::make_unique<Meter>(facts,
                                                 kpi,
                                                 parts_of(terms.kpis[kpi], terms.term, period),
                                                 claims.back(),
                                                 volumes.of(kpi)));
        meters.back()->population().leave_out_redials(history.kpis[kpi].recent);
    }
    for (std::size_t row = 0; row < ledger.calls.size(); ++row) {
        for (const auto& meter : meters) {
            meter->count(row);
        }
    }
    std::vector<KpiLine> lines;
    for (std::size_t kpi = 0; kpi < terms.kpis.size(); ++kpi) {
        Sampling sampling(facts, kpi, claims[kpi], volumes.of(kpi), history.kpis[kpi].open);
        const std::vector<MeasuredPart>& parts = meters[kpi]->parts();
        for (std::size_t part = 0; part < parts.size(); ++part) {
            if (auto line = sampling.add_part(parts[part], meters[kpi]->take(part))) {
                lines.push_back(std::move(*line));
            }
        }
    }
    return lines;
}

}  // namespace fcr
