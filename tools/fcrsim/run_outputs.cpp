#include "tools/fcrsim/run_outputs.hpp"

#include "sim/report/days_csv.hpp"
#include "sim/report/intervals_csv.hpp"
#include "sim/report/intervals_xlsx.hpp"
#include "sim/report/ledger_csv.hpp"
#include "sim/report/response_csv.hpp"
#include "sim/report/trace_pb.hpp"

#include <fmt/format.h>

namespace fcr {

RunOutputs::RunOutputs(const RunOptions& options,
                       const CompiledScenario& scenario,
                       ExperimentProgress& progress) {
    if (options.out) {
        folder_.emplace(*options.out);
        failure_ = folder_->failure().value_or(std::string{});
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
        files.calls = &begin_file(folder_->path() / "calls.csv");
        files.staffing = &begin_file(folder_->path() / "staffing.csv");
        if (scenario.response) {
            files.incidents = &begin_file(folder_->path() / "incidents.csv");
            files.assignments = &begin_file(folder_->path() / "assignments.csv");
            files.duty = &begin_file(folder_->path() / "duty.csv");
        }
    }
    ledgers_ = std::make_unique<LedgerCsv>(scenario, files, progress);
}

AtomicFile& RunOutputs::begin_file(const std::filesystem::path& path) {
    return traces_.emplace_back(path);
}

RunOutputs::~RunOutputs() {
    // The folder goes last, when nothing is left in it.
    ledgers_.reset();
    traces_.clear();
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
    keep_folder();
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
    keep_folder();
    const RunSummary& summary = run.summary;
    return !folder_ ||
           (write(folder_->path() / "results.json", to_json(summary, run.record.fcrsim_version)) &&
            write(folder_->path() / "intervals.csv", intervals_csv(summary)) &&
            write(folder_->path() / "bands.csv", bands_csv(summary)) &&
            write(folder_->path() / "waits.csv", waits_csv(summary)) &&
            (!has_weeks(summary) || write(folder_->path() / "weeks.csv", weeks_csv(summary))) &&
            (!summary.response || write(folder_->path() / "response.csv", response_csv(summary))) &&
            write_workbook(folder_->path() / "intervals.xlsx", summary) &&
            write(folder_->path() / "report.html", run_page(run)) &&
            write(folder_->path() / "run.json", to_json(run.record)));
}

}  // namespace fcr
