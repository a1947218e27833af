#include "tools/fcrsim/run_outputs.hpp"

#include "sim/report/days_csv.hpp"
#include "sim/report/intervals_csv.hpp"
#include "sim/report/intervals_xlsx.hpp"
#include "sim/report/ledger_csv.hpp"
#include "sim/report/response_csv.hpp"
#include "sim/report/term_ledgers_csv.hpp"
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
        writes_term_ledgers_ = true;
        if (scenario.response) {
            files.incidents = &begin_file(folder_->path() / "incidents.csv");
            files.assignments = &begin_file(folder_->path() / "assignments.csv");
            files.duty = &begin_file(folder_->path() / "duty.csv");
        }
    }
    ledgers_ = std::make_unique<LedgerCsv>(scenario, files, progress);
}

AtomicFile& RunOutputs::begin_file(const std::filesystem::path& path) {
    return files_.emplace_back(path);
}

RunOutputs::~RunOutputs() {
    // The folder goes last, when nothing is left in it.
    ledgers_.reset();
    files_.clear();
}

std::optional<std::string> RunOutputs::failure() const {
    if (!failure_.empty()) {
        return failure_;
    }
    for (const AtomicFile& file : files_) {
        if (file.error()) {
            return cannot_write(file.path(), file.error());
        }
    }
    return std::nullopt;
}

bool RunOutputs::commit(const PagedRun& run) {
    if (failure()) {
        return false;
    }
    if (folder_ && !begin_reports(run)) {
        return false;
    }
    failure_ = commit_together(files_).value_or(std::string{});
    if (failure_.empty()) {
        keep_folder();
    }
    return failure_.empty();
}

bool RunOutputs::begin_reports(const PagedRun& run) {
    const RunSummary& summary = run.summary;
    const std::filesystem::path workbook = folder_->path() / "intervals.xlsx";
    std::string workbook_bytes;
    if (const std::error_code error = intervals_xlsx(workbook, summary, workbook_bytes)) {
        failure_ = cannot_write(workbook, error);
        return false;
    }
    begin_file(workbook).write(workbook_bytes);
    const auto write = [this](const char* name, const std::string& bytes) {
        begin_file(folder_->path() / name).write(bytes);
    };
    write("results.json", to_json(summary, run.record.fcrsim_version));
    write("intervals.csv", intervals_csv(summary));
    write("bands.csv", bands_csv(summary));
    write("waits.csv", waits_csv(summary));
    if (has_weeks(summary)) {
        write("weeks.csv", weeks_csv(summary));
    }
    if (summary.response) {
        write("response.csv", response_csv(summary));
    }
    if (writes_term_ledgers_) {
        const RunRequest& request = summary.request;
        write("forecast.csv", forecast_ledger_csv(run.compiled));
        write("events.csv",
              event_ledger_csv(run.scenario,
                               run.compiled,
                               request.seed,
                               request.first_replication,
                               summary.replications));
    }
    write("report.html", run_page(run));
    write("run.json", to_json(run.record));
    return true;
}

}  // namespace fcr
