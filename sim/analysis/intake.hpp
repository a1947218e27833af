// The intake of a recorded load: rows of an extract become calls of a scenario, and every row is
// accounted for.
#pragma once

#include "sim/analysis/load_mapping.hpp"
#include "sim/base/result.hpp"
#include "sim/base/time.hpp"
#include "sim/scenario/local_time.hpp"
#include "sim/scenario/scenario.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// The limits of an intake; each is named in the problem it causes.
inline constexpr std::uint64_t kLoadCallsMax = 20'000'000;  ///< calls kept; 24 bytes each
inline constexpr std::int64_t kLoadDaysMax = 3'660;         ///< days from the first to the last
inline constexpr std::size_t kLoadProblemsTold = 100;       ///< the rest are counted

/// Rows that were left out on purpose because of one value.
struct DroppedRows {
    std::string value;
    std::uint64_t rows = 0;
};

/// What became of the rows: read = kept + before + after + dropped + empty.
struct IntakeCounts {
    std::uint64_t read = 0;  ///< rows below the header
    std::uint64_t kept = 0;
    std::uint64_t before = 0;          ///< before the span that was asked for
    std::uint64_t after = 0;           ///< at its end or later
    std::vector<DroppedRows> dropped;  ///< inside the span; in the mapping's order
    std::uint64_t empty = 0;           ///< rows in which every cell is empty

    std::vector<std::uint64_t> by_class;  ///< kept, by CallClassId
    std::uint64_t otherwise = 0;          ///< kept by default_call_class
    // Oddities that are no faults:
    std::uint64_t out_of_order = 0;  ///< kept though earlier than a row above; sorted by time
    std::uint64_t repeated = 0;      ///< kept though time and class are those of the call before
};

/// The longest time without a call, between two calls.
struct LoadGap {
    SimTime from;
    Duration length{0};
};

/// A recorded load. Time zero is `midnight`.
struct LoadIntake {
    std::vector<RecordedCall> calls;  ///< in order of time; calls of one time in the file's order
    LocalTime midnight;  ///< that the day of `from` begins with, or else the day of the first call
    std::int64_t days = 0;  ///< whole days to the midnight at or after `to`, or else the last call
    IntakeCounts counts;
    LoadGap longest_gap;
    std::int64_t days_without_calls = 0;

    [[nodiscard]] LocalTime local_time(SimTime time) const {
        return midnight + (time - kStartOfRun);
    }
};

/// Reads an extract, plain or gzip: what it is, its content tells. Memory holds the calls kept and
/// one row. Classes that the scenario does not have, rows that cannot be understood, a damaged file
/// and an extract with nothing to keep are problems; of these the first kLoadProblemsTold are told
/// and the rest counted. Problems of a row carry the line, the cell's number in its row as the
/// column, and the column's name as the field.
[[nodiscard]] Result<LoadIntake> read_load(const std::filesystem::path& file,
                                           const LoadMapping& mapping,
                                           const Scenario& scenario);

}  // namespace fcr
