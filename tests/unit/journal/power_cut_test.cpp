// Stories of faults on a disk that loses what it may: one seed, one story. FCR_JOURNAL_SEEDS says
// how many (200); FCR_JOURNAL_SEED=N tells one again.
#include "sim/journal/journal_store.hpp"
#include "sim/journal/recovery.hpp"
#include "tests/support/fake_disk.hpp"
#include "tests/unit/journal/sample_journal.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>

namespace fcr {
namespace {

constexpr JournalSizes kSmall{.segment = 8192, .reserve = 2048, .free_min = 0};

/// The segments on a disk, in order.
std::vector<SegmentBytes> segments_on(const FakeDisk& disk) {
    std::vector<SegmentBytes> segments;
    for (const std::string& name : disk.names()) {
        if (const auto number = segment_number(name)) {
            segments.push_back({.number = *number, .bytes = *disk.file(name)});
        }
    }
    return segments;
}

/// One exercise that is cut off again and again and comes back each time.
class Story {
public:
    explicit Story(std::uint64_t seed) : draws_(seed * 2 + 1), disk_(seed * 2) {}

    void tell() {
        for (int life = 0; life < 6 && !testing::Test::HasFailure(); ++life) {
            disk_.cut_in = draw(life == 0 ? 20 : 60);
            disk_.writes_short = draw(2) == 0;
            disk_.capacity = draw(4) == 0 ? 8192 * (1 + draw(6)) : UINT64_MAX;
            try {
                live();
            } catch (const PowerCut&) {
            }
            disk_.come_back();
            disk_.capacity = UINT64_MAX;
            look();
        }
    }

    [[nodiscard]] const FakeDiskCounts& counts() const { return disk_.counts(); }
    [[nodiscard]] std::uint64_t acknowledged() const { return acknowledged_; }
    [[nodiscard]] std::uint64_t held_back() const { return held_back_; }

private:
    std::uint64_t draw(std::uint64_t below) { return draws_() % below; }

    /// What is on the disk must be all that was acknowledged, and of the rest only what was told.
    void look() {
        std::vector<KeptRecord> found;
        const auto segments = segments_on(disk_);
        if (segments.empty()) {
            EXPECT_EQ(acknowledged_, 0U);
            told_.clear();
            recovered_.reset();
            return;
        }
        const auto recovered =
            recover(segments, [&](const JournalRecord& record) { found.push_back(kept(record)); });
        ASSERT_TRUE(recovered.has_value())
            << to_text(recovered.error().kind) << " in segment " << recovered.error().segment
            << " at " << recovered.error().offset;
        ASSERT_GE(found.size(), acknowledged_);
        ASSERT_LE(found.size(), told_.size());
        told_.resize(found.size());
        ASSERT_EQ(found, told_);
        acknowledged_ = found.size();
        recovered_ = *recovered;
    }

    static std::string to_text(DamageKind kind) {
        return "damage of kind " + std::to_string(static_cast<int>(kind));
    }

    /// From a start to the cut, unless storage is full or fails first.
    void live() {
        JournalStore store = recovered_ ? JournalStore(disk_, kSmall, *recovered_)
                                        : JournalStore(disk_, kSmall, sample_header());
        const DiskOutcome started = recovered_ ? store.resume() : store.begin();
        if (started != DiskOutcome::Done) {
            return;
        }
        JournalEncoder encoder(
            recovered_ ? recovered_->position
                       : JournalPosition{.next_seq = 1, .digest = first_digest(sample_header())});
        if (draw(8) == 0) {
            disk_.sync_fails_in = draw(10);
        }
        for (int group = 0; group < 40; ++group) {
            for (std::uint64_t record = 0, length = 1 + draw(6); record < length; ++record) {
                tell_record(encoder);
            }
            const CommitGroup made = encoder.take_group();
            DiskOutcome outcome = store.write(made);
            if (outcome == DiskOutcome::Full) {
                EXPECT_TRUE(store.space_is_low());
                ++held_back_;
                disk_.capacity = UINT64_MAX;
                EXPECT_FALSE(store.space_is_low());
                outcome = store.write(made);
            }
            if (outcome != DiskOutcome::Done) {
                EXPECT_EQ(store.write(made), DiskOutcome::Failed) << "a failure is final";
                break;
            }
            acknowledged_ = made.last_seq();
        }
        disk_.sync_fails_in.reset();
    }

