// Days, weeks and waits of lines as messages. Internal to this folder.
#pragma once

#include "sim/report/summary.hpp"

#include <cstddef>

namespace fcr::v1 {
class RunReport;
}  // namespace fcr::v1

namespace fcr {

/// Adds what the summary has of the days of a line, given by its row.
void add_days(v1::RunReport& report, const RunSummary& summary, std::size_t line);

}  // namespace fcr
