#include "sim/review/review.hpp"

#include <algorithm>
#include <utility>

namespace fcr {
namespace {

std::vector<DecisionEffect> effects_of(const ExerciseLog& log,
                                       const RoomCourse& actual,
                                       const RoomCourse& none) {
    std::vector<DecisionEffect> effects;
    for (std::size_t row = 0; row < log.actions.size(); ++row) {
        if (!log.actions[row].refusal.empty()) {
            continue;
        }
        const auto minute =
            static_cast<std::size_t>((log.actions[row].at - actual.start()) / kReviewMinute);
        const MinuteSpan before{.from = minute - std::min(minute, kDecisionMinutes),
                                .until = minute};
        const MinuteSpan after{.from = minute, .until = minute + kDecisionMinutes};
        effects.push_back({.action = row,
                           .before = figures_of(actual, before),
                           .after = figures_of(actual, after),
                           .none = figures_of(none, after)});
    }
    return effects;
}

std::optional<double> difference_of(const Outcomes& of, const Outcomes& less, std::size_t row) {
    return of[row] && less[row] ? std::optional(*of[row] - *less[row]) : std::nullopt;
}

/// Differences by draw of what `of` picks less what happens without action.
template <typename Of>
std::optional<Spread90> spread_over(const std::vector<SeedOutcomes>& draws,
                                    std::size_t row,
                                    const Of& of) {
    std::vector<double> differences;
    for (const SeedOutcomes& draw : draws) {
        if (const auto difference = difference_of(of(draw), draw.none, row)) {
            differences.push_back(*difference);
        }
    }
    return spread_of(std::move(differences));
}

void judge_outcomes(const std::vector<SeedOutcomes>& draws, Review& review) {
    const Outcomes actual = review.actual->outcomes();
    const Outcomes none = review.none->outcomes();
    for (std::size_t row = 0; row < kReviewOutcomes; ++row) {
        OutcomeReview& outcome = review.outcomes[row];
        outcome.id = static_cast<OutcomeId>(row);
        outcome.actual = actual[row];
        outcome.none = none[row];
        outcome.differences = spread_over(
            draws, row, [](const SeedOutcomes& draw) -> const Outcomes& { return draw.played; });
        std::vector<double> values;
        for (const SeedOutcomes& draw : draws) {
            if (draw.played[row]) {
                values.push_back(*draw.played[row]);
            }
        }
        if (actual[row]) {
            outcome.luck = luck_percentile(values, *actual[row], words_of(outcome.id).better);
        }
    }
}

/// One that keeps the events behind its figures.
std::unique_ptr<RoomPlayer> player_of_tonight(const Review& review) {
    auto player = std::make_unique<RoomPlayer>(*review.plan);
    player->keep_events(true);
    return player;
}

void judge_policies(const std::vector<SeedOutcomes>& draws,
                    const CommandScript& none,
                    Review& review) {
    for (std::size_t place = 0; place < kReferencePolicies.size(); ++place) {
        PolicyReview policy{.policy = kReferencePolicies[place],
                            .player = player_of_tonight(review),
                            .tonight = {},
                            .differences = {}};
        policy.player->play(none,
                            {.seed = review.plan->seed,
                             .until = review.log.until,
                             .policy = kReferencePolicies[place]});
        policy.tonight = policy.player->outcomes();
        for (std::size_t row = 0; row < kReviewOutcomes; ++row) {
            policy.differences[row] =
                spread_over(draws, row, [place](const SeedOutcomes& draw) -> const Outcomes& {
                    return draw.policies[place];
                });
        }
        review.policies.push_back(std::move(policy));
    }
}

/// Draws that count; those of full rooms are only told.
std::vector<SeedOutcomes> other_draws(const CommandScript& played,
                                      const CommandScript& none,
                                      const ReviewOptions& options,
                                      Review& review) {
    std::vector<SeedOutcomes> draws =
        options.replications == 0
            ? std::vector<SeedOutcomes>{}
            : play_other_seeds(*review.plan,
                               played,
                               none,
                               review.log.until,
                               {.replications = options.replications, .jobs = options.jobs});
    review.draws = draws;
    review.full_rooms = static_cast<std::uint64_t>(
        std::erase_if(draws, [](const SeedOutcomes& draw) { return draw.limit_reached; }));
    review.replications = draws.size();
    const auto by_players =
        static_cast<std::int64_t>(std::ranges::count(played, true, &GivenCommand::by_player));
    for (const SeedOutcomes& draw : draws) {
        review.void_commands.numerator += draw.void_commands;
        review.void_commands.denominator += by_players;
    }
    return draws;
}

}  // namespace

WindowFigures figures_of(const RoomCourse& course, MinuteSpan span) {
    const BoardPlan& plan = course.plan();
    const KpiCounts emergency = counts_of(course, plan.emergency_lines, span);
    const KpiCounts other = counts_of(course, plan.other_lines, span);
    return {.emergency_in_time = service_level(plan.emergency.formula, emergency),
            .emergency_waiting = longest_waiting(course, plan.emergency_lines, span),
            .other_answer = {other.answered_wait_us, other.answered},
            .other_abandoned = abandonment(plan.other.abandonment, other),
            .other_waiting = longest_waiting(course, plan.other_lines, span),
            .nobody_free_min = minutes_nobody_free(course, span)};
}

Result<Review> review_exercise(std::span<const JournalRecord> records,
                               std::shared_ptr<const ExercisePlan> plan,
                               const std::string& journal,
                               const ReviewOptions& options) {
    Review review;
    review.plan = std::move(plan);
    Result<ExerciseLog> log = log_of(records, *review.plan, journal);
    if (!log) {
        return tl::unexpected(std::move(log.error()));
    }
    review.log = std::move(*log);
    if (review.log.until <= review.plan->start) {
        return tl::unexpected(Problems{
            {.file = journal,
             .field = {},
             .value = {},
             .remedy = "must be of an exercise that has run; no simulated time has passed in it"}});
    }
    const Exercise& exercise = *review.log.exercise;
    const CommandScript played = played_script(exercise.given());
    const CommandScript none = script_without_actions(exercise.fired());
    std::ranges::copy_if(
        exercise.fired(), std::back_inserter(review.left_out), &FiredCommand::contingency);
    const PlayedCourse tonight{.seed = review.plan->seed, .until = review.log.until};
    review.actual = player_of_tonight(review);
    review.actual->play(played, tonight);
    review.none = player_of_tonight(review);
    review.none->play(none, tonight);
    if (ContractMonth* const played_month = review.actual->contract_month()) {
        ContractMonth& none_month = *review.none->contract_month();
        const SimTime until = review.log.until;
        review.contract = ContractReview{.played_so_far = played_month->so_far(until),
                                         .none_so_far = none_month.so_far(until),
                                         .played_whole = played_month->whole(until),
                                         .none_whole = none_month.whole(until)};
    }
    review.decisions = effects_of(review.log, review.actual->course(), review.none->course());
    review.tasks = critical_tasks(review.log, review.actual->course());
    const std::vector<SeedOutcomes> draws = other_draws(played, none, options, review);
    judge_outcomes(draws, review);
    judge_policies(draws, none, review);
    return review;
}

}  // namespace fcr
