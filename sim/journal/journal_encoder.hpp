// Numbers an exercise's records and makes groups of them, each made durable at once.
#pragma once

#include "sim/journal/journal_record.hpp"
#include "sim/journal/sha256.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace fcr {

/// Where a journal goes on.
struct JournalPosition {
    std::uint64_t next_seq = 1;
    JournalDigest digest{};  ///< running, of all before
};

/// Records that become durable together: all, or after a crash the first of them.
struct CommitGroup {
    std::vector<std::byte> bytes;
    JournalPosition start;
    std::size_t records = 0;

    [[nodiscard]] std::uint64_t last_seq() const { return start.next_seq + records - 1; }
};

/// The largest group: one record of the largest size always fits.
inline constexpr std::size_t kGroupBytesMax = kRecordBytesMax;
inline constexpr std::size_t kGroupRecordsMax = 65'536;

/// Whether a group is to be made durable: 64 records wait, or the first has waited for 5 ms by the
/// wall. spec/reliability.md 4.
[[nodiscard]] constexpr bool group_is_due(std::size_t records, std::chrono::nanoseconds age) {
    return records >= 64 || (records > 0 && age >= std::chrono::milliseconds{5});
}

/// Takes records and gives groups. Knows no disk: a record is durable, and may be acknowledged,
/// once its group has been written (JournalStore). Not thread-safe: it belongs to the exercise's
/// thread.
class JournalEncoder {
public:
    explicit JournalEncoder(JournalPosition start);

    /// Numbers the record and adds it to the group; its seq. Empty, and nothing is done, when the
    /// group is full: storage does not keep up, and new work is to be refused. `kStateDigestKind`
    /// or a payload longer than `kPayloadBytesMax` is a bug.
    [[nodiscard]] std::optional<std::uint64_t> append(SimTime at,
                                                      std::uint16_t kind,
                                                      std::span<const std::byte> payload);

    /// The same for the digest of the exercise's whole state, which a replay must meet. With it
    /// stands the running digest, so that recovery sees an edit of anything before it.
    [[nodiscard]] std::optional<std::uint64_t> append_state_digest(SimTime at,
                                                                   const JournalDigest& state);

    [[nodiscard]] std::size_t waiting() const { return group_.records; }
    [[nodiscard]] const JournalPosition& position() const { return position_; }

    /// The records since the last group, at least one; a new group begins.
    [[nodiscard]] CommitGroup take_group();

private:
    [[nodiscard]] std::optional<std::uint64_t> add(const JournalRecord& record);

    JournalPosition position_;
    CommitGroup group_;
};

/// The two digests of a record of `kStateDigestKind`; empty when its payload cannot be that.
struct StateDigest {
    JournalDigest state{};
    JournalDigest running{};  ///< of the journal before this record
};
[[nodiscard]] std::optional<StateDigest> state_digest_of(const JournalRecord& record);

}  // namespace fcr
