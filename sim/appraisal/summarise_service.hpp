// How callers fare under each option. Internal to this folder.
#pragma once

#include "sim/appraisal/appraisal_summary.hpp"

#include <cstddef>
#include <vector>

namespace fcr {

/// Fills in service and tests of every option.
void add_service(AppraisalSummary& summary, const SimulatedOptions& runs);

/// Sums over the first so many replications, by option and line.
[[nodiscard]] std::vector<std::vector<ServiceCounts>> counts_of(const SimulatedOptions& runs,
                                                                std::size_t replications);

}  // namespace fcr
