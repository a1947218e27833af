// The scenario that a fit makes of its base.
#pragma once

#include "sim/base/result.hpp"
#include "sim/fitting/fit.hpp"
#include "sim/scenario/scenario_bundle.hpp"

#include <string>
#include <vector>

namespace fcr {

struct FittedScenario {
    std::string text;                ///< scenario.txtpb
    ScenarioBundle bundle;           ///< of it; its files are those of the base that are still used
    std::vector<std::string> notes;  ///< what else had to change, in sentences
};

/// The base with every fitted number in its place and its `source` set to the extract: file,
/// digest, dates, how many calls. A base without a calendar is given one, so that its days are days
/// of a week; it begins where the fitted span ends. What comes out is a scenario: problems are
/// those of numbers that no scenario may have.
[[nodiscard]] Result<FittedScenario> write_fitted(const ScenarioBundle& base,
                                                  const Scenario& scenario,
                                                  const ScenarioFit& fit);

/// `calls.csv.gz, sha256 0123456789ab, 2023-01-01 to 2023-01-07`.
[[nodiscard]] std::string source_words(const ScenarioFit& fit);

/// profile.csv: of each line and hour of the week the expected calls, their interval and what the
/// fitted days had on average.
[[nodiscard]] std::string profile_csv(const ScenarioFit& fit, const Scenario& scenario);

}  // namespace fcr
