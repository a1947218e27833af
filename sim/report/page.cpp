#include "sim/report/page.hpp"

#include "proto/fcr/v1/page.pb.h"
#include "sim/base/check.hpp"
#include "sim/report/report_message.hpp"

#include <google/protobuf/util/json_util.h>

#include <string_view>

// tools/web/dist/report.html, put into the program by page_file.S.
extern "C" const char fcr_report_page_begin[];  // NOLINT(modernize-avoid-c-arrays): an assembler's
extern "C" const char fcr_report_page_end[];    // NOLINT(modernize-avoid-c-arrays): an assembler's

namespace fcr {
namespace {

constexpr std::string_view kPlace =
    "<script type=\"application/json\" id=\"report-data\">null</script>";
constexpr std::string_view kBefore = "<script type=\"application/json\" id=\"report-data\">";
constexpr std::string_view kAfter = "</script>";

/// Nothing in it ends the element that it is put into.
std::string as_data(const v1::ReportPage& message) {
    google::protobuf::util::JsonPrintOptions options;
    options.preserve_proto_field_names = true;
    std::string json;
    const auto status = google::protobuf::util::MessageToJsonString(message, &json, options);
    FCR_CHECK(status.ok(), "a page of finite numbers and valid names can be printed");
    std::string data;
    data.reserve(json.size());
    for (const char sign : json) {
        if (sign == '<') {
            data += "\\u003c";
        } else {
            data += sign;
        }
    }
    return data;
}

void fill_provenance(v1::ProvenanceReport& to, const PagedRun& run) {
    const RunRequest& request = run.summary.request;
    to.set_fcrsim_version(run.record.fcrsim_version);
    to.set_seed(static_cast<double>(request.seed));
    to.set_first_replication(static_cast<std::int32_t>(request.first_replication));
    to.set_replications(static_cast<std::int32_t>(run.summary.replications));
    add_scenario(to, run.file, run.bundle);
    add_sources(to, run.bundle);
}

}  // namespace

void add_scenario(v1::ProvenanceReport& to, const std::string& file, const ScenarioBundle& bundle) {
    v1::ScenarioTextReport& scenario = *to.add_scenarios();
    scenario.set_file(file);
    scenario.set_sha256(bundle.digest);
    scenario.set_text(bundle.text);
}

void add_sources(v1::ProvenanceReport& to, const ScenarioBundle& bundle, const std::string& name) {
    for (const SourcedBlock& block : bundle.sources) {
        v1::AssumptionReport& assumption = *to.add_assumptions();
        if (!name.empty()) {
            assumption.set_file(name);
        }
        assumption.set_path(block.path);
        assumption.set_source(block.source);
        assumption.set_assumption(block.is_assumption());
    }
}

std::string page_with(const v1::ReportPage& message) {
    const std::string_view page(
        fcr_report_page_begin,
        static_cast<std::size_t>(fcr_report_page_end - fcr_report_page_begin));
    const std::size_t at = page.find(kPlace);
    FCR_CHECK(at != std::string_view::npos && page.find(kPlace, at + 1) == std::string_view::npos,
              "the page has one place for data");
    std::string filled(page.substr(0, at));
    filled += kBefore;
    filled += as_data(message);
    filled += kAfter;
    filled += page.substr(at + kPlace.size());
    return filled;
}

std::optional<std::string_view> data_of_page(std::string_view page) {
    const std::size_t before = page.find(kBefore);
    const std::size_t from = before + kBefore.size();
    const std::size_t end = before == page.npos ? page.npos : page.find(kAfter, from);
    return end == page.npos ? std::nullopt : std::optional(page.substr(from, end - from));
}

std::string run_page(const PagedRun& run) {
    v1::ReportPage page;
    page.set_format(kPageFormat);
    page.set_kind(v1::ReportPage::RUN);
    page.set_title(run.summary.title.empty() ? run.file : run.summary.title);
    *page.mutable_run() = report_message(run.summary, run.record.fcrsim_version);
    fill_detail(*page.mutable_detail(), run);
    fill_theory(*page.mutable_detail(), run);
    fill_provenance(*page.mutable_provenance(), run);
    fill_record(*page.mutable_made(), run.record);
    return page_with(page);
}

}  // namespace fcr
