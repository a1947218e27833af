#include "sim/contract/contract_year.hpp"

#include <algorithm>

namespace fcr {

namespace {

constexpr int kMonths = 12;
constexpr int kQuarter = 3;

/// The stretch of so many periods that one belongs to, from 0. The closing part of a month has no
/// stretch of its own.
int stretch_of(const TermTerms& term, int period, int length) {
    return std::min(period, term.months - 1) / length;
}

bool ends_stretch(const TermTerms& term, const ServicePeriod& period, int length) {
    return ends_term(term, period) ||
           stretch_of(term, period.number + 1, length) != stretch_of(term, period.number, length);
}

}  // namespace

int contract_year(const TermTerms& term, const ServicePeriod& period) {
    return stretch_of(term, period.number, kMonths);
}

bool ends_term(const TermTerms& term, const ServicePeriod& period) {
    return period.last + std::chrono::days{1} >= term_end(term.start, term.months);
}

bool ends_contract_year(const TermTerms& term, const ServicePeriod& period) {
    return ends_stretch(term, period, kMonths);
}

bool ends_contract_quarter(const TermTerms& term, const ServicePeriod& period) {
    return ends_stretch(term, period, kQuarter);
}

}  // namespace fcr
