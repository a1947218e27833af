// The questions that are asked of a simulated contract beside its run, for a terminal: would the
// supplier rather pay, what if volume moves, how it is beaten; and what lint says of its wording.
#pragma once

#include "sim/report/contract_study_summary.hpp"

#include <string>

namespace fcr {

/// A part for each that was asked, an empty line before it.
[[nodiscard]] std::string questions_text(const ContractStudySummary& summary);

}  // namespace fcr
