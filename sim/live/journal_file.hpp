// The journal of one exercise in its folder: locked, recovered, written to.
#pragma once

#include "sim/journal/journal_store.hpp"
#include "sim/live/descriptor.hpp"
#include "sim/live/journal_file_disk.hpp"
#include "sim/live/journal_file_reading.hpp"
#include "tl/expected.hpp"

#include <filesystem>
#include <memory>
#include <optional>

namespace fcr {

/// An open journal. While it lives no other program can open the folder; a killed one leaves it
/// free.
class JournalFile {
public:
    /// Makes the folder if need be, locks it, and recovers the journal in it, telling `reader`
    /// every record; or, where there is none, begins one with `header`. From here on SIGXFSZ is
    /// ignored in this process: a write past a limit of size is then an answer and no death.
    [[nodiscard]] static tl::expected<std::unique_ptr<JournalFile>, JournalFault> open(
        const std::filesystem::path& folder,
        const JournalSizes& sizes,
        const JournalHeader& header,
        const RecordReader& reader);

    JournalFile(const JournalFile&) = delete;
    JournalFile& operator=(const JournalFile&) = delete;

    /// What was found; empty when the journal was begun.
    [[nodiscard]] const std::optional<RecoveredJournal>& recovered() const { return recovered_; }
    /// Where an encoder starts.
    [[nodiscard]] JournalPosition position() const;
    /// For one thread at a time, as `failure` is.
    [[nodiscard]] JournalStore& store() { return *store_; }
    /// What the disk said last that was not good.
    [[nodiscard]] const std::string& failure() const { return disk_.failure(); }

private:
    JournalFile(Descriptor folder, Descriptor lock);

    Descriptor folder_;
    Descriptor lock_;
    JournalFileDisk disk_;
    JournalHeader header_;
    std::optional<RecoveredJournal> recovered_;
    std::optional<JournalStore> store_;
};

}  // namespace fcr
