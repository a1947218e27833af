// Contract years and quarters: to which one a period belongs.
#pragma once

#include "sim/contract/service_calendar.hpp"
#include "sim/contract/terms.hpp"

namespace fcr {

/// The contract year of a period, from 0: twelve periods each. The closing part of a month that a
/// term which starts within one has belongs to its last year.
[[nodiscard]] int contract_year(const TermTerms& term, const ServicePeriod& period);

/// Whether a period is the last of the term.
[[nodiscard]] bool ends_term(const TermTerms& term, const ServicePeriod& period);

/// Whether a period is the last of its contract year or of the term.
[[nodiscard]] bool ends_contract_year(const TermTerms& term, const ServicePeriod& period);

/// The same of a quarter of the contract year.
[[nodiscard]] bool ends_contract_quarter(const TermTerms& term, const ServicePeriod& period);

}  // namespace fcr
