#include "agents/behaviour/people_of_pools.hpp"

namespace fcr {

PeopleOfPools::PeopleOfPools(const CompiledScenario& scenario) {
    for (const CompiledPool& pool : scenario.pools) {
        const HandlerBehaviour* people = nullptr;
        if (pool.behaviour) {
            people = owned_.emplace_back(std::make_unique<ContractorHandler>(pool.behaviour->plan))
                         .get();
        }
        of_pools_.push_back(people);
    }
}

}  // namespace fcr
