// Critical tasks: a cue, what was expected by when, and what came (training.md 6).
#pragma once

#include "sim/exercise/exercise.hpp"
#include "sim/review/exercise_log.hpp"
#include "sim/review/room_course.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

enum class TaskVerdict : std::uint8_t {
    Met,
    Missed,
    Ended,    ///< the exercise was over before the deadline
    NotCued,  ///< the line of the events list did not fire
};

struct CriticalTask {
    std::optional<std::size_t> line;  ///< of the events list; none: a standing one
    SimTime cue = kNever;
    std::vector<ActionKind> any_of;
    Duration within{0};
    TaskVerdict verdict = TaskVerdict::Missed;
    SimTime done_at = kNever;  ///< of Met
    std::string seat;          ///< likewise
    std::optional<ActionKind> done;
};

// The standing task: 999 has waited longer than this for so long, so capacity is sought in time.
inline constexpr Duration kTaskWait = std::chrono::seconds{30};
inline constexpr Duration kTaskLasting = std::chrono::seconds{60};
inline constexpr Duration kTaskWithin = std::chrono::seconds{120};

/// Responses that lines of the events list expected, in the order of the list, then the standing
/// task for each of its cues.
[[nodiscard]] std::vector<CriticalTask> critical_tasks(const ExerciseLog& log,
                                                       const RoomCourse& course);

}  // namespace fcr
