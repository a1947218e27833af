// What a journal tells of an exercise: inputs, digests of its minutes, marks of the live program.
#pragma once

#include "sim/base/result.hpp"
#include "sim/exercise/exercise.hpp"
#include "sim/exercise/input.hpp"
#include "sim/exercise/shell_mark.hpp"
#include "sim/journal/journal_record.hpp"
#include "sim/journal/sha256.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace fcr {

struct ToldDigest {
    SimTime at{};
    JournalDigest state{};
};
struct ToldMark {
    SimTime at{};
    ShellMark mark;
};

struct JournalContents {
    std::vector<RecordedInput> inputs;
    std::vector<std::uint64_t> seqs;  ///< of the inputs' records
    std::vector<ToldDigest> digests;
    std::vector<ToldMark> marks;
    SimTime last_at{};  ///< of the last record
};

/// The contents of a journal's records; what comes after an input that cannot be read is told with
/// its seq.
[[nodiscard]] Result<JournalContents> contents_of(std::span<const JournalRecord> records,
                                                  const ExercisePlan& plan,
                                                  const std::string& journal);

/// How an exercise that was made again holds against the digests told.
struct DigestComparison {
    std::uint64_t met = 0;
    std::uint64_t missed = 0;
    std::optional<SimTime> differs_at;  ///< the first that is another one
};
/// Looks at the digests up to and with `until`.
[[nodiscard]] DigestComparison compare_digests(const Exercise& exercise,
                                               std::span<const ToldDigest> told,
                                               SimTime until);

}  // namespace fcr
