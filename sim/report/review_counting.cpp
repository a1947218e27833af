#include "sim/report/review_counting.hpp"

#include "proto/fcr/v1/review.pb.h"
#include "sim/report/csv.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace fcr {
namespace {

struct Rule {
    const char* table;
    const char* figure;
    const char* title;
    const char* file;
    std::string rows;
    const char* count;
};

constexpr const char* kSeenWindow = "of = {of}; minute >= {from}; minute < {until}";

/// `group` is 999 or 101.
std::string of_window(const std::string& group) {
    return fmt::format("{}; group = {}", kSeenWindow, group);
}
std::string of_all(const std::string& group) {
    return "of = {of}; group = " + group;
}

std::vector<Rule> all_rules() {
    // Conditions that several of them share.
    const std::string of_minute = "of = as played; line = {line}; minute = {minute}";
    const std::string seen_minute = "of = as played; minute = {minute}";
    const std::string of_quarter = "of = {of}; line = {line}; minute >= {from}; minute < {until}";
    const std::string seen_window = kSeenWindow;
    return {
        {"minute", "offered", "Offered", "counted_calls.csv", of_minute, "rows"},
        {"minute",
         "answered",
         "Answered",
         "counted_calls.csv",
         of_minute + "; result = answered",
         "rows"},
        {"minute",
         "abandoned",
         "Abandoned",
         "counted_calls.csv",
         of_minute + "; result = abandoned",
         "rows"},
        {"minute",
         "mean_wait_s",
         "Mean wait",
         "counted_calls.csv",
         of_minute + "; result = answered",
         "mean of wait_s"},
        {"minute",
         "waiting",
         "Waiting at the end",
         "looks.csv",
         seen_minute,
         "last waiting: {line}"},
        {"minute",
         "longest_waiting_s",
         "Longest waiting",
         "looks.csv",
         seen_minute,
         "largest longest_s: {line}"},
        {"minute",
         "nobody_free_s",
         "Nobody free for 999",
         "looks.csv",
         seen_minute + "; nobody_free = yes",
         "sum of looks"},
        {"minute",
         "occupancy_percent",
         "Occupancy of 15 minutes",
         "looks.csv",
         "of = as played; minute >= {from}; minute <= {minute}",
         "sum of looks x busy, % of sum of looks x on_duty"},
        {"pool", "free", "Free", "looks.csv", seen_minute, "last free: {pool}"},
        {"pool", "on_duty", "On duty", "looks.csv", seen_minute, "last on_duty: {pool}"},
        {"quarter", "offered", "Offered", "counted_calls.csv", of_quarter, "rows"},
        {"quarter",
         "answered",
         "Answered",
         "counted_calls.csv",
         of_quarter + "; result = answered",
         "rows"},
        {"quarter",
         "in_time_percent",
         "In time",
         "counted_calls.csv",
         of_quarter,
         "rows with in_time = yes, % of rows"},
        {"quarter",
         "abandoned_percent",
         "Abandoned",
         "counted_calls.csv",
         of_quarter,
         "rows with result = abandoned, % of rows"},
        {"quarter",
         "mean_wait_s",
         "Mean wait",
         "counted_calls.csv",
         of_quarter + "; result = answered",
         "mean of wait_s"},
        {"quarter",
         "in_house",
         "By own people",
         "counted_calls.csv",
         of_quarter + "; by = own",
         "rows"},
        {"quarter",
         "in_house_in_time_percent",
         "By own people in time",
         "counted_calls.csv",
         of_quarter + "; by = own",
         "rows with in_time = yes, % of rows"},
        {"quarter",
         "contractor",
         "By a contractor",
         "counted_calls.csv",
         of_quarter + "; by = contractor",
         "rows"},
        {"quarter",
         "contractor_in_time_percent",
         "By a contractor in time",
         "counted_calls.csv",
         of_quarter + "; by = contractor",
         "rows with in_time = yes, % of rows"},
        {"window",
         "emergency_in_time",
         "999 in time",
         "counted_calls.csv",
         of_window("999") + "; in_time = yes",
         "rows"},
        {"window",
         "emergency_offered",
         "999 offered",
         "counted_calls.csv",
         of_window("999"),
         "rows"},
        {"window",
         "emergency_waiting_s",
         "999 longest waiting",
         "looks.csv",
         seen_window,
         "largest longest_s_999"},
        {"window",
         "other_answer_s",
         "101 mean wait",
         "counted_calls.csv",
         of_window("101") + "; result = answered",
         "mean of wait_s"},
        {"window",
         "other_abandoned",
         "101 abandoned",
         "counted_calls.csv",
         of_window("101") + "; result = abandoned",
         "rows"},
        {"window", "other_offered", "101 offered", "counted_calls.csv", of_window("101"), "rows"},
        {"window",
         "other_waiting_s",
         "101 longest waiting",
         "looks.csv",
         seen_window,
         "largest longest_s_101"},
        {"window",
         "nobody_free_min",
         "Nobody free for 999",
         "looks.csv",
         seen_window + "; nobody_free = yes",
         "sum of looks / 60"},
        {"outcome",
         "emergency_in_time_percent",
         "999 in time",
         "counted_calls.csv",
         of_all("999"),
         "rows with in_time = yes, % of rows"},
        {"outcome",
         "emergency_longest_wait_s",
         "999 longest wait",
         "counted_calls.csv",
         of_all("999"),
         "largest wait_s"},
        {"outcome",
         "emergency_abandoned_calls",
         "999 abandoned",
         "counted_calls.csv",
         of_all("999") + "; result = abandoned",
         "rows"},
        {"outcome",
         "other_answer_s",
         "101 mean wait",
         "counted_calls.csv",
         of_all("101") + "; result = answered",
         "mean of wait_s"},
        {"outcome",
         "other_abandoned_percent",
         "101 abandoned",
         "counted_calls.csv",
         of_all("101"),
         "rows with result = abandoned, % of rows"},
        {"outcome",
         "nobody_free_minutes",
         "Nobody free for 999",
         "looks.csv",
         "of = {of}; nobody_free = yes",
         "sum of looks / 60"},
        {"outcome",
         "occupied_minutes",
         "Over 85 % occupied",
         "minutes.csv",
         "of = {of}; occupancy_percent > 85",
         "rows"},
        {"outcome",
         "contractor_calls",
         "Calls of the contractor",
         "counted_calls.csv",
         "of = {of}; work_s is given",
         "rows"},
        {"outcome",
         "contractor_hours",
         "Talk and wrap-up of the contractor",
         "counted_calls.csv",
         "of = {of}; work_s is given",
         "sum of work_s / 3600"},
        {"outcome",
         "cost_gbp",
         "Cost of orders",
         "cost_items.csv",
         "of = {of}; gbp is given",
         "sum of gbp"},
        {"outcome",
         "promises_kept",
         "Rung by the promised time",
         "call_backs.csv",
         "of = {of}; promise = kept",
         "rows"},
        {"outcome",
         "promises_broken",
         "Later than promised",
         "call_backs.csv",
         "of = {of}; promise = broken",
         "rows"},
        {"draws",
         "median",
         "Median difference",
         "draws.csv",
         "counts = yes; {outcome} of {of} less {outcome} of no action, by replication",
         "median"},
        {"draws",
         "low",
         "Nine in ten from",
         "draws.csv",
         "counts = yes; {outcome} of {of} less {outcome} of no action, by replication",
         "5th percentile, nearest rank"},
        {"draws",
         "high",
         "Nine in ten to",
         "draws.csv",
         "counts = yes; {outcome} of {of} less {outcome} of no action, by replication",
         "95th percentile, nearest rank"},
        {"draws",
         "luck_percent",
         "Luck",
         "draws.csv",
         "counts = yes; of = as played",
         "rows whose {outcome} is worse than tonight's and half of those that equal it, % of rows"},
        {"cost",
         "amount",
         "Amount",
         "cost_items.csv",
         "of = as played; kind = {kind}; amount is given",
         "sum of amount"},
    };
}

}  // namespace

void fill_rules(v1::ReviewReport& to) {
    for (const Rule& rule : all_rules()) {
        v1::ReviewRuleReport& row = *to.add_rules();
        row.set_table(rule.table);
        row.set_figure(rule.figure);
        row.set_title(rule.title);
        row.set_file(rule.file);
        row.set_rows(rule.rows);
        row.set_count(rule.count);
    }
}

std::string review_counting_csv(const v1::ReviewReport& review) {
    CsvText csv;
    for (const char* const head : {"table", "figure", "title", "file", "rows", "count"}) {
        csv.raw(head);
    }
    csv.end_row();
    for (const v1::ReviewRuleReport& rule : review.rules()) {
        csv.raw(rule.table())
            .raw(rule.figure())
            .text(rule.title())
            .raw(rule.file())
            .text(rule.rows())
            .text(rule.count());
        csv.end_row();
    }
    return csv.take();
}

}  // namespace fcr
