#include "sim/report/review_message.hpp"

#include "proto/fcr/v1/review.pb.h"
#include "sim/base/check.hpp"
#include "sim/report/number.hpp"
#include "sim/report/review_counting.hpp"
#include "sim/report/review_words.hpp"

#include <google/protobuf/util/json_util.h>

namespace fcr {
namespace {

void fill_spread(v1::ReviewSpreadReport& to, const Spread90& spread) {
    to.set_median(six_digits(spread.median));
    to.set_low(six_digits(spread.low));
    to.set_high(six_digits(spread.high));
    to.set_count(static_cast<double>(spread.count));
}

void fill_outcomes(v1::ReviewReport& to, const Review& review) {
    for (const OutcomeReview& outcome : review.outcomes) {
        const OutcomeWords& words = words_of(outcome.id);
        v1::ReviewOutcomeReport& row = *to.add_outcomes();
        row.set_id(std::string(words.id));
        row.set_title(std::string(words.title));
        row.set_unit(std::string(name_of(words.unit)));
        row.set_better(std::string(name_of(words.better)));
        if (outcome.actual) {
            row.set_actual(six_digits(*outcome.actual));
        }
        if (outcome.none) {
            row.set_none(six_digits(*outcome.none));
        }
        if (outcome.actual && outcome.none) {
            row.set_difference(six_digits(*outcome.actual - *outcome.none));
        }
        if (outcome.differences) {
            fill_spread(*row.mutable_draws(), *outcome.differences);
        }
        if (outcome.luck) {
            row.set_luck_percent(six_digits(*outcome.luck));
        }
    }
}

void fill_policies(v1::ReviewReport& to, const Review& review) {
    for (const PolicyReview& policy : review.policies) {
        v1::ReviewPolicyReport& row = *to.add_policies();
        row.set_title(std::string(words_of(policy.policy).title));
        row.set_rule(std::string(words_of(policy.policy).rule));
        for (std::size_t place = 0; place < kReviewOutcomes; ++place) {
            v1::ReviewPolicyOutcomeReport& outcome = *row.add_outcomes();
            if (policy.tonight[place]) {
                outcome.set_tonight(six_digits(*policy.tonight[place]));
            }
            if (policy.differences[place]) {
                fill_spread(*outcome.mutable_draws(), *policy.differences[place]);
            }
        }
    }
}

void fill_costs(v1::ReviewReport& to, const Review& review) {
    const Costs& actual = review.actual->orders().costs;
    const Costs& none = review.none->orders().costs;
    for (std::size_t row = 0; row < actual.lines.size(); ++row) {
        const CostLine& line = actual.lines[row];
        v1::ReviewCostReport& cost = *to.add_costs();
        cost.set_kind(std::string(name_of(line.kind)));
        cost.set_unit(std::string(unit_of(line.kind)));
        cost.set_amount(static_cast<double>(line.thousandths) / 1e3);
        cost.set_price(to_exact_string(line.price));
        cost.set_sum(to_string(line.sum));
        cost.set_none(to_string(none.lines[row].sum));
    }
    if (!actual.lines.empty()) {
        to.set_costs_total(to_string(actual.total));
        to.set_costs_total_none(to_string(none.total));
    }
}

void fill_draws(v1::ReviewReport& to, const Review& review) {
    if (review.replications + review.full_rooms == 0) {
        return;
    }
    v1::ReviewDrawsReport& draws = *to.mutable_draws();
    draws.set_count(static_cast<double>(review.replications));
    draws.set_full_rooms(static_cast<double>(review.full_rooms));
    draws.set_void_commands(static_cast<double>(review.void_commands.numerator));
    draws.set_commands(static_cast<double>(review.void_commands.denominator));
}

}  // namespace

v1::ReviewReport review_message(const ReportedReview& reported) {
    const Review& review = reported.review;
    const ExercisePlan& plan = *review.plan;
    v1::ReviewReport to;
    to.set_fcrsim_version(reported.fcrsim_version);
    to.set_title("EXERCISE: " + plan.title);
    to.set_scenario(plan.scenario->title);
    to.set_seed(static_cast<double>(plan.seed));
    to.set_from(clock_minute(plan.start));
    to.set_length_min(minutes_since(review.log.until, plan));
    to.set_planned_min(minutes_since(plan.end, plan));
    to.set_state(std::string(name_of(review.log.exercise->state())));
    to.set_digests_met(static_cast<double>(review.log.digests.met));
    to.set_digests_missed(static_cast<double>(review.log.digests.missed));
    fill_outcomes(to, review);
    fill_policies(to, review);
    fill_draws(to, review);
    fill_costs(to, review);
    fill_contract(to, review);
    fill_course(to, review);
    fill_log(to, review);
    for (const auto& [title, value] : term_rows(plan)) {
        v1::ReviewTermReport& row = *to.add_terms();
        row.set_title(title);
        row.set_value(value);
    }
    for (const std::string& note : plan.instructor_notes) {
        to.add_instructor_notes(note);
    }
    fill_summary(to, review);
    fill_rules(to);
    fill_contract_rules(to, review);
    return to;
}

std::string review_json(const v1::ReviewReport& message) {
    google::protobuf::util::JsonPrintOptions options;
    options.add_whitespace = true;
    options.preserve_proto_field_names = true;
    std::string text;
    const auto status = google::protobuf::util::MessageToJsonString(message, &text, options);
    FCR_CHECK(status.ok(), "a review of finite numbers and valid names can be printed");
    return text;
}

}  // namespace fcr
