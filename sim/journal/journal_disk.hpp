// The disk as a journal sees it: the one border between a journal and the world.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace fcr {

enum class DiskOutcome {
    Done,
    Full,    ///< there is no room now; nothing is lost, and the same may be done later
    Failed,  ///< the disk cannot be trusted from now on
};

struct DiskWrite {
    DiskOutcome outcome = DiskOutcome::Done;
    std::size_t written = 0;  ///< bytes; fewer than asked is no failure
};

/// A folder with one file open for writing. What is written is durable only after `sync`; files are
/// made and named durably only after `sync_folder`. A test passes a disk that loses what it may
/// lose.
class JournalDisk {
public:
    JournalDisk() = default;
    JournalDisk(const JournalDisk&) = delete;
    JournalDisk& operator=(const JournalDisk&) = delete;
    virtual ~JournalDisk() = default;

    /// Makes a new file and opens it. One of that name loses the name and nothing else: after a
    /// power cut a segment may have it as a second one.
    [[nodiscard]] virtual DiskOutcome create(const std::string& name) = 0;
    /// Opens a file that is there.
    [[nodiscard]] virtual DiskOutcome open(const std::string& name) = 0;
    /// Sets aside room for the open file up to `size` bytes; new bytes are zero.
    [[nodiscard]] virtual DiskOutcome reserve(std::uint64_t size) = 0;
    /// Cuts the open file.
    [[nodiscard]] virtual DiskOutcome truncate(std::uint64_t size) = 0;
    /// Writes into the open file.
    [[nodiscard]] virtual DiskWrite write(std::uint64_t offset,
                                          std::span<const std::byte> bytes) = 0;
    /// Makes the open file's bytes durable (fdatasync).
    [[nodiscard]] virtual DiskOutcome sync_data() = 0;
    /// Makes the open file's bytes and size durable (fsync).
    [[nodiscard]] virtual DiskOutcome sync_file() = 0;
    /// Names a file anew, in the place of one of that name; the open file stays open.
    [[nodiscard]] virtual DiskOutcome rename(const std::string& from, const std::string& to) = 0;
    /// Makes names durable (fsync of the folder).
    [[nodiscard]] virtual DiskOutcome sync_folder() = 0;
    /// Bytes free for this user.
    [[nodiscard]] virtual std::uint64_t free_bytes() = 0;
};

}  // namespace fcr
