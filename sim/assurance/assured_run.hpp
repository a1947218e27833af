// A run that is to be assured: what its folder says of it.
#pragma once

#include "sim/base/result.hpp"
#include "sim/report/json.hpp"
#include "sim/scenario/scenario_bundle.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

enum class AssuredKind : std::uint8_t { Run, Comparison, Sweep };

/// A scenario of the run, with the files it names, proved by its digest to be the one that ran.
struct AssuredScenario {
    std::string name;  ///< of a comparison, as the user named it; else its file
    std::string file;
    ScenarioBundle bundle;
    std::string understood;            ///< what fcrsim check tells of it
    std::vector<std::string> differs;  ///< of a comparison, from the baseline
};

/// A figure of the report, in words.
struct AssuredFigure {
    std::string title;
    std::string definition;
    std::string value;  ///< with its interval and unit; of a comparison scenario by scenario
};

struct AssuredPublished {
    std::string title;
    std::string published;
    std::string difference;
    std::string verdict;  ///< `within`, `outside`, `no tolerance`
    std::string source;
};

/// A parameter that a sweep varied.
struct AssuredFactor {
    std::string name;
    std::string spread;
    std::string source;
};

struct AssuredFile {
    std::string name;
    std::size_t bytes = 0;
    std::string sha256;
};

struct AssuredRun {
    AssuredKind kind = AssuredKind::Run;
    std::string folder;  ///< its name alone
    std::string title;
    std::vector<AssuredScenario> scenarios;  ///< the baseline first
    std::uint64_t seed = 0;
    std::uint64_t first_replication = 0;
    std::uint64_t replications = 0;
    std::uint64_t replications_asked = 0;
    double confidence = 0.95;
    std::string span;                  ///< what a replication is, in words
    std::vector<std::string> changes;  ///< of --set
    std::vector<AssuredFigure> figures;
    std::vector<AssuredPublished> published;
    std::vector<std::string> precision;  ///< what was asked for and came of it
    std::vector<std::string> warnings;
    std::string design;  ///< of a sweep, in words
    std::vector<AssuredFactor> factors;
    std::vector<std::string> findings;
    RunRecord record;
    std::vector<AssuredFile> files;  ///< of the folder, by name; the store apart

    [[nodiscard]] bool is_whole() const { return replications >= replications_asked; }
};

/// Reads a folder that `fcrsim run`, `compare` or `sweep` wrote with --out. Problems: it is no such
/// folder, something is missing or damaged, or its parts are not of one run.
[[nodiscard]] Result<AssuredRun> read_assured_run(const std::filesystem::path& folder);

}  // namespace fcr
