// People who act otherwise than the rules of the room say: contracts.md 2.11, what acts in a day.
#pragma once

#include "sim/control_room/handler_behaviour.hpp"
#include "sim/scenario/scenario.hpp"

namespace fcr {

/// Threshold first, hurried calls, padding in quiet minutes and withdrawal to other clients, each
/// as far as the scenario's plan has it. Anybody's people may act so; contractors are known to.
class ContractorHandler final : public HandlerBehaviour {
public:
    /// The plan must outlive it.
    explicit ContractorHandler(const BehaviourPlan& plan) : plan_(plan) {}

    /// True from the threshold on: such a call can no longer be answered in time.
    [[nodiscard]] bool passes_over(Duration waited) const override;
    /// The plan's factor while enough calls wait.
    [[nodiscard]] double pace(const PoolView& view) const override;
    /// In the plan's hours, while nobody waits and enough handlers are free.
    [[nodiscard]] bool pads(const PoolView& view) const override;
    /// Less the share that serves another client in these hours.
    [[nodiscard]] double presence(const PoolView& view) const override;

private:
    const BehaviourPlan& plan_;
};

}  // namespace fcr
