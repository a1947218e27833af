// What a journal's bytes say: all records, or those up to the end of its whole part, or a refusal.
#pragma once

#include "sim/journal/framing.hpp"
#include "sim/journal/journal_encoder.hpp"
#include "sim/journal/segment_header.hpp"
#include "tl/expected.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace fcr {

/// The bytes of one segment; `number` is from its name.
struct SegmentBytes {
    std::uint32_t number = 1;
    std::span<const std::byte> bytes;
};

/// Where the whole part of a journal ends.
struct RecoveredJournal {
    JournalHeader header;
    JournalPosition position;        ///< the seq after its last record, and the running digest
    SimTime last_at{};               ///< simulated time of its last record
    std::uint32_t segment = 0;       ///< the segment in which it ends; 0 when no header was read
    std::uint32_t segment_size = 0;  ///< bytes, as that segment's header says
    std::uint64_t end = 0;           ///< offset in it, just after its last record
    std::uint64_t bytes_dropped =
        0;  ///< of the last segment, after `end`, up to its last that is not zero
};

/// Why a journal is refused. Each has words in `to_string`.
enum class DamageKind {
    NoSegment,       ///< there is no segment 1
    SegmentMissing,  ///< one between others is not there
    Header,          ///< a segment's header is cut or damaged
    Format,          ///< a segment's header is of a format unknown here
    OtherJournal,    ///< a segment is of another exercise, or does not go on where the last ended
    Record,          ///< a record is damaged, and records after it show that it was durable
    Order,           ///< a sound record stands where another one belongs
    Edited,     ///< the running digest that a record tells is not that of the records before it
    Undecided,  ///< too much looks like a record after the damage to look at all of it
};

struct JournalDamage {
    DamageKind kind = DamageKind::Record;
    std::uint32_t segment = 1;  ///< in which it is
    std::uint64_t offset = 0;   ///< of the damage in it, bytes
    std::string why;            ///< a sentence for a person, without the place
    RecoveredJournal whole;     ///< what comes before it, which salvage keeps
};

using RecordReader = std::function<void(const JournalRecord&)>;

/// Reads segments, which are in order of their numbers, and tells every record of the whole part. A
/// damaged end of the last segment is dropped when nothing after it can have been acknowledged;
/// all other damage is refused. Never guesses; at most some passes over the bytes, whatever they
/// are.
[[nodiscard]] tl::expected<RecoveredJournal, JournalDamage> recover(
    std::span<const SegmentBytes> segments, const RecordReader& reader);

/// How far one segment has been read. Copied, it can be gone on with from there.
struct SegmentScan {
    JournalPosition position;
    SimTime last_at{};
    std::uint64_t offset = kHeaderBytes;  ///< of the next record
    std::uint16_t place = 0;              ///< of the next record, unless it begins a group
};

/// Why a scan stopped.
enum class ScanStop {
    AtEnd,    ///< only zero bytes follow
    AtTail,   ///< damage, which cannot have been acknowledged if this is the last segment
    Refused,  ///< damage of what was durable
};
struct ScanEnd {
    ScanStop stop = ScanStop::AtEnd;
    DamageKind kind = DamageKind::Record;  ///< when Refused
    std::uint64_t bytes_dropped = 0;       ///< up to the last byte that is not zero
};

/// Reads records from where `scan` is, and leaves it at the end of the whole part. Recovery reads
/// each segment with it; tests go on from the record in which they changed a byte.
[[nodiscard]] ScanEnd scan_records(std::span<const std::byte> bytes,
                                   SegmentScan& scan,
                                   const RecordReader& reader);

}  // namespace fcr
