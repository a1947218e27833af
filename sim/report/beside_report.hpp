// A scenario's line beside rows of a published table, for a person and for programs.
#pragma once

#include "sim/intake/mixture.hpp"
#include "sim/intake/mixture_figures.hpp"
#include "sim/intake/public_table.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace fcr {

/// What stands beside what.
struct BesideReport {
    const MixtureFigures& figures;
    const Mixture& mixture;
    PublicService service = PublicService::Police999;
    const std::vector<PublicRow>& rows;  ///< at least one
    std::string scenario;                ///< file, as the user named it
    std::string line;
    std::string table;  ///< file, as the user named it
    std::string row;    ///< asked for; empty: every row
    std::string period;
    std::uint64_t seed = 1;
    std::uint64_t replications = 0;
    std::string fcrsim_version;
};

/// One line a figure: simulated, the spread of its days, published. Of a mixture a line for each
/// part besides, and what is supposed of them. At most 100 characters a line.
[[nodiscard]] std::string beside_text(const BesideReport& report);

/// proto/fcr/v1/beside.proto as JSON.
[[nodiscard]] std::string beside_json(const BesideReport& report);

}  // namespace fcr
