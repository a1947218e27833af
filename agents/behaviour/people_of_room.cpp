#include "agents/behaviour/people_of_room.hpp"

namespace fcr {

PeopleOfRoom::PeopleOfRoom(const CompiledScenario& scenario) {
    for (const CompiledPool& pool : scenario.pools) {
        const HandlerBehaviour* people = nullptr;
        if (pool.behaviour) {
            people = owned_.emplace_back(std::make_unique<ContractorHandler>(pool.behaviour->plan))
                         .get();
        }
        of_pools_.push_back(people);
    }
    if (scenario.supervisor) {
        supervisor_.emplace(*scenario.supervisor);
    }
}

}  // namespace fcr
