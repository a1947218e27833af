// The first months of a contract, in which points, targets or both are eased (contracts.md 2.6).
#pragma once

#include "sim/contract/service_calendar.hpp"
#include "sim/contract/terms.hpp"

#include <cstddef>

namespace fcr {

/// Whether the indicator is bedding in during the period.
[[nodiscard]] bool beds_in(const ContractTerms& terms,
                           const ServicePeriod& period,
                           std::size_t kpi);

/// The indicator with its target and the limits of its bands times the factor; divided by it where
/// lower is better, so that a factor below one always eases. Rounded to whole basis points,
/// microseconds or calls.
[[nodiscard]] KpiTerms eased(const KpiTerms& kpi, std::int64_t target_factor_bp);

}  // namespace fcr
