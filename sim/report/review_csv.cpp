#include "sim/report/review_csv.hpp"

#include "proto/fcr/v1/review.pb.h"
#include "sim/report/csv.hpp"

#include <fmt/format.h>

#include <initializer_list>
#include <optional>
#include <string_view>

namespace fcr {
namespace {

CsvText with_heads(std::initializer_list<std::string_view> heads) {
    CsvText csv;
    for (const std::string_view head : heads) {
        csv.raw(head);
    }
    csv.end_row();
    return csv;
}

std::optional<double> given(bool has, double value) {
    return has ? std::optional(value) : std::nullopt;
}

/// Of a sum of pounds: as spreadsheets read it.
std::string without_commas(std::string pounds) {
    std::erase(pounds, ',');
    return pounds;
}

void add_spread(CsvText& csv, bool has, const v1::ReviewSpreadReport& spread) {
    csv.number(given(has, spread.median()))
        .number(given(has, spread.low()))
        .number(given(has, spread.high()))
        .number(given(has, spread.count()));
}

void add_window(CsvText& csv, bool has, const v1::ReviewWindowReport& window) {
    csv.number(given(has, window.emergency_in_time()))
        .number(given(has, window.emergency_offered()))
        .number(given(has, window.emergency_waiting_s()))
        .number(given(has && window.has_other_answer_s(), window.other_answer_s()))
        .number(given(has, window.other_abandoned()))
        .number(given(has, window.other_offered()))
        .number(given(has, window.other_waiting_s()))
        .number(given(has, window.nobody_free_min()));
}

void add_line_minute(CsvText& csv, const v1::ReviewLineMinuteReport& line) {
    csv.number(line.offered())
        .number(line.answered())
        .number(line.abandoned())
        .number(given(line.has_mean_wait_s(), line.mean_wait_s()))
        .number(line.waiting())
        .number(line.longest_waiting_s());
}

void add_line_quarter(CsvText& csv, const v1::ReviewLineQuarterReport& line) {
    csv.number(line.offered())
        .number(line.answered())
        .number(given(line.has_in_time_percent(), line.in_time_percent()))
        .number(line.within_s())
        .number(given(line.has_abandoned_percent(), line.abandoned_percent()))
        .number(given(line.has_mean_wait_s(), line.mean_wait_s()))
        .number(line.in_house())
        .number(given(line.has_in_house_in_time_percent(), line.in_house_in_time_percent()))
        .number(line.contractor())
        .number(given(line.has_contractor_in_time_percent(), line.contractor_in_time_percent()));
}

}  // namespace

std::string review_outcomes_csv(const v1::ReviewReport& review) {
    CsvText csv = with_heads({"figure",
                              "title",
                              "unit",
                              "better",
                              "of",
                              "tonight",
                              "difference_from_no_action",
                              "draws_median_difference",
                              "draws_p5",
                              "draws_p95",
                              "draws",
                              "luck_percentile"});
    for (int row = 0; row < review.outcomes_size(); ++row) {
        const v1::ReviewOutcomeReport& outcome = review.outcomes(row);
        const auto begin = [&](const std::string& of) {
            csv.text(outcome.id())
                .text(outcome.title())
                .text(outcome.unit())
                .text(outcome.better())
                .text(of);
        };
        begin("as played");
        csv.number(given(outcome.has_actual(), outcome.actual()))
            .number(given(outcome.has_difference(), outcome.difference()));
        add_spread(csv, outcome.has_draws(), outcome.draws());
        csv.number(given(outcome.has_luck_percent(), outcome.luck_percent()));
        csv.end_row();
        begin("no action");
        csv.number(given(outcome.has_none(), outcome.none()))
            .number(given(outcome.has_none(), 0.0));
        add_spread(csv, false, {});
        csv.number(std::nullopt);
        csv.end_row();
        for (const v1::ReviewPolicyReport& policy : review.policies()) {
            const v1::ReviewPolicyOutcomeReport& of = policy.outcomes(row);
            begin(policy.title());
            csv.number(given(of.has_tonight(), of.tonight()))
                .number(
                    given(of.has_tonight() && outcome.has_none(), of.tonight() - outcome.none()));
            add_spread(csv, of.has_draws(), of.draws());
            csv.number(std::nullopt);
            csv.end_row();
        }
    }
    return csv.take();
}

std::string review_costs_csv(const v1::ReviewReport& review) {
    CsvText csv = with_heads({"line", "unit", "amount", "price_gbp", "sum_gbp", "no_action_gbp"});
    for (const v1::ReviewCostReport& cost : review.costs()) {
        csv.raw(cost.kind())
            .raw(cost.unit())
            .number(cost.amount())
            .raw(without_commas(cost.price()))
            .raw(without_commas(cost.sum()))
            .raw(without_commas(cost.none()));
        csv.end_row();
    }
    if (review.has_costs_total()) {
        csv.raw("total")
            .raw("")
            .number(std::nullopt)
            .raw("")
            .raw(without_commas(review.costs_total()))
            .raw(without_commas(review.costs_total_none()));
        csv.end_row();
    }
    return csv.take();
}

std::string review_contract_csv(const v1::ReviewReport& review) {
    CsvText csv = with_heads({"part",
                              "id",
                              "title",
                              "unit",
                              "played_so_far",
                              "no_action_so_far",
                              "played_whole_month",
                              "no_action_whole_month",
                              "played_whole_month_beside"});
    for (const v1::ReviewContractRowReport& row : review.contract().rows()) {
        csv.raw(row.part())
            .text(row.id())
            .text(row.title())
            .text(row.unit())
            .text(without_commas(row.played_so_far().value()))
            .text(without_commas(row.none_so_far().value()))
            .text(without_commas(row.played_whole().value()))
            .text(without_commas(row.none_whole().value()))
            .text(row.played_whole().beside());
        csv.end_row();
    }
    return csv.take();
}

std::string review_timeline_csv(const v1::ReviewReport& review) {
    CsvText csv = with_heads({"minute",
                              "at",
                              "of",
                              "line",
                              "offered",
                              "answered",
                              "abandoned",
                              "mean_wait_s",
                              "waiting",
                              "longest_waiting_s"});
    for (const v1::ReviewMinuteReport& minute : review.minutes()) {
        const auto add = [&](std::string_view of, const v1::ReviewLineMinuteReport& line) {
            csv.number(minute.minute()).raw(minute.at()).raw(of).text(line.name());
            add_line_minute(csv, line);
            csv.end_row();
        };
        for (const v1::ReviewLineMinuteReport& line : minute.lines()) {
            add("as played", line);
        }
        for (const v1::ReviewLineMinuteReport& line : minute.none()) {
            add("no action", line);
        }
    }
    return csv.take();
}

std::string review_people_csv(const v1::ReviewReport& review) {
    CsvText csv = with_heads({"minute", "at", "pool", "free", "on_duty"});
    for (const v1::ReviewMinuteReport& minute : review.minutes()) {
        for (const v1::ReviewPoolMinuteReport& pool : minute.pools()) {
            csv.number(minute.minute())
                .raw(minute.at())
                .text(pool.name())
                .number(pool.free())
                .number(pool.on_duty());
            csv.end_row();
        }
    }
    return csv.take();
}

std::string review_quarters_csv(const v1::ReviewReport& review) {
    CsvText csv = with_heads({"at",
                              "of",
                              "line",
                              "offered",
                              "answered",
                              "in_time_percent",
                              "within_s",
                              "abandoned_percent",
                              "mean_wait_s",
                              "in_house",
                              "in_house_in_time_percent",
                              "contractor",
                              "contractor_in_time_percent"});
    for (const v1::ReviewQuarterReport& quarter : review.quarters()) {
        const auto add = [&](std::string_view of, const v1::ReviewLineQuarterReport& line) {
            csv.raw(quarter.at()).raw(of).text(line.name());
            add_line_quarter(csv, line);
            csv.end_row();
        };
        for (const v1::ReviewLineQuarterReport& line : quarter.lines()) {
            add("as played", line);
        }
        for (const v1::ReviewLineQuarterReport& line : quarter.none()) {
            add("no action", line);
        }
    }
    return csv.take();
}

std::string review_decisions_csv(const v1::ReviewReport& review) {
    CsvText csv;
    for (const char* head :
         {"input", "at", "seat", "name", "action", "reason", "refusal", "lead_min", "effective"}) {
        csv.raw(head);
    }
    for (const char* window : {"before", "after", "no_action"}) {
        for (const char* head : {"999_in_time",
                                 "999_offered",
                                 "999_longest_waiting_s",
                                 "101_mean_wait_s",
                                 "101_abandoned",
                                 "101_offered",
                                 "101_longest_waiting_s",
                                 "nobody_free_min"}) {
            csv.raw(fmt::format("{}_{}", window, head));
        }
    }
    csv.end_row();
    for (const v1::ReviewDecisionReport& decision : review.decisions()) {
        csv.number(decision.input())
            .raw(decision.at())
            .text(decision.seat())
            .text(decision.name())
            .text(decision.action())
            .text(decision.reason())
            .text(decision.refusal())
            .number(given(decision.has_lead_min(), decision.lead_min()))
            .raw(decision.effective());
        add_window(csv, decision.has_before(), decision.before());
        add_window(csv, decision.has_after(), decision.after());
        add_window(csv, decision.has_none(), decision.none());
        csv.end_row();
    }
    return csv.take();
}

std::string review_log_csv(const v1::ReviewReport& review) {
    CsvText csv = with_heads({"row", "minute", "at", "kind", "seat", "text", "input"});
    for (const v1::ReviewMarkReport& mark : review.marks()) {
        csv.number(mark.row())
            .number(mark.minute())
            .raw(mark.at())
            .raw(mark.kind())
            .text(mark.seat())
            .text(mark.text())
            .number(given(mark.has_input(), mark.input()));
        csv.end_row();
    }
    return csv.take();
}

std::string review_events_csv(const v1::ReviewReport& review) {
    CsvText csv = with_heads({"id",
                              "title",
                              "objective",
                              "planned",
                              "status",
                              "at",
                              "by",
                              "expected",
                              "observed",
                              "note"});
    for (const v1::ReviewEventReport& event : review.events()) {
        csv.text(event.id())
            .text(event.title())
            .text(event.objective())
            .text(event.planned())
            .raw(event.status())
            .raw(event.at())
            .text(event.by())
            .text(event.expected())
            .text(event.observed())
            .text(event.note());
        csv.end_row();
    }
    return csv.take();
}

std::string review_tasks_csv(const v1::ReviewReport& review) {
    CsvText csv = with_heads({"cue",
                              "objective",
                              "at",
                              "expected",
                              "within_s",
                              "verdict",
                              "observed",
                              "after_s",
                              "cue_row",
                              "done_row"});
    for (const v1::ReviewTaskReport& task : review.tasks()) {
        csv.text(task.cue())
            .text(task.objective())
            .raw(task.at())
            .text(task.expected())
            .number(task.within_s())
            .raw(task.verdict())
            .text(task.observed())
            .number(given(task.has_after_s(), task.after_s()))
            .number(given(task.has_cue_row(), task.cue_row()))
            .number(given(task.has_done_row(), task.done_row()));
        csv.end_row();
    }
    return csv.take();
}

std::string review_objectives_csv(const v1::ReviewReport& review) {
    CsvText csv = with_heads({"objective", "text", "expected", "met"});
    for (const v1::ReviewObjectiveReport& objective : review.objectives()) {
        csv.text(objective.id())
            .text(objective.text())
            .number(objective.expected())
            .number(objective.met());
        csv.end_row();
    }
    return csv.take();
}

std::string review_debrief_csv(const v1::ReviewReport& review) {
    CsvText csv = with_heads({"heading", "text"});
    for (const v1::ReviewCommentReport& comment : review.comments()) {
        csv.text(comment.heading()).text(comment.text());
        csv.end_row();
    }
    return csv.take();
}

}  // namespace fcr
