#include "sim/journal/journal_encoder.hpp"

#include "sim/base/check.hpp"
#include "sim/journal/framing.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace fcr {

JournalEncoder::JournalEncoder(JournalPosition start) : position_(start) {
    group_.start = start;
}

std::optional<std::uint64_t> JournalEncoder::append(SimTime at,
                                                    std::uint16_t kind,
                                                    std::span<const std::byte> payload) {
    FCR_CHECK(kind != kStateDigestKind, "the journal makes its own digests");
    return add({.seq = position_.next_seq, .at = at, .kind = kind, .payload = payload});
}

std::optional<std::uint64_t> JournalEncoder::append_state_digest(SimTime at,
                                                                 const JournalDigest& state) {
    std::array<std::byte, 2 * sizeof(JournalDigest)> payload{};
    std::ranges::copy(position_.digest, std::ranges::copy(state, payload.begin()).out);
    return add({.seq = position_.next_seq, .at = at, .kind = kStateDigestKind, .payload = payload});
}

std::optional<std::uint64_t> JournalEncoder::add(const JournalRecord& record) {
    FCR_CHECK(record.payload.size() <= kPayloadBytesMax, "a record has at most 1 MiB");
    const std::size_t start = group_.bytes.size();
    if (group_.records == kGroupRecordsMax ||
        start + kRecordOverhead + record.payload.size() > kGroupBytesMax) {
        return std::nullopt;
    }
    append_frame(group_.bytes, record, static_cast<std::uint16_t>(group_.records));
    ++group_.records;
    position_.digest = extended(position_.digest, std::span(group_.bytes).subspan(start));
    return position_.next_seq++;
}

CommitGroup JournalEncoder::take_group() {
    FCR_CHECK(group_.records > 0, "a group has a record");
    CommitGroup next;
    next.start = position_;
    return std::exchange(group_, std::move(next));
}

std::optional<StateDigest> state_digest_of(const JournalRecord& record) {
    StateDigest digests;
    if (record.kind != kStateDigestKind || record.payload.size() != 2 * sizeof(JournalDigest)) {
        return std::nullopt;
    }
    std::ranges::copy(record.payload.first(sizeof(JournalDigest)), digests.state.begin());
    std::ranges::copy(record.payload.subspan(sizeof(JournalDigest)), digests.running.begin());
    return digests;
}

}  // namespace fcr
