// Validation: the simulator beside waiting-line theory and beside published results, row by row.
//
// All rows are judged together: each at a level so strict (Bonferroni) that a right simulator
// passes every one of them in 99 of 100 seeds. The seed is fixed, so a run is the same everywhere.
#pragma once

#include "sim/base/time.hpp"
#include "sim/experiment/experiment.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace fcr {

/// Chosen before any result was seen.
inline constexpr std::uint64_t kValidationSeed = 20'261'123;

/// That a right simulator passes all rows at once, at least.
inline constexpr double kValidationConfidence = 0.99;

/// One number that the simulator has to meet.
struct ValidationRow {
    std::string case_name;
    std::string measure;
    std::string unit;                  ///< "share", "s", "min" or "calls a day"
    double expected = 0.0;             ///< by a closed form, or published
    double expected_half_width = 0.0;  ///< 0 for a closed form
    double simulated = 0.0;
    double half_width = 0.0;  ///< of the simulated value
    double z = 0.0;           ///< difference over its standard error
    /// The difference is at most the root of the sum of both half widths squared. Both are at the
    /// level of one row among all rows of the report.
    bool agrees = false;
};

/// What the rows of one case were got from.
struct ValidationCaseRun {
    std::string name;
    std::string setting;  ///< what the room is made of, in words
    std::string source;   ///< of the expected numbers
    std::uint64_t seed = 0;
    std::uint64_t replications = 0;
    std::int64_t calls = 0;  ///< offered in all replications, warm-up included
    Duration warm_up{0};     ///< of each replication; it starts empty
    Duration measured{0};    ///< of each replication
};

struct ValidationReport {
    std::vector<ValidationCaseRun> cases;
    std::vector<ValidationRow> rows;  ///< by case
    double row_confidence = 0.0;      ///< of each row's intervals
    bool stopped = false;             ///< before all cases were done; then there are no rows

    [[nodiscard]] std::size_t rows_that_agree() const;
    [[nodiscard]] bool all_agree() const { return !stopped && rows_that_agree() == rows.size(); }
};

struct ValidationOptions {
    std::uint64_t seed = kValidationSeed;  ///< of the first case; each next case adds 1
    bool quick = false;                    ///< about a tenth of the calls, so wider intervals
    unsigned jobs = 1;                     ///< threads; 1 or more. The result does not depend on it
};

/// A million calls, in which the progress of a validation is counted.
inline constexpr double kProgressCalls = 1e6;

/// Calls that a validation will simulate, about.
[[nodiscard]] double validation_calls(const ValidationOptions& options);

/// Runs every case: Erlang B, C and A, priorities, published results. `progress.finished` counts
/// millions of calls, not replications; after a stop there is no result.
[[nodiscard]] ValidationReport run_validation(const ValidationOptions& options,
                                              ExperimentProgress& progress);

}  // namespace fcr
