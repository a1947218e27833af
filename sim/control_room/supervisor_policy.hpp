// What a supervisor decides. The room asks once a minute; who answers stands outside it.
#pragma once

#include "sim/base/time.hpp"

#include <cstdint>

namespace fcr {

/// What a supervisor sees of the room: callers on its telephones, 999 and 101, whose first
/// handler has not come yet; no work that waits without a caller.
struct RoomView {
    Duration longest_emergency_wait{0};  ///< of those waiting now; 0 when nobody waits
    Duration longest_other_wait{0};
    std::uint32_t emergencies_waiting = 0;
    std::uint32_t others_waiting = 0;

    friend bool operator==(const RoomView&, const RoomView&) = default;
};

/// What is in force by the supervisor's word.
struct SupervisorOrders {
    bool overflow_open = false;     ///< steps whose gate waits for the supervisor count
    bool emergencies_only = false;  ///< handlers take calls of emergency lines only
    bool call_in = false;           ///< more people are asked for; they come when they come

    friend bool operator==(const SupervisorOrders&, const SupervisorOrders&) = default;
};

/// A supervisor. Each decision is a function of the view and of the orders in force.
class SupervisorPolicy {
public:
    SupervisorPolicy() = default;
    SupervisorPolicy(const SupervisorPolicy&) = delete;
    SupervisorPolicy& operator=(const SupervisorPolicy&) = delete;
    virtual ~SupervisorPolicy() = default;

    [[nodiscard]] virtual SupervisorOrders decide(const RoomView& view,
                                                  const SupervisorOrders& in_force) const = 0;

    /// How long after such a view at least the orders in force stay as they are, when those seen
    /// wait on and who comes then has not waited before; with orders in force also: as long as
    /// somebody waits on each kind of line where somebody is seen to wait.
    [[nodiscard]] virtual Duration quiet_for(const RoomView& /*view*/,
                                             const SupervisorOrders& /*in_force*/) const {
        return Duration::zero();
    }
};

}  // namespace fcr
