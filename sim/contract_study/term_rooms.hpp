// The rooms in which a contract's term is run: a scenario on the dates of the term.
#pragma once

#include "sim/base/result.hpp"
#include "sim/contract/period_ledger.hpp"
#include "sim/contract/service_calendar.hpp"
#include "sim/contract/supplier_terms.hpp"
#include "sim/contract/terms.hpp"
#include "sim/contract_study/scope_map.hpp"
#include "sim/scenario/compiled_scenario.hpp"
#include "sim/scenario/scenario.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace fcr {

/// The most contract years that one run of a room holds: kLongestSpan is 8.9 years.
inline constexpr int kRunYearsMax = 8;

/// What a term is run in.
struct RoomRequest {
    std::filesystem::path scenario{};
    std::vector<std::string> set{};  ///< overrides, see sim/scenario/overrides.hpp
    int months = 0;                  ///< of the term, from its start
    double volume = 1.0;             ///< multiplies every line's calls; forecasts stay as they are
    /// Each month has as many calls of a line as the contract forecasts, times `volume`, spread as
    /// the scenario has them; else the scenario's own calls and growth.
    bool volume_from_forecast = false;
    /// What people of the supplier's pools do in a day: padding, threshold first, cross client.
    std::vector<SupplierPolicyTerms> policies{};
    std::uint32_t seats_beside_max = 0;  ///< that a seat policy may fill beyond the plan
    /// Changes the scenario of each run, last of all; told how long after the start of the term the
    /// run's first period begins. It must leave the scenario right.
    std::function<void(Scenario& scenario, Duration from)> change{};
    /// Beside those of the contract's supplier: disruptions that `change` adds.
    std::vector<ReliefClaimPlan> claims{};
    int run_years_max = kRunYearsMax;  ///< tests: fewer
};

/// Relief that is claimed if a disruption happens.
struct ClaimedDisruption {
    DisruptionId disruption;
    ReliefEvent event;  ///< on the run's clock, from its first stage to the end of its last
};

/// One run of the room. It begins a whole number of days before its first period.
struct TermRun {
    CompiledScenario room{};
    std::vector<ServicePeriod>
        periods{};  ///< on the run's clock, and the day after the last is run
    std::vector<std::vector<ForecastCell>> forecast{};  ///< by period
    std::vector<ClaimedDisruption> claims{};
};

/// The whole term. A run holds at most kRunYearsMax contract years, because no run is longer than
/// kLongestSpan; docs/decisions/0008-contract-years.md says how one goes on where another ended.
struct TermRooms {
    ScopeMap scope{};
    std::vector<std::unique_ptr<const TermRun>> runs{};
    std::vector<std::string> pool_names{};  ///< of the room, by PoolId

    [[nodiscard]] std::size_t months() const;
};

/// Refused beside the faults of the scenario: lines, pools and claimed disruptions of the contract
/// that the room does not have, and, for more than kRunYearsMax years, rooms whose past does not
/// end (rosters) or that have dates of their own since the start of a run (surges, disruptions).
[[nodiscard]] Result<TermRooms> build_term_rooms(const ContractTerms& terms,
                                                 const RoomRequest& request);

}  // namespace fcr
