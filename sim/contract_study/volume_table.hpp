// What happens if volume moves: the contract at shares of its forecast (contracts.md 2.15).
#pragma once

#include "sim/contract_study/contract_study.hpp"
#include "sim/contract_study/study_figures.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace fcr {

inline constexpr std::array<int, 7> kVolumePercents{60, 80, 90, 100, 110, 120, 140};

/// One row. Money in pounds a year.
struct VolumeFigures {
    int percent = 100;
    std::optional<Spread> offered{};
    std::optional<Spread> answered{};  ///< by the supplier, without own ones
    std::optional<Spread> gross{};
    std::optional<Spread> credits{};
    std::optional<Spread> withheld{};
    std::optional<Spread> net{};
    std::optional<Spread> unit_cost{};  ///< net over answered calls, without own ones
    std::optional<Spread> margin{};
    std::optional<Proportion> in_distress{};                ///< the supplier, at some time
    std::optional<double> relieved_percent{};               ///< of months, see MonthFacts::relieved
    std::vector<std::optional<Estimate>> levels{};          ///< by indicator, its unit
    std::vector<std::optional<Estimate>> missed_percent{};  ///< the same, of measurements
};

struct VolumeTable {
    std::vector<VolumeFigures> rows{};
    std::uint64_t replications = 0;
    int months = 0;
    bool whole = true;  ///< false: interrupted
};

/// Runs the first `months` of the term at each share, on the same callers.
[[nodiscard]] VolumeTable volume_table(ContractStudy& study,
                                       std::uint64_t replications,
                                       int months,
                                       ExperimentProgress& progress);

}  // namespace fcr
