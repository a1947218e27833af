// The segments of a folder, read.
#pragma once

#include "sim/journal/recovery.hpp"
#include "tl/expected.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace fcr {

/// Why a journal's folder cannot be used; each has an exit code of its own (DESIGN.md, The
/// program).
enum class JournalFaultKind {
    Damaged,  ///< exit 3
    Storage,  ///< exit 4
    Running,  ///< exit 5: another program has it
};

struct JournalFault {
    JournalFaultKind kind = JournalFaultKind::Storage;
    std::string message;  ///< one sentence for a person, the place named
};

/// One segment's bytes, held.
struct SegmentFile {
    std::uint32_t number = 1;
    std::vector<std::byte> bytes;
};

/// All segments of a folder in the order of their numbers; other files are left alone.
[[nodiscard]] tl::expected<std::vector<SegmentFile>, JournalFault> read_segments(
    const std::filesystem::path& folder);

/// `recover` of those segments.
[[nodiscard]] tl::expected<RecoveredJournal, JournalDamage> recover(
    const std::vector<SegmentFile>& segments, const RecordReader& reader);

/// What a refusal says: the file, the offset, what is wrong, how much is whole.
[[nodiscard]] std::string words_of(const JournalDamage& damage,
                                   const std::filesystem::path& folder);

}  // namespace fcr
