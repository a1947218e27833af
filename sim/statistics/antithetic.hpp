// Replications in antithetic pairs, each pair one sample.
#pragma once

#include "sim/statistics/estimate.hpp"

#include <span>
#include <vector>

namespace fcr {

/// The means of replications 0 and 1, 2 and 3, ... Where the second of a pair is drawn from 1 - u
/// for every uniform u of the first (Hammersley and Morton 1956, Proceedings of the Cambridge
/// Philosophical Society 52, 449-475) only pairs are independent, so intervals and differences are
/// taken over them. An odd number of replications is a bug.
[[nodiscard]] std::vector<double> antithetic_pairs(std::span<const double> replications);

/// The same of numerators and of denominators; the ratio of sums stays what it was.
[[nodiscard]] std::vector<RatioSample> antithetic_pairs(std::span<const RatioSample> replications);

}  // namespace fcr
