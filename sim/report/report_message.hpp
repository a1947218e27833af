// The figures of a run as a message: what results.json, the store and the report page hold.
// Internal to this folder.
#pragma once

#include "sim/report/summary.hpp"

#include <string>

namespace fcr::v1 {
class RunReport;
}

namespace fcr {

[[nodiscard]] v1::RunReport report_message(const RunSummary& summary,
                                           const std::string& fcrsim_version);

}  // namespace fcr
