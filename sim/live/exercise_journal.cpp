#include "sim/live/exercise_journal.hpp"

#include "sim/hosting/host_records.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>
#include <ranges>
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
    return base / (std::string(kBranch) + std::to_string(branch));
}

/// Numbers of the branches of which there is a journal, the latest first.
std::vector<std::uint64_t> branches_in(const std::filesystem::path& folder) {
    std::vector<std::uint64_t> numbers;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        const auto number = branch_number(entry.path().filename().string());
        if (number && std::filesystem::exists(entry.path() / segment_name(1), error)) {
            numbers.push_back(*number);
        }
    }
    std::ranges::sort(numbers, std::greater{});
    return numbers;
}

tl::expected<std::unique_ptr<JournalFile>, JournalFault> open_keeping(
    const std::filesystem::path& folder, const JournalHeader& header, KeptRecords& records) {
    return JournalFile::open(
        folder, {}, header, [&records](const JournalRecord& record) { records.keep(record); });
}

/// Of a journal that means nothing. The last goes first: whatever of this a power cut undoes leaves
/// no journal from which something is missing in the middle.
std::optional<JournalFault> remove_segments(const std::filesystem::path& folder) {
    auto segments = read_segments(folder);
    if (!segments) {
        return std::move(segments.error());
    }
    for (const SegmentFile& segment : *segments | std::views::reverse) {
        const std::filesystem::path file = folder / segment_name(segment.number);
        std::error_code error;
        if (!std::filesystem::remove(file, error) && error) {
            return JournalFault{.kind = JournalFaultKind::Storage,
                                .message = file.string() + ": " + error.message()};
        }
    }
    return std::nullopt;
}

}  // namespace

void KeptRecords::keep(const JournalRecord& record) {
    payloads_.emplace_back(record.payload.begin(), record.payload.end());
    records_.push_back(record);
    records_.back().payload = payloads_.back();
}

tl::expected<std::unique_ptr<ExerciseJournal>, JournalFault> ExerciseJournal::open(
    const std::filesystem::path& folder, const JournalHeader& header, KeptRecords& records) {
    std::unique_ptr<ExerciseJournal> journal(new ExerciseJournal);
    journal->base_ = folder;
    journal->folder_ = folder;
    auto first = open_keeping(folder, header, records);
    if (first && (*first)->recovered() && !is_begun(records.all())) {
        // Killed while it wrote the plan: nobody can have been told of it.
        first->reset();
        if (auto failure = remove_segments(folder)) {
            return tl::unexpected(std::move(*failure));
        }
        records = {};
        first = open_keeping(folder, header, records);
    }
    if (!first) {
        return tl::unexpected(std::move(first.error()));
    }
    journal->first_ = std::move(*first);
    journal->current_ = journal->first_.get();
    for (const std::uint64_t number : branches_in(folder)) {
        KeptRecords kept;
        auto branch = open_keeping(folder_of(folder, number), header, kept);
        if (!branch) {
            return tl::unexpected(std::move(branch.error()));
        }
        if (!is_branch(kept.all(), number)) {
            journal->unfinished_.push_back(folder_of(folder, number));
            continue;
        }
        records = std::move(kept);
        journal->branch_ = std::move(*branch);
        journal->current_ = journal->branch_.get();
        journal->folder_ = folder_of(folder, number);
        break;
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
    KeptRecords found;
    auto branch = open_keeping(folder, header_, found);
    if (branch && is_branch(found.all(), number)) {
        return tl::unexpected(folder.string() + " has a journal already");
    }
    if (branch && (*branch)->recovered()) {
        // One that a crash or a full disk kept from being made.
        branch->reset();
        if (const auto failure = remove_segments(folder)) {
            return tl::unexpected(failure->message);
        }
        branch = open_keeping(folder, header_, found);
    }
    if (!branch) {
        return tl::unexpected(branch.error().message);
    }
    writer_->finish();
    if (current_->store().has_failed()) {
        return tl::unexpected(current_->failure());
    }
    writer_.reset();
    branch_ = std::move(*branch);
    current_ = branch_.get();
    folder_ = folder;
    start(std::move(tell));
    return current_->position();
}

}  // namespace fcr
