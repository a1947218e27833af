// An experiment that has a meaning: what an experiment file says, with nothing left open.
#pragma once

#include "sim/design/factor.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace fcr {

// Limits of an experiment; each is named in the problem it causes.
inline constexpr std::size_t kFactorsMax = 64;
inline constexpr std::size_t kFactorValuesMax = 1'000;
inline constexpr std::size_t kPointsMax = 100'000;
inline constexpr std::uint64_t kPointReplicationsMax = 100'000;
inline constexpr std::uint64_t kExperimentReplicationsMax = 10'000'000;

enum class DesignKind : std::uint8_t {
    Grid,
    OneAtATime,
    LatinHypercube,
    Sobol,
    Morris,
    SobolIndices,
    InputUncertainty,
};

/// A design and its size; what the kind has no use for is 0.
struct DesignOptions {
    DesignKind kind = DesignKind::Grid;
    std::size_t points = 0;        ///< LatinHypercube, Sobol
    std::size_t trajectories = 0;  ///< Morris
    std::size_t levels = 0;        ///< Morris
    std::size_t base_points = 0;   ///< SobolIndices
    std::size_t draws = 0;         ///< InputUncertainty
};

/// A validated experiment file, defaults filled in.
struct ExperimentPlan {
    std::string file;  ///< as the user named it
    std::string title;
    std::string description;
    std::filesystem::path scenario;    ///< to be opened from here
    std::vector<std::string> changes;  ///< path=value, of all points
    std::uint64_t seed = 1;
    std::uint64_t replications = 100;  ///< of each point
    std::vector<std::string> kpis;     ///< ids, at least one unless the scenario has none
    std::vector<Factor> factors;       ///< one or more
    DesignOptions design;
};

}  // namespace fcr
