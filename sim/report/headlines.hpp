// The handful of figures that tell how a run goes while it goes on.
#pragma once

#include "sim/report/summary.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// One of them, as the report has it.
struct Headline {
    std::string label;  ///< `101 abandoned`
    std::string unit;   ///< behind the value: `%`, `s` or nothing
    Figure value;
    std::optional<double> asked{};  ///< half width, of an indicator that is to be known so well
};

/// Of every line that people ring its service level, abandonment and mean wait. The service level
/// is the scenario's first indicator of that type for the line, else the share answered within 10
/// s. Where a precision was asked for, the indicators that it was asked of, instead.
[[nodiscard]] std::vector<Headline> headlines(const RunSummary& summary,
                                              const CompiledScenario& scenario);

/// `88.0 ±0.6 %`; with a precision asked for `88.04 ±0.48 %, asked ±0.5`.
[[nodiscard]] std::string value_words(const Headline& headline);

}  // namespace fcr
