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

/// A sentence in pieces; those that are figures say from what part of the page they were counted.
class Told {
public:
    Told& say(std::string text) {
        v1::ReviewPieceReport& piece = *told_.add_pieces();
        piece.set_text(std::move(text));
        return *this;
    }
    Told& figure(std::string text, std::string link) {
        v1::ReviewPieceReport& piece = *told_.add_pieces();
        piece.set_text(std::move(text));
        piece.set_link(std::move(link));
        return *this;
    }
    [[nodiscard]] std::string text() const {
        std::string all;
        for (const v1::ReviewPieceReport& piece : told_.pieces()) {
            all += piece.text();
        }
        return all;
    }
    [[nodiscard]] const v1::ReviewSentenceReport& told() const { return told_; }

private:
    v1::ReviewSentenceReport told_;
};

/// The part of the page with what an outcome of a run was counted from: played, none or draws.
std::string link_to(OutcomeId id, std::string_view run) {
    return fmt::format("outcome-{}-{}", words_of(id).id, run);
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

Told course_sentence(const Review& review) {
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
    Told told;
    told.say(fmt::format("EXERCISE {}: {} in the room \"{}\" from {}. ",
                         review.plan->title,
                         span_words(review.log.until - review.plan->start),
                         review.plan->scenario->title,
                         clock_minute(review.plan->start)));
    told.figure(plural(done, "action"), "decisions").say(" done and ");
    told.figure(fmt::format("{}", review.log.actions.size() - done), "decisions");
    told.say(" refused, ").figure(plural(fired, "event"), "events").say(" fired, ");
    told.figure(fmt::format("{} of {}", met, cued), "tasks").say(" critical tasks met.");
    return told;
}

Told tonight_sentence(const Review& review, OutcomeId id) {
    const OutcomeReview& row = outcome(review, id);
    const OutcomeWords& words = words_of(id);
    Told told;
    told.say(fmt::format("{}: ", words.title));
    told.figure(figure_words(row.actual, words.unit), link_to(id, "played"));
    told.say("; had nobody done anything, ");
    told.figure(figure_words(row.none, words.unit), link_to(id, "none")).say(".");
    return told;
}

Told draws_sentence(const Review& review) {
    Told told;
    told.say("With other callers (");
    told.figure(plural(review.replications, "draw"), link_to(OutcomeId::EmergencyInTime, "draws"));
    told.say(") the same decisions change 999 in time by ");
    told.figure(draws_words(outcome(review, OutcomeId::EmergencyInTime)),
                link_to(OutcomeId::EmergencyInTime, "draws"));
    told.say(", and the mean wait on 101 by ");
    told.figure(draws_words(outcome(review, OutcomeId::OtherAnswer)),
                link_to(OutcomeId::OtherAnswer, "draws"));
    told.say(".");
    return told;
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

Told luck_sentence(const Review& review) {
    const OutcomeReview& row = outcome(review, OutcomeId::EmergencyInTime);
    const std::string link = link_to(OutcomeId::EmergencyInTime, "draws");
    Told told;
    told.say("Luck: ").figure(luck_words(row), link);
    told.say(". Of 100 other draws with the same decisions about ");
    told.figure(fmt::format("{:.0f}", row.luck.value_or(0.0)), link);
    told.say(" go worse on 999 in time.");
    return told;
}

void add_number(v1::ReviewReport& to, const Review& review, OutcomeId id) {
    const OutcomeReview& row = outcome(review, id);
    const OutcomeWords& words = words_of(id);
    v1::ReviewNumberReport& number = *to.add_numbers();
    number.set_title(std::string(words.title));
    number.set_value(figure_words(row.actual, words.unit));
    Told beside;
    beside.figure(figure_words(row.none, words.unit), link_to(id, "none"));
    beside.say(" without any action (");
    beside.figure(change_words(difference_of(row), words.unit),
                  fmt::format("outcome-{}", words.id));
    beside.say(")");
    number.set_beside(beside.text());
    *number.mutable_beside_told() = beside.told();
    number.set_link(link_to(id, "played"));
}

void add_limit(v1::ReviewReport& to, const Told& told) {
    to.add_limits(told.text());
    *to.add_limits_told() = told.told();
}

void add_limits(v1::ReviewReport& to, const Review& review) {
    const std::string draws = link_to(OutcomeId::EmergencyInTime, "draws");
    if (review.log.digests.missed > 0) {
        add_limit(to,
                  Told()
                      .figure(fmt::format("{} of {} minutes",
                                          review.log.digests.missed,
                                          review.log.digests.missed + review.log.digests.met),
                              "made-again")
                      .say(fmt::format(
                          " could not be made again as the live run recorded them, the first at "
                          "{}: the journal is of another version of fcrsim, and the figures here "
                          "are of this one.",
                          clock_minute(*review.log.digests.differs_at))));
    }
    add_limit(
        to,
        Told().say(
            "An exercise tests plans, not people. One evening is an anecdote: read the differences "
            "over other draws of callers first."));
    add_limit(
        to,
        Told().say("Lead times and limits are the exercise's. Where its file left one out it is a "
                   "placeholder, not a force's own."));
    if (!review.left_out.empty()) {
        add_limit(to,
                  Told()
                      .figure(plural(review.left_out.size(), "contingency event"), "events")
                      .say(" of the events list came because players had not answered. Without any "
                           "action they are left out: who does nothing is told nothing."));
    }
    if (review.replications > 0) {
        add_limit(
            to,
            Told()
                .say("On other draws the same commands are given at the same times, by people "
                     "who cannot see those callers; ")
                .figure(fmt::format("{} of {}",
                                    review.void_commands.numerator,
                                    review.void_commands.denominator),
                        draws)
                .say(" could not be done there and are void. Somebody who watched would do "
                     "better."));
    }
    if (review.full_rooms > 0) {
        add_limit(to,
                  Told()
                      .figure(plural(review.full_rooms, "draw"), draws)
                      .say(" left out, because the room held no more calls."));
    }
    add_limit(to,
              Told().say("Not measured here: breaks lost, calls worked by people at a trainee "
                         "screen, and what a call was about."));
}

/// What a contract pays for the month of the exercise, and what part tonight has in it.
Told contract_words(const Review& review) {
    const ContractReview& contract = *review.contract;
    Told told;
    const auto sums = [&](const Statement& statement) {
        told.say("charges of ").figure("£" + to_string(statement.gross), "contract-line-gross");
        told.say(", credits of ");
        told.figure("£" + to_string(statement.credits.payable), "contract-line-credits");
        told.say(", net ").figure("£" + to_string(statement.net), "contract-line-net");
    };
    told.say(fmt::format("By the contract \"{}\", {}: ",
                         review.plan->contract->terms.title,
                         period_name(contract.played_so_far.period)));
    sums(contract.played_so_far);
    told.say("; without any action ");
    sums(contract.none_so_far);
    told.say(
        fmt::format(". The whole of {}, with its other days as the room is when nobody plays "
                    "it: ",
                    period_name(contract.played_whole.period)));
    sums(contract.played_whole);
    told.say("; without any action ");
    sums(contract.none_whole);
    told.say(". Relief that the supplier would have to claim is not claimed.");
    return told;
}

/// Of an exercise without a contract: what one would count.
Told money_words(const Review& review) {
    if (review.contract) {
        return contract_words(review);
    }
    const OutcomeReview& calls = outcome(review, OutcomeId::ContractorCalls);
    const OutcomeReview& hours = outcome(review, OutcomeId::ContractorHours);
    Told told;
    const auto work = [&](std::optional<double> OutcomeReview::*value, std::string_view run) {
        told.figure(figure_words(calls.*value, OutcomeUnit::Calls),
                    link_to(OutcomeId::ContractorCalls, run));
        told.say(" (").figure(figure_words(hours.*value, OutcomeUnit::Hours),
                              link_to(OutcomeId::ContractorHours, run));
    };
    told.say(
        "Not priced: this exercise names no contract. What one would count: the contractor "
        "dealt with ");
    work(&OutcomeReview::actual, "played");
    told.say(" of talk and wrap-up); without any action ");
    work(&OutcomeReview::none, "none");
    told.say(").");
    return told;
}

}  // namespace

void fill_summary(v1::ReviewReport& to, const Review& review) {
    const auto add = [&](const Told& told) {
        to.add_summary(told.text());
        *to.add_summary_told() = told.told();
    };
    add(course_sentence(review));
    add(tonight_sentence(review, OutcomeId::EmergencyInTime));
    add(tonight_sentence(review, OutcomeId::OtherAnswer));
    add(tonight_sentence(review, OutcomeId::OtherAbandoned));
    if (review.replications > 0) {
        add(draws_sentence(review));
        add(luck_sentence(review));
    }
    add_number(to, review, OutcomeId::EmergencyInTime);
    add_number(to, review, OutcomeId::EmergencyLongestWait);
    add_number(to, review, OutcomeId::OtherAnswer);
    add_number(to, review, OutcomeId::OtherAbandoned);
    v1::ReviewNumberReport& luck = *to.add_numbers();
    luck.set_title("Luck");
    luck.set_value(luck_words(outcome(review, OutcomeId::EmergencyInTime)));
    Told beside;
    if (review.replications > 0) {
        beside.say("of ").figure(fmt::format("{} other draws", review.replications),
                                 link_to(OutcomeId::EmergencyInTime, "draws"));
        beside.say(
            " of callers with the same decisions, by 999 in time; 50 is an ordinary evening");
    } else {
        beside.say("no other draws were played");
    }
    luck.set_beside(beside.text());
    *luck.mutable_beside_told() = beside.told();
    luck.set_link(link_to(OutcomeId::EmergencyInTime, "draws"));
    add_limits(to, review);
    const Told money = money_words(review);
    to.set_money(money.text());
    *to.mutable_money_told() = money.told();
}

}  // namespace fcr
