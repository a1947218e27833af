// A contract as if its term had begun on another day: last year's calls under proposed terms.
#pragma once

#include "sim/contract/terms.hpp"

namespace fcr {

/// The same terms from another day on. Break dates, milestones, the first indexation and the date
/// of signature move by as many days; prices and forecasts by month stay in their order.
[[nodiscard]] ContractTerms start_on(ContractTerms terms, Date start);

}  // namespace fcr
