// The ways in which a provider beats a metric, tried out on a contract (model.md 6.4).
#pragma once

#include "sim/base/result.hpp"
#include "sim/contract/terms.hpp"
#include "sim/contract_study/term_rooms.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/statistics/estimate.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

inline constexpr std::size_t kProbes = 16;

/// A row of model.md 6.4.
struct ProbeText {
    int number = 0;
    std::string_view trick;
    std::string_view real_case;
    std::string_view check;  ///< what would catch it
};
[[nodiscard]] const std::array<ProbeText, kProbes>& probe_texts();

/// One trick tried on one figure. Values in percent.
struct ProbeFigures {
    std::size_t probe = 0;  ///< row of probe_texts()
    std::string figure{};   ///< what is reported, in words
    std::string how{};      ///< what was done to the room or to the record of it
    std::string why_not{};  ///< why it was not tried; empty when it was
    bool lower_is_better = false;
    std::optional<Estimate> reported{};
    std::optional<Estimate> genuine{};
    std::optional<Estimate> gain{};  ///< by which the reported figure looks better, points
    std::string note{};              ///< what it did to others; may be empty
};

struct ProbeRequest {
    std::filesystem::path scenario{};
    std::vector<std::string> set{};
    std::size_t kpi = 0;  ///< row of the contract's indicators, a service level
    int months = 1;       ///< of the term, from its start
    std::uint64_t seed = 1;
    std::uint64_t replications = 10;
    unsigned jobs = 1;
    double confidence = 0.95;
};

/// All sixteen, in order, on the same callers: tricks with the record are judged anew on the honest
/// room's calls, tricks with the room on those of a room that plays them. A trick that needs what
/// the scenario does not have says so. `progress` counts replications of rooms, see probe_rooms.
[[nodiscard]] Result<std::vector<ProbeFigures>> run_probes(const ContractTerms& terms,
                                                           const ProbeRequest& request,
                                                           ExperimentProgress& progress);

/// The first service level among the contract's indicators, which the probes are tried on.
[[nodiscard]] std::optional<std::size_t> probed_kpi(const ContractTerms& terms);

}  // namespace fcr
