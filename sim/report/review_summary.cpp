// A review in one paragraph and five numbers, and what to know before trusting it.
#include "proto/fcr/v1/review.pb.h"
#include "sim/contract/statement_words.hpp"
#include "sim/exercise/exercise_contract.hpp"
#include "sim/exercise/plan_words.hpp"
#include "sim/report/review_message.hpp"
#include "sim/report/review_words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fcr {
namespace {

const OutcomeReview& outcome(const Review& review, OutcomeId id) {
    return review.outcomes[static_cast<std::size_t>(id)];
}

/// `plural(1, "action")` is `1 action`.
std::string plural(std::size_t count, std::string_view word) {
    return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

std::optional<double> difference_of(const OutcomeReview& row) {
    return row.actual && row.none ? std::optional(*row.actual - *row.none) : std::nullopt;
}

std::string draws_words(const OutcomeReview& row) {
    if (!row.differences) {
        return {};
    }
    const OutcomeUnit unit = words_of(row.id).unit;
    return fmt::format("{}, nine in ten between {} and {}",
                       change_words(row.differences->median, unit),
                       change_words(row.differences->low, unit),
                       change_words(row.differences->high, unit));
}

std::string course_sentence(const Review& review) {
    const auto done =
        static_cast<std::size_t>(std::ranges::count(review.log.actions, "", &AskedAction::refusal));
    const auto fired = static_cast<std::size_t>(
        std::ranges::count_if(review.log.exercise->happenings(), [](const Happening& happening) {
            return happening.kind == HappeningKind::LineFired ||
                   happening.kind == HappeningKind::AdHocFired;
        }));
    std::size_t cued = 0;
    std::size_t met = 0;
    for (const CriticalTask& task : review.tasks) {
        cued += task.verdict != TaskVerdict::NotCued ? 1 : 0;
        met += task.verdict == TaskVerdict::Met ? 1 : 0;
    }
    return fmt::format(
        "EXERCISE {}: {} in the room \"{}\" from {}. {} done and {} refused, {} fired, {} of {} "
        "critical tasks met.",
        review.plan->title,
        span_words(review.log.until - review.plan->start),
        review.plan->scenario->title,
        clock_minute(review.plan->start),
        plural(done, "action"),
        review.log.actions.size() - done,
        plural(fired, "event"),
        met,
        cued);
}

std::string tonight_sentence(const Review& review, OutcomeId id) {
    const OutcomeReview& row = outcome(review, id);
    const OutcomeWords& words = words_of(id);
    return fmt::format("{}: {}; had nobody done anything, {}.",
                       words.title,
                       figure_words(row.actual, words.unit),
                       figure_words(row.none, words.unit));
}

std::string draws_sentence(const Review& review) {
    return fmt::format(
        "With other callers ({} draws) the same decisions change 999 in time by {}, and the mean "
        "wait on 101 by {}.",
        review.replications,
        draws_words(outcome(review, OutcomeId::EmergencyInTime)),
        draws_words(outcome(review, OutcomeId::OtherAnswer)));
}

/// `34th`, `21st`
std::string ordinal(double value) {
    const std::string digits = fmt::format("{:.0f}", value);
    const bool teen = digits.size() > 1 && digits[digits.size() - 2] == '1';
    const char last = teen ? '0' : digits.back();
    const std::string_view ending = last == '1'   ? "st"
                                    : last == '2' ? "nd"
                                    : last == '3' ? "rd"
                                                  : "th";
    return digits + std::string(ending);
}

std::string luck_words(const OutcomeReview& row) {
    return row.luck ? ordinal(*row.luck) + " percentile" : "not measured";
}

std::string luck_sentence(const Review& review) {
    const OutcomeReview& row = outcome(review, OutcomeId::EmergencyInTime);
    return fmt::format(
        "Luck: {}. Of 100 other draws with the same decisions about {:.0f} go worse on 999 in "
        "time.",
        luck_words(row),
        row.luck.value_or(0.0));
}

void add_number(v1::ReviewReport& to, const Review& review, OutcomeId id) {
    const OutcomeReview& row = outcome(review, id);
    const OutcomeWords& words = words_of(id);
    v1::ReviewNumberReport& number = *to.add_numbers();
    number.set_title(std::string(words.title));
    number.set_value(figure_words(row.actual, words.unit));
    number.set_beside(fmt::format("{} without any action ({})",
                                  figure_words(row.none, words.unit),
                                  change_words(difference_of(row), words.unit)));
    number.set_link("outcomes");
}

void add_limits(v1::ReviewReport& to, const Review& review) {
    if (review.log.digests.missed > 0) {
        to.add_limits(fmt::format(
            "{} of {} minutes could not be made again as the live run recorded them, the first at "
            "{}: the journal is of another version of fcrsim, and the figures here are of this "
            "one.",
            review.log.digests.missed,
            review.log.digests.missed + review.log.digests.met,
            clock_minute(*review.log.digests.differs_at)));
    }
    to.add_limits(
        "An exercise tests plans, not people. One evening is an anecdote: read the differences "
        "over other draws of callers first.");
    to.add_limits(
        "Lead times and limits are the exercise's. Where its file left one out it is a "
        "placeholder, not a force's own.");
    if (!review.left_out.empty()) {
        to.add_limits(fmt::format(
            "{} of the events list came because players had not answered. Without any action they "
            "are left out: who does nothing is told nothing.",
            plural(review.left_out.size(), "contingency event")));
    }
    if (review.replications > 0) {
        to.add_limits(fmt::format(
            "On other draws the same commands are given at the same times, by people who cannot "
            "see those callers; {} of {} could not be done there and are void. Somebody who "
            "watched would do better.",
            review.void_commands.numerator,
            review.void_commands.denominator));
    }
    if (review.full_rooms > 0) {
        to.add_limits(fmt::format("{} left out, because the room held no more calls.",
                                  plural(review.full_rooms, "draw")));
    }
    to.add_limits(
        "Not measured here: breaks lost, calls worked by people at a trainee "
        "screen, and what a call was about.");
}

/// What a contract pays for the month of the exercise, and what part tonight has in it.
std::string contract_words(const Review& review) {
    const ContractReview& contract = *review.contract;
    const auto sums = [](const Statement& statement) {
        return fmt::format("charges of £{}, credits of £{}, net £{}",
                           to_string(statement.gross),
                           to_string(statement.credits.payable),
                           to_string(statement.net));
    };
    return fmt::format(
        "By the contract \"{}\", {}: {}; without any action {}. The whole of {}, with its other "
        "days as the room is when nobody plays it: {}; without any action {}. Relief that the "
        "supplier would have to claim is not claimed.",
        review.plan->contract->terms.title,
        period_name(contract.played_so_far.period),
        sums(contract.played_so_far),
        sums(contract.none_so_far),
        period_name(contract.played_whole.period),
        sums(contract.played_whole),
        sums(contract.none_whole));
}

/// Of an exercise without a contract: what one would count.
std::string money_words(const Review& review) {
    if (review.contract) {
        return contract_words(review);
    }
    const OutcomeReview& calls = outcome(review, OutcomeId::ContractorCalls);
    const OutcomeReview& hours = outcome(review, OutcomeId::ContractorHours);
    return fmt::format(
        "Not priced: this exercise names no contract. What one would count: the contractor dealt "
        "with {} ({} of talk and wrap-up); without any "
        "action {} ({}).",
        figure_words(calls.actual, OutcomeUnit::Calls),
        figure_words(hours.actual, OutcomeUnit::Hours),
        figure_words(calls.none, OutcomeUnit::Calls),
        figure_words(hours.none, OutcomeUnit::Hours));
}

}  // namespace

void fill_summary(v1::ReviewReport& to, const Review& review) {
    to.add_summary(course_sentence(review));
    to.add_summary(tonight_sentence(review, OutcomeId::EmergencyInTime));
    to.add_summary(tonight_sentence(review, OutcomeId::OtherAnswer));
    to.add_summary(tonight_sentence(review, OutcomeId::OtherAbandoned));
    if (review.replications > 0) {
        to.add_summary(draws_sentence(review));
        to.add_summary(luck_sentence(review));
    }
    add_number(to, review, OutcomeId::EmergencyInTime);
    add_number(to, review, OutcomeId::EmergencyLongestWait);
    add_number(to, review, OutcomeId::OtherAnswer);
    add_number(to, review, OutcomeId::OtherAbandoned);
    v1::ReviewNumberReport& luck = *to.add_numbers();
    luck.set_title("Luck");
    luck.set_value(luck_words(outcome(review, OutcomeId::EmergencyInTime)));
    luck.set_beside(review.replications > 0
                        ? fmt::format("of {} other draws of callers with the same decisions, by "
                                      "999 in time; 50 is an ordinary evening",
                                      review.replications)
                        : std::string("no other draws were played"));
    luck.set_link("outcomes");
    add_limits(to, review);
    to.set_money(money_words(review));
}

}  // namespace fcr
