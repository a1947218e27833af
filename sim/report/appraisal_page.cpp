#include "sim/report/appraisal_page.hpp"

#include "proto/fcr/v1/page.pb.h"
#include "sim/report/appraisal_message.hpp"
#include "sim/report/page.hpp"
#include "sim/report/report_message.hpp"

#include <algorithm>

namespace fcr {
namespace {

void add_text(v1::ProvenanceReport& to, const std::string& file, const std::string& text) {
    v1::ScenarioTextReport& row = *to.add_scenarios();
    row.set_file(file);
    row.set_sha256(digest_of(text, {}));
    row.set_text(text);
}

/// The appraisal, then each scenario and contract once.
void fill_provenance(v1::ProvenanceReport& to, const PagedAppraisal& appraisal) {
    const AppraisalPlan& plan = appraisal.summary.plan;
    to.set_fcrsim_version(appraisal.record.fcrsim_version);
    to.set_seed(static_cast<double>(plan.seed));
    to.set_first_replication(0);
    to.set_replications(static_cast<std::int32_t>(appraisal.summary.replications));
    add_text(to, plan.file, appraisal.appraisal);
    std::vector<std::string> told;
    for (std::size_t row = 0; row < plan.options.size(); ++row) {
        const AppraisalOption& option = plan.options[row];
        const ScenarioBundle& bundle = appraisal.bundles[row];
        if (std::ranges::count(told, bundle.digest) == 0) {
            told.push_back(bundle.digest);
            add_scenario(to, option.scenario.string(), bundle);
            add_sources(to, bundle, option.scenario.string());
        }
        const std::string contract = option.contract_file.string();
        if (option.contract && std::ranges::count(told, contract) == 0) {
            told.push_back(contract);
            add_text(to, contract, appraisal.contracts[row]);
        }
    }
}

}  // namespace

std::string appraisal_page(const PagedAppraisal& appraisal) {
    const AppraisalSummary& summary = appraisal.summary;
    v1::ReportPage page;
    page.set_format(kPageFormat);
    page.set_kind(v1::ReportPage::APPRAISAL);
    page.set_title(summary.plan.title);
    *page.mutable_appraisal() = appraisal_message(summary);
    for (const std::string& warning : summary.warnings) {
        page.add_warnings(warning);
    }
    fill_provenance(*page.mutable_provenance(), appraisal);
    fill_record(*page.mutable_made(), appraisal.record);
    return page_with(page);
}

}  // namespace fcr
