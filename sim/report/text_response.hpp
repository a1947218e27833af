// The response of a run as tables for a terminal.
#pragma once

#include "sim/report/summary.hpp"
#include "sim/report/text_table.hpp"

#include <vector>

namespace fcr {

/// Incidents, times to attend, units and desks; none where the scenario has no response.
[[nodiscard]] std::vector<TextTable> response_tables(const RunSummary& summary);

}  // namespace fcr
