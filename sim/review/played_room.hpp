// A room played through an exercise by commands at given times, or by a reference policy.
#pragma once

#include "sim/control_room/control_room.hpp"
#include "sim/exercise/contract_month.hpp"
#include "sim/exercise/exercise_plan.hpp"
#include "sim/exercise/happening.hpp"
#include "sim/exercise/overheard.hpp"
#include "sim/metrics/ledger.hpp"
#include "sim/review/outcomes.hpp"
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

    /// Whether the next plays keep their single events (RoomCourse::events).
    void keep_events(bool keep) { course_.keep_events(keep); }
    /// Plays the script; what was seen is in course().
    PlayedRoom play(const CommandScript& script, const PlayedCourse& course, bool digests = false);

    [[nodiscard]] const RoomCourse& course() const { return course_; }
    /// Of the last play: only what the room did is paid for.
    [[nodiscard]] const OrdersCourse& orders() const { return orders_; }
    [[nodiscard]] Outcomes outcomes() const { return outcomes_of(course_, orders_); }
    /// Of the last play: every call-back promised (see Overheard).
    [[nodiscard]] std::vector<PromisedCallBack> call_backs() const {
        return overheard_.call_backs();
    }
    /// The month of the exercise's contract as it stood at the end of the last play; null where it
    /// has none.
    [[nodiscard]] ContractMonth* contract_month() { return month_ ? &*month_ : nullptr; }

private:
    [[nodiscard]] bool give(GivenCommand command);
    void follow_policy(ReferencePolicy policy);
    void settle_orders(SimTime until);

    const ExercisePlan& plan_;
    RoomCourse course_;
    std::optional<ContractMonth> month_;
    std::optional<NoticeTee> both_;  ///< of these two, where there is a contract
    Overheard overheard_;            ///< between the room and them
    ControlRoom room_;
    std::vector<GivenCommand> done_;  ///< commands that the room took
    OrdersCourse orders_;
    SupervisorOrders ordered_;     ///< by the policy
    std::uint32_t quiet_min_ = 0;  ///< PolicyView::quiet_min
};

}  // namespace fcr
