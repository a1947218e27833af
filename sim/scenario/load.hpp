// Loading a scenario: file, overrides, meaning.
#pragma once

#include "sim/base/result.hpp"
#include "sim/scenario/scenario.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace fcr {

/// The scenario in a text format file, with overrides (`path=value`, see overrides.hpp) applied.
/// A syntax error ends the reading with one problem; else every fault of meaning is told, in the
/// order of the file. A file of more than 4 MiB is refused unread.
[[nodiscard]] Result<Scenario> load_scenario(const std::filesystem::path& file,
                                             std::span<const std::string> overrides = {});

/// The same from text; `file` is for the problems, and its folder for the CSV files it names.
[[nodiscard]] Result<Scenario> parse_scenario(std::string text,
                                              const std::string& file,
                                              std::span<const std::string> overrides = {});

/// The blocks of a file that hold numbers without saying where they come from: neither they nor a
/// block around them has a `source`. Not a fault of the scenario; a note for its author.
[[nodiscard]] Result<std::vector<std::string>> unsourced_blocks(const std::filesystem::path& file);

}  // namespace fcr
