// Which of a room's lines and pools a contract speaks of.
#pragma once

#include "sim/base/result.hpp"
#include "sim/base/table.hpp"
#include "sim/contract/terms.hpp"
#include "sim/domain/ids.hpp"
#include "sim/scenario/scenario.hpp"

#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// Lines and pools are the same where their names are. Rows of the contract's scope by row of the
/// room; empty: not the contract's business.
struct ScopeMap {
    std::vector<std::optional<LineId>> lines;
    std::vector<std::optional<PoolId>> pools;
    std::vector<PoolId> room_pools;  ///< the other way round: by row of the contract's scope

    [[nodiscard]] std::optional<LineId> of(LineId line) const { return lines[line.index()]; }
    [[nodiscard]] std::optional<PoolId> of(PoolId pool) const { return pools[pool.index()]; }
};

/// Refuses names of the contract that the room does not have, each with those that it has.
/// `scenario_file` is for the problems.
[[nodiscard]] Result<ScopeMap> map_scope(const ContractTerms& terms,
                                         const Scenario& scenario,
                                         const std::string& scenario_file);

}  // namespace fcr
