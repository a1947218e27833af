// The figures of a run as a message: what results.json, the store and the report page hold.
// Internal to this folder.
#pragma once

#include "sim/report/json.hpp"
#include "sim/report/summary.hpp"

#include <string>

namespace fcr::v1 {
class RunRecord;
class RunReport;
}  // namespace fcr::v1

namespace fcr {

[[nodiscard]] v1::RunReport report_message(const RunSummary& summary,
                                           const std::string& fcrsim_version);

void fill_record(v1::RunRecord& message, const RunRecord& record);

}  // namespace fcr
