// What of the events the page holds.
#include "sim/report/review_events.hpp"

#include "proto/fcr/v1/review.pb.h"
#include "sim/report/review_words.hpp"

namespace fcr {
namespace {

constexpr std::size_t kCallsOfPage = 100'000;  // of both runs; a file of more opens too slowly
constexpr std::size_t kDrawsOfPage = 500;
constexpr double kOccupiedPercent = 85.0;

double microseconds(Duration span) {
    return static_cast<double>(span.count());
}

void add_call(v1::ReviewCallsReport& to, const ReviewedCall& call, SimTime start) {
    to.add_number(static_cast<double>(call.number));
    to.add_line(static_cast<double>(call.line.index()));
    to.add_result(static_cast<double>(call.result));
    to.add_at_s(to_seconds(call.at - start));
    to.add_wait_us(microseconds(call.wait));
    to.add_pool(call.pool ? static_cast<double>(call.pool->index()) : -1.0);
    to.add_contractor(call.contractor ? 1.0 : 0.0);
    to.add_work_us(call.done == kNever ? -1.0 : microseconds(call.handling));
    to.add_overflow_us(microseconds(call.overflow));
}

void add_nobody_free(v1::ReviewRunReport& to, const RoomCourse& course) {
    for (const LookRow& row : course.events().looks()) {
        if (!row.nobody_free) {
            continue;
        }
        const double from = to_seconds(row.first - course.start());
        const double until = from + row.looks * to_seconds(kReviewLook);
        const int count = to.nobody_free_size();
        if (count > 0 && to.nobody_free(count - 1).until_s() == from) {
            to.mutable_nobody_free(count - 1)->set_until_s(until);
            continue;
        }
        v1::ReviewSpanReport& span = *to.add_nobody_free();
        span.set_from_s(from);
        span.set_until_s(until);
    }
}

void fill_run(v1::ReviewRunReport& to, const NamedRun& run, bool with_calls, SimTime until) {
    const RoomCourse& course = run.player.course();
    to.set_of(run.of);
    if (with_calls) {
        for (const ReviewedCall& call : course.events().calls()) {
            add_call(*to.mutable_calls(), call, course.start());
        }
    }
    add_nobody_free(to, course);
    for (std::size_t minute = 0; minute < course.minutes(); ++minute) {
        const Ratio occupancy = occupancy_at(course, minute);
        if (occupancy.measured() && 100.0 * occupancy.value() > kOccupiedPercent) {
            to.add_occupied_minutes(static_cast<double>(minute));
        }
    }
    for (const PromisedCallBack& call_back : run.player.call_backs()) {
        v1::ReviewCallBackReport& row = *to.add_call_backs();
        row.set_made_s(to_seconds(call_back.made - course.start()));
        row.set_by_s(to_seconds(call_back.by - course.start()));
        if (call_back.rung != kNever) {
            row.set_rung_s(to_seconds(call_back.rung - course.start()));
        }
        row.set_promise(std::string(promise_of(call_back, until)));
    }
    for (const CostItem& item : run.player.orders().costs.items) {
        v1::ReviewCostItemReport& row = *to.add_cost_items();
        row.set_kind(std::string(name_of(item.kind)));
        row.set_at_s(to_seconds(item.at - course.start()));
        if (item.time > Duration::zero()) {
            row.set_time_s(to_seconds(item.time));
        } else {
            row.set_count(static_cast<double>(item.count));
        }
    }
}

void fill_values(google::protobuf::RepeatedPtrField<v1::ReviewDrawValueReport>& to,
                 const Outcomes& outcomes) {
    for (const std::optional<double>& outcome : outcomes) {
        v1::ReviewDrawValueReport& value = *to.Add();
        if (outcome) {
            value.set_value(*outcome);
        }
    }
}

}  // namespace

std::vector<NamedRun> tonights_runs(const Review& review) {
    std::vector<NamedRun> runs{{.of = "as played", .player = *review.actual},
                               {.of = "no action", .player = *review.none}};
    for (const PolicyReview& policy : review.policies) {
        runs.push_back(
            {.of = std::string(words_of(policy.policy).title), .player = *policy.player});
    }
    return runs;
}

std::string_view promise_of(const PromisedCallBack& call_back, SimTime until) {
    if (call_back.rung != kNever) {
        return call_back.rung <= call_back.by ? "kept" : "broken";
    }
    return call_back.by < until ? "broken" : "owed";
}

v1::ReviewEventsReport review_events(const Review& review) {
    v1::ReviewEventsReport to;
    const RoomCourse& actual = review.actual->course();
    const RoomCourse& none = review.none->course();
    for (std::size_t row = 0; row < review.plan->scenario->lines.size(); ++row) {
        to.add_lines(review.plan->scenario->lines[row].name);
        to.add_groups(std::string(actual.group_of(LineId{row})));
    }
    for (const auto& pool : review.plan->scenario->pools) {
        to.add_pools(pool.name);
    }
    const bool with_calls =
        actual.events().calls().size() + none.events().calls().size() <= kCallsOfPage;
    const std::vector<NamedRun> runs = tonights_runs(review);
    fill_run(*to.add_runs(), runs[0], with_calls, review.log.until);
    fill_run(*to.add_runs(), runs[1], with_calls, review.log.until);
    to.set_calls_left_out(!with_calls);
    for (const SeedOutcomes& draw : review.draws) {
        if (draw.limit_reached || static_cast<std::size_t>(to.draws_size()) == kDrawsOfPage) {
            continue;
        }
        v1::ReviewDrawReport& row = *to.add_draws();
        row.set_replication(static_cast<double>(draw.replication));
        fill_values(*row.mutable_played(), draw.played);
        fill_values(*row.mutable_none(), draw.none);
    }
    return to;
}

}  // namespace fcr
