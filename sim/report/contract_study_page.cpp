#include "sim/report/contract_study_page.hpp"

#include "proto/fcr/v1/page.pb.h"
#include "sim/report/contract_study_message.hpp"
#include "sim/report/page.hpp"
#include "sim/report/report_message.hpp"

namespace fcr {

namespace {

void fill_provenance(v1::ProvenanceReport& to, const PagedContracts& contracts) {
    const ContractStudySummary& first = contracts.bids.front();
    to.set_fcrsim_version(contracts.record.fcrsim_version);
    to.set_seed(static_cast<double>(first.seed));
    to.set_first_replication(static_cast<std::int32_t>(first.first_replication));
    to.set_replications(static_cast<std::int32_t>(first.figures.replications));
    add_scenario(to, contracts.scenario, contracts.bundle);
    for (const auto& [file, text] : contracts.contracts) {
        v1::ScenarioTextReport& contract = *to.add_scenarios();
        contract.set_file(file);
        contract.set_sha256(digest_of(text, {}));
        contract.set_text(text);
    }
    add_sources(to, contracts.bundle);
}

}  // namespace

std::string contract_page(const PagedContracts& contracts) {
    v1::ReportPage page;
    page.set_format(kPageFormat);
    page.set_kind(v1::ReportPage::CONTRACT);
    page.set_title(contracts.title);
    for (const ContractStudySummary& bid : contracts.bids) {
        *page.add_contracts() = contract_study_message(bid);
    }
    for (const std::string& warning : contracts.warnings) {
        page.add_warnings(warning);
    }
    fill_provenance(*page.mutable_provenance(), contracts);
    fill_record(*page.mutable_made(), contracts.record);
    return page_with(page);
}

}  // namespace fcr
