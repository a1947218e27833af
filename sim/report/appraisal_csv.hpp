// An appraisal as CSV files for spreadsheets.
#pragma once

#include "sim/appraisal/appraisal_summary.hpp"

#include <string>

namespace fcr {

/// option,line,year,real_gbp,nominal_gbp: mean costs, the total of a year under `Total`.
[[nodiscard]] std::string appraisal_costs_csv(const AppraisalSummary& summary);

/// option,replication,cost_gbp,saving_gbp: whole-life, at the first rate; no saving of today
/// itself.
[[nodiscard]] std::string appraisal_replications_csv(const AppraisalSummary& summary);

/// option,line,year and how callers fared; year 0 is the whole term.
[[nodiscard]] std::string appraisal_service_csv(const AppraisalSummary& summary);

}  // namespace fcr
