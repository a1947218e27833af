// An appraisal for a terminal.
#pragma once

#include "sim/appraisal/appraisal_summary.hpp"
#include "sim/report/text.hpp"

#include <string>

namespace fcr {

/// What it comes to in plain words, then the tables: options, costs by year, rates and bias, what
/// changes it, callers, stopping, assumptions, warnings.
[[nodiscard]] std::string to_text(const AppraisalSummary& summary, TextOptions options);

}  // namespace fcr
