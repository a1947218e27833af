// Calls per incident, fitted.
#pragma once

#include "sim/base/time.hpp"
#include "sim/fitting/duration_fit.hpp"
#include "sim/fitting/fitted_value.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace fcr {

/// A call of an incident.
struct IncidentCall {
    std::uint64_t incident = 0;  ///< equal for calls about one incident
    SimTime offered;
};

/// The share of incidents with at most so many calls.
struct IncidentSize {
    std::uint32_t calls = 1;
    double cumulative = 1.0;
    std::size_t incidents = 0;  ///< with exactly so many
};

struct IncidentFit {
    std::size_t incidents = 0;
    FittedValue mean;     ///< calls; the interval is the central limit's
    FittedValue singles;  ///< share of incidents with one call, Wilson's interval
    std::uint32_t largest = 1;
    /// At most 64, as a scenario has: those above the 63 smallest are taken together, at their
    /// mean.
    std::vector<IncidentSize> sizes;
    std::optional<DurationFit> gap;  ///< between one call of an incident and the next, seconds
};

/// Fits from the calls of an extract that tells incidents; those of more than 1,000 calls count as
/// 1,000. Empty below 30 incidents, or where none has two calls: then nothing is told.
[[nodiscard]] std::optional<IncidentFit> fit_incidents(std::vector<IncidentCall> calls,
                                                       const DurationFitOptions& options);

}  // namespace fcr
