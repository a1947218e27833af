// The review of an exercise: a pure function of its journal's records.
#pragma once

#include "sim/base/result.hpp"
#include "sim/exercise/exercise_plan.hpp"
#include "sim/journal/journal_record.hpp"
#include "sim/review/critical_tasks.hpp"
#include "sim/review/exercise_log.hpp"
#include "sim/review/other_seeds.hpp"
#include "sim/review/outcomes.hpp"
#include "sim/review/played_room.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace fcr {

struct ReviewOptions {
    std::uint64_t replications = 200;  ///< other draws of callers; 0: none
    unsigned jobs = 1;
};

/// What the room was like over some minutes.
struct WindowFigures {
    Ratio emergency_in_time;
    Duration emergency_waiting{0};  ///< the longest seen
    Ratio other_answer;             ///< microseconds over answered calls
    Ratio other_abandoned;
    Duration other_waiting{0};
    double nobody_free_min = 0.0;
};
inline constexpr std::size_t kDecisionMinutes = 15;

/// A decision and what followed. Minutes are whole ones, the first that in which it was given.
struct DecisionEffect {
    std::size_t action = 0;  ///< row of ExerciseLog::actions
    WindowFigures before;    ///< of the 15 minutes before
    WindowFigures after;     ///< of the 15 minutes from then on
    WindowFigures none;      ///< of the same, had nobody done anything
};

/// One figure tonight, without any action, and on other draws.
struct OutcomeReview {
    OutcomeId id{};
    std::optional<double> actual;
    std::optional<double> none;
    std::optional<Spread90> differences;  ///< actual less none, by draw
    std::optional<double> luck;           ///< percentile of tonight among the draws, as played
};

/// A reference policy beside them, on tonight's callers and on the other draws.
struct PolicyReview {
    ReferencePolicy policy{};
    std::unique_ptr<RoomPlayer> player;  ///< tonight, under it
    Outcomes tonight;
    std::array<std::optional<Spread90>, kReviewOutcomes> differences;  ///< less none
};

/// What a contract pays for the month of the exercise, as it was played and had nobody done
/// anything: up to the end of the exercise, and the whole of it with the rest as on days that
/// nobody plays.
struct ContractReview {
    Statement played_so_far;
    Statement none_so_far;
    Statement played_whole;
    Statement none_whole;
};

/// Everything that a review tells. Refers to nothing outside.
struct Review {
    std::shared_ptr<const ExercisePlan> plan;
    ExerciseLog log;
    std::unique_ptr<RoomPlayer> actual;  ///< tonight, as it was
    std::unique_ptr<RoomPlayer> none;    ///< tonight, had nobody done anything
    std::vector<FiredCommand> left_out;  ///< contingencies that had not come then
    std::vector<DecisionEffect> decisions;
    std::vector<CriticalTask> tasks;
    std::array<OutcomeReview, kReviewOutcomes> outcomes;
    std::vector<PolicyReview> policies;
    std::optional<ContractReview> contract;
    std::vector<SeedOutcomes> draws;  ///< all that were played, also those that do not count
    std::uint64_t replications = 0;   ///< other draws that count
    std::uint64_t full_rooms = 0;  ///< draws left out because the room was full in one of the runs
    Ratio void_commands;           ///< of players, over all their commands on all draws
};

/// Reviews the exercise. A journal whose exercise never ran, or which is no exercise, is a problem.
[[nodiscard]] Result<Review> review_exercise(std::span<const JournalRecord> records,
                                             std::shared_ptr<const ExercisePlan> plan,
                                             const std::string& journal,
                                             const ReviewOptions& options);

[[nodiscard]] WindowFigures figures_of(const RoomCourse& course, MinuteSpan span);

}  // namespace fcr
