// A fit for a terminal.
#pragma once

#include "sim/fitting/fit_extract.hpp"
#include "sim/report/fit_message.hpp"

#include <string>

namespace fcr {

/// What was read, every fitted number with interval, count, law and how good it is, the days held
/// out beside the fit, what stays as it was, and notes.
[[nodiscard]] std::string fit_text(const ReportedFit& fit, const FitExtract& extract);

}  // namespace fcr
