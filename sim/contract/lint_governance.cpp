#include "sim/contract/contract_words.hpp"
#include "sim/contract/lint_checks.hpp"
#include "sim/contract/service_calendar.hpp"

#include <fmt/format.h>

namespace fcr {

namespace {

constexpr std::size_t kKpisOfLargeContract = 3;
constexpr int kNoticeMonthsMax = 12;

void lint_forecast(Linter& linter) {
    const ContractTerms& terms = linter.terms();
    if (!terms.forecast) {
        return;
    }
    if (terms.forecast->issued_by == Party::Supplier) {
        linter.warn(16,
                    "forecast.issued_by",
                    terms.states("forecast.issued_by")
                        ? "the supplier issues the forecast"
                        : "nothing says who issues the forecast, so the supplier may");
    }
    if (!terms.forecast->locked) {
        linter.warn(16, "forecast.locked", "the forecast can be changed after it was issued");
    }
}

void check_fte(Linter& linter) {
    const ContractTerms& terms = linter.terms();
    if (!terms.states("fte.paid_hours") || !terms.states("fte.productive_hours")) {
        linter.warn(21, "fte", "nothing says how many paid and productive hours an FTE has");
    }
}

void check_number_of_kpis(Linter& linter) {
    const ContractTerms& terms = linter.terms();
    const Money large = Money::pounds(5'000'000);
    const Money value = stated_value(terms);
    if (value > large && terms.kpis.size() < kKpisOfLargeContract) {
        linter.warn(25,
                    linter.kpi(0),
                    fmt::format("the contract is worth {} pounds or more over its term and "
                                "extensions and has {} KPI{}",
                                to_string(value),
                                terms.kpis.size(),
                                terms.kpis.size() == 1 ? "" : "s"));
    }
}

void check_exit(Linter& linter) {
    const ContractTerms& terms = linter.terms();
    if (!terms.states("exit.plan_gbp")) {
        linter.warn(26, "exit.plan_gbp", "there is no exit plan");
    }
    if (terms.term.break_dates.empty()) {
        linter.warn(26, "term.break_dates", "there is no date on which the authority may leave");
    }
    if (terms.term.notice_months > kNoticeMonthsMax) {
        linter.warn(26,
                    "term.notice_months",
                    fmt::format("leaving takes {} months' notice", terms.term.notice_months));
    }
}

void check_zero_hours(Linter& linter) {
    const ContractTerms& terms = linter.terms();
    if (!terms.people) {
        return;
    }
    const PeopleTerms& people = *terms.people;
    const bool lasts = term_end(terms.term.start, terms.term.months) > people.zero_hours_law;
    if (lasts && people.zero_hours_bid_bp > people.zero_hours_bp) {
        linter.warn(27,
                    "people.zero_hours_bid_bp",
                    fmt::format("the bid relies on zero-hours work for {} of hours, the limit is "
                                "{}, and the term goes on after {}",
                                percent_words(people.zero_hours_bid_bp),
                                percent_words(people.zero_hours_bp),
                                date_words(people.zero_hours_law)));
    }
}

void check_audit(Linter& linter) {
    const ContractTerms& terms = linter.terms();
    const bool by_force = terms.monitoring && terms.monitoring->data_owner == Party::Force;
    if (!by_force && !(terms.monitoring && terms.monitoring->audit_right)) {
        linter.warn(28,
                    "monitoring.audit_right",
                    "the supplier reports its own performance and nobody may audit it");
    }
}

}  // namespace

void lint_governance(Linter& linter) {
    lint_forecast(linter);
    check_fte(linter);
    check_number_of_kpis(linter);
    check_exit(linter);
    check_zero_hours(linter);
    check_audit(linter);
}

}  // namespace fcr
