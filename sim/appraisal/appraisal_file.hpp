// Loading an appraisal: file, risk library, scenarios and contracts, meaning.
#pragma once

#include "sim/appraisal/appraisal_plan.hpp"
#include "sim/base/result.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace fcr {

/// The appraisal in a text format file. A syntax error ends the reading with one problem; else
/// every fault is told, in the order of the file: what is out of range or missing, names that are
/// not there, scenarios and contracts with the faults of their own files, options that do not have
/// the callers of today's, contracts that begin at another time or end too early.
[[nodiscard]] Result<AppraisalPlan> load_appraisal(const std::filesystem::path& file);

/// The same from text; `file` is for the problems, and its folder for the files it names.
[[nodiscard]] Result<AppraisalPlan> parse_appraisal(std::string text, const std::string& file);

/// The events of a library (RiskLibrary), or everything that is wrong with it.
[[nodiscard]] Result<std::vector<RiskTerms>> load_risk_library(const std::filesystem::path& file);

}  // namespace fcr
