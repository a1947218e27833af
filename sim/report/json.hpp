// The report of a run as JSON; proto/fcr/v1/report.proto says what each field is.
#pragma once

#include "sim/report/summary.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace fcr {

/// results.json: the same bytes for equal runs. Ends with a line break.
[[nodiscard]] std::string to_json(const RunSummary& summary, const std::string& fcrsim_version);

/// How a run was made: what results.json does not hold.
struct RunRecord {
    std::vector<std::string> command_line;
    std::string fcrsim_version;
    std::string compiler;
    std::string host;
    std::string started;  ///< UTC, ISO 8601
    double wall_s = 0.0;
    unsigned jobs = 1;
    std::uint64_t calls = 0;  ///< offered in all replications, warm-up included
};

/// run.json. Ends with a line break.
[[nodiscard]] std::string to_json(const RunRecord& record);

}  // namespace fcr
