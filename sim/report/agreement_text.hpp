// An agreement for a terminal.
#pragma once

#include "sim/report/agreement_message.hpp"

#include <string>

namespace fcr {

/// The headline, every figure with its difference, intervals, tolerance and verdict, what was not
/// judged, and notes.
[[nodiscard]] std::string agreement_text(const ReportedAgreement& reported);

/// The headline alone: how many figures agree, of how many, and what that means.
[[nodiscard]] std::string headline_text(const ReportedAgreement& reported);

}  // namespace fcr
