#include "sim/live/exercise_journal.hpp"

#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

namespace fcr {
namespace {

constexpr std::string_view kBranch = "branch-";

std::optional<std::uint64_t> branch_number(const std::string& name) {
    if (!name.starts_with(kBranch)) {
        return std::nullopt;
    }
    std::uint64_t number = 0;
    const char* const end = name.data() + name.size();
    const auto [stop, error] = std::from_chars(name.data() + kBranch.size(), end, number);
    return error == std::errc{} && stop == end ? std::optional(number) : std::nullopt;
}

std::filesystem::path folder_of(const std::filesystem::path& base, std::uint64_t branch) {
    return branch == 0 ? base : base / (std::string(kBranch) + std::to_string(branch));
}

}  // namespace

void KeptRecords::keep(const JournalRecord& record) {
    payloads_.emplace_back(record.payload.begin(), record.payload.end());
    records_.push_back(record);
    records_.back().payload = payloads_.back();
}

std::filesystem::path latest_journal(const std::filesystem::path& folder) {
    std::uint64_t latest = 0;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        const auto number = branch_number(entry.path().filename().string());
        // A branch that a crash kept from getting a journal was never told to anybody.
        if (number && *number > latest &&
            std::filesystem::exists(entry.path() / "journal-000001.fcrj", error)) {
            latest = *number;
        }
    }
    return folder_of(folder, latest);
}

tl::expected<std::unique_ptr<ExerciseJournal>, JournalFault> ExerciseJournal::open(
    const std::filesystem::path& folder, const JournalHeader& header, KeptRecords& records) {
    const RecordReader keep = [&records](const JournalRecord& record) { records.keep(record); };
    const RecordReader pass_over = [](const JournalRecord& /*record*/) {};
    std::unique_ptr<ExerciseJournal> journal(new ExerciseJournal);
    journal->base_ = folder;
    journal->folder_ = latest_journal(folder);
    const bool has_branch = journal->folder_ != folder;
    auto first = JournalFile::open(folder, {}, header, has_branch ? pass_over : keep);
    if (!first) {
        return tl::unexpected(std::move(first.error()));
    }
    journal->first_ = std::move(*first);
    journal->current_ = journal->first_.get();
    if (has_branch) {
        auto branch = JournalFile::open(journal->folder_, {}, header, keep);
        if (!branch) {
            return tl::unexpected(std::move(branch.error()));
        }
        journal->branch_ = std::move(*branch);
        journal->current_ = journal->branch_.get();
    }
    journal->header_ = header;
    if (const auto& recovered = journal->current_->recovered()) {
        journal->header_ = recovered->header;
    }
    return journal;
}

void ExerciseJournal::start(Tell tell) {
    writer_ = std::make_unique<JournalFileWriter>(*current_, std::move(tell));
}

tl::expected<JournalPosition, std::string> ExerciseJournal::begin_branch(std::uint64_t number,
                                                                         Tell tell) {
    const std::filesystem::path folder = folder_of(base_, number);
    auto branch = JournalFile::open(folder, {}, header_, [](const JournalRecord& /*record*/) {});
    if (!branch) {
        return tl::unexpected(branch.error().message);
    }
    if ((*branch)->recovered() && (*branch)->position().next_seq > 1) {
        return tl::unexpected(folder.string() + " has a journal already");
    }
    writer_.reset();
    branch_ = std::move(*branch);
    current_ = branch_.get();
    folder_ = folder;
    start(std::move(tell));
    return current_->position();
}

}  // namespace fcr
