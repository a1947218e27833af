// Records as bytes. docs/journal.md tells the format field by field.
#pragma once

#include "sim/journal/journal_record.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace fcr {

/// A record with its place in the group that was made durable at once: 0 for the first. All before
/// the first record of a group was durable before the group was written.
struct FramedRecord {
    JournalRecord record;
    std::uint16_t place = 0;
    std::size_t bytes = 0;  ///< its length with overhead
};

/// Adds the record's bytes. A payload longer than `kPayloadBytesMax` is a bug.
void append_frame(std::vector<std::byte>& to, const JournalRecord& record, std::uint16_t place);

/// The fields of the frame at the start of `bytes`, whose checksum has not been looked at; empty
/// when its length cannot be one. The payload is a view of `bytes`.
[[nodiscard]] std::optional<FramedRecord> frame_at(std::span<const std::byte> bytes);

/// Whether the checksum of that frame is right.
[[nodiscard]] bool is_sound(const FramedRecord& frame, std::span<const std::byte> bytes);

}  // namespace fcr
