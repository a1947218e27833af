// A target that a run must meet: --require kpi>=x.
#pragma once

#include "sim/base/result.hpp"
#include "sim/report/summary.hpp"
#include "sim/scenario/scenario.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace fcr {

/// An indicator's value at least, or at most, a number in the indicator's unit: shares in percent,
/// waits in seconds.
struct Requirement {
    std::size_t kpi = 0;  ///< row of the scenario's indicators
    bool at_least = true;
    double value = 0.0;
};

/// Reads `answered_in_10s>=90` or `mean_wait_101<=120`; spaces around the parts are allowed. The
/// problem names the indicators there are when it is none of them.
[[nodiscard]] Result<Requirement> parse_requirement(std::string_view text,
                                                    const Scenario& scenario);

/// The row of the indicator of this id, and what to say when there is none.
[[nodiscard]] std::optional<std::size_t> find_kpi(std::string_view id, const Scenario& scenario);
[[nodiscard]] std::string kpi_remedy(std::string_view id, const Scenario& scenario);

/// The text without spaces at its ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// True when the estimate itself meets it, whatever its interval. What was not measured misses.
[[nodiscard]] bool meets(const RunSummary& summary, const Requirement& requirement);

/// One line for a person: `answered_in_10s >= 90 %: missed, 87.53 ±0.41 %`.
[[nodiscard]] std::string to_string(const Requirement& requirement, const RunSummary& summary);

}  // namespace fcr
