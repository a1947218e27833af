// The folder of a served exercise: the journal it began with, and one for each branch.
#pragma once

#include "sim/journal/journal_record.hpp"
#include "sim/live/journal_file.hpp"
#include "sim/live/journal_file_writer.hpp"
#include "tl/expected.hpp"

#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace fcr {

/// Keeps the records of a journal that is read at its opening.
class KeptRecords {
public:
    KeptRecords() = default;
    KeptRecords(KeptRecords&&) = default;  // a copy's records would be views of another's payloads
    KeptRecords& operator=(KeptRecords&&) = default;

    void keep(const JournalRecord& record);
    [[nodiscard]] const std::vector<JournalRecord>& all() const { return records_; }

private:
    std::deque<std::vector<std::byte>> payloads_;
    std::vector<JournalRecord> records_;
};

/// The journal that is written to. Branches are folders `branch-1`, `branch-2`, ... in the first
/// one; the last that was made whole goes on. The first stays locked, so that no second program
/// serves the exercise.
class ExerciseJournal {
public:
    using Tell = std::function<void(const JournalNews&)>;

    /// Locks the folder, recovers the journal that goes on, keeps its records; or begins one.
    [[nodiscard]] static tl::expected<std::unique_ptr<ExerciseJournal>, JournalFault> open(
        const std::filesystem::path& folder, const JournalHeader& header, KeptRecords& records);

    /// From here on groups may be given. `tell` is called on the writer's own thread.
    void start(Tell tell);

    /// The present journal ends once all that was given is durable, as far as there is room; a new
    /// one begins. Its news are told to `tell`. Or why that cannot be; then the present one goes on
    /// and has its own `tell`, unless it has failed.
    [[nodiscard]] tl::expected<JournalPosition, std::string> begin_branch(std::uint64_t number,
                                                                          Tell tell);

    void write(CommitGroup group) { writer_->write(std::move(group)); }
    [[nodiscard]] std::size_t waiting() const { return writer_->waiting(); }
    /// Writes what was given and takes no more.
    void finish() { writer_.reset(); }

    [[nodiscard]] const JournalFile& file() const { return *current_; }
    /// Of the journal that goes on.
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    /// Folders of branches that were not made whole when the program ended: nobody was told of
    /// them, and the journal they came from goes on.
    [[nodiscard]] const std::vector<std::filesystem::path>& unfinished() const {
        return unfinished_;
    }

private:
    ExerciseJournal() = default;

    std::filesystem::path base_;
    std::filesystem::path folder_;
    std::vector<std::filesystem::path> unfinished_;
    JournalHeader header_;
    std::unique_ptr<JournalFile> first_;  ///< held for its lock once a branch goes on
    std::unique_ptr<JournalFile> branch_;
    JournalFile* current_ = nullptr;
    std::unique_ptr<JournalFileWriter> writer_;  ///< last: it uses the others
};

}  // namespace fcr
