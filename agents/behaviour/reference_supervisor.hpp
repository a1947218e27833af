// Supervisors to compare an evening with: do nothing, open overflow, all to 999, ask early.
#pragma once

#include "sim/control_room/supervisor_policy.hpp"
#include "sim/scenario/scenario.hpp"

namespace fcr {

/// Acts by one rule of the scenario's plan (training.md 6, the reference policies).
class ReferenceSupervisor final : public SupervisorPolicy {
public:
    explicit ReferenceSupervisor(const SupervisorPlan& plan) : plan_(plan) {}

    /// An order given stays until nobody waits whom it was given for; people are asked for while
    /// enough calls wait.
    [[nodiscard]] SupervisorOrders decide(const RoomView& view,
                                          const SupervisorOrders& in_force) const override;
    [[nodiscard]] Duration quiet_for(const RoomView& view,
                                     const SupervisorOrders& in_force) const override;

private:
    SupervisorPlan plan_;
};

}  // namespace fcr
