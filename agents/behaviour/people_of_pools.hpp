// The people of every pool of a scenario, as its behaviours say.
#pragma once

#include "agents/behaviour/contractor_handler.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <memory>
#include <span>
#include <vector>

namespace fcr {

/// One behaviour for each pool, null where people do what the rules say. Allocates in the
/// constructor only.
class PeopleOfPools {
public:
    /// The scenario must outlive it.
    explicit PeopleOfPools(const CompiledScenario& scenario);

    /// By PoolId, as ControlRoom takes them.
    [[nodiscard]] std::span<const HandlerBehaviour* const> all() const { return of_pools_; }

private:
    std::vector<std::unique_ptr<ContractorHandler>> owned_;
    std::vector<const HandlerBehaviour*> of_pools_;
};

}  // namespace fcr
