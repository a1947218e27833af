// Puts groups of records into segments so that they stay: the order of writes, syncs and names.
#pragma once

#include "sim/journal/journal_disk.hpp"
#include "sim/journal/journal_encoder.hpp"
#include "sim/journal/recovery.hpp"
#include "sim/journal/segment_header.hpp"

#include <cstdint>

namespace fcr {

/// Sizes in bytes; defaults of spec/reliability.md 4.
struct JournalSizes {
    std::uint32_t segment = 16U << 20U;
    /// The end of each segment, used only when no new one can be made: room for what waits then and
    /// for the record that the exercise is paused. Two of the largest groups.
    std::uint32_t reserve = 2U << 20U;
    /// With less than this free on the disk the exercise is to be paused.
    std::uint64_t free_min = std::uint64_t{64} << 20U;
};

/// The segments of one journal on a disk. Not thread-safe, and may be used on another thread than
/// the encoder's: only groups pass between them.
class JournalStore {
public:
    /// A journal that is not there yet. Its first segment is made by `begin`.
    JournalStore(JournalDisk& disk, JournalSizes sizes, JournalHeader header);
    /// A journal that goes on where recovery ended, by `resume`.
    JournalStore(JournalDisk& disk, JournalSizes sizes, const RecoveredJournal& recovered);

    /// Makes the first segment durable.
    [[nodiscard]] DiskOutcome begin();
    /// Cuts what recovery dropped from the last segment, durably.
    [[nodiscard]] DiskOutcome resume();

    /// Makes the group durable. Done: its records may be acknowledged. Full: they may not; the same
    /// group is to be given again once there is room. Failed is final: so is every later answer,
    /// and nothing may be acknowledged any more.
    [[nodiscard]] DiskOutcome write(const CommitGroup& group);

    /// Whether an answer was Failed.
    [[nodiscard]] bool has_failed() const { return failed_; }

    /// True when the exercise is to be paused for want of room.
    [[nodiscard]] bool space_is_low();

private:
    [[nodiscard]] DiskOutcome make_segment(const JournalPosition& start);
    [[nodiscard]] DiskOutcome write_all(std::uint64_t offset, std::span<const std::byte> bytes);
    [[nodiscard]] DiskOutcome settled(DiskOutcome outcome);

    JournalDisk& disk_;
    JournalSizes sizes_;
    JournalHeader header_;
    std::uint32_t number_ = 0;     ///< of the segment that is written to; 0 before the first
    std::uint64_t end_ = 0;        ///< of what is durable in it
    std::uint64_t room_end_ = 0;   ///< of the room set aside for it
    bool recovered_cut_ = false;   ///< its file has bytes after `end_` that must go
    bool no_new_segment_ = false;  ///< the last try to make one found no room
    bool failed_ = false;
};

}  // namespace fcr
