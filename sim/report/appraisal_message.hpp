// An appraisal as a message: what appraisal.json and the page hold.
#pragma once

#include "sim/appraisal/appraisal_summary.hpp"

#include <string>

namespace fcr::v1 {
class AppraisalReport;
}

namespace fcr {

/// Internal to this folder.
[[nodiscard]] v1::AppraisalReport appraisal_message(const AppraisalSummary& summary);

/// appraisal.json: the same bytes for equal appraisals. Ends with a line break.
[[nodiscard]] std::string to_json(const AppraisalSummary& summary);

}  // namespace fcr
