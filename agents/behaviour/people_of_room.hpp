// Who decides in a room: the people of every pool and the supervisor, as a scenario has them.
#pragma once

#include "agents/behaviour/contractor_handler.hpp"
#include "agents/behaviour/reference_supervisor.hpp"
#include "sim/control_room/control_room.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace fcr {

/// A behaviour for each pool, null where people do what the rules say, and a supervisor if there is
/// one. Allocates in the constructor only.
class PeopleOfRoom {
public:
    /// The scenario must outlive it.
    explicit PeopleOfRoom(const CompiledScenario& scenario);

    /// As ControlRoom takes them.
    [[nodiscard]] RoomPeople all() const {
        return {.pools = of_pools_, .supervisor = supervisor_ ? &*supervisor_ : nullptr};
    }

private:
    std::vector<std::unique_ptr<ContractorHandler>> owned_;
    std::vector<const HandlerBehaviour*> of_pools_;
    std::optional<ReferenceSupervisor> supervisor_;
};

}  // namespace fcr
