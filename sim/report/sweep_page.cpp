#include "sim/report/sweep_page.hpp"

#include "proto/fcr/v1/page.pb.h"
#include "sim/report/page.hpp"
#include "sim/report/report_message.hpp"
#include "sim/report/sweep_message.hpp"

#include <string>

namespace fcr {
namespace {

constexpr int kFormat = 1;

void fill_provenance(v1::ProvenanceReport& to, const PagedSweep& sweep) {
    const ExperimentPlan& plan = sweep.summary.plan;
    to.set_fcrsim_version(sweep.record.fcrsim_version);
    to.set_seed(static_cast<double>(plan.seed));
    to.set_first_replication(0);
    to.set_replications(static_cast<std::int32_t>(plan.replications));
    v1::ScenarioTextReport& scenario = *to.add_scenarios();
    scenario.set_file(plan.scenario.string());
    scenario.set_sha256(sweep.bundle.digest);
    scenario.set_text(sweep.bundle.text);
    v1::ScenarioTextReport& experiment = *to.add_scenarios();
    experiment.set_file(plan.file);
    experiment.set_sha256(digest_of(sweep.experiment, {}));
    experiment.set_text(sweep.experiment);
    for (const SourcedBlock& block : sweep.bundle.sources) {
        v1::AssumptionReport& assumption = *to.add_assumptions();
        assumption.set_path(block.path);
        assumption.set_source(block.source);
        assumption.set_assumption(block.is_assumption());
    }
}

}  // namespace

std::string sweep_page(const PagedSweep& sweep) {
    const SweepSummary& summary = sweep.summary;
    v1::ReportPage page;
    page.set_format(kFormat);
    page.set_kind(v1::ReportPage::SWEEP);
    page.set_title(summary.plan.title);
    *page.mutable_sweep() = sweep_message(summary);
    for (const std::string& warning : summary.warnings) {
        page.add_warnings(warning);
    }
    fill_provenance(*page.mutable_provenance(), sweep);
    fill_record(*page.mutable_made(), sweep.record);
    return page_with(page);
}

}  // namespace fcr
