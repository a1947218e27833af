// How the columns of a recorded extract become calls: a LoadMapping file, read and understood.
#pragma once

#include "sim/analysis/load_span.hpp"
#include "sim/base/result.hpp"
#include "sim/scenario/findings.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// A value of the class column and the class of its calls.
struct MappedValue {
    std::string value;       ///< as in the extract
    std::string call_class;  ///< name; the scenario of the replay must have it
    Place place{};           ///< of the class's name in the mapping
};

/// A mapping as proto/fcr/v1/load.proto has it, defaults filled in.
struct LoadMapping {
    std::string file;  ///< as the user named it; for problems
    std::string time_column;
    std::string time_format = "%Y-%m-%d %H:%M:%S";  ///< TimeReader can be made of it
    char delimiter = ',';
    std::string class_column;              ///< another one than time_column
    std::vector<MappedValue> values;       ///< each value once
    std::optional<MappedValue> otherwise;  ///< for values that are not listed; its value is empty
    std::vector<std::string> dropped;      ///< rows with these values are left out
    LoadSpan span;
    std::string source;
};

/// Reads a mapping file, or tells everything that is wrong with it.
[[nodiscard]] Result<LoadMapping> read_mapping(const std::filesystem::path& file);

/// The same from text; `file` is for the problems.
[[nodiscard]] Result<LoadMapping> parse_mapping(std::string text, const std::string& file);

}  // namespace fcr
