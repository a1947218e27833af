#include "sim/journal/recovery.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace fcr {

namespace {

/// How often the bytes of a segment may be summed in search of records after damage: sound journals
/// need less than once.
constexpr std::size_t kSearchPasses = 4;

/// Whether a frame could be of a group that was begun after the record `damaged` was durable.
bool may_show_durable(const FramedRecord& frame, std::uint64_t damaged, std::size_t bytes) {
    const std::uint64_t seq = frame.record.seq;
    return seq > damaged && seq - damaged <= bytes / kRecordOverhead && seq - damaged > frame.place;
}

/// What the damage at `offset`, where the record `damaged` should stand, means.
ScanEnd judge_damage(std::span<const std::byte> bytes, std::size_t offset, std::uint64_t damaged) {
    const std::span<const std::byte> rest = bytes.subspan(std::min(offset, bytes.size()));
    const auto last = std::find_if(
        rest.rbegin(), rest.rend(), [](std::byte byte) { return byte != std::byte{0}; });
    if (last == rest.rend()) {
        return {};
    }
    const auto dropped = static_cast<std::size_t>(rest.rend() - last);
    std::size_t summed = 0;
    for (std::size_t at = 1; at < dropped; ++at) {
        const std::span<const std::byte> place = rest.subspan(at);
        const std::optional<FramedRecord> frame = frame_at(place);
        if (!frame || !may_show_durable(*frame, damaged, rest.size())) {
            continue;
        }
        summed += frame->bytes;
        if (summed > kSearchPasses * rest.size()) {
            return {
                .stop = ScanStop::Refused, .kind = DamageKind::Undecided, .bytes_dropped = dropped};
        }
        if (is_sound(*frame, place)) {
            return {
                .stop = ScanStop::Refused, .kind = DamageKind::Record, .bytes_dropped = dropped};
        }
    }
    return {.stop = ScanStop::AtTail, .kind = DamageKind::Record, .bytes_dropped = dropped};
}

/// Whether a record tells another running digest than that of the records before it.
bool is_edited(const JournalRecord& record, const JournalDigest& running) {
    if (record.kind != kStateDigestKind) {
        return false;
    }
    const std::optional<StateDigest> digests = state_digest_of(record);
    return !digests || digests->running != running;
}

std::string words_of(DamageKind kind) {
    switch (kind) {
        case DamageKind::NoSegment: return "there is no journal: its first segment is missing";
        case DamageKind::SegmentMissing: return "a segment before this one is missing";
        case DamageKind::Header: return "the header of the segment is cut or damaged";
        case DamageKind::Format: return "the segment is of another format of journal";
        case DamageKind::OtherJournal:
            return "the segment does not go on where the one before it ends";
        case DamageKind::Record:
            return "a record is cut or damaged, and what follows shows that it was complete once";
        case DamageKind::Order: return "the record here is not the one that belongs here";
        case DamageKind::Edited:
            return "records before this one were changed after they were written";
        case DamageKind::Undecided:
            return "a record is cut or damaged, and what follows cannot be told from records";
    }
    return {};
}

/// The reading of one journal, segment by segment.
class Recovery {
public:
    explicit Recovery(const RecordReader& reader) : reader_(reader) {}

    std::optional<JournalDamage> read(const SegmentBytes& segment, bool last) {
        const std::uint32_t expected = whole_.segment + 1;
        if (segment.number != expected) {
            return expected == 1 ? damage(DamageKind::NoSegment, 1, 0)
                                 : damage(DamageKind::SegmentMissing, segment.number, 0);
        }
        const HeaderReading reading = read_header(segment.bytes);
        if (reading.other_format) {
            JournalDamage found = damage(DamageKind::Format, expected, 0);
            found.why = fmt::format("the segment is of format {}; this program reads format {}",
                                    *reading.other_format,
                                    kJournalFormat);
            return found;
        }
        if (!reading.header) {
            return damage(DamageKind::Header, expected, 0);
        }
        if (auto found = check_header(*reading.header, expected)) {
            return found;
        }
        whole_.segment = expected;
        whole_.segment_size = reading.header->segment_size;
        return read_records(segment, last);
    }

