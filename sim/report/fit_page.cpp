#include "sim/report/fit_page.hpp"

#include "proto/fcr/v1/fit.pb.h"
#include "proto/fcr/v1/page.pb.h"
#include "sim/report/page.hpp"
#include "sim/report/report_message.hpp"

#include <fmt/format.h>

namespace fcr {

std::string fit_page(const PagedFit& fit) {
    const ReportedFit& reported = fit.reported;
    v1::ReportPage page;
    page.set_format(kPageFormat);
    page.set_kind(v1::ReportPage::FIT);
    page.set_title(
        fmt::format("{}, fitted from {}",
                    reported.base.title.empty() ? reported.base_file : reported.base.title,
                    reported.fit.file));
    *page.mutable_fit() = fit_message(reported);
    for (const std::string& note : page.fit().notes()) {
        page.add_warnings(note);
    }
    v1::ProvenanceReport& provenance = *page.mutable_provenance();
    provenance.set_fcrsim_version(fit.record.fcrsim_version);
    add_scenario(provenance, reported.base_file, fit.base);
    add_scenario(provenance, "scenario.txtpb", fit.fitted);
    add_sources(provenance, fit.fitted);
    fill_record(*page.mutable_made(), fit.record);
    return page_with(page);
}

}  // namespace fcr
