// What fcrsim validate prints.
#pragma once

#include "sim/analysis/validation.hpp"

#include <string>

namespace fcr {

/// Method, one line for each number, where the numbers come from, and the verdict as the last line.
[[nodiscard]] std::string to_text(const ValidationReport& report);

/// The same as one JSON document. Ends with a line break.
[[nodiscard]] std::string to_json(const ValidationReport& report);

}  // namespace fcr
