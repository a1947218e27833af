#include "sim/live/journal_file_reading.hpp"

#include "sim/live/descriptor.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <system_error>

namespace fcr {

namespace {

JournalFault storage_fault(const std::string& what, const std::error_code& error) {
    return {.kind = JournalFaultKind::Storage,
            .message = fmt::format("{}: {}", what, error.message())};
}

std::error_code last_error() {
    return {errno, std::generic_category()};
}

tl::expected<SegmentFile, JournalFault> read_segment(const std::filesystem::path& file,
                                                     std::uint32_t number) {
    const Descriptor opened{
        uninterrupted([&] { return ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW); })};
    struct stat status {};
    if (!opened.is_open() || ::fstat(opened.number(), &status) != 0) {
        return tl::unexpected(storage_fault(file.string(), last_error()));
    }
    SegmentFile segment{.number = number, .bytes = {}};
    segment.bytes.resize(static_cast<std::size_t>(status.st_size));
    std::size_t filled = 0;
    while (filled < segment.bytes.size()) {
        const ssize_t got = uninterrupted([&] {
            return ::read(
                opened.number(), segment.bytes.data() + filled, segment.bytes.size() - filled);
        });
        if (got < 0) {
            return tl::unexpected(storage_fault(file.string(), last_error()));
        }
        if (got == 0) {
            segment.bytes.resize(filled);
        }
        filled += static_cast<std::size_t>(got);
    }
    return segment;
}

}  // namespace

tl::expected<std::vector<SegmentFile>, JournalFault> read_segments(
    const std::filesystem::path& folder) {
    std::error_code error;
    std::vector<std::uint32_t> numbers;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        if (const auto number = segment_number(entry->path().filename().string())) {
            numbers.push_back(*number);
        }
    }
    if (error) {
        return tl::unexpected(storage_fault(folder.string(), error));
    }
    std::ranges::sort(numbers);
    std::vector<SegmentFile> segments;
    for (const std::uint32_t number : numbers) {
        auto segment = read_segment(folder / segment_name(number), number);
        if (!segment) {
            return tl::unexpected(std::move(segment.error()));
        }
        segments.push_back(std::move(*segment));
    }
    return segments;
}

tl::expected<RecoveredJournal, JournalDamage> recover(const std::vector<SegmentFile>& segments,
                                                      const RecordReader& reader) {
    std::vector<SegmentBytes> views;
    for (const SegmentFile& segment : segments) {
        views.push_back({.number = segment.number, .bytes = segment.bytes});
    }
    return recover(std::span<const SegmentBytes>(views), reader);
}

std::string words_of(const JournalDamage& damage, const std::filesystem::path& folder) {
    const std::string file = (folder / segment_name(damage.segment)).string();
    std::string words = fmt::format("{}: offset {}: {}.", file, damage.offset, damage.why);
    if (damage.whole.segment > 0) {
        words +=
            fmt::format(" The {} records before it are whole.", damage.whole.position.next_seq - 1);
    }
    return words;
}

}  // namespace fcr
