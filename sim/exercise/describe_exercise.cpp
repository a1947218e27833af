#include "sim/exercise/describe_exercise.hpp"

#include "sim/contract/contract_words.hpp"
#include "sim/contract/statement_words.hpp"
#include "sim/exercise/exercise_contract.hpp"
#include "sim/exercise/plan_words.hpp"

#include <fmt/format.h>

namespace fcr {

namespace {

/// One line of all prices that are given; empty when nothing costs anything.
std::string prices_words(const ActionPrices& prices) {
    std::string words;
    const auto add = [&](Money price, std::string_view of) {
        if (price != Money{}) {
            words +=
                fmt::format("{} GBP {} {}", words.empty() ? "" : ",", to_exact_string(price), of);
        }
    };
    add(prices.overflow_minute, "a minute of overflow");
    add(prices.call_in_hour,
        fmt::format("an hour of people called in, {} at least",
                    span_words(prices.call_in_paid_min)));
    add(prices.over_hour, "an hour beyond a shift");
    add(prices.aid_hour, "an hour of mutual aid begun");
    add(prices.lost_break, "a break cancelled");
    add(prices.other_site, "a move to the other site");
    return words.empty() ? words : "  prices:" + words + "\n";
}

}  // namespace

std::string describe(const ExercisePlan& plan) {
    const Duration start = plan.start - plan.room->measured_from;
    std::string text = fmt::format(
        "{}\n  in the room \"{}\", seed {}\n  from {} to {} of the "
        "measured part, {}\n",
        plan.title,
        plan.scenario->title,
        plan.seed,
        span_words(start),
        span_words(start + (plan.end - plan.start)),
        span_words(plan.end - plan.start));
    const ActionTerms& terms = plan.terms;
    text += fmt::format(
        "\nTerms\n  a move takes {} to log in and leaves {} on 999; overflow opens "
        "after {}\n  people called in: {:g} % come, after {} to {}, for {}\n",
        span_words(terms.log_in),
        terms.emergency_min,
        span_words(terms.overflow_notice),
        terms.call_in_accepts * 100.0,
        span_words(terms.call_in_travel_min),
        span_words(terms.call_in_travel_max),
        span_words(terms.call_in_stay));
    for (const OffDuty& off_duty : terms.off_duty) {
        text += fmt::format("    {} of {} can be asked\n",
                            off_duty.people,
                            plan.scenario->pools[off_duty.pool.index()].name);
    }
    text += terms.pass_back ? fmt::format("  mutual aid after {}, for {}\n",
                                          span_words(terms.aid_lead),
                                          span_words(terms.aid_length))
                            : "  no mutual aid\n";
    text += terms.back_record
                ? fmt::format("  on paper calls take {:g} times as long\n", terms.paper_factor)
                : "  no work on paper\n";
    text += terms.desk_pool || terms.bureau_share > 0.0
                ? "  a major incident" +
                      (terms.desk_pool
                           ? fmt::format(" takes {} of {} to its desk after {}",
                                         terms.desk_people,
                                         plan.scenario->pools[terms.desk_pool->index()].name,
                                         span_words(terms.desk_lead))
                           : std::string()) +
                      (terms.bureau_share > 0.0
                           ? fmt::format("{} sends {:g} % of 101 callers to a casualty bureau "
                                         "after {}",
                                         terms.desk_pool ? "," : "",
                                         terms.bureau_share * 100.0,
                                         span_words(terms.bureau_lead))
                           : std::string()) +
                      "\n"
                : std::string();
    if (terms.site_travel) {
        text += fmt::format(
            "  another site: half of the people travel for {} at a time; calls take {:g} times as "
            "long there\n",
            span_words(*terms.site_travel),
            terms.site_factor);
    }
    text += prices_words(terms.prices);
    if (plan.contract) {
        text += fmt::format(
            "\nContract\n  \"{}\", on {}: the other days of {} as the room is when nobody plays "
            "it\n",
            plan.contract->terms.title,
            date_words(plan.contract->date),
            period_name(plan.contract->month));
    }
    if (!plan.objectives.empty()) {
        text += "\nObjectives\n";
    }
    for (const Objective& objective : plan.objectives) {
        text += fmt::format("  {}: {}\n", objective.id, objective.text);
    }
    text += fmt::format("\nEvents list, {} lines\n", plan.lines.size());
    for (std::size_t row = 0; row < plan.lines.size(); ++row) {
        const EventLine& line = plan.lines[row];
        text += fmt::format("  {}: {}, {}\n", line.id, line.title, moment_words(plan, row));
        for (const ExpectedResponse& expected : line.expected) {
            text += fmt::format("    expects {}\n", words_of(expected));
        }
    }
    return text;
}

}  // namespace fcr
