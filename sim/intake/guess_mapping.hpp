// A first mapping of an extract that nobody has described: to be corrected by a person.
#pragma once

#include "sim/base/result.hpp"

#include <filesystem>
#include <string>

namespace fcr {

/// Reads the first rows of an extract and writes a LedgerMapping file of what its columns seem to
/// be: delimiter, time formats, zone, decimal commas, columns by their headers, and the values of
/// columns with few of them. Comments say what was guessed from what, and what to look at. Only
/// values of columns that tell a line, an outcome, a pool or a priority are in it. Refuses a file
/// that is no table or has no column of times.
[[nodiscard]] Result<std::string> guess_mapping(const std::filesystem::path& extract);

}  // namespace fcr
