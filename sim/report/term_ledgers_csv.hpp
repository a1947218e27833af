// The ledgers of a run besides what its room tells: what was expected, and what was to happen.
#pragma once

#include "sim/scenario/compiled_scenario.hpp"
#include "sim/scenario/scenario.hpp"

#include <cstdint>
#include <string>

namespace fcr {

/// forecast.csv: the expected calls of each line by interval of its profile, the whole run. The
/// same for every replication. Lines without arrivals of their own, and a recorded load, have none.
[[nodiscard]] std::string forecast_ledger_csv(const CompiledScenario& compiled);

/// events.csv: the stages of the disruptions that happen in each replication, with the cause that a
/// contract would first be asked about: lines that fail are a third party's doing, staff missing
/// from contractors alone a strike of their own, from others the authority's, longer handling an
/// outage of systems. Each is claimed at once with evidence. The manager of a contract knows
/// better, and edits it.
[[nodiscard]] std::string event_ledger_csv(const Scenario& scenario,
                                           const CompiledScenario& compiled,
                                           std::uint64_t seed,
                                           std::uint64_t first_replication,
                                           std::uint64_t replications);

}  // namespace fcr
