#include "sim/journal/recovery.hpp"

#include "sim/journal/crc32c.hpp"
#include "tests/unit/journal/sample_journal.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fcr {
namespace {

void ignore_record(const JournalRecord& /*record*/) {}

/// A journal of several segments, each a few groups long.
class Segments {
public:
    explicit Segments(std::size_t count) {
        JournalEncoder encoder({.next_seq = 1, .digest = first_digest(sample_header())});
        for (std::size_t number = 1; number <= count; ++number) {
            const HeaderBytes head = encode({.journal = sample_header(),
                                             .number = static_cast<std::uint32_t>(number),
                                             .segment_size = 8192,
                                             .first_seq = encoder.position().next_seq,
                                             .digest = encoder.position().digest});
            std::vector<std::byte> bytes(head.begin(), head.end());
            for (std::size_t group = 0; group < 3; ++group) {
                for (std::size_t record = 0; record < 4; ++record) {
                    append_sample(encoder);
                    ++records_;
                }
                const CommitGroup made = encoder.take_group();
                bytes.insert(bytes.end(), made.bytes.begin(), made.bytes.end());
                ends_.push_back(bytes.size());
            }
            bytes.resize(8192);
            bytes_.push_back(std::move(bytes));
        }
    }

    [[nodiscard]] auto recovered() const {
        std::vector<SegmentBytes> segments;
        for (std::size_t index = 0; index < bytes_.size(); ++index) {
            segments.push_back(
                {.number = static_cast<std::uint32_t>(index + 1), .bytes = bytes_[index]});
        }
        return recover(segments, ignore_record);
    }

