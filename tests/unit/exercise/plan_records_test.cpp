// The plan inside a journal: what was put in comes back, and what is missing is told.
#include "sim/exercise/plan_records.hpp"

#include "sim/exercise/exercise_file.hpp"
#include "sim/exercise/shell_mark.hpp"
#include "tests/unit/exercise/played.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

JournalRecord record_of(const std::string& payload, std::uint16_t kind = kPlanRecordKind) {
    return {.seq = 1,
            .at = {},
            .kind = kind,
            .payload = std::as_bytes(std::span(payload.data(), payload.size()))};
}

std::uint64_t digest_unattended(const ExercisePlan& plan) {
    Played played(plan);
    played.start();
    played.to(plan.end - plan.start);
    return played->digests().back().exercise;
}

TEST(PlanRecords, APlanIsTheSameAfterAJournal) {
    for (const auto& entry : std::filesystem::directory_iterator("config/exercises")) {
        const auto bundle = load_exercise_bundle(entry.path());
        ASSERT_TRUE(bundle) << to_string(bundle.error().front());
        PlanReader reader;
        for (const std::string& payload : bundle->payloads) {
            EXPECT_LE(payload.size(), kPayloadBytesMax);
            EXPECT_FALSE(reader.is_whole());
            reader.take(record_of(payload));
            reader.take(record_of(payload, 77));
        }
        EXPECT_TRUE(reader.is_whole());
        EXPECT_EQ(reader.scenario_hash(), bundle->scenario_hash);
        const auto read = reader.read("journal");
        ASSERT_TRUE(read) << to_string(read.error().front());
        const auto loaded = load_exercise(entry.path());
        ASSERT_TRUE(loaded);
        EXPECT_EQ(read->title, loaded->title);
        EXPECT_EQ(read->scenario->title, loaded->scenario->title);
        EXPECT_EQ(read->lines.size(), loaded->lines.size());
        EXPECT_EQ(digest_unattended(*read), digest_unattended(*loaded)) << entry.path();
    }
}

// Nothing of it is read again: neither the exercise's file nor the scenario's.
TEST(PlanRecords, AJournalNeedsNoOtherFile) {
    const std::filesystem::path folder =
        std::filesystem::path(testing::TempDir()) / "plan_records_moved";
    std::filesystem::create_directories(folder);
    std::filesystem::copy("config",
                          folder / "config",
                          std::filesystem::copy_options::recursive |
                              std::filesystem::copy_options::overwrite_existing);
    const std::filesystem::path file = folder / "config/exercises/with_changes.txtpb";
    std::ofstream(file) << "scenario: \"../scenarios/mid_force_training.txtpb\"\n"
                           "set: \"title=Another room\"\n";
    const auto bundle = load_exercise_bundle(file);
    ASSERT_TRUE(bundle) << to_string(bundle.error().front());
    std::filesystem::remove_all(folder);
    PlanReader reader;
    for (const std::string& payload : bundle->payloads) {
        reader.take(record_of(payload));
    }
    const auto read = reader.read("journal");
    ASSERT_TRUE(read) << to_string(read.error().front());
    EXPECT_EQ(read->title, "with_changes");
    EXPECT_EQ(read->scenario->title, "Another room");
    EXPECT_EQ(digest_unattended(*read), digest_unattended(bundle->plan));
}

TEST(PlanRecords, WhatIsNotWholeIsTold) {
    const auto bundle = load_exercise_bundle("config/exercises/quiet_weekday.txtpb");
    ASSERT_TRUE(bundle);
    const auto fault = [](const PlanReader& reader) {
        const auto read = reader.read("tuesday");
        return read ? std::string("no fault") : to_string(read.error().front());
    };
    PlanReader none;
    EXPECT_EQ(fault(none), "tuesday: plan: must be the journal's first records; there is none");
    PlanReader nonsense;
    nonsense.take(record_of("\xFF\xFF"));
    EXPECT_EQ(fault(nonsense), "tuesday: plan: must be whole and in order; 0 of 0 parts are");
    PlanReader twice;
    twice.take(record_of(bundle->payloads.front()));
    twice.take(record_of(bundle->payloads.front()));
    EXPECT_NE(fault(twice), "no fault");
}

TEST(PlanRecords, AFaultOfTheFileIsToldWithItsPlace) {
    const auto bundle = load_exercise_bundle("config/exercises/none.txtpb");
    ASSERT_FALSE(bundle);
    EXPECT_EQ(bundle.error().front().file, "config/exercises/none.txtpb");
}

TEST(ShellMark, ComesBackAsItWas) {
    const ShellMark mark{.kind = ShellMarkKind::Stalled, .wall_us = 1'795'000'000'000'001};
    const std::string bytes = mark_bytes(mark);
    EXPECT_EQ(read_mark(record_of(bytes, kMarkRecordKind)), mark);
    EXPECT_FALSE(read_mark(record_of(bytes, kPlanRecordKind)));
    EXPECT_FALSE(read_mark(record_of("", kMarkRecordKind)));
    EXPECT_FALSE(read_mark(record_of("\xFF", kMarkRecordKind)));
}

}  // namespace
}  // namespace fcr::test
