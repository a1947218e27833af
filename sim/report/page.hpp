// The report page: one HTML file that opens offline.
#pragma once

#include "sim/experiment/experiment.hpp"
#include "sim/report/json.hpp"
#include "sim/report/summary.hpp"
#include "sim/scenario/compiled_scenario.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/scenario_bundle.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace fcr::v1 {
class ProvenanceReport;
class ReportPage;
class RunDetailReport;
}  // namespace fcr::v1

namespace fcr {

/// A run, with all that its page tells of it.
struct PagedRun {
    const Scenario& scenario;
    const CompiledScenario& compiled;
    const ExperimentResult& result;
    const RunSummary& summary;
    const ScenarioBundle& bundle;
    std::string file;  ///< of the scenario, as the user named it
    const RunRecord& record;
};

/// report.html of a run. Equal runs give equal bytes but for the block `made` at the end of the
/// page's data.
[[nodiscard]] std::string run_page(const PagedRun& run);

/// The data of a page that fcrsim has written: a ReportPage as JSON. Empty where there is no place
/// for it.
[[nodiscard]] std::optional<std::string_view> data_of_page(std::string_view page);

// Internal to this folder: the parts of a page.

/// The page that is built into the program, with the message in its place.
[[nodiscard]] std::string page_with(const v1::ReportPage& message);

inline constexpr int kPageFormat = 1;  ///< of the message

/// What was run, for who wants to run it again.
void add_scenario(v1::ProvenanceReport& to, const std::string& file, const ScenarioBundle& bundle);

/// Where its numbers come from. `name`: of the scenario, where there are several.
void add_sources(v1::ProvenanceReport& to,
                 const ScenarioBundle& bundle,
                 const std::string& name = {});

/// What the pictures of a run need beside its figures.
void fill_detail(v1::RunDetailReport& detail, const PagedRun& run);

/// Closed forms beside the simulated figures.
void fill_theory(v1::RunDetailReport& detail, const PagedRun& run);

}  // namespace fcr
