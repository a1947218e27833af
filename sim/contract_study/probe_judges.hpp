// What each probe changes in a room, and how it is judged from the calls. Internal to this folder.
#pragma once

#include "sim/contract/terms.hpp"
#include "sim/contract_study/scope_map.hpp"
#include "sim/domain/call.hpp"
#include "sim/domain/incident.hpp"
#include "sim/domain/kpi_definition.hpp"
#include "sim/scenario/compiled_scenario.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/statistics/estimate.hpp"

#include <functional>
#include <string>
#include <vector>

namespace fcr {

/// The measured calls and incidents of one replication of a room, by the room's ids.
struct ProbeRecords {
    std::vector<CallRecord> calls{};
    std::vector<IncidentRecord> incidents{};
};

/// What is known when a probe is made.
struct ProbeFacts {
    const ContractTerms& terms;
    const ScopeMap& scope;
    const Scenario& scenario;  ///< the honest room
    const KpiTerms& kpi;
    KpiDefinition definition{};  ///< of the indicator, by the room's ids
};

/// Reported and genuine figure of one replication.
struct ProbeSample {
    RatioSample reported{};
    RatioSample genuine{};
    RatioSample side_before{};  ///< of a note: what happens to others
    RatioSample side_after{};
};

/// How one row is tried.
struct Probe {
    std::string figure{};
    std::string how{};
    std::string why_not{};
    bool lower_is_better = false;
    std::string side{};  ///< what side_before and side_after are, in words; empty: none
    std::string note{};  ///< what the room cannot show of the trick; empty: nothing
    /// The room that plays the trick; empty: the honest room's record is enough.
    std::function<void(Scenario&)> edit;
    /// `played` is the honest room's where there is no edit.
    std::function<ProbeSample(
        const ProbeRecords& honest, const ProbeRecords& played, const CompiledScenario& room)>
        judge;
};

/// The sixteen, in the order of probe_texts().
[[nodiscard]] std::vector<Probe> make_probes(const ProbeFacts& facts);

}  // namespace fcr
