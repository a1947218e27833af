// The machine dies while a branch is made: either all of it is there, or the exercise goes on where
// the branch was asked for.
#include "sim/journal/journal_store.hpp"
#include "sim/journal/recovery.hpp"
#include "tests/support/fake_disk.hpp"
#include "tests/unit/hosting/hosted.hpp"

#include <gtest/gtest.h>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

constexpr JournalSizes kSmall{.segment = 3U << 20U, .reserve = 1U << 20U, .free_min = 0};

const JournalHeader& test_header() {
    static const JournalHeader header{
        .exercise_id = {}, .build_id = "test", .scenario_hash = {}, .seed = 1};
    return header;
}

/// An hour with two actions and an alarm taken up, and a branch of it after three quarters.
struct Branched {
    Branched() {
        const ClientId controller = hosted.start();
        const ClientId supervisor = hosted.join(Role::Supervisor);
        hosted.run(controller, v1::RunOrder::START);
        hosted.advance(30min);
        hosted.act(supervisor, "open_overflow");
        hosted.advance(40min);
        hosted.act(supervisor, "call_in", "in_house");
        v1::ClientMessage alarm;
        alarm.mutable_acknowledge_alarm()->set_id("alarm");
        alarm.mutable_acknowledge_alarm()->set_number(1);
        hosted.say(supervisor, alarm);
        hosted.sync();
        hosted.advance(50min);
        hosted.act(supervisor, "emergencies_only");
        hosted.advance(60min);
        hosted.ports.branch_start = {.next_seq = 1, .digest = first_digest(test_header())};
        v1::ClientMessage branch;
        branch.mutable_begin_branch()->set_id("b");
        branch.mutable_begin_branch()->set_at_us(
            (quiet_weekday().plan.start + Duration{45min} - kStartOfRun).count());
        hosted.say(controller, branch);
        groups = hosted.ports.groups;
    }
    Hosted hosted;
    std::vector<CommitGroup> groups;  ///< the journal of the branch
};

/// What is on a disk once the power is back.
std::vector<JournalRecord> recovered_from(const FakeDisk& disk) {
    std::vector<SegmentBytes> segments;
    for (const std::string& name : disk.names()) {
        if (const auto number = segment_number(name)) {
            segments.push_back({.number = *number, .bytes = *disk.file(name)});
        }
    }
    std::vector<JournalRecord> records;
    if (!segments.empty()) {
        const auto recovered = recover(
            segments, [&records](const JournalRecord& record) { records.push_back(record); });
        EXPECT_TRUE(recovered.has_value()) << "a branch that is not whole is no damage";
    }
    return records;
}

/// Makes the branch's journal; how many of its groups were durable when the power went.
std::size_t make_until_cut(FakeDisk& disk, const std::vector<CommitGroup>& groups) {
    std::size_t durable = 0;
    try {
        JournalStore store(disk, kSmall, test_header());
        EXPECT_EQ(store.begin(), DiskOutcome::Done);
        for (const CommitGroup& group : groups) {
            EXPECT_EQ(store.write(group), DiskOutcome::Done);
            ++durable;
        }
    } catch (const PowerCut&) {
    }
    return durable;
}

/// At each call to the disk, with ten ways of what a disk may lose. Seeds fixed before looking.
TEST(HostBranchCut, AtEachWriteAllOfItOrNone) {
    const Branched branched;
    const std::vector<std::byte>& parent = branched.hosted.ports.journals.at(0);
    ASSERT_GE(branched.groups.size(), 2U);
    int none = 0;
    int whole = 0;
    for (std::uint64_t cut = 0;; ++cut) {
        bool survived = false;
        for (std::uint64_t seed = 0; seed < 10; ++seed) {
            FakeDisk disk(1'000 * cut + seed);
            disk.cut_in = cut;
            const std::size_t durable = make_until_cut(disk, branched.groups);
            disk.come_back();
            survived = durable == branched.groups.size();
            const std::vector<JournalRecord> records = recovered_from(disk);
            if (!is_branch(records, 1)) {
                EXPECT_FALSE(survived) << "it was told and is lost, cut " << cut;
                ++none;
                continue;
            }
            ++whole;
            const Recovered recovered(records);
            const Exercise& exercise = recovered.host.room().exercise();
            EXPECT_EQ(recovered.host.branch(), 1U);
            EXPECT_EQ(exercise.now(), quiet_weekday().plan.start + 45min);
            EXPECT_EQ(exercise.digests(), branched.hosted.host.room().exercise().digests());
            EXPECT_EQ(exercise.actions().size(), 2U);
            EXPECT_EQ(exercise.seats().all().size(), 2U);
        }
        if (survived) {
            break;
        }
    }
    EXPECT_GT(none, 50);
    EXPECT_GT(whole, 10);

    const Recovered before(parent);
    EXPECT_EQ(before.host.branch(), 0U);
    EXPECT_EQ(before.host.room().exercise().actions().size(), 3U);
    EXPECT_EQ(before.host.room().exercise().digests().size(), 60U);
}

/// A write is torn behind any record.
TEST(HostBranchCut, BehindAnyRecordTheNoteIsLast) {
    const Branched branched;
    std::vector<std::byte> journal;
    for (const CommitGroup& group : branched.groups) {
        journal.insert(journal.end(), group.bytes.begin(), group.bytes.end());
    }
    const std::vector<JournalRecord> records = records_of(journal);
    for (std::size_t kept = 0; kept < records.size(); ++kept) {
        EXPECT_FALSE(is_branch(std::span(records).first(kept), 1)) << kept << " records";
    }
    EXPECT_TRUE(is_branch(records, 1));
    EXPECT_FALSE(is_branch(records, 2)) << "it is another branch's";
}

/// What found no room in the first group was left out and the branch went another way.
TEST(HostBranchCut, AMegabyteOfInputsIsAllThere) {
    Hosted hosted;
    const ClientId controller = hosted.start();
    hosted.run(controller, v1::RunOrder::START);
    for (int note = 0; note < 600; ++note) {
        hosted.wait(1s);
        ASSERT_TRUE(hosted
                        .put_in(controller,
                                [](v1::ExerciseInput& input) {
                                    input.mutable_note()->set_text(std::string(3'500, 'x'));
                                })
                        .accepted());
    }
    hosted.advance(10min);
    const std::uint64_t before = hosted.host.room().exercise().inputs();
    ASSERT_GT(hosted.ports.journal.size(), 2 * kGroupBytesMax);
    v1::ClientMessage branch;
    branch.mutable_begin_branch()->set_id("b");
    branch.mutable_begin_branch()->set_at_us(
        (quiet_weekday().plan.start + Duration{5min} - kStartOfRun).count());
    hosted.say(controller, branch);
    hosted.sync();
    ASSERT_TRUE(hosted.answer(controller, "b").accepted());
    const Recovered recovered(hosted.ports.journal);
    EXPECT_EQ(recovered.host.branch(), 1U);
    EXPECT_GE(recovered.host.room().exercise().inputs(), before);
}

}  // namespace
}  // namespace fcr::test
