// What an import did, for a person.
#pragma once

#include "sim/intake/import_report.hpp"

#include <string>

namespace fcr {

/// Every row accounted for, what was read, guessed and left out with row numbers, and what to look
/// at. Holds no cell of the extract. At most 100 characters a line; ends with a line break.
[[nodiscard]] std::string import_text(const ImportReport& report);

}  // namespace fcr
