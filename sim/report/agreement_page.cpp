#include "sim/report/agreement_page.hpp"

#include "proto/fcr/v1/agreement.pb.h"
#include "proto/fcr/v1/page.pb.h"
#include "sim/report/page.hpp"
#include "sim/report/report_message.hpp"

#include <fmt/format.h>

namespace fcr {

std::string agreement_page(const PagedAgreement& paged) {
    const ReportedAgreement& reported = paged.reported;
    v1::ReportPage page;
    page.set_format(kPageFormat);
    page.set_kind(v1::ReportPage::AGREEMENT);
    page.set_title(fmt::format(
        "{}, beside {}",
        reported.scenario.title.empty() ? reported.scenario_file : reported.scenario.title,
        reported.extract.file));
    *page.mutable_agreement() = agreement_message(reported);
    for (const std::string& note : page.agreement().notes()) {
        page.add_warnings(note);
    }
    v1::ProvenanceReport& provenance = *page.mutable_provenance();
    provenance.set_fcrsim_version(paged.record.fcrsim_version);
    provenance.set_seed(static_cast<double>(reported.seed));
    provenance.set_first_replication(0);
    provenance.set_replications(static_cast<std::int32_t>(reported.agreement.replications));
    add_scenario(provenance, reported.scenario_file, paged.bundle);
    add_sources(provenance, paged.bundle);
    fill_record(*page.mutable_made(), paged.record);
    return page_with(page);
}

}  // namespace fcr
