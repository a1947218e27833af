// A review for a terminal.
#pragma once

#include <string>

namespace fcr::v1 {
class ReviewReport;
}

namespace fcr {

/// The paragraph, the figures beside no action, and the decisions.
[[nodiscard]] std::string to_text(const v1::ReviewReport& review);

}  // namespace fcr
