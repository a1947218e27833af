// A disk that loses what a disk may lose: the power cut of the journal's tests.
#pragma once

#include "sim/journal/journal_disk.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace fcr {

/// Thrown by the call in which the power goes.
struct PowerCut {};

/// What a story of faults did, so that a test can show that each kind was there.
struct FakeDiskCounts {
    std::uint64_t power_cuts = 0;
    std::uint64_t sectors_lost = 0;  ///< unsynced sectors that were not there after a cut
    std::uint64_t sectors_kept = 0;  ///< unsynced sectors that were
    std::uint64_t reordered = 0;     ///< cuts that kept a later sector and lost an earlier one
    std::uint64_t names_lost = 0;    ///< names that were made or changed, and not after a cut
    std::uint64_t short_writes = 0;
    std::uint64_t full = 0;  ///< answers that there is no room
    std::uint64_t failed_syncs = 0;
};

/// Files in memory, with what of them is durable. Until synced, each sector of a file, its size and
/// each name may after a cut be as it was at the last sync or as any change since left it, each on
/// its own. Faults are drawn from one seed.
class FakeDisk final : public JournalDisk {
public:
    explicit FakeDisk(std::uint64_t seed);

    // What goes wrong, set by a test at any time.
    std::optional<std::uint64_t> cut_in;         ///< calls until the power goes
    std::optional<std::uint64_t> sync_fails_in;  ///< syncs until one fails
    std::uint64_t capacity = UINT64_MAX;         ///< bytes of all files
    bool writes_short = false;                   ///< some writes take a part only

    /// After PowerCut: the disk as it is when the power is back.
    void come_back();

    /// Contents of a file as a reader sees them; nothing when there is none of that name.
    [[nodiscard]] const std::vector<std::byte>* file(const std::string& name) const;
    [[nodiscard]] std::vector<std::string> names() const;
    [[nodiscard]] const FakeDiskCounts& counts() const { return counts_; }

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

private:
    using Bytes = std::vector<std::byte>;
    struct File {
        Bytes now;
        std::vector<Bytes>
            since_sync;  ///< contents at the last sync and after each change but the last
    };
    using FilePtr = std::shared_ptr<File>;

    void step();
    [[nodiscard]] std::uint64_t draw(std::uint64_t below) { return engine_() % below; }
    [[nodiscard]] std::uint64_t used() const;
    void change(Bytes next);
    [[nodiscard]] DiskOutcome sync();
    void rename_in(const std::string& name, FilePtr file);
    [[nodiscard]] Bytes after_cut(const File& file);

    std::mt19937_64 engine_;
    std::map<std::string, FilePtr> names_;
    std::map<std::string, std::vector<FilePtr>> names_since_sync_;  ///< what each was, oldest first
    FilePtr open_;
    FakeDiskCounts counts_;
};

}  // namespace fcr
