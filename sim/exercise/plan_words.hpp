// What an exercise's plan says, as a person reads it; the plan must have its scenario.
#pragma once

#include "sim/base/time.hpp"
#include "sim/exercise/exercise_plan.hpp"

#include <cstddef>
#include <string>

namespace fcr {

/// A span as `1 h 5 min 30 s`, without the parts that are nothing.
[[nodiscard]] std::string span_words(Duration span);

/// When a line of the events list fires: `at 10 min`, `when 101 longest wait, s, above 300 for
/// 1 min`, `when the controller fires it`.
[[nodiscard]] std::string moment_words(const ExercisePlan& plan, std::size_t row);

/// `open_overflow or call_in within 10 min`.
[[nodiscard]] std::string words_of(const ExpectedResponse& expected);

/// What a line does: `40 calls of 101 come over 10 min`.
[[nodiscard]] std::string words_of(const ExercisePlan& plan, const Inject& inject);

}  // namespace fcr
