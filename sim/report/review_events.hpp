// The single events behind a review's figures: CSV files, and what of them the page holds.
#pragma once

#include "sim/review/review.hpp"

#include <string>

namespace fcr::v1 {
class ReviewEventsReport;
}

namespace fcr {

/// Of tonight's two runs and of other draws.
[[nodiscard]] v1::ReviewEventsReport review_events(const Review& review);

/// counted_calls.csv: a row for each call of each of tonight's runs that was answered or lost in
/// it, or that a contractor's people worked on.
[[nodiscard]] std::string review_calls_csv(const Review& review);
/// looks.csv: a row for looks in a row that saw the same, within a minute.
[[nodiscard]] std::string review_looks_csv(const Review& review);
/// minutes.csv: how busy each run was, by minute.
[[nodiscard]] std::string review_minutes_csv(const Review& review);
/// call_backs.csv: a row for each call-back promised.
[[nodiscard]] std::string review_call_backs_csv(const Review& review);
/// cost_items.csv: a row for each order and overflowed call that is paid for, then one for each
/// sum.
[[nodiscard]] std::string review_cost_items_csv(const Review& review);
/// draws.csv: a row for each other draw of callers and each way of playing it.
[[nodiscard]] std::string review_draws_csv(const Review& review);
/// contract_calls.csv: a row for each call that an indicator of the contract's month counts; none
/// without a contract.
[[nodiscard]] std::string review_contract_calls_csv(const Review& review);

// Internal to this folder.

/// One of tonight's runs, by its name in files.
struct NamedRun {
    std::string of;  ///< as played, no action, or the title of a reference policy
    const RoomPlayer& player;
};
[[nodiscard]] std::vector<NamedRun> tonights_runs(const Review& review);

/// kept, broken or owed, at the end of the exercise.
[[nodiscard]] std::string_view promise_of(const PromisedCallBack& call_back, SimTime until);

}  // namespace fcr