    [[nodiscard]] JournalDamage damage(DamageKind kind,
                                       std::uint32_t segment,
                                       std::uint64_t offset) const {
        return {.kind = kind,
                .segment = segment,
                .offset = offset,
                .why = words_of(kind),
                .whole = whole_};
    }

    [[nodiscard]] const RecoveredJournal& whole() const { return whole_; }

private:
    /// Takes the first header; a later one must go on from what was read.
    std::optional<JournalDamage> check_header(const SegmentHeader& header, std::uint32_t expected) {
        if (expected == 1) {
            whole_.header = header.journal;
            whole_.position = {.next_seq = 1, .digest = first_digest(header.journal)};
        }
        const bool same = header.number == expected && header.journal == whole_.header;
        if (same && header.first_seq > whole_.position.next_seq) {
            return damage(DamageKind::Record, whole_.segment, whole_.end);
        }
        if (!same || header.first_seq != whole_.position.next_seq ||
            header.digest != whole_.position.digest) {
            return damage(DamageKind::OtherJournal, expected, 0);
        }
        return std::nullopt;
    }

    std::optional<JournalDamage> read_records(const SegmentBytes& segment, bool last) {
        SegmentScan scan{.position = whole_.position, .last_at = whole_.last_at};
        const ScanEnd end = scan_records(segment.bytes, scan, reader_);
        whole_.position = scan.position;
        whole_.last_at = scan.last_at;
        whole_.end = scan.offset;
        if (end.stop == ScanStop::Refused) {
            return damage(end.kind, segment.number, scan.offset);
        }
        if (end.stop == ScanStop::AtTail && !last) {
            return damage(DamageKind::Record, segment.number, scan.offset);
        }
        whole_.bytes_dropped = end.bytes_dropped;
        return std::nullopt;
    }

    const RecordReader& reader_;
    RecoveredJournal whole_;
};

}  // namespace

ScanEnd scan_records(std::span<const std::byte> bytes,
                     SegmentScan& scan,
                     const RecordReader& reader) {
    while (true) {
        const std::span<const std::byte> rest =
            bytes.subspan(std::min<std::size_t>(scan.offset, bytes.size()));
        const std::optional<FramedRecord> frame = frame_at(rest);
        if (!frame || !is_sound(*frame, rest)) {
            return judge_damage(bytes, scan.offset, scan.position.next_seq);
        }
        const bool in_group = frame->place == 0 || frame->place == scan.place;
        if (frame->record.seq != scan.position.next_seq || !in_group) {
            return {.stop = ScanStop::Refused, .kind = DamageKind::Order, .bytes_dropped = 0};
        }
        if (is_edited(frame->record, scan.position.digest)) {
            return {.stop = ScanStop::Refused, .kind = DamageKind::Edited, .bytes_dropped = 0};
        }
        reader(frame->record);
        scan.position.digest = extended(scan.position.digest, rest.first(frame->bytes));
        ++scan.position.next_seq;
        scan.last_at = frame->record.at;
        scan.offset += frame->bytes;
        scan.place = static_cast<std::uint16_t>(frame->place + 1);
    }
}

tl::expected<RecoveredJournal, JournalDamage> recover(std::span<const SegmentBytes> segments,
                                                      const RecordReader& reader) {
    Recovery recovery(reader);
    if (segments.empty()) {
        return tl::unexpected(recovery.damage(DamageKind::NoSegment, 1, 0));
    }
    for (const SegmentBytes& segment : segments) {
        const bool last = &segment == &segments.back();
        if (auto damage = recovery.read(segment, last)) {
            return tl::unexpected(std::move(*damage));
        }
    }
    return recovery.whole();
}

}  // namespace fcr
