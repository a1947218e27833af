// A review as CSV files, one for each table; words that a spreadsheet would run as a formula are
// quoted (sim/report/csv.hpp).
#pragma once

#include <string>

namespace fcr::v1 {
class ReviewReport;
}

namespace fcr {

/// outcomes.csv: a row for each figure, tonight, without action, over draws, and of each policy.
[[nodiscard]] std::string review_outcomes_csv(const v1::ReviewReport& review);
/// costs.csv: a row for each kind of order that has a price.
[[nodiscard]] std::string review_costs_csv(const v1::ReviewReport& review);
/// contract.csv: a row for each indicator, charge and sum of the contract's month; none without
/// one.
[[nodiscard]] std::string review_contract_csv(const v1::ReviewReport& review);
/// timeline.csv: a row for each minute and line.
[[nodiscard]] std::string review_timeline_csv(const v1::ReviewReport& review);
/// people.csv: a row for each minute and pool.
[[nodiscard]] std::string review_people_csv(const v1::ReviewReport& review);
/// quarters.csv: a row for each quarter-hour and line, with and without action.
[[nodiscard]] std::string review_quarters_csv(const v1::ReviewReport& review);
/// decisions.csv
[[nodiscard]] std::string review_decisions_csv(const v1::ReviewReport& review);
/// log.csv: marks of the timeline, in order.
[[nodiscard]] std::string review_log_csv(const v1::ReviewReport& review);
/// events.csv: the events list, expected and observed.
[[nodiscard]] std::string review_events_csv(const v1::ReviewReport& review);
/// tasks.csv: critical tasks, with the rows of log.csv that they come from.
[[nodiscard]] std::string review_tasks_csv(const v1::ReviewReport& review);
/// objectives.csv: responses expected and met.
[[nodiscard]] std::string review_objectives_csv(const v1::ReviewReport& review);
/// debrief.csv: comments under their headings.
[[nodiscard]] std::string review_debrief_csv(const v1::ReviewReport& review);

}  // namespace fcr
