#include "sim/live/journal_file_salvage.hpp"

#include "sim/live/descriptor.hpp"
#include "sim/live/journal_file_disk.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <span>
#include <system_error>

namespace fcr {

namespace {

std::uint64_t used_bytes(std::span<const std::byte> bytes) {
    const auto last = std::find_if(
        bytes.rbegin(), bytes.rend(), [](std::byte byte) { return byte != std::byte{0}; });
    return static_cast<std::uint64_t>(bytes.rend() - last);
}

DiskOutcome copy_segment(JournalFileDisk& disk,
                         std::uint32_t number,
                         std::span<const std::byte> bytes) {
    DiskOutcome outcome = disk.create(segment_name(number));
    for (std::uint64_t at = 0; outcome == DiskOutcome::Done && at < bytes.size();) {
        const DiskWrite write = disk.write(at, bytes.subspan(at));
        outcome = write.outcome;
        at += write.written;
    }
    return outcome == DiskOutcome::Done ? disk.sync_file() : outcome;
}

}  // namespace

tl::expected<Salvage, JournalFault> salvage(const std::filesystem::path& folder,
                                            const std::filesystem::path& to) {
    const auto segments = read_segments(folder);
    if (!segments) {
        return tl::unexpected(segments.error());
    }
    const auto recovered = recover(*segments, [](const JournalRecord&) {});
    Salvage result;
    result.whole = recovered ? *recovered : recovered.error().whole;
    if (!recovered) {
        result.damage = words_of(recovered.error(), folder);
    }
    if (result.whole.segment == 0) {
        return tl::unexpected(JournalFault{.kind = JournalFaultKind::Damaged,
                                           .message = *result.damage + " Nothing can be copied."});
    }
    const Descriptor opened{
        uninterrupted([&] { return ::open(to.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); })};
    if (!opened.is_open()) {
        return tl::unexpected(JournalFault{
            .kind = JournalFaultKind::Storage,
            .message = fmt::format("{}: {}", to.string(), std::generic_category().message(errno))});
    }
    JournalFileDisk disk(opened.number());
    DiskOutcome outcome = DiskOutcome::Done;
    for (const SegmentFile& segment : *segments) {
        const std::uint64_t used = used_bytes(segment.bytes);
        std::uint64_t kept = 0;
        if (segment.number <= result.whole.segment && outcome == DiskOutcome::Done) {
            const bool last = segment.number == result.whole.segment;
            kept = last ? result.whole.end : segment.bytes.size();
            outcome = copy_segment(disk, segment.number, std::span(segment.bytes).first(kept));
        }
        result.bytes_left_out += used - std::min(used, kept);
    }
    if (outcome == DiskOutcome::Done) {
        outcome = disk.sync_folder();
    }
    if (outcome != DiskOutcome::Done) {
        return tl::unexpected(
            JournalFault{.kind = JournalFaultKind::Storage,
                         .message = fmt::format("{}: {}", to.string(), disk.failure())});
    }
    return result;
}

}  // namespace fcr
