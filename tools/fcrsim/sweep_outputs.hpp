// The files of a sweep. They are there whole or not at all.
#pragma once

#include "sim/report/sweep_page.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace fcr {

/// The folder of a sweep's files. Unless `keep` is called, what was made for it goes away again.
class SweepFolder {
public:
    explicit SweepFolder(std::filesystem::path path);
    SweepFolder(const SweepFolder&) = delete;
    SweepFolder& operator=(const SweepFolder&) = delete;
    ~SweepFolder();

    /// Why it could not be made.
    [[nodiscard]] const std::optional<std::string>& failure() const { return failure_; }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    void keep() { kept_ = true; }

private:
    std::filesystem::path path_;
    std::filesystem::path made_;  ///< the first folder that was not there before; or empty
    std::optional<std::string> failure_;
    bool kept_ = false;
};

/// Writes sweep.csv, sweep.json, report.html, experiment.txtpb and run.json. Returns what went
/// wrong: then none of them is new.
[[nodiscard]] std::optional<std::string> write_sweep(const std::filesystem::path& folder,
                                                     const PagedSweep& sweep);

}  // namespace fcr
