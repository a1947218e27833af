// Several services that a published table has in one row.
#pragma once

#include "sim/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace fcr {

/// What a row's percentiles are of.
enum class PercentilesOf : std::uint8_t {
    AllCalls,     ///< of the parts' calls together
    MeanOfParts,  ///< the mean of the parts' own, weighted by the calls they answered
};

/// As proto/fcr/v1/mixture.proto has it. Without a file: the scenario alone.
struct Mixture {
    std::string title;
    std::size_t parts = 1;
    std::string parts_source;
    double load_cv = 0.0;
    std::string load_source;
    PercentilesOf percentiles = PercentilesOf::AllCalls;
    std::string percentiles_source;

    /// The factor on the calls of each part, the least first; their mean is 1.
    [[nodiscard]] std::vector<double> loads() const;
};

/// Reads a mixture, or tells every fault of it.
[[nodiscard]] Result<Mixture> read_mixture(const std::filesystem::path& file);

}  // namespace fcr
