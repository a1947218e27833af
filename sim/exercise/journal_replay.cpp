#include "sim/exercise/journal_replay.hpp"

#include "sim/exercise/input_reading.hpp"
#include "sim/journal/journal_encoder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace fcr {

JournalDigest journal_digest(const MinuteDigest& digest) {
    constexpr std::size_t word = sizeof(std::uint64_t);
    JournalDigest bytes{};
    for (std::size_t row = 0; row < word; ++row) {
        bytes[row] = static_cast<std::byte>(digest.exercise >> 8U * row & 0xFFU);
        bytes[word + row] = static_cast<std::byte>(digest.room >> 8U * row & 0xFFU);
    }
    return bytes;
}

void JournalReplay::take(const JournalRecord& record) {
    if (!fault_.empty()) {
        return;
    }
    if (record.kind == kInputRecordKind) {
        take_input(record);
    } else if (record.kind == kStateDigestKind) {
        take_digest(record);
    }
}

void JournalReplay::take_input(const JournalRecord& record) {
    exercise_.advance_to(record.at);
    const std::string_view bytes(reinterpret_cast<const char*>(record.payload.data()),
                                 record.payload.size());
    const Result<Input> input = read_input(bytes, exercise_.plan());
    if (!input) {
        fault_ = fmt::format("record {}: {}", record.seq, to_string(input.error().front()));
        return;
    }
    exercise_.submit(*input);
    ++inputs_;
}

/// A jump makes the digests of many minutes at once; each is looked up by its minute.
void JournalReplay::take_digest(const JournalRecord& record) {
    exercise_.advance_to(record.at);
    const auto& digests = exercise_.digests();
    const auto made = std::ranges::lower_bound(digests, record.at, {}, &MinuteDigest::at);
    const std::optional<StateDigest> told = state_digest_of(record);
    if (made != digests.end() && made->at == record.at && told &&
        told->state == journal_digest(*made)) {
        ++digests_met_;
        return;
    }
    ++digests_missed_;
    if (!differs_at_) {
        differs_at_ = record.at;
    }
}

}  // namespace fcr
