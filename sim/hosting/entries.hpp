// Entries of the feed: what happened, as serialised v1::FeedEntry without a number.
#pragma once

#include "sim/base/time.hpp"
#include "sim/exercise/exercise_plan.hpp"
#include "sim/exercise/happening.hpp"
#include "sim/exercise/input.hpp"
#include "sim/metrics/kpi.hpp"
#include "sim/wallboard/board.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace fcr {

/// A minute that is over: what is seen at its end, and what its lines counted, by line.
[[nodiscard]] std::string minute_entry(const SeenRoom& seen, std::span<const KpiCounts> lines);

[[nodiscard]] std::string state_entry(const Happening& happening);

/// What befell a line of the events list.
[[nodiscard]] std::string line_entry(const Happening& happening, const ExercisePlan& plan);

/// A supervisor's action as it came in (a serialised v1::ExerciseInput), and its answer.
[[nodiscard]] std::string action_entry(std::string_view input, const Answer& answer);

/// A message to players; `who` is a seat or the title of an inject.
[[nodiscard]] std::string told_entry(SimTime at, const std::string& who, const std::string& text);

[[nodiscard]] std::string note_entry(SimTime at, const std::string& who, const std::string& text);

/// An alarm was raised, or `by` has taken it up.
[[nodiscard]] std::string alarm_entry(SimTime at,
                                      std::uint64_t number,
                                      TileId tile,
                                      const std::string* by);

}  // namespace fcr
