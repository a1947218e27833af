// Journals to break: records of several sizes in groups of several lengths.
#pragma once

#include "sim/base/check.hpp"
#include "sim/journal/journal_encoder.hpp"
#include "sim/journal/recovery.hpp"
#include "sim/journal/segment_header.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace fcr {

inline JournalHeader sample_header() {
    JournalHeader header{.exercise_id = {},
                         .build_id = "fcrsim 0.1.0 test",
                         .scenario_hash = sha256(std::as_bytes(std::span("scenario", 8))),
                         .seed = 7};
    header.exercise_id.fill(std::byte{0x5A});
    return header;
}

/// A record that owns its payload.
struct KeptRecord {
    std::uint64_t seq = 0;
    SimTime at{};
    std::uint16_t kind = 0;
    std::vector<std::byte> payload;

    friend bool operator==(const KeptRecord&, const KeptRecord&) = default;
};

inline KeptRecord kept(const JournalRecord& record) {
    return {.seq = record.seq,
            .at = record.at,
            .kind = record.kind,
            .payload = {record.payload.begin(), record.payload.end()}};
}

/// The payload of the record `seq`: bytes that depend on it, from none to 199 of them.
inline std::vector<std::byte> sample_payload(std::uint64_t seq) {
    std::vector<std::byte> payload(seq * 37 % 200);
    for (std::size_t at = 0; at < payload.size(); ++at) {
        payload[at] = static_cast<std::byte>(seq * 31 + at * 7);
    }
    return payload;
}

/// Tells the encoder its next record: one of kinds 1 to 5, or each 60th a digest.
inline std::uint64_t append_sample(JournalEncoder& encoder) {
    const std::uint64_t seq = encoder.position().next_seq;
    const SimTime at = kStartOfRun + std::chrono::milliseconds{seq * 250};
    const auto taken =
        seq % 60 == 0
            ? encoder.append_state_digest(at, sha256(sample_payload(seq)))
            : encoder.append(at, static_cast<std::uint16_t>(1 + seq % 5), sample_payload(seq));
    FCR_CHECK(taken == seq, "the group of a test is never full");
    return seq;
}

/// One segment of exactly `size` bytes: groups of one to eight records until no more fit.
struct SampleSegment {
    std::vector<std::byte> bytes;
    std::vector<KeptRecord> records;
    std::vector<std::uint64_t> ends;         ///< offset just after each record
    std::vector<std::uint64_t> group_first;  ///< index of the first record of each record's group
};

inline SampleSegment sample_segment(std::size_t size) {
    SampleSegment sample;
    const SegmentHeader header{.journal = sample_header(),
                               .number = 1,
                               .segment_size = static_cast<std::uint32_t>(size),
                               .first_seq = 1,
                               .digest = first_digest(sample_header())};
    const HeaderBytes head = encode(header);
    sample.bytes.assign(head.begin(), head.end());
    JournalEncoder encoder({.next_seq = 1, .digest = header.digest});
    for (std::size_t length = 1;; length = length % 8 + 1) {
        for (std::size_t record = 0; record < length; ++record) {
            append_sample(encoder);
        }
        const CommitGroup group = encoder.take_group();
        if (sample.bytes.size() + group.bytes.size() > size) {
            break;
        }
        const std::size_t first = sample.records.size();
        std::uint64_t offset = sample.bytes.size();
        sample.bytes.insert(sample.bytes.end(), group.bytes.begin(), group.bytes.end());
        while (offset < sample.bytes.size()) {
            const auto frame = frame_at(std::span(sample.bytes).subspan(offset));
            FCR_CHECK(frame.has_value(), "a group is whole");
            offset += frame->bytes;
            sample.records.push_back(kept(frame->record));
            sample.ends.push_back(offset);
            sample.group_first.push_back(first);
        }
    }
    sample.bytes.resize(size);
    return sample;
}

}  // namespace fcr
