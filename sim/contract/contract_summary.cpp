#include "sim/contract/contract_summary.hpp"

#include "sim/contract/basis_points.hpp"
#include "sim/contract/contract_year.hpp"
#include "sim/contract/discounting.hpp"

#include <algorithm>

namespace fcr {

namespace {

std::optional<std::int64_t> share_bp(Money part, Money whole) {
    if (whole <= Money{}) {
        return std::nullopt;
    }
    return divide_rounded(static_cast<WideInteger>(part.units) * kOneBp, whole.units);
}

void add_line(const KpiLine& line, KpiYear& kpi) {
    ++kpi.measurements[static_cast<std::size_t>(line.rating)];
    kpi.points += line.overshadowed ? 0 : line.points;
    kpi.credit += line.credit;
}

/// Adds what is known of a period to a sum that is known of all periods so far.
template <typename Sum>
void add_known(bool first, const std::optional<Sum>& more, std::optional<Sum>& sum) {
    if (first) {
        sum = more;
    } else if (sum && more) {
        *sum += *more;
    } else {
        sum.reset();
    }
}

void add_statement(const Statement& statement, ContractYear& year) {
    const bool first = year.periods == 0;
    ++year.periods;
    year.last = statement.period.last;
    year.charges_for_credits += statement.charges_for_credits;
    year.gross += statement.gross;
    year.net += statement.net;
    year.credits.add(statement.credits);
    year.offered += statement.offered;
    year.answered += statement.answered;
    year.censored += statement.censored;
    add_known(first, statement.forecast_calls_millionths, year.forecast_calls_millionths);
    add_known(first, statement.supplier_cost, year.supplier_cost);
    for (const KpiLine& line : statement.kpis) {
        add_line(line, year.kpis[line.kpi]);
    }
}

bool gives_right(const Statement& statement) {
    return std::ranges::any_of(statement.ladder, [](const LadderNote& note) {
        return note.event == LadderEvent::TerminationRight;
    });
}

}  // namespace

Rating KpiYear::rating() const {
    // From the worst word to the best; Other only when nothing was measured.
    Rating most = Rating::Other;
    std::int64_t times = 0;
    for (const Rating rating : {Rating::Inadequate,
                                Rating::RequiresImprovement,
                                Rating::ApproachingTarget,
                                Rating::Good}) {
        const std::int64_t counted = measurements[static_cast<std::size_t>(rating)];
        if (counted > times) {
            most = rating;
            times = counted;
        }
    }
    return most;
}

void CreditTotals::add(const CreditSummary& credits) {
    add(CreditTotals{.points = credits.points.after_bedding_in,
                     .gross = credits.gross,
                     .payable = credits.payable,
                     .lost_to_cap = credits.lost_to_cap,
                     .lost_to_relief = credits.lost_to_relief,
                     .lost_to_bedding_in = credits.lost_to_bedding_in,
                     .earned_back = credits.earned_back,
                     .compensation = credits.compensation});
}

void CreditTotals::add(const CreditTotals& other) {
    points += other.points;
    gross += other.gross;
    payable += other.payable;
    lost_to_cap += other.lost_to_cap;
    lost_to_relief += other.lost_to_relief;
    lost_to_bedding_in += other.lost_to_bedding_in;
    earned_back += other.earned_back;
    compensation += other.compensation;
}

std::optional<std::int64_t> CreditTotals::recovered_bp() const {
    return share_bp(recovered(), harm());
}

std::optional<Money> ContractYear::unit_cost() const {
    if (answered == 0) {
        return std::nullopt;
    }
    return times(net, 1, answered);
}

std::optional<std::int64_t> ContractYear::deducted_bp() const {
    return share_bp(credits.payable + credits.compensation, charges_for_credits);
}

std::vector<ContractYear> contract_years(const ContractTerms& terms,
                                         std::span<const Statement> statements) {
    std::vector<ContractYear> years;
    for (const Statement& statement : statements) {
        const int number = contract_year(terms.term, statement.period);
        if (years.empty() || years.back().number != number) {
            ContractYear year;
            year.number = number;
            year.first = statement.period.first;
            year.kpis.resize(terms.kpis.size());
            years.push_back(std::move(year));
        }
        add_statement(statement, years.back());
        years.back().termination_rights += gives_right(statement) ? 1 : 0;
    }
    const std::int64_t deflator_bp = terms.indexation ? terms.indexation->deflator_bp : 0;
    for (ContractYear& year : years) {
        year.net_real = to_real(year.net, year.number, deflator_bp);
    }
    return years;
}

std::optional<std::int64_t> largest_deduction_bp(std::span<const ContractYear> years) {
    std::optional<std::int64_t> largest;
    for (const ContractYear& year : years) {
        const std::optional<std::int64_t> share = year.deducted_bp();
        largest = std::max(largest, share);
    }
    return largest;
}

std::optional<int> first_termination_right(std::span<const Statement> statements) {
    const auto first = std::ranges::find_if(statements, gives_right);
    if (first == statements.end()) {
        return std::nullopt;
    }
    return first->period.number;
}

}  // namespace fcr
