// The journal of an exercise as a command reads it: records, and the plan within them.
#pragma once

#include "sim/exercise/exercise_plan.hpp"
#include "sim/journal/journal_record.hpp"
#include "sim/live/journal_file_reading.hpp"
#include "tl/expected.hpp"
#include "tools/fcrsim/exit_code.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace fcr {

/// The whole part of a journal, held; records are views of the segments. It moves and is not
/// copied.
struct HeldJournal {
    HeldJournal() = default;
    HeldJournal(HeldJournal&&) = default;
    HeldJournal& operator=(HeldJournal&&) = default;
    HeldJournal(const HeldJournal&) = delete;
    HeldJournal& operator=(const HeldJournal&) = delete;
    ~HeldJournal() = default;

    std::vector<SegmentFile> segments;
    RecoveredJournal whole;
    std::vector<JournalRecord> records;
};

/// The journal in the folder; else the exit code, the reason said.
[[nodiscard]] tl::expected<HeldJournal, ExitCode> hold_journal(const std::filesystem::path& folder);

/// The plan that the journal holds; else JournalDamaged, the reason said.
[[nodiscard]] tl::expected<ExercisePlan, ExitCode> plan_of(const HeldJournal& journal,
                                                           const std::filesystem::path& folder);

}  // namespace fcr
