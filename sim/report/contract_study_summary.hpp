// A contract that was simulated, with all that its reports tell.
#pragma once

#include "sim/contract/lint.hpp"
#include "sim/contract/terms.hpp"
#include "sim/contract_study/bid_difference.hpp"
#include "sim/contract_study/contract_study.hpp"
#include "sim/contract_study/incentive.hpp"
#include "sim/contract_study/probes.hpp"
#include "sim/contract_study/study_figures.hpp"
#include "sim/contract_study/volume_table.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// Equal studies are equal: no host, clock or thread count is in it. The terms must outlive it.
struct ContractStudySummary {
    const ContractTerms* terms = nullptr;
    std::string name{};      ///< tells bids apart
    std::string scenario{};  ///< file, as the user named it
    std::vector<std::string> set{};
    std::vector<std::string> policies{};  ///< in words
    int months = 0;
    double volume = 1.0;
    std::uint64_t seed = 1;
    std::uint64_t first_replication = 0;
    std::uint64_t replications_asked = 0;
    StudyFigures figures{};
    std::vector<int> minimiser_fte{};           ///< by contract year
    std::string first_bid{};                    ///< name of the one it is compared with
    std::optional<BidDifference> less_first{};  ///< of the second and later bids
    std::optional<IncentiveTest> incentive{};
    std::optional<VolumeTable> volumes{};
    std::optional<std::vector<ProbeFigures>> probes{};
    std::uint64_t probe_replications = 0;
    int probe_months = 0;
    std::vector<LintWarning> warnings{};
};

/// What the study says, sentence by sentence, what matters first.
[[nodiscard]] std::vector<std::string> findings_of(const ContractStudySummary& summary);

/// What the run says for the rules of lint that need one; empty where the study has not looked.
[[nodiscard]] LintRun lint_run_of(const ContractStudySummary& summary);

}  // namespace fcr
