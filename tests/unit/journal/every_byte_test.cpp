// A journal of 64 KiB cut at every byte and changed in every bit: the longest whole part, or a
// refusal.
//
// Bytes before a change are what they were, so reading goes on from the record in which the change
// is, with the scan that recovery itself uses; each 1,009th case is read from the start as well,
// and must come to the same.
#include "sim/journal/recovery.hpp"
#include "tests/unit/journal/sample_journal.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>

namespace fcr {
namespace {

constexpr std::size_t kJournalBytes = 65'536;
constexpr std::size_t kWholeEach = 1'009;

class EveryByte : public testing::Test {
protected:
    /// Where a scan is before each record, and after the last.
    static std::vector<SegmentScan> scans_of(const SampleSegment& sample) {
        std::vector<SegmentScan> scans;
        SegmentScan scan{.position = {.next_seq = 1, .digest = first_digest(sample_header())}};
        scans.push_back(scan);
        // Only bytes up to the end of a record are shown, so the scan stops after it.
        for (const std::uint64_t end : sample.ends) {
            (void)scan_records(
                std::span(sample.bytes).first(end), scan, [](const JournalRecord&) {});
            scans.push_back(scan);
        }
        return scans;
    }

    /// The record in which a byte is; the number of records when it is after all of them.
    [[nodiscard]] std::size_t record_at(std::size_t offset) const {
        return static_cast<std::size_t>(std::ranges::upper_bound(sample_.ends, offset) -
                                        sample_.ends.begin());
    }

    /// Reads from the record `from` on: records told must be the sample's, in order. The index of
    /// the record before which it stopped.
    std::size_t read_on(std::span<const std::byte> bytes, std::size_t from, ScanEnd& end) const {
        SegmentScan scan = scans_[from];
        std::size_t next = from;
        end = scan_records(bytes, scan, [&](const JournalRecord& record) {
            EXPECT_LT(next, sample_.records.size());
            EXPECT_EQ(kept(record), sample_.records[next]);
            ++next;
        });
        EXPECT_EQ(scan.position.next_seq, next + 1);
        EXPECT_EQ(scan.offset, next == 0 ? kHeaderBytes : sample_.ends[next - 1]);
        return next;
    }

    /// The whole reading comes to what going on from a record came to.
    void expect_same_whole(std::span<const std::byte> bytes,
                           std::size_t next,
                           const ScanEnd& end) const {
        const SegmentBytes segment{.number = 1, .bytes = bytes};
        std::size_t told = 0;
        const auto recovered = recover({&segment, 1}, [&](const JournalRecord& record) {
            EXPECT_EQ(kept(record), sample_.records[told]);
            ++told;
        });
        EXPECT_EQ(told, next);
        EXPECT_EQ(recovered.has_value(), end.stop != ScanStop::Refused);
        if (recovered) {
            EXPECT_EQ(recovered->bytes_dropped, end.bytes_dropped);
        } else {
            EXPECT_EQ(recovered.error().kind, end.kind);
        }
    }

    const SampleSegment sample_ = sample_segment(kJournalBytes);
    const std::vector<SegmentScan> scans_ = scans_of(sample_);
};

TEST_F(EveryByte, CutLeavesTheRecordsBeforeTheCut) {
    std::size_t refused = 0;
    for (std::size_t size = 0; size < kJournalBytes; ++size) {
        const auto bytes = std::span<const std::byte>(sample_.bytes).first(size);
        if (size < kHeaderBytes) {
            const SegmentBytes segment{.number = 1, .bytes = bytes};
            const auto recovered = recover({&segment, 1}, [](const JournalRecord&) { FAIL(); });
            ASSERT_FALSE(recovered.has_value());
            ASSERT_EQ(recovered.error().kind, DamageKind::Header);
            ++refused;
            continue;
        }
        const std::size_t whole = record_at(size);
        ScanEnd end;
        ASSERT_EQ(read_on(bytes, whole, end), whole) << size;
        ASSERT_NE(end.stop, ScanStop::Refused) << size;
        if (size % kWholeEach == 0) {
            expect_same_whole(bytes, whole, end);
        }
    }
    std::printf(
        "%zu cuts: %zu refused by name (in the header), the rest the records before the cut\n",
        kJournalBytes,
        refused);
}

TEST_F(EveryByte, FlippedBitIsRefusedOrEndsTheJournal) {
    std::size_t refused = 0;
    std::size_t dropped = 0;
    std::vector<std::byte> bytes = sample_.bytes;
    for (std::size_t bit = 0; bit < kJournalBytes * 8; ++bit) {
        const std::size_t at = bit / 8;
        const auto flip = std::byte{1} << (bit % 8);
        bytes[at] ^= flip;
        if (at < kHeaderBytes) {
            const SegmentBytes segment{.number = 1, .bytes = bytes};
            const auto recovered = recover({&segment, 1}, [](const JournalRecord&) { FAIL(); });
            ASSERT_FALSE(recovered.has_value());
            ASSERT_EQ(recovered.error().kind, DamageKind::Header);
            ++refused;
        } else {
            const std::size_t record = record_at(at);
            ScanEnd end;
            // The record is not told, nor any after it.
            ASSERT_EQ(read_on(bytes, record, end), record) << bit;
            const bool in_last_group = record == sample_.records.size() ||
                                       sample_.group_first[record] == sample_.group_first.back();
            ASSERT_EQ(end.stop, in_last_group ? ScanStop::AtTail : ScanStop::Refused) << bit;
            ASSERT_GT(end.bytes_dropped, 0U) << bit;
            (in_last_group ? dropped : refused) += 1;
            if (bit % kWholeEach == 0) {
                expect_same_whole(bytes, record, end);
            }
        }
        bytes[at] ^= flip;
    }
    std::printf("%zu flips: %zu refused by name, %zu dropped from the last group and told\n",
                kJournalBytes * 8,
                refused,
                dropped);
}

}  // namespace
}  // namespace fcr
