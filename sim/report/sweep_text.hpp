// The report of a sweep for a person at a terminal.
#pragma once

#include "sim/report/sweep_summary.hpp"
#include "sim/report/text.hpp"

#include <string>

namespace fcr {

/// What moves each figure in words, then the tables. `rest` says where points are that have no row
/// here. At most 100 characters a line. Ends with a line break.
[[nodiscard]] std::string to_text(const SweepSummary& summary,
                                  const std::string& rest,
                                  TextOptions options);

}  // namespace fcr
