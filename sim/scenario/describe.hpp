// What was understood of a scenario, in words and tables for its author.
#pragma once

#include "sim/scenario/scenario.hpp"

#include <string>

namespace fcr {

/// Several lines of text: span, lines with their calls a day, dates, surges and named callers,
/// classes with their handling and patience, pools with their seats, routes in words, the priority
/// rule, KPIs, published figures.
[[nodiscard]] std::string describe(const Scenario& scenario);

}  // namespace fcr
