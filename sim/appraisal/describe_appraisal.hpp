// What was understood of an appraisal, in words for its author.
#pragma once

#include "sim/appraisal/appraisal_plan.hpp"

#include <span>
#include <string>

namespace fcr {

/// Several lines: the options, what is asked, and every figure with where it comes from.
[[nodiscard]] std::string describe(const AppraisalPlan& plan);

/// A line for each event.
[[nodiscard]] std::string describe(std::span<const RiskTerms> events);

/// `stated`, `contract`, `derived`, `default`.
[[nodiscard]] std::string_view origin_words(FigureOrigin origin);

}  // namespace fcr
