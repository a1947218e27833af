// What a review calls things. Internal to this folder.
#pragma once

#include "sim/exercise/exercise.hpp"
#include "sim/exercise/shell_mark.hpp"
#include "sim/review/review.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fcr {

/// Time of day in the room: `09:05`, `09:05:30`.
[[nodiscard]] std::string clock_minute(SimTime at);
[[nodiscard]] std::string clock_second(SimTime at);
/// Minutes since the start of the exercise.
[[nodiscard]] double minutes_since(SimTime at, const ExercisePlan& plan);
/// `2026-11-26 09:00:00 UTC`
[[nodiscard]] std::string wall_words(std::int64_t wall_us);

[[nodiscard]] std::string_view name_of(Role role);
[[nodiscard]] std::string_view name_of(ExerciseState state);
[[nodiscard]] std::string_view name_of(ShellMarkKind kind);
[[nodiscard]] std::string_view name_of(TaskVerdict verdict);
[[nodiscard]] std::string_view name_of(OutcomeUnit unit);
[[nodiscard]] std::string_view name_of(OutcomeBetter better);

struct PolicyWords {
    std::string_view title;
    std::string_view rule;
};
[[nodiscard]] const PolicyWords& words_of(ReferencePolicy policy);

/// The headings of the hot debrief as people read them.
[[nodiscard]] std::string_view words_of(DebriefHeading heading);

/// `move 3 people from in_house to escalation`
[[nodiscard]] std::string action_words(const ExercisePlan& plan, const SupervisorAction& action);

/// Lead times and limits of the exercise, by title.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> term_rows(const ExercisePlan& plan);

/// `87.5 %`, `4 min`; `not measured` without a value.
[[nodiscard]] std::string figure_words(std::optional<double> value, OutcomeUnit unit);
/// The same with a sign; per cents are points then.
[[nodiscard]] std::string change_words(std::optional<double> value, OutcomeUnit unit);

}  // namespace fcr
