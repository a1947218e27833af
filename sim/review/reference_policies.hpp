// Supervisors by one rule each, to hold an evening's decisions against (training.md 6).
#pragma once

#include "sim/control_room/command.hpp"
#include "sim/control_room/supervisor_policy.hpp"
#include "sim/exercise/action.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace fcr {

enum class ReferencePolicy : std::uint8_t {
    OpenOverflow,      ///< when somebody on another line than 999 has waited 60 s; shut when nobody
                       ///< waits
    AllToEmergencies,  ///< from a wait of 10 s on 999 until nobody has waited there for 10 min
    AskEarly,          ///< another force's help whenever a call waits on 999 at a whole minute
};
inline constexpr std::array kReferencePolicies{
    ReferencePolicy::OpenOverflow, ReferencePolicy::AllToEmergencies, ReferencePolicy::AskEarly};

inline constexpr Duration kOverflowWait = std::chrono::seconds{60};
inline constexpr Duration kEmergencyWait = std::chrono::seconds{10};
inline constexpr std::uint32_t kQuietMinutes = 10;

/// What a policy goes by, at a whole minute.
struct PolicyView {
    RoomView room;
    SupervisorOrders ordered;     ///< by the policy, and in force or under way
    std::uint32_t quiet_min = 0;  ///< minutes in a row at which nobody waited on 999, this one too
};

/// What such a supervisor orders, looking once a minute; by the terms of the exercise. Empty when
/// there is nothing to order.
[[nodiscard]] std::optional<Command> order_of(ReferencePolicy policy,
                                              const PolicyView& view,
                                              const ActionTerms& terms);

}  // namespace fcr
