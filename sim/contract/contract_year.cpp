#include "sim/contract/contract_year.hpp"

#include <algorithm>

namespace fcr {

namespace {

int year_of(const TermTerms& term, int period) {
    return std::min(period, term.months - 1) / 12;
}

}  // namespace

int contract_year(const TermTerms& term, const ServicePeriod& period) {
    return year_of(term, period.number);
}

bool ends_term(const TermTerms& term, const ServicePeriod& period) {
    return period.last + std::chrono::days{1} >= term_end(term.start, term.months);
}

bool ends_contract_year(const TermTerms& term, const ServicePeriod& period) {
    return ends_term(term, period) ||
           year_of(term, period.number + 1) != year_of(term, period.number);
}

}  // namespace fcr
