// The numbers of a fit, one by one, as a report lists them.
#pragma once

#include "sim/fitting/fit.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace fcr {

struct FitParameter {
    std::string path;   ///< in the scenario, such as call_classes[999].talk
    std::string title;  ///< such as "mean"
    std::string unit;   ///< "s", "calls a day", or empty for a plain number
    FittedValue value;
    std::uint64_t count = 0;  ///< of what it is fitted from: days, calls, callers who gave up
    std::string law;          ///< that was chosen; empty where there was no choice
    std::string fit;          ///< how good it is, in words; empty where nothing is to be said
};

/// All of them, lines first, then classes, pools and what lines have in common.
[[nodiscard]] std::vector<FitParameter> parameters_of(const ScenarioFit& fit, const Scenario& base);

}  // namespace fcr
