// The files of a sweep. They are there whole or not at all.
#pragma once

#include "sim/report/sweep_page.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace fcr {

/// Writes sweep.csv, sweep.json, report.html, experiment.txtpb and run.json. Returns what went
/// wrong: then none of them is new.
[[nodiscard]] std::optional<std::string> write_sweep(const std::filesystem::path& folder,
                                                     const PagedSweep& sweep);

}  // namespace fcr
