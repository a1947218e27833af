// A comparison for a person at a terminal, and as CSV.
#pragma once

#include "sim/report/comparison.hpp"

#include <string>

namespace fcr {

/// At most 100 characters a line, plain words. What was run stands first, then a table for each
/// scenario beside the baseline, every line in it. Ends with a line break.
[[nodiscard]] std::string to_text(const ComparisonSummary& summary);

/// comparison.csv: a row for each figure and scenario; docs/measures.md says what its columns are.
[[nodiscard]] std::string comparison_csv(const ComparisonSummary& summary);

/// How the scenarios were ranked, for text and page.
[[nodiscard]] std::string ranking_method(const ComparisonSummary& summary);

/// What the first of a ranking is behind the best by at most, with the confidence asked for: the
/// indifference zone, or more where there were too few replications for it.
[[nodiscard]] double ranking_zone(const ComparedRanking& ranked);

}  // namespace fcr
