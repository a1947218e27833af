#include "sim/report/sweep_page.hpp"

#include "proto/fcr/v1/page.pb.h"
#include "sim/report/page.hpp"
#include "sim/report/report_message.hpp"
#include "sim/report/sweep_message.hpp"

#include <string>

namespace fcr {
namespace {

void fill_provenance(v1::ProvenanceReport& to, const PagedSweep& sweep) {
    const ExperimentPlan& plan = sweep.summary.plan;
    to.set_fcrsim_version(sweep.record.fcrsim_version);
    to.set_seed(static_cast<double>(plan.seed));
    to.set_first_replication(0);
    to.set_replications(static_cast<std::int32_t>(plan.replications));
    add_scenario(to, plan.scenario.string(), sweep.bundle);
    v1::ScenarioTextReport& experiment = *to.add_scenarios();
    experiment.set_file(plan.file);
    experiment.set_sha256(digest_of(sweep.experiment, {}));
    experiment.set_text(sweep.experiment);
    add_sources(to, sweep.bundle);
}

}  // namespace

std::string sweep_page(const PagedSweep& sweep) {
    const SweepSummary& summary = sweep.summary;
    v1::ReportPage page;
    page.set_format(kPageFormat);
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
