#include "sim/journal/journal_store.hpp"

#include "tests/support/fake_disk.hpp"
#include "tests/unit/journal/sample_journal.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

constexpr JournalSizes kTwoGroups{.segment = 8192, .reserve = 2048, .free_min = 1024};

JournalPosition start_of_sample() {
    return {.next_seq = 1, .digest = first_digest(sample_header())};
}

/// A group of one record that makes `bytes` bytes.
CommitGroup group_of(JournalEncoder& encoder, std::size_t bytes) {
    const std::vector<std::byte> payload(bytes - kRecordOverhead, std::byte{1});
    EXPECT_TRUE(encoder.append({}, 1, payload).has_value());
    return encoder.take_group();
}

TEST(JournalStore, ASegmentIsLeftBeforeItsReserve) {
    FakeDisk disk(1);
    JournalStore store(disk, kTwoGroups, sample_header());
    JournalEncoder encoder(start_of_sample());
    ASSERT_EQ(store.begin(), DiskOutcome::Done);

    // 512 of header and 5,632 of records are just before the reserve.
    ASSERT_EQ(store.write(group_of(encoder, 5632)), DiskOutcome::Done);
    EXPECT_EQ(disk.file(segment_name(2)), nullptr);
    ASSERT_EQ(store.write(group_of(encoder, 28)), DiskOutcome::Done);
    EXPECT_NE(disk.file(segment_name(2)), nullptr);
}

TEST(JournalStore, WithoutRoomForASegmentTheReserveHoldsThePause) {
    FakeDisk disk(1);
    disk.capacity = 10'000;
    JournalStore store(disk, kTwoGroups, sample_header());
    JournalEncoder encoder(start_of_sample());
    ASSERT_EQ(store.begin(), DiskOutcome::Done);
    ASSERT_EQ(store.write(group_of(encoder, 5632)), DiskOutcome::Done);
    EXPECT_FALSE(store.space_is_low());

    ASSERT_EQ(store.write(group_of(encoder, 1000)), DiskOutcome::Done);
    EXPECT_TRUE(store.space_is_low());
    ASSERT_EQ(store.write(group_of(encoder, 1048)), DiskOutcome::Done);
    const CommitGroup too_much = group_of(encoder, 100);
    ASSERT_EQ(store.write(too_much), DiskOutcome::Full);
    ASSERT_EQ(store.write(too_much), DiskOutcome::Full);

    disk.capacity = 100'000;
    EXPECT_FALSE(store.space_is_low());
    ASSERT_EQ(store.write(too_much), DiskOutcome::Done);
    std::uint64_t records = 0;
    const std::vector<SegmentBytes> segments{{.number = 1, .bytes = *disk.file(segment_name(1))},
                                             {.number = 2, .bytes = *disk.file(segment_name(2))}};
    EXPECT_TRUE(recover(segments, [&](const JournalRecord&) { ++records; }).has_value());
    EXPECT_EQ(records, 4U);
}

TEST(JournalStore, LittleRoomOnTheDiskIsTold) {
    FakeDisk disk(1);
    JournalStore store(disk, kTwoGroups, sample_header());
    ASSERT_EQ(store.begin(), DiskOutcome::Done);

    disk.capacity = 8192 + 1023;
    EXPECT_TRUE(store.space_is_low());
    disk.capacity = 8192 + 1024;
    EXPECT_FALSE(store.space_is_low());
}

TEST(JournalStore, AFailedSyncIsFinal) {
    FakeDisk disk(1);
    JournalStore store(disk, kTwoGroups, sample_header());
    JournalEncoder encoder(start_of_sample());
    ASSERT_EQ(store.begin(), DiskOutcome::Done);
    disk.sync_fails_in = 0;

    const CommitGroup group = group_of(encoder, 100);
    EXPECT_EQ(store.write(group), DiskOutcome::Failed);
    EXPECT_EQ(store.write(group), DiskOutcome::Failed);
    EXPECT_EQ(disk.counts().failed_syncs, 1U) << "the second was not tried";
}

}  // namespace
}  // namespace fcr
