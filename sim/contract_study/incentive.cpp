#include "sim/contract_study/incentive.hpp"

#include "sim/contract_study/study_units.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace fcr {

namespace {

Money credit_for(const MonthFacts& month, std::optional<std::size_t> kpi) {
    return kpi ? month.kpis[*kpi].credit : month.credits.payable;
}

/// Late calls of all indicators together.
LateByHour all_late(const std::vector<LateByHour>& late) {
    LateByHour all;
    for (const LateByHour& of_kpi : late) {
        all.merge(of_kpi);
    }
    return all;
}

std::optional<Proportion> met_months(const TermResults& results,
                                     std::size_t kpi,
                                     double confidence) {
    std::uint64_t met = 0;
    std::uint64_t measured = 0;
    for (const TermFacts& term : results.replications) {
        for (const MonthFacts& month : term.months) {
            measured += month.kpis[kpi].measured > 0;
            met += month.kpis[kpi].measured > 0 && month.kpis[kpi].missed == 0;
        }
    }
    return estimate_proportion(met, measured, confidence);
}

/// Payable credits a year of each replication.
std::vector<double> credits_a_year(const TermResults& results) {
    std::vector<double> samples;
    for (const TermFacts& term : results.replications) {
        Money sum;
        for (const MonthFacts& month : term.months) {
            sum += month.credits.payable;
        }
        samples.push_back(pounds(sum) * 12.0 / static_cast<double>(term.months.size()));
    }
    return samples;
}

}  // namespace

IncentiveTesting::IncentiveTesting(const ContractTerms& terms,
                                   const TermResults& base,
                                   PoolId pool,
                                   const IncentiveRequest& request,
                                   RunWithSeats run)
    : terms_(terms), base_(base), pool_(pool), request_(request), run_(std::move(run)) {}

IncentiveTest IncentiveTesting::test() const {
    IncentiveTest test;
    const LateByHour late = all_late(base_.late);
    test.more.seats = with_people(SeatsByHour{}, late, terms_.fte, 1);
    test.fewer.seats = without_people(request_.planned, late, terms_.fte, 1);
    test.pilot_replications = request_.pilot_replications;
    test.pilot_months = static_cast<std::size_t>(request_.pilot_months);
    test.whole = price(test.more, Than::Fewer) && price(test.fewer, Than::More);
    const TermResults as_bid = run_({}, request_.pilot_replications, request_.pilot_months);
    for (std::size_t kpi = 0; kpi < terms_.kpis.size() && test.whole; ++kpi) {
        if (measure_of(terms_.kpis[kpi].counting.type) == KpiMeasure::Calls) {
            continue;
        }
        if (auto compliance = comply(kpi, as_bid)) {
            test.compliance.push_back(*compliance);
        } else {
            test.whole = false;
        }
    }
    return test;
}

/// Runs the term with these seats, which as bid it has fewer or more of. False when it was
/// interrupted.
bool IncentiveTesting::price(OneFte& fte, Than as_bid) const {
    fte.pay_month = std::abs(pounds(monthly_cost(fte.seats, terms_.supplier_model)));
    if (fte.pay_month == 0.0) {
        return true;
    }
    std::size_t months = 0;
    for (const TermFacts& term : base_.replications) {
        months = std::max(months, term.months.size());
    }
    const TermResults otherwise = run_({{.pool = pool_, .by_year = {fte.seats}}},
                                       base_.replications.size(),
                                       static_cast<int>(months));
    const Staffings both = as_bid == Than::Fewer ? Staffings{.fewer = base_, .more = otherwise}
                                                 : Staffings{.fewer = otherwise, .more = base_};
    fte.rows.push_back(compare(both, std::nullopt, fte.pay_month));
    for (std::size_t kpi = 0; kpi < terms_.kpis.size(); ++kpi) {
        fte.rows.push_back(compare(both, kpi, fte.pay_month));
    }
    return !otherwise.stopped && !otherwise.limit;
}

