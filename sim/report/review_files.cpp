#include "sim/report/review_files.hpp"

#include "proto/fcr/v1/review.pb.h"
#include "sim/report/review_counting.hpp"
#include "sim/report/review_csv.hpp"
#include "sim/report/review_events.hpp"
#include "sim/report/review_page.hpp"
#include "sim/report/review_text.hpp"

namespace fcr {

ReviewOutput review_output(const ReportedReview& reported, const PlanTexts& texts) {
    const v1::ReviewReport message = review_message(reported);
    const Review& review = reported.review;
    return {.files = {{.name = "review.html",
                       .bytes = review_page(message, review_events(review), texts)},
                      {.name = "review.json", .bytes = review_json(message)},
                      {.name = "outcomes.csv", .bytes = review_outcomes_csv(message)},
                      {.name = "costs.csv", .bytes = review_costs_csv(message)},
                      {.name = "contract.csv", .bytes = review_contract_csv(message)},
                      {.name = "decisions.csv", .bytes = review_decisions_csv(message)},
                      {.name = "quarters.csv", .bytes = review_quarters_csv(message)},
                      {.name = "timeline.csv", .bytes = review_timeline_csv(message)},
                      {.name = "people.csv", .bytes = review_people_csv(message)},
                      {.name = "log.csv", .bytes = review_log_csv(message)},
                      {.name = "tasks.csv", .bytes = review_tasks_csv(message)},
                      {.name = "objectives.csv", .bytes = review_objectives_csv(message)},
                      {.name = "counted_calls.csv", .bytes = review_calls_csv(review)},
                      {.name = "looks.csv", .bytes = review_looks_csv(review)},
                      {.name = "minutes.csv", .bytes = review_minutes_csv(review)},
                      {.name = "call_backs.csv", .bytes = review_call_backs_csv(review)},
                      {.name = "cost_items.csv", .bytes = review_cost_items_csv(review)},
                      {.name = "draws.csv", .bytes = review_draws_csv(review)},
                      {.name = "contract_calls.csv", .bytes = review_contract_calls_csv(review)},
                      {.name = "counting.csv", .bytes = review_counting_csv(message)},
                      {.name = "events.csv", .bytes = review_events_csv(message)},
                      {.name = "debrief.csv", .bytes = review_debrief_csv(message)}},
            .text = to_text(message)};
}

}  // namespace fcr
