// The report page of simulated contracts.
#pragma once

#include "sim/report/contract_study_summary.hpp"
#include "sim/report/json.hpp"
#include "sim/scenario/scenario_bundle.hpp"

#include <span>
#include <string>
#include <vector>

namespace fcr {

/// Bids side by side, with all that their page tells of them.
struct PagedContracts {
    std::string title{};
    std::span<const ContractStudySummary> bids;
    std::string scenario{};  ///< file, as the user named it
    const ScenarioBundle& bundle;
    std::vector<std::pair<std::string, std::string>> contracts{};  ///< file and text of each
    std::vector<std::string> warnings{};
    const RunRecord& record;
};

/// report.html. Equal studies give equal bytes but for the block `made` at the end of its data.
[[nodiscard]] std::string contract_page(const PagedContracts& contracts);

}  // namespace fcr
