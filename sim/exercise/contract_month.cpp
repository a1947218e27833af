#include "sim/exercise/contract_month.hpp"

#include "sim/base/check.hpp"
#include "sim/contract_study/room_days.hpp"

#include <algorithm>

namespace fcr {

ContractMonth::ContractMonth(const ExercisePlan& plan)
    : plan_(plan), contract_(*plan.contract), ledger_(contract_.terms, contract_.scope, {}) {
    const std::size_t last = row_at(plan.end);
    played_ = first_days(contract_.month, last + 1);
    played_.start = contract_.midnight;
    played_.days.clear();  // they would count from the month's start
    begin();
}

void ContractMonth::begin() {
    ledger_.begin(*plan_.room, false);
    ledger_.begin_month(&played_, {.at = kStartOfRun});
}

/// The day of the month that has the moment. A midnight is the end of a day, but for that on which
/// the exercise's own day begins.
std::size_t ContractMonth::row_at(SimTime now) const {
    const ServicePeriod& month = contract_.month;
    const SimTime within = std::max(now - Duration{1}, contract_.midnight);
    return static_cast<std::size_t>(&month.day_of(within) - month.days.data());
}

void ContractMonth::add_played(const ServicePeriod& period, SimTime now, PeriodLedger& ledger) {
    const std::size_t today = played_row(contract_);
    for (std::size_t row = 0; row < today; ++row) {
        add_unplayed_day(contract_, period, row, Duration{0}, ledger);
    }
    const ServiceDay& day = contract_.month.days[today];
    add_day(ledger_.running_ledger(now),
            contract_.terms.belongs_to,
            contract_.midnight,
            {.first_cell = static_cast<std::size_t>(day.midnight / PeriodStaffing::kCell),
             .from = contract_.midnight},
            ledger);
}

Statement ContractMonth::close(const ServicePeriod& period, PeriodLedger& ledger) const {
    complete_ledger(contract_.terms, period, ledger);
    Evaluator evaluator(*contract_.unplayed().earlier);
    return evaluator.close(period, ledger);
}

PeriodLedger ContractMonth::ledger_so_far(const ServicePeriod& period, SimTime now) {
    PeriodLedger ledger = empty_ledger(contract_.terms, period);
    add_played(period, now, ledger);
    return ledger;
}

Statement ContractMonth::so_far(SimTime now) {
    const ServicePeriod period = first_days(contract_.month, row_at(now) + 1);
    PeriodLedger ledger = ledger_so_far(period, now);
    return close(period, ledger);
}

PeriodLedger ContractMonth::ledger_whole(SimTime now) {
    const ServicePeriod& month = contract_.month;
    PeriodLedger ledger = empty_ledger(contract_.terms, month);
    add_played(month, now, ledger);
    const std::size_t reached = row_at(now);
    const SimTime midnight = month.start + month.days[reached].midnight;
    add_unplayed_day(contract_, month, reached, now - midnight, ledger);
    for (std::size_t row = reached + 1; row < month.days.size(); ++row) {
        add_unplayed_day(contract_, month, row, Duration{0}, ledger);
    }
    return ledger;
}

Statement ContractMonth::whole(SimTime now) {
    PeriodLedger ledger = ledger_whole(now);
    return close(contract_.month, ledger);
}

std::vector<CountedCall> ContractMonth::counted_so_far(SimTime now) {
    const ServicePeriod period = first_days(contract_.month, row_at(now) + 1);
    return counted_calls(contract_.terms, period, ledger_so_far(period, now));
}

std::vector<CountedCall> ContractMonth::counted_whole(SimTime now) {
    return counted_calls(contract_.terms, contract_.month, ledger_whole(now));
}

}  // namespace fcr
