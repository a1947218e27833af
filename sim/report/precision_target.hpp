// How well an indicator is to be known: --precision kpi=half_width.
#pragma once

#include "sim/base/result.hpp"
#include "sim/report/summary.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/statistics/precision.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

/// Half the width of an indicator's interval, in the indicator's unit: percent, seconds, calls.
struct PrecisionTarget {
    std::size_t kpi = 0;  ///< row of the scenario's indicators
    double half_width = 0.0;
};

/// Reads `answered_999_in_10s=0.5`; spaces around the parts are allowed. The problem names the
/// indicators there are when it is none of them.
[[nodiscard]] Result<PrecisionTarget> parse_precision_target(std::string_view text,
                                                             const Scenario& scenario);

/// Whether the replications so far are enough: see judge_precision().
[[nodiscard]] PrecisionLook look_at(const RunSummary& summary,
                                    std::span<const PrecisionTarget> targets,
                                    const LookSchedule& schedule,
                                    std::uint64_t done);

/// What came of the targets at the last look.
[[nodiscard]] std::vector<PrecisionSummary> precision_of(std::span<const PrecisionTarget> targets,
                                                         const PrecisionLook& look);

/// `88.04 ±0.48 %`: with so many digits that a half width shown is above the one asked for when it
/// is so, and not otherwise.
[[nodiscard]] std::string as_known(const Figure& figure, std::string_view unit, double asked);

/// One line for a person: `answered_999_in_10s: ±0.5 % reached, it is 88.04 ±0.48 %`.
[[nodiscard]] std::string to_string(const PrecisionSummary& precision, const RunSummary& summary);

}  // namespace fcr
