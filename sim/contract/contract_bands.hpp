// Targets and bands of an indicator. Internal to this folder.
#pragma once

#include "sim/contract/kpi_terms.hpp"
#include "sim/scenario/block.hpp"

#include <vector>

namespace fcr {

/// Reads target and bands in the unit of the indicator's type, with its polarity. Refuses bands
/// that do not go from good to bad.
void read_target_and_bands(const Block& block, KpiTerms& kpi);

/// The two bands of an indicator that is met or not, without points.
[[nodiscard]] std::vector<KpiBand> met_or_not(const KpiTerms& kpi);

}  // namespace fcr
