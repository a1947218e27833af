// What was understood of the response to calls, for a person.
#pragma once

#include "sim/scenario/scenario.hpp"

#include <string>
#include <vector>

namespace fcr {

using DescribedRow = std::vector<std::string>;

/// Rows of cells in aligned columns, each row indented; the first row is the heading.
[[nodiscard]] std::string in_columns(const std::vector<DescribedRow>& rows);

/// The response's grades, grading, talkgroups and units; empty where there is none.
[[nodiscard]] std::string describe_response(const Scenario& scenario);

}  // namespace fcr
