// The page of a review.
#pragma once

#include "sim/exercise/plan_records.hpp"

#include <string>

namespace fcr::v1 {
class ReviewEventsReport;
class ReviewReport;
}  // namespace fcr::v1

namespace fcr {

/// review.html: one file that opens offline. The same bytes for equal reviews: it says nothing of
/// the machine or the time at which it was made.
[[nodiscard]] std::string review_page(const v1::ReviewReport& review,
                                      const v1::ReviewEventsReport& events,
                                      const PlanTexts& texts);

}  // namespace fcr
