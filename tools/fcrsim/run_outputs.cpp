#include "tools/fcrsim/run_outputs.hpp"

#include "sim/report/intervals_csv.hpp"
#include "sim/report/intervals_xlsx.hpp"
#include "sim/report/ledger_csv.hpp"
#include "sim/report/response_csv.hpp"
#include "sim/report/trace_pb.hpp"

#include <fmt/format.h>

namespace fcr {
namespace {

std::string cannot_write(const std::filesystem::path& path, const std::error_code& error) {
    return fmt::format("cannot write {}: {}", path.string(), error.message());
}

}  // namespace

RunOutputs::RunOutputs(const RunOptions& options,
                       const CompiledScenario& scenario,
                       ExperimentProgress& progress) {
    if (options.out) {
        folder_ = *options.out;
        make_folder(*folder_);
    }
    if (!options.trace || !failure_.empty()) {
        return;
    }
    const std::filesystem::path trace = *options.trace;
    if (trace.extension() == ".pb") {
        ledgers_ = std::make_unique<TracePb>(scenario, begin_file(trace), progress);
        return;
    }
    LedgerFiles files;
    if (!trace.empty()) {
        files.calls = &begin_file(trace);
    } else {
        files.calls = &begin_file(*folder_ / "calls.csv");
        files.staffing = &begin_file(*folder_ / "staffing.csv");
        if (scenario.response) {
            files.incidents = &begin_file(*folder_ / "incidents.csv");
            files.assignments = &begin_file(*folder_ / "assignments.csv");
            files.duty = &begin_file(*folder_ / "duty.csv");
        }
    }
    ledgers_ = std::make_unique<LedgerCsv>(scenario, files, progress);
}

AtomicFile& RunOutputs::begin_file(const std::filesystem::path& path) {
    return traces_.emplace_back(path);
}

RunOutputs::~RunOutputs() {
    if (committed_ || made_folder_.empty()) {
        return;
    }
    ledgers_.reset();
    traces_.clear();
    // Only folders that are empty go: what else is in one came from elsewhere.
    std::error_code ignored;
    for (std::filesystem::path path = *folder_; std::filesystem::remove(path, ignored);
         path = path.parent_path()) {
        if (path == made_folder_) {
            break;
        }
    }
}

void RunOutputs::make_folder(const std::filesystem::path& folder) {
    std::error_code error;
    for (std::filesystem::path path = folder;
         !path.empty() && !std::filesystem::exists(path, error);
         path = path.parent_path()) {
        made_folder_ = path;
    }
    std::filesystem::create_directories(folder, error);
    if (error) {
        failure_ = cannot_write(folder, error);
    }
}

std::optional<std::string> RunOutputs::failure() const {
    if (!failure_.empty()) {
        return failure_;
    }
    for (const AtomicFile& file : traces_) {
        if (file.error()) {
            return cannot_write(file.path(), file.error());
        }
    }
    return std::nullopt;
}

bool RunOutputs::write(const std::filesystem::path& path, const std::string& bytes) {
    if (const std::error_code error = write_file(path, bytes)) {
        failure_ = cannot_write(path, error);
        return false;
    }
    committed_ = true;
    return true;
}

bool RunOutputs::write_workbook(const std::filesystem::path& path, const RunSummary& summary) {
    if (const std::error_code error = write_intervals_xlsx(path, summary)) {
        failure_ = cannot_write(path, error);
        return false;
    }
    return true;
}

bool RunOutputs::commit(const PagedRun& run) {
    if (failure()) {
        return false;
    }
    for (AtomicFile& file : traces_) {
        if (file.commit()) {
            return false;
        }
    }
    committed_ = true;
    const RunSummary& summary = run.summary;
    return !folder_ ||
           (write(*folder_ / "results.json", to_json(summary, run.record.fcrsim_version)) &&
            write(*folder_ / "intervals.csv", intervals_csv(summary)) &&
            (!summary.response || write(*folder_ / "response.csv", response_csv(summary))) &&
            write_workbook(*folder_ / "intervals.xlsx", summary) &&
            write(*folder_ / "report.html", run_page(run)) &&
            write(*folder_ / "run.json", to_json(run.record)));
}

}  // namespace fcr
