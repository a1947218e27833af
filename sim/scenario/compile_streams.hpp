// What makes callers come besides a line's rates: hour factors, surges, named callers, local days.
#pragma once

#include "sim/scenario/compiled_scenario.hpp"
#include "sim/scenario/scenario.hpp"

#include <vector>

namespace fcr {

/// The weights w_0 .. w_{K-1} of an hour's own standard normal value and those of the hours before
/// it, so that
///
///     log F_h = -sigma^2 / 2 + sum_k w_k E_{h-k},    w_k = sigma a_k,    sigma^2 = ln(1 + cv^2)
///
/// is the logarithm of a lognormal factor of mean 1 and coefficient of variation cv. a_k is r^k
/// scaled to unit length: the autoregressive series Z_h = r Z_{h-1} + sqrt(1 - r^2) E_h, cut off
/// where r^k falls below 10^-4 so that an hour's factor depends on the draws of at most 88 hours
/// and on no factor before it. The cut lowers the correlation r of neighbours by less than 10^-8.
///
/// With m expected calls in each of two neighbouring hours this gives counts with
///
///     variance / mean = 1 + m cv^2,    lag-1 correlation = m ((1 + cv^2)^r - 1) / (1 + m cv^2).
[[nodiscard]] std::vector<double> hour_weights(const HourFactor& factor);

/// Fills hour_weights and the rows of the lines that point to them. The lines must be there.
void compile_hour_factors(const Scenario& scenario, CompiledScenario& compiled);

/// Fills midnights, measured_day, surges and named_callers.
void compile_streams(const Scenario& scenario, CompiledScenario& compiled);

/// Fills hours_of_week. The measured part must be there.
void compile_hours_of_week(const Scenario& scenario, CompiledScenario& compiled);

}  // namespace fcr
