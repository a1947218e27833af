// The store: scenarios, runs and every figure in one SQLite file, which a killed run goes on from.
#pragma once

#include "sim/experiment/part.hpp"
#include "sim/report/summary.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

struct sqlite3;

namespace fcr::v1 {
class RunReport;
}  // namespace fcr::v1

namespace fcr {

/// Replications of a run that were finished.
struct StoredPart {
    std::uint64_t first = 0;  ///< number of the first
    std::uint64_t count = 0;
    std::vector<std::int64_t> words;  ///< see to_words
};

/// A results file. docs/store.md has its tables. What has been added is there after a kill (SQLite
/// in WAL mode, one transaction an addition). Every function returns what went wrong, in words, or
/// nothing. One process writes at a time; another one is told so. Not thread-safe.
class Store {
public:
    /// The version of the tables: `PRAGMA user_version`.
    static constexpr int kFormat = 2;

    Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;
    ~Store();

    /// Opens the file, or makes it; a store of an older format gets the tables that it has not. A
    /// file that is no store, or of a newer format, is left alone.
    [[nodiscard]] std::optional<std::string> open(const std::filesystem::path& file,
                                                  const std::string& fcrsim_version);

    /// Ends the use of the file before the store's own end.
    void close();

    /// Takes up the run of this scenario, seed, first replication and version, or begins it.
    /// Everything below is of it.
    [[nodiscard]] std::optional<std::string> take_up(const PartOrigin& origin);

    /// The replications that are there, by number.
    [[nodiscard]] std::optional<std::string> read_parts(std::vector<StoredPart>& parts);
    [[nodiscard]] std::optional<std::string> add_part(const StoredPart& part);

    /// Whether the run has figures and ledgers over so many replications at this confidence.
    [[nodiscard]] bool has_figures(std::uint64_t replications, double confidence);

    /// Puts the figures of the run and the ledgers' totals in the place of earlier ones.
    [[nodiscard]] std::optional<std::string> put_results(const RunSummary& summary,
                                                         const CompiledScenario& scenario,
                                                         const ExperimentResult& result);

private:
    [[nodiscard]] bool run(const char* sql);
    [[nodiscard]] std::optional<std::string> failure() const;
    [[nodiscard]] std::optional<std::string> check_format();
    [[nodiscard]] bool put_scenario(const PartOrigin& origin);

    [[nodiscard]] bool clear_results();
    [[nodiscard]] bool put_figures(const v1::RunReport& report);  // store_figures.cpp
    [[nodiscard]] bool put_ledgers(const CompiledScenario& scenario,
                                   const ExperimentResult& result);  // store_ledgers.cpp

    std::filesystem::path file_;
    std::string version_;
    sqlite3* database_ = nullptr;
    std::int64_t run_ = 0;
};

}  // namespace fcr
