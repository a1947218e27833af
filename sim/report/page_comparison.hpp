// A comparison as JSON, and as a page.
#pragma once

#include "sim/report/comparison.hpp"
#include "sim/report/json.hpp"
#include "sim/scenario/scenario_bundle.hpp"

#include <span>
#include <string>

namespace fcr {

/// A comparison, with all that its page tells of it.
struct PagedComparison {
    std::span<const ComparedScenario> scenarios;
    std::span<const ScenarioBundle* const> bundles;  ///< of the scenarios
    const ComparisonSummary& summary;
    const RunRecord& record;
};

/// comparison.json: a ReportPage (page.proto) without the scenarios' own runs and without how it
/// was made, so that equal comparisons give equal bytes. Ends with a line break.
[[nodiscard]] std::string comparison_json(const PagedComparison& paged);

/// report.html of a comparison. Equal comparisons give equal bytes but for the block `made`.
[[nodiscard]] std::string comparison_page(const PagedComparison& paged);

}  // namespace fcr
