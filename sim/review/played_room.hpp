// A room played through an exercise by commands at given times, or by a reference policy.
#pragma once

#include "sim/control_room/control_room.hpp"
#include "sim/exercise/exercise_plan.hpp"
#include "sim/exercise/happening.hpp"
#include "sim/review/reference_policies.hpp"
#include "sim/review/room_course.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace fcr {

/// Commands in the order in which they are given.
using CommandScript = std::vector<GivenCommand>;

/// What the room was given, players' and everything else.
[[nodiscard]] CommandScript played_script(std::span<const GivenCommand> given);
/// What befell it alone: injects that fired, at their times, without contingencies.
[[nodiscard]] CommandScript script_without_actions(std::span<const FiredCommand> fired);

/// Whose callers come, and how long it lasts.
struct PlayedCourse {
    std::uint64_t seed = 1;
    std::uint64_t replication = 0;  ///< 0: those of the exercise itself
    SimTime until{};
    std::optional<ReferencePolicy> policy{};
};

/// How it went.
struct PlayedRoom {
    std::uint32_t void_commands = 0;  ///< of players, which the room could not do
    Limit limit = Limit::None;
    std::vector<std::uint64_t> digests{};  ///< by minute, of the room; when asked for
};

/// A room that is played again and again. Not thread-safe; the plan must outlive it.
class RoomPlayer {
public:
    explicit RoomPlayer(const ExercisePlan& plan);

    /// Plays the script; what was seen is in course().
    PlayedRoom play(const CommandScript& script, const PlayedCourse& course, bool digests = false);

    [[nodiscard]] const RoomCourse& course() const { return course_; }

private:
    void follow_policy(ReferencePolicy policy);

    const ExercisePlan& plan_;
    RoomCourse course_;
    ControlRoom room_;
    SupervisorOrders ordered_;     ///< by the policy
    std::uint32_t quiet_min_ = 0;  ///< PolicyView::quiet_min
};

}  // namespace fcr
