// How each kind of figure of a review is counted again from the rows of its CSV files.
#pragma once

#include <string>

namespace fcr::v1 {
class ReviewReport;
}

namespace fcr {

/// The rules, into the message. Of figures that every review has, and of costs and the contract
/// where there are any.
void fill_rules(v1::ReviewReport& to);

/// counting.csv: a row for each rule.
[[nodiscard]] std::string review_counting_csv(const v1::ReviewReport& review);

}  // namespace fcr
