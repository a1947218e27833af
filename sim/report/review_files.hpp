// All that is written of a review.
#pragma once

#include "sim/exercise/plan_records.hpp"
#include "sim/report/review_message.hpp"

#include <string>
#include <vector>

namespace fcr {

struct ReviewFile {
    const char* name;
    std::string bytes;
};
struct ReviewOutput {
    std::vector<ReviewFile> files;  ///< page, JSON, CSV
    std::string text;               ///< for a terminal
};
/// The same bytes for equal reviews. `texts`: what the exercise was made of.
[[nodiscard]] ReviewOutput review_output(const ReportedReview& reported, const PlanTexts& texts);

}  // namespace fcr
