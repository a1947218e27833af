// A folder on Linux as the disk of a journal.
#pragma once

#include "sim/journal/journal_disk.hpp"
#include "sim/live/descriptor.hpp"

#include <string>

namespace fcr {

/// One folder, given as an open descriptor that must live as long. Calls that a signal interrupts
/// are made again; no space, no quota and no file size left are all told as Full. Not thread-safe.
class JournalFileDisk final : public JournalDisk {
public:
    explicit JournalFileDisk(int folder) : folder_(folder) {}

    [[nodiscard]] DiskOutcome create(const std::string& name) override;
    [[nodiscard]] DiskOutcome open(const std::string& name) override;
    [[nodiscard]] DiskOutcome reserve(std::uint64_t size) override;
    [[nodiscard]] DiskOutcome truncate(std::uint64_t size) override;
    [[nodiscard]] DiskWrite write(std::uint64_t offset, std::span<const std::byte> bytes) override;
    [[nodiscard]] DiskOutcome sync_data() override;
    [[nodiscard]] DiskOutcome sync_file() override;
    [[nodiscard]] DiskOutcome rename(const std::string& from, const std::string& to) override;
    [[nodiscard]] DiskOutcome sync_folder() override;
    [[nodiscard]] std::uint64_t free_bytes() override;

    /// What the last call that was not Done could not do, and why: "fdatasync journal-000001.fcrj:
    /// Input/output error". Empty before one.
    [[nodiscard]] const std::string& failure() const { return failure_; }

private:
    [[nodiscard]] DiskOutcome judged(const char* call, const std::string& name, int error);

    int folder_;
    Descriptor file_;
    std::string name_;  ///< of the open file
    std::string failure_;
};

}  // namespace fcr
