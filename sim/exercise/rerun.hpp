// An exercise run again: from its inputs, up to a moment as a branch, and without its supervisors.
#pragma once

#include "sim/base/time.hpp"
#include "sim/control_room/control_room.hpp"
#include "sim/control_room/notice.hpp"
#include "sim/exercise/exercise.hpp"

#include <memory>
#include <span>
#include <vector>

namespace fcr {

/// The exercise that these inputs make, run on to `until`. Plan and sink must outlive it.
[[nodiscard]] std::unique_ptr<Exercise> replay_inputs(const ExercisePlan& plan,
                                                      NoticeSink& sink,
                                                      std::span<const RecordedInput> inputs,
                                                      SimTime until);

/// The inputs that a branch from `at` begins with: those up to and with it, of which one that lets
/// time pass at once leads no further. Replayed up to `at` they are the exercise as it was then.
[[nodiscard]] std::vector<RecordedInput> inputs_until(std::span<const RecordedInput> inputs,
                                                      SimTime start,
                                                      SimTime at);

/// What would have come without any supervisor: the same callers, and the same injects at the times
/// at which they fired.
struct Counterfactual {
    std::vector<std::uint64_t> room_digests;  ///< by minute of the exercise
    std::vector<FiredCommand> left_out;       ///< contingencies, which players' silence caused
    CallCounts counts;
    Limit limit = Limit::None;
};
/// Runs from the start of the exercise to `until`; the sink hears everything from the start of the
/// run.
[[nodiscard]] Counterfactual run_without_actions(const ExercisePlan& plan,
                                                 NoticeSink& sink,
                                                 std::span<const FiredCommand> fired,
                                                 SimTime until);

}  // namespace fcr
