// A simulated contract as a message: what contract.json and the report page hold.
#pragma once

#include "sim/report/contract_study_summary.hpp"

#include <string>

namespace fcr::v1 {
class ContractStudyReport;
}

namespace fcr {

/// contract.json: the same bytes for equal studies. Ends with a line break.
[[nodiscard]] std::string to_json(const ContractStudySummary& summary);

/// Internal to this folder.
[[nodiscard]] v1::ContractStudyReport contract_study_message(const ContractStudySummary& summary);

}  // namespace fcr