    /// A payload that no other life would write, so that stale bytes show.
    void tell_record(JournalEncoder& encoder) {
        KeptRecord record{.seq = encoder.position().next_seq,
                          .at = kStartOfRun + std::chrono::seconds{told_.size()},
                          .kind = static_cast<std::uint16_t>(draw(9)),
                          .payload = std::vector<std::byte>(draw(3) == 0 ? draw(700) : 16)};
        for (std::byte& byte : record.payload) {
            byte = static_cast<std::byte>(draw(256));
        }
        ASSERT_EQ(encoder.append(record.at, record.kind, record.payload), record.seq);
        told_.push_back(std::move(record));
    }

    std::mt19937_64 draws_;
    FakeDisk disk_;
    std::vector<KeptRecord> told_;  ///< to the encoder, the durable and the others
    std::uint64_t acknowledged_ = 0;
    std::uint64_t held_back_ = 0;  ///< groups for which there was no room
    std::optional<RecoveredJournal> recovered_;
};

std::uint64_t number_of(const char* variable, std::uint64_t otherwise) {
    const char* const text = std::getenv(variable);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

TEST(PowerCut, WhatWasAcknowledgedIsThereAndNothingElseThanWasTold) {
    const std::uint64_t first = number_of("FCR_JOURNAL_SEED", 1);
    const std::uint64_t seeds =
        std::getenv("FCR_JOURNAL_SEED") == nullptr ? number_of("FCR_JOURNAL_SEEDS", 200) : 1;
    FakeDiskCounts all;
    std::uint64_t acknowledged = 0;
    std::uint64_t held_back = 0;
    for (std::uint64_t seed = first; seed < first + seeds; ++seed) {
        Story story(seed);
        story.tell();
        ASSERT_FALSE(HasFailure())
            << "tell it again: FCR_JOURNAL_SEED=" << seed
            << " build/release/tests/unit/journal/journal_test --gtest_filter='PowerCut.*'";
        const FakeDiskCounts& counts = story.counts();
        all.power_cuts += counts.power_cuts;
        all.sectors_lost += counts.sectors_lost;
        all.sectors_kept += counts.sectors_kept;
        all.reordered += counts.reordered;
        all.names_lost += counts.names_lost;
        all.short_writes += counts.short_writes;
        all.full += counts.full;
        all.failed_syncs += counts.failed_syncs;
        acknowledged += story.acknowledged();
        held_back += story.held_back();
    }
    std::printf(
        "%llu seeds: %llu records acknowledged, none lost; %llu power cuts, unsynced sectors lost "
        "%llu and kept %llu, a later kept and an earlier lost in %llu, names lost %llu, short "
        "writes %llu, no room %llu (groups held back %llu), failed syncs %llu\n",
        static_cast<unsigned long long>(seeds),
        static_cast<unsigned long long>(acknowledged),
        static_cast<unsigned long long>(all.power_cuts),
        static_cast<unsigned long long>(all.sectors_lost),
        static_cast<unsigned long long>(all.sectors_kept),
        static_cast<unsigned long long>(all.reordered),
        static_cast<unsigned long long>(all.names_lost),
        static_cast<unsigned long long>(all.short_writes),
        static_cast<unsigned long long>(all.full),
        static_cast<unsigned long long>(held_back),
        static_cast<unsigned long long>(all.failed_syncs));
    if (seeds >= 200) {
        for (const std::uint64_t fault : {all.sectors_lost,
                                          all.sectors_kept,
                                          all.reordered,
                                          all.names_lost,
                                          all.short_writes,
                                          all.full,
                                          held_back,
                                          all.failed_syncs}) {
            EXPECT_GT(fault, 0U) << "a kind of fault never happened";
        }
    }
}

}  // namespace
}  // namespace fcr
