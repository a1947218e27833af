// Times and names as the messages of proto/fcr/v1/live.proto have them.
#pragma once

#include "sim/base/time.hpp"
#include "sim/exercise/exercise_plan.hpp"
#include "sim/exercise/happening.hpp"
#include "sim/wallboard/board_plan.hpp"

#include <cstdint>
#include <string_view>

// As the messages define them; whoever needs their values includes the messages.
namespace fcr::v1 {
enum LiveRunState : int;
enum JoinSeat_Role : int;
}  // namespace fcr::v1

namespace fcr {

/// Microseconds since the start of the run.
[[nodiscard]] inline std::int64_t microseconds(SimTime at) {
    return (at - kStartOfRun).count();
}

[[nodiscard]] v1::LiveRunState run_state(ExerciseState state);

[[nodiscard]] v1::JoinSeat_Role role_message(Role role);

/// `emergency_waiting` and so on.
[[nodiscard]] std::string_view name_of(TileId tile);

}  // namespace fcr
