#include "sim/contract/pricing.hpp"

#include "sim/base/check.hpp"
#include "sim/contract/billable_volumes.hpp"
#include "sim/contract/contract_year.hpp"
#include "sim/contract/ledger_hash.hpp"
#include "sim/contract/terms_fault.hpp"

#include <algorithm>
#include <utility>

namespace fcr {

Pricing::Pricing(const ContractTerms& terms)
    : terms_(terms),
      charging_(terms),
      scoring_(terms),
      caps_(terms.caps),
      earn_back_(terms),
      ladder_(terms) {
    const char* fault = terms_fault(terms);
    FCR_CHECK(fault == nullptr, fault);
}

Statement Pricing::close(const ServicePeriod& period,
                         const PeriodLedger& ledger,
                         std::vector<KpiLine> measured,
                         const AuthorityChoice& choice) {
    FCR_CHECK(period.number == next_period_, "periods are closed in order");
    ++next_period_;
    const BillableVolumes volumes(terms_, ledger.calls);
    const ExpectedCalls expected(terms_, period, ledger);
    Statement statement;
    statement.period = period;
    statement.kpis = std::move(measured);
    statement.charges = charging_.before_credits(period, ledger, volumes, expected);
    statement.charges_for_credits = total_of(statement.charges);
    credit(period, ledger, statement);

    const CreditSummary& credits = statement.credits;
    const Money deducted = credits.payable - credits.earned_back + credits.compensation;
    ChargeLines after =
        charging_.after_credits(period, ledger, statement.charges_for_credits - deducted);
    std::ranges::move(after, std::back_inserter(statement.charges));
    statement.gross = total_of(statement.charges);
    statement.net = statement.gross - deducted;

    climb(ledger, choice, statement);
    statement.offered = volumes.offered();
    statement.answered = volumes.answered_by_supplier();
    statement.censored = static_cast<std::int64_t>(ledger.censored);
    if (statement.answered > 0) {
        statement.unit_cost = times(statement.net, 1, statement.answered);
    }
    statement.forecast_calls_millionths = expected.on_all_lines();
    if (ledger.books.known) {
        statement.supplier_cost = ledger.books.cost;
    }
    statement.contract_hash = terms_.hash;
    statement.ledger_hash = ledger_hash(ledger);
    return statement;
}

void Pricing::credit(const ServicePeriod& period,
                     const PeriodLedger& ledger,
                     Statement& statement) {
    const Money charges = statement.charges_for_credits;
    const int year = contract_year(terms_.term, period);
    const PeriodScore score = scoring_.score(period, charges, statement.kpis);
    const Capped credits = caps_.credits(year, score.gross);
    // What an unacceptable failure withholds is what would otherwise have been due.
    const bool withheld = is_unacceptable(terms_.ladder, statement.kpis);
    const Capped compensation = caps_.compensation(
        year, withheld ? std::max(charges - credits.payable, Money{}) : Money{}, credits.payable);
    caps_.close(charges, credits.payable, compensation.payable);
    statement.credits = {.points = score.points,
                         .gross = score.gross,
                         .cap_room = credits.room,
                         .capped = credits.payable < score.gross,
                         .cap_reached = credits.reached || compensation.reached,
                         .payable = credits.payable,
                         .lost_to_cap = score.gross - credits.payable,
                         .lost_to_relief = score.lost_to_relief,
                         .lost_to_bedding_in = score.lost_to_bedding_in,
                         .earned_back = earn_back_.close(statement.kpis, credits.payable),
                         .withheld = compensation.payable,
                         .compensation = compensation.payable};
    if (ladder_.standing() == ContractStanding::SteppedIn) {
        statement.credits.compensation += to_pence(ledger.step_in_cost);
    }
}

void Pricing::climb(const PeriodLedger& ledger,
                    const AuthorityChoice& choice,
                    Statement& statement) {
    const PeriodOutcome outcome{.last_day = statement.period.last,
                                .points = statement.credits.points.after_bedding_in,
                                .unacceptable = is_unacceptable(terms_.ladder, statement.kpis),
                                .cap_reached = statement.credits.cap_reached,
                                .in_distress = in_distress(ledger, statement.net),
                                .authority_terminates = choice.terminates,
                                .authority_steps_in = choice.steps_in};
    statement.ladder = ladder_.close(outcome, statement.kpis);
    if (ladder_.plan().state != PlanState::None) {
        statement.plan = ladder_.plan();
    }
    statement.standing = ladder_.standing();
    statement.termination_rights = ladder_.termination_rights();
}

bool Pricing::in_distress(const PeriodLedger& ledger, Money net) {
    constexpr std::size_t kTrailing = 3;
    const LadderTerms& ladder = terms_.ladder;
    if (ledger.books.known) {
        margins_.add({.revenue = net, .cost = ledger.books.cost});
    }
    return ledger.supplier_in_distress ||
           margins_.distressed(kTrailing,
                               ladder.distress_margin_bp,
                               static_cast<std::size_t>(ladder.distress_months));
}

}  // namespace fcr
