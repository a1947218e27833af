// The folder of an exercise with its branches, as kills leave it.
#include "sim/live/exercise_journal.hpp"

#include "sim/exercise/plan_records.hpp"
#include "sim/hosting/host_records.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

namespace fcr {
namespace {

constexpr std::uint16_t kMark = 3;

class ExerciseFolder : public ::testing::Test {
protected:
    void SetUp() override {
        std::string name =
            (std::filesystem::temp_directory_path() / "fcr_branches_XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder = name;
    }
    void TearDown() override { std::filesystem::remove_all(folder); }

    /// What a start finds.
    void open() {
        journal.reset();
        records = {};
        auto opened = ExerciseJournal::open(
            folder,
            {.exercise_id = {}, .build_id = "test", .scenario_hash = {}, .seed = 1},
            records);
        ASSERT_TRUE(opened.has_value()) << opened.error().message;
        journal = std::move(*opened);
        journal->start([](const JournalNews& /*news*/) {});
        encoder.emplace(journal->file().position());
    }
    [[nodiscard]] tl::expected<JournalPosition, std::string> begin_branch(std::uint64_t number) {
        auto begun = journal->begin_branch(number, [](const JournalNews& /*news*/) {});
        if (begun) {
            encoder.emplace(*begun);
        }
        return begun;
    }
    /// A group of one record.
    void write(std::uint16_t kind, std::string_view bytes) {
        ASSERT_TRUE(encoder->append({}, kind, std::as_bytes(std::span(bytes))));
        journal->write(encoder->take_group());
    }
    void write_note(std::uint64_t number) {
        write(kHostRecordKind, bytes_of(BranchNote{.order = {}, .number = number, .from = {}}));
    }
    /// Ends as a kill does, once what was written is durable.
    void die() { journal.reset(); }
    [[nodiscard]] std::filesystem::path branch(std::uint64_t number) const {
        return folder / ("branch-" + std::to_string(number));
    }
    [[nodiscard]] std::string told() const {
        std::string text;
        for (const JournalRecord& record : records.all()) {
            text.append(reinterpret_cast<const char*>(record.payload.data()),
                        record.kind == kHostRecordKind ? 0 : record.payload.size());
        }
        return text;
    }

    std::filesystem::path folder;
    std::unique_ptr<ExerciseJournal> journal;
    KeptRecords records;
    std::optional<JournalEncoder> encoder;
};

/// The exercise as it was before its branch.
class Branching : public ExerciseFolder {
protected:
    void SetUp() override {
        ExerciseFolder::SetUp();
        open();
        write(kPlanRecordKind, "plan ");
        write(kMark, "played");
    }
    void expect_parent_goes_on() {
        open();
        EXPECT_EQ(told(), "plan played");
        EXPECT_EQ(journal->folder(), folder);
    }
};

TEST_F(Branching, OnceItsNoteIsDurableItGoesOn) {
    ASSERT_TRUE(begin_branch(1));
    write(kPlanRecordKind, "plan ");
    write(kMark, "branch");
    write_note(1);
    open();
    EXPECT_EQ(told(), "plan branch");
    EXPECT_EQ(journal->folder(), branch(1));
    EXPECT_TRUE(journal->unfinished().empty());
    ASSERT_TRUE(begin_branch(2));
    write(kPlanRecordKind, "plan ");
    write(kMark, "second");
    write_note(2);
    open();
    EXPECT_EQ(told(), "plan second");
}

TEST_F(Branching, BeforeItsNoteTheOneItCameFromGoesOn) {
    for (int groups = 0; groups < 3; ++groups) {
        ASSERT_TRUE(begin_branch(1)) << "the number is free again";
        if (groups > 0) {
            write(kPlanRecordKind, "plan ");
        }
        if (groups > 1) {
            write(kMark, "half");
        }
        expect_parent_goes_on();
        EXPECT_EQ(journal->unfinished(), std::vector{branch(1)});
    }
    ASSERT_TRUE(begin_branch(1));
    write(kPlanRecordKind, "plan ");
    write_note(1);
    open();
    EXPECT_EQ(told(), "plan ") << "nothing of what was not made is in it";
    EXPECT_EQ(journal->folder(), branch(1));
}

TEST_F(Branching, AHalfMadeBranchOfABranchLeavesTheFirst) {
    ASSERT_TRUE(begin_branch(1));
    write(kPlanRecordKind, "plan ");
    write(kMark, "branch");
    write_note(1);
    ASSERT_TRUE(begin_branch(2));
    write(kPlanRecordKind, "plan ");
    open();
    EXPECT_EQ(told(), "plan branch");
    EXPECT_EQ(journal->folder(), branch(1));
    EXPECT_EQ(journal->unfinished(), std::vector{branch(2)});
}

TEST_F(Branching, WhatAKillLeavesBeforeThereIsASegment) {
    die();
    std::filesystem::create_directory(branch(1));
    expect_parent_goes_on();
    die();
    std::ofstream(branch(1) / "journal.lock").flush();
    expect_parent_goes_on();
    die();
    std::ofstream(branch(1) / "journal.new") << "FCR";
    expect_parent_goes_on();
    EXPECT_TRUE(journal->unfinished().empty()) << "there is nothing to be told of";
    EXPECT_TRUE(begin_branch(1));
}

TEST_F(Branching, OneThatCannotBeBegunLeavesThePresentOneAsItWas) {
    std::ofstream(branch(1)) << "a file has the name";
    const auto begun = begin_branch(1);
    ASSERT_FALSE(begun);
    EXPECT_NE(begun.error().find("branch-1"), std::string::npos) << begun.error();
    write(kMark, ", and on");
    open();
    EXPECT_EQ(told(), "plan played, and on");
}

TEST_F(Branching, AWholeOneIsNeverBegunAgain) {
    ASSERT_TRUE(begin_branch(1));
    write_note(1);
    const auto again = begin_branch(1);
    ASSERT_FALSE(again);
    open();
    EXPECT_EQ(journal->folder(), branch(1));
}

TEST_F(ExerciseFolder, KilledBeforeItsPlanIsWholeItBeginsAgain) {
    open();
    open();
    EXPECT_EQ(journal->file().position().next_seq, 1U);
    write(kPlanRecordKind, "half a ");
    open();
    EXPECT_TRUE(records.all().empty());
    EXPECT_FALSE(journal->file().recovered());
    write(kPlanRecordKind, "plan ");
    write(kMark, "begun");
    open();
    EXPECT_EQ(told(), "plan begun");
}

}  // namespace
}  // namespace fcr