/// What fewer people cost in credits: replication by replication, month by month, over what both
/// have finished.
IncentiveFigures IncentiveTesting::compare(const Staffings& both,
                                           std::optional<std::size_t> kpi,
                                           double pay_month) const {
    IncentiveFigures figures{.kpi = kpi, .credits_month = {}, .strength = {}, .by_month = {}};
    std::vector<double> credits;
    std::vector<double> strength;
    std::vector<std::vector<double>> by_month;
    const std::size_t replications =
        std::min(both.fewer.replications.size(), both.more.replications.size());
    for (std::size_t row = 0; row < replications; ++row) {
        const auto& fewer = both.fewer.replications[row].months;
        const auto& more = both.more.replications[row].months;
        // A contract that ended pays no credits.
        const std::size_t months = std::max(fewer.size(), more.size());
        double sum = 0.0;
        by_month.resize(std::max(by_month.size(), months));
        for (std::size_t month = 0; month < months; ++month) {
            const Money with = month < more.size() ? credit_for(more[month], kpi) : Money{};
            const Money without = month < fewer.size() ? credit_for(fewer[month], kpi) : Money{};
            sum += pounds(without - with);
            by_month[month].push_back(pounds(without - with) / pay_month);
        }
        if (months > 0) {
            credits.push_back(sum / static_cast<double>(months));
            strength.push_back(credits.back() / pay_month);
        }
    }
    figures.credits_month = estimate_mean(credits, request_.confidence);
    figures.strength = estimate_mean(strength, request_.confidence);
    for (const std::vector<double>& month : by_month) {
        figures.by_month.push_back(estimate_mean(month, request_.confidence));
    }
    return figures;
}

/// Doubles the people until the indicator is met often enough, each time where most late calls are
/// left, then halves the last step. Empty when it was interrupted.
std::optional<ComplianceFigures> IncentiveTesting::comply(std::size_t kpi,
                                                          const TermResults& as_bid) const {
    ComplianceFigures figures{.kpi = kpi};
    figures.met_before = met_months(as_bid, kpi, request_.confidence);
    if (!figures.met_before || figures.met_before->value >= kMet) {
        figures.found = figures.met_before.has_value();
        figures.met = figures.met_before;
        return figures;
    }
    struct Level {
        std::int64_t people = 0;
        SeatsByHour seats{};
        LateByHour late;
    };
    const auto run = [&](const SeatsByHour& seats) {
        return run_({{.pool = pool_, .by_year = {seats}}},
                    request_.pilot_replications,
                    request_.pilot_months);
    };
    Level low{.late = as_bid.late[kpi]};
    std::optional<TermResults> enough;
    std::int64_t high = 0;
    for (std::int64_t step = 1; !enough && low.people + step <= kPeopleMax; step *= 2) {
        const SeatsByHour seats = with_people(low.seats, low.late, terms_.fte, step);
        TermResults results = run(seats);
        if (results.stopped || results.limit) {
            return std::nullopt;
        }
        const auto met = met_months(results, kpi, request_.confidence);
        if (met && met->value >= kMet) {
            high = low.people + step;
            figures.seats = seats;
            enough = std::move(results);
        } else {
            low = {.people = low.people + step, .seats = seats, .late = results.late[kpi]};
        }
    }
    while (enough && high - low.people > 1) {
        const std::int64_t middle = (low.people + high) / 2;
        const SeatsByHour seats = with_people(low.seats, low.late, terms_.fte, middle - low.people);
        TermResults results = run(seats);
        if (results.stopped || results.limit) {
            return std::nullopt;
        }
        const auto met = met_months(results, kpi, request_.confidence);
        if (met && met->value >= kMet) {
            high = middle;
            figures.seats = seats;
            enough = std::move(results);
        } else {
            low = {.people = middle, .seats = seats, .late = results.late[kpi]};
        }
    }
    if (!enough) {
        figures.people = low.people;
        return figures;
    }
    figures.found = true;
    figures.people = high;
    figures.met = met_months(*enough, kpi, request_.confidence);
    figures.cost_year = 12.0 * pounds(monthly_cost(figures.seats, terms_.supplier_model));
    std::vector<double> saved = credits_a_year(as_bid);
    const std::vector<double> left = credits_a_year(*enough);
    saved.resize(std::min(saved.size(), left.size()));
    std::vector<double> strength;
    for (std::size_t row = 0; row < saved.size(); ++row) {
        saved[row] -= left[row];
        strength.push_back(saved[row] / figures.cost_year);
    }
    figures.saved_year = estimate_mean(saved, request_.confidence);
    figures.strength = estimate_mean(strength, request_.confidence);
    return figures;
}

}  // namespace fcr
