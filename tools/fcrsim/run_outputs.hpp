// The files of a run. They are there whole or not at all, and none before the run is done.
#pragma once

#include "sim/experiment/experiment.hpp"
#include "sim/report/atomic_file.hpp"
#include "sim/report/page.hpp"
#include "tools/fcrsim/output_folder.hpp"
#include "tools/fcrsim/run_options.hpp"

#include <filesystem>
#include <list>
#include <memory>
#include <optional>
#include <string>

namespace fcr {

/// Opens the ledgers before the run, so that a folder that cannot be written is told at once, and
/// writes the rest after it. Unless `commit` is called, nothing stays: no file, and no folder that
/// was made for it.
class RunOutputs {
public:
    /// Both references must outlive it.
    RunOutputs(const RunOptions& options,
               const CompiledScenario& scenario,
               ExperimentProgress& progress);
    RunOutputs(const RunOutputs&) = delete;
    RunOutputs& operator=(const RunOutputs&) = delete;
    ~RunOutputs();

    /// Takes the ledgers during the run; null when none are wanted.
    [[nodiscard]] LedgerConsumer* ledgers() { return ledgers_.get(); }

    /// Something else is written to the folder: it stays, whatever becomes of the reports.
    void keep_folder() {
        if (folder_) {
            folder_->keep();
        }
    }

    /// What could not be written, and why; empty while all is well.
    [[nodiscard]] std::optional<std::string> failure() const;

    /// Writes the reports and gives every file its name. False after a failure.
    [[nodiscard]] bool commit(const PagedRun& run);

private:
    AtomicFile& begin_file(const std::filesystem::path& path);
    [[nodiscard]] bool begin_reports(const PagedRun& run);

    std::optional<OutputFolder> folder_;
    std::list<AtomicFile> files_;
    std::unique_ptr<LedgerConsumer> ledgers_;
    bool writes_term_ledgers_ = false;
    std::string failure_;
};

}  // namespace fcr
