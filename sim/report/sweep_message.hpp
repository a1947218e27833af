// A sweep as a message: what sweep.json and the report page hold.
#pragma once

#include "sim/report/sweep_summary.hpp"

#include <string>

namespace fcr::v1 {
class SweepReport;
}

namespace fcr {

/// sweep.json: the same bytes for equal sweeps. Ends with a line break.
[[nodiscard]] std::string to_json(const SweepSummary& summary);

/// Internal to this folder.
[[nodiscard]] v1::SweepReport sweep_message(const SweepSummary& summary);

}  // namespace fcr
