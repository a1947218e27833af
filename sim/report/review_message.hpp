// The review of an exercise as a message: what review.json and the page of a review hold.
#pragma once

#include "sim/review/review.hpp"

#include <string>

namespace fcr::v1 {
class ReviewReport;
class ReviewSpreadReport;
}  // namespace fcr::v1

namespace fcr {

struct ReportedReview {
    const Review& review;
    std::string fcrsim_version;
};

/// review.json: the same bytes for equal reviews. Ends with a line break.
[[nodiscard]] std::string review_json(const v1::ReviewReport& message);

/// All of it, for the writers of this folder.
[[nodiscard]] v1::ReviewReport review_message(const ReportedReview& reported);

// Internal to this folder: the parts of the message.

/// The month of the exercise's contract, where it has one.
void fill_contract(v1::ReviewReport& to, const Review& review);
/// How its indicators are counted again.
void fill_contract_rules(v1::ReviewReport& to, const Review& review);
/// Minutes and quarter-hours.
void fill_course(v1::ReviewReport& to, const Review& review);
/// Decisions, marks, notes, tasks, the events list, people.
void fill_log(v1::ReviewReport& to, const Review& review);
/// Sentences, five numbers, limits: from the message's own figures.
void fill_summary(v1::ReviewReport& to, const Review& review);

}  // namespace fcr