    std::vector<std::vector<std::byte>> bytes_;
    std::vector<std::uint64_t> ends_;  ///< of each group, three a segment
    std::uint64_t records_ = 0;
};

TEST(Recovery, ReadsEveryRecordOfEverySegment) {
    const Segments segments(3);
    const auto recovered = segments.recovered();

    ASSERT_TRUE(recovered.has_value());
    EXPECT_EQ(recovered->header, sample_header());
    EXPECT_EQ(recovered->position.next_seq, segments.records_ + 1);
    EXPECT_EQ(recovered->segment, 3U);
    EXPECT_EQ(recovered->end, segments.ends_.back());
    EXPECT_EQ(recovered->bytes_dropped, 0U);
}

TEST(Recovery, DropsADamagedEndAndTellsHowMuch) {
    Segments segments(2);
    segments.bytes_[1][segments.ends_.back() - 1] ^= std::byte{1};
    const auto recovered = segments.recovered();

    ASSERT_TRUE(recovered.has_value());
    EXPECT_EQ(recovered->position.next_seq, segments.records_);
    EXPECT_EQ(recovered->end + recovered->bytes_dropped, segments.ends_.back());
}

// Sectors of one write reach the disk in any order: the end of a group without its beginning.
TEST(Recovery, AHoleInTheLastGroupIsAnEnd) {
    Segments segments(2);
    segments.bytes_[1][segments.ends_[4]] ^= std::byte{1};
    const auto recovered = segments.recovered();

    ASSERT_TRUE(recovered.has_value());
    EXPECT_EQ(recovered->position.next_seq, segments.records_ - 3);
    EXPECT_EQ(recovered->end, segments.ends_[4]);
}

TEST(Recovery, RefusesDamageBeforeAGroupThatCameLater) {
    Segments segments(2);
    segments.bytes_[1][segments.ends_[3]] ^= std::byte{1};
    const auto recovered = segments.recovered();

    ASSERT_FALSE(recovered.has_value());
    EXPECT_EQ(recovered.error().kind, DamageKind::Record);
    EXPECT_EQ(recovered.error().segment, 2U);
    EXPECT_EQ(recovered.error().offset, segments.ends_[3]);
    EXPECT_EQ(recovered.error().whole.end, segments.ends_[3]);
}

TEST(Recovery, RefusesDamageInAnEarlierSegment) {
    Segments segments(2);
    segments.bytes_[0][segments.ends_[2] - 1] ^= std::byte{1};
    const auto recovered = segments.recovered();

    ASSERT_FALSE(recovered.has_value());
    EXPECT_EQ(recovered.error().kind, DamageKind::Record);
    EXPECT_EQ(recovered.error().segment, 1U);
}

TEST(Recovery, RefusesAnEarlierSegmentThatEndsEarly) {
    Segments segments(2);
    segments.bytes_[0].resize(segments.ends_[1]);
    const auto recovered = segments.recovered();

    ASSERT_FALSE(recovered.has_value());
    EXPECT_EQ(recovered.error().kind, DamageKind::Record);
    EXPECT_EQ(recovered.error().segment, 1U);
    EXPECT_EQ(recovered.error().offset, segments.ends_[1]);
}

TEST(Recovery, RefusesAMissingSegment) {
    const Segments segments(3);
    const std::vector<SegmentBytes> without_second{{.number = 1, .bytes = segments.bytes_[0]},
                                                   {.number = 3, .bytes = segments.bytes_[2]}};
    const std::vector<SegmentBytes> without_first{{.number = 2, .bytes = segments.bytes_[1]}};

    EXPECT_EQ(recover(without_second, ignore_record).error().kind, DamageKind::SegmentMissing);
    EXPECT_EQ(recover(without_first, ignore_record).error().kind, DamageKind::NoSegment);
    EXPECT_EQ(recover({}, ignore_record).error().kind, DamageKind::NoSegment);
}

TEST(Recovery, RefusesASegmentOfAnotherExercise) {
    Segments segments(2);
    JournalHeader other = sample_header();
    other.seed += 1;
    auto header = *read_header(segments.bytes_[1]).header;
    header.journal = other;
    std::ranges::copy(encode(header), segments.bytes_[1].begin());

    const auto recovered = segments.recovered();

    ASSERT_FALSE(recovered.has_value());
    EXPECT_EQ(recovered.error().kind, DamageKind::OtherJournal);
    EXPECT_EQ(recovered.error().whole.segment, 1U);
}

// Somebody changes a command and mends its checksum.
TEST(Recovery, RefusesAJournalThatWasEdited) {
    SampleSegment sample = sample_segment(16'384);
    const auto start = static_cast<std::ptrdiff_t>(sample.ends[9]);
    const KeptRecord& record = sample.records[10];
    std::vector<std::byte> changed;
    std::vector<std::byte> payload = record.payload;
    ASSERT_FALSE(payload.empty());
    payload[0] ^= std::byte{1};
    append_frame(changed,
                 {.seq = record.seq, .at = record.at, .kind = record.kind, .payload = payload},
                 static_cast<std::uint16_t>(10 - sample.group_first[10]));
    std::ranges::copy(changed, sample.bytes.begin() + start);
    const SegmentBytes segment{.number = 1, .bytes = sample.bytes};
    const auto recovered = recover({&segment, 1}, ignore_record);

    ASSERT_FALSE(recovered.has_value());
    EXPECT_EQ(recovered.error().kind, DamageKind::Edited);
    EXPECT_EQ(recovered.error().whole.position.next_seq, 60U);
}

// Somebody takes a record out and leaves no hole.
TEST(Recovery, RefusesAGapInTheNumbers) {
    SampleSegment sample = sample_segment(16'384);
    sample.bytes.erase(sample.bytes.begin() + static_cast<std::ptrdiff_t>(sample.ends[9]),
                       sample.bytes.begin() + static_cast<std::ptrdiff_t>(sample.ends[10]));
    const SegmentBytes segment{.number = 1, .bytes = sample.bytes};
    const auto recovered = recover({&segment, 1}, ignore_record);

    ASSERT_FALSE(recovered.has_value());
    EXPECT_EQ(recovered.error().kind, DamageKind::Order);
    EXPECT_EQ(recovered.error().offset, sample.ends[9]);
}

// The same with a whole group, after which places begin at 0 again.
TEST(Recovery, RefusesAMissingGroup) {
    SampleSegment sample = sample_segment(16'384);
    const std::size_t first = sample.group_first[12];
    ASSERT_GT(first, 0U);
    const auto next = std::ranges::upper_bound(sample.group_first, first);
    const auto last = static_cast<std::size_t>(next - sample.group_first.begin()) - 1;
    const auto at = [&](std::uint64_t offset) {
        return sample.bytes.begin() + static_cast<std::ptrdiff_t>(offset);
    };
    sample.bytes.erase(at(sample.ends[first - 1]), at(sample.ends[last]));
    const SegmentBytes segment{.number = 1, .bytes = sample.bytes};
    const auto recovered = recover({&segment, 1}, ignore_record);

    ASSERT_FALSE(recovered.has_value());
    EXPECT_EQ(recovered.error().kind, DamageKind::Order);
    EXPECT_EQ(recovered.error().whole.position.next_seq, first + 1);
}

TEST(Recovery, RefusesBytesAfterTheEndOfAnEarlierSegment) {
    Segments segments(2);
    segments.bytes_[0].back() = std::byte{1};
    const auto recovered = segments.recovered();

    ASSERT_FALSE(recovered.has_value());
    EXPECT_EQ(recovered.error().kind, DamageKind::Record);
    EXPECT_EQ(recovered.error().segment, 1U);
    EXPECT_EQ(recovered.error().offset, segments.ends_[2]);
}

// Bytes of which every second word is a length and a possible number: to look at all would take
// hours.
TEST(Recovery, GivesUpOnBytesMadeToKeepItBusy) {
    SampleSegment sample = sample_segment(1U << 20U);
    const std::size_t start = sample.ends[9];
    for (std::size_t at = start; at + 8 <= sample.bytes.size(); at += 8) {
        constexpr std::array<unsigned char, 8> kWords{0, 0x50, 0, 0, 0, 0, 0, 0};
        std::ranges::copy(std::as_bytes(std::span(kWords)),
                          sample.bytes.begin() + static_cast<std::ptrdiff_t>(at));
    }
    const SegmentBytes segment{.number = 1, .bytes = sample.bytes};
    const auto recovered = recover({&segment, 1}, ignore_record);

    ASSERT_FALSE(recovered.has_value());
    EXPECT_EQ(recovered.error().kind, DamageKind::Undecided);
}

}  // namespace
}  // namespace fcr
