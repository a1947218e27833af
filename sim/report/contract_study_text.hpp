// A simulated contract for a terminal.
#pragma once

#include "sim/report/contract_study_summary.hpp"

#include <string>

namespace fcr {

/// What it comes to in plain words, then the tables: indicators, years, formulas, incentive,
/// volume, probes, warnings.
[[nodiscard]] std::string to_text(const ContractStudySummary& summary);

}  // namespace fcr
