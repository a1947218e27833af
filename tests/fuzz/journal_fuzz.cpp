// Fuzzes the recovery of a journal, and whether it goes on from what was recovered.
//
// The first byte chooses. Even: the rest is the segments of a journal, each after its length in two
// bytes. Odd: the rest is written over a sound journal at the offset of the next two bytes, and the
// checksums of record heads there are mended by the third: what is behind them is read as well.
#include "sim/base/check.hpp"
#include "sim/journal/crc32c.hpp"
#include "sim/journal/framing.hpp"
#include "sim/journal/journal_encoder.hpp"
#include "sim/journal/recovery.hpp"
#include "sim/journal/segment_header.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace {

using Bytes = std::vector<std::byte>;

struct SoundJournal {
    Bytes bytes;
    std::uint64_t records = 0;
};

/// One segment of 4 KiB with three groups.
SoundJournal sound_journal() {
    const fcr::JournalHeader header{
        .exercise_id = {}, .build_id = "fuzz", .scenario_hash = {}, .seed = 1};
    const fcr::HeaderBytes head = fcr::encode({.journal = header,
                                               .number = 1,
                                               .segment_size = 4096,
                                               .first_seq = 1,
                                               .digest = fcr::first_digest(header)});
    SoundJournal journal;
    journal.bytes.assign(head.begin(), head.end());
    fcr::JournalEncoder encoder({.next_seq = 1, .digest = fcr::first_digest(header)});
    for (int group = 0; group < 3; ++group) {
        for (std::size_t record = 0; record < 5; ++record) {
            const Bytes payload(record * 9, static_cast<std::byte>(record));
            const auto seq = record == 4 ? encoder.append_state_digest({}, fcr::sha256(payload))
                                         : encoder.append({}, 1, payload);
            FCR_CHECK(seq.has_value(), "a small group is not full");
            ++journal.records;
        }
        const fcr::CommitGroup made = encoder.take_group();
        journal.bytes.insert(journal.bytes.end(), made.bytes.begin(), made.bytes.end());
    }
    journal.bytes.resize(4096);
    return journal;
}

/// What holds of any bytes.
std::uint64_t check_recovery(std::span<const fcr::SegmentBytes> segments) {
    std::uint64_t told = 0;
    const auto recovered = fcr::recover(segments, [&](const fcr::JournalRecord& record) {
        ++told;
        FCR_CHECK(record.seq == told, "records are told in order");
        FCR_CHECK(record.payload.size() <= fcr::kPayloadBytesMax, "a record is too long");
    });
    const fcr::RecoveredJournal& whole = recovered ? *recovered : recovered.error().whole;
    FCR_CHECK(whole.position.next_seq == told + 1 || whole.segment == 0, "a record is not counted");
    FCR_CHECK(recovered || !recovered.error().why.empty(), "a refusal without words");
    if (whole.segment == 0) {
        FCR_CHECK(!recovered && told == 0, "a journal without a header");
        return told;
    }
    FCR_CHECK(whole.end >= fcr::kHeaderBytes &&
                  whole.end + whole.bytes_dropped <= segments[whole.segment - 1].bytes.size(),
              "the end is outside the segment");
    // What is whole is a journal of its own, with nothing to drop: salvage relies on it.
    std::vector<fcr::SegmentBytes> copy(segments.begin(), segments.begin() + whole.segment);
    copy.back().bytes = copy.back().bytes.first(whole.end);
    const auto again = fcr::recover(copy, [](const fcr::JournalRecord&) {});
    FCR_CHECK(again && again->bytes_dropped == 0, "the whole part is not whole");
    FCR_CHECK(again->position.next_seq == whole.position.next_seq &&
                  again->position.digest == whole.position.digest,
              "the whole part is another");
    return told;
}

void fuzz_segments(std::span<const std::byte> bytes) {
    std::vector<fcr::SegmentBytes> segments;
    while (bytes.size() >= 2) {
        const std::size_t length =
            std::to_integer<std::size_t>(bytes[0]) + 256 * std::to_integer<std::size_t>(bytes[1]);
        bytes = bytes.subspan(2);
        const std::size_t size = std::min(length, bytes.size());
        segments.push_back({.number = static_cast<std::uint32_t>(segments.size() + 1),
                            .bytes = bytes.first(size)});
        bytes = bytes.subspan(size);
    }
    check_recovery(segments);
}

/// Gives the frame at `offset` the right checksum, if it can be one at all.
void mend(Bytes& bytes, std::size_t offset) {
    const auto rest = std::span(bytes).subspan(offset);
    if (const auto frame = fcr::frame_at(rest)) {
        const std::uint32_t sum = fcr::crc32c(rest.first(4), rest.subspan(8, frame->bytes - 8));
        for (unsigned byte = 0; byte < 4; ++byte) {
            rest[4 + byte] = static_cast<std::byte>(sum >> (8 * byte));
        }
    }
}

void fuzz_damage(std::span<const std::byte> input) {
    if (input.size() < 3) {
        return;
    }
    static const SoundJournal sound = sound_journal();
    Bytes bytes = sound.bytes;
    const std::size_t offset =
        (std::to_integer<std::size_t>(input[0]) + 256 * std::to_integer<std::size_t>(input[1])) %
        bytes.size();
    const bool mends = (input[2] & std::byte{1}) != std::byte{0};
    input = input.subspan(3);
    const std::size_t size = std::min(input.size(), bytes.size() - offset);
    std::ranges::copy(input.first(size), bytes.begin() + static_cast<std::ptrdiff_t>(offset));
    if (mends) {
        mend(bytes, offset);
    }
    const fcr::SegmentBytes segment{.number = 1, .bytes = bytes};
    const std::uint64_t told = check_recovery({&segment, 1});
    FCR_CHECK(bytes != sound.bytes || told == sound.records, "a sound journal lost a record");
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size > 0) {
        const auto rest = std::as_bytes(std::span(data, size)).subspan(1);
        if (data[0] % 2 == 0) {
            fuzz_segments(rest);
        } else {
            fuzz_damage(rest);
        }
    }
    return 0;
}
