// The report page of an appraisal.
#pragma once

#include "sim/appraisal/appraisal_summary.hpp"
#include "sim/report/json.hpp"
#include "sim/scenario/scenario_bundle.hpp"

#include <span>
#include <string>
#include <vector>

namespace fcr {

/// An appraisal, with all that its page tells of it.
struct PagedAppraisal {
    const AppraisalSummary& summary;
    std::span<const ScenarioBundle> bundles;  ///< of the options' scenarios
    std::string appraisal;                    ///< text of the file
    std::vector<std::string> contracts{};     ///< text of each option's; empty without one
    const RunRecord& record;
};

/// report.html. Equal appraisals give equal bytes but for the block `made` at the end of its data.
[[nodiscard]] std::string appraisal_page(const PagedAppraisal& appraisal);

}  // namespace fcr
