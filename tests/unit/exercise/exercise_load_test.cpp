// Recorded calls as an exercise: the calls come when they were recorded, and the journal keeps
// them.
#include "sim/exercise/exercise_load.hpp"

#include "sim/exercise/exercise_file.hpp"
#include "sim/exercise/plan_records.hpp"
#include "tests/unit/exercise/played.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace fcr::test {
namespace {

class ExerciseLoad : public ::testing::Test {
protected:
    void SetUp() override {
        std::string name = (std::filesystem::temp_directory_path() / "fcr_load_XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder = name;
        std::ofstream calls(folder / "calls.csv");
        calls << "start,service\n";
        for (int call = 0; call < 300; ++call) {
            calls << "2027-04-14 "
                  << (call < 60    ? "09:"
                      : call < 200 ? "10:"
                                   : "11:")
                  << (call * 7 % 60 < 10 ? "0" : "") << call * 7 % 60 << ":"
                  << (call % 60 < 10 ? "0" : "") << call % 60 << (call % 3 == 0 ? ",E\n" : ",N\n");
        }
        std::ofstream mapping(folder / "mapping.txtpb");
        mapping << "time_column: 'start' class_column: 'service'\n"
                   "values { value: 'E' call_class: '999' }\n"
                   "values { value: 'N' call_class: '101' }\n"
                   "source: 'a test'\n";
    }
    void TearDown() override { std::filesystem::remove_all(folder); }

    [[nodiscard]] std::filesystem::path exercise(const std::string& load) const {
        std::ofstream file(folder / "exercise.txtpb");
        file << "scenario: '"
             << std::filesystem::absolute("config/scenarios/mid_force_training.txtpb").string()
             << "' start_h: 9 length_h: 3 source: 'a test'\n"
             << "load { file: 'calls.csv' mapping: 'mapping.txtpb' source: 'a test' " << load
             << " }\n";
        return folder / "exercise.txtpb";
    }

    std::filesystem::path folder;
};

TEST_F(ExerciseLoad, ItsCallsComeWhenTheyWereRecorded) {
    const auto plan = load_exercise(exercise(""));
    ASSERT_TRUE(plan) << to_string(plan.error().front());
    Played played(*plan);
    played.start();
    played.to(3h);
    EXPECT_EQ(plan->scenario->load->size(), 300U);
    EXPECT_GE(played->room().counts().offered, 300U) << "with what the calls became";
}

TEST_F(ExerciseLoad, CanBeMadeEasierHarderOrCut) {
    const auto calls_of = [this](const std::string& load) {
        const auto plan = load_exercise(exercise(load));
        EXPECT_TRUE(plan) << to_string(plan.error().front());
        return plan ? plan->scenario->load->size() : 0;
    };
    EXPECT_EQ(calls_of("from: '2027-04-14 10:00'"), 240U);
    EXPECT_EQ(calls_of("scale: 2"), 600U);
    EXPECT_LT(calls_of("thin: 0.5"), 200U);
    EXPECT_EQ(calls_of("jitter_s: 300"), 300U);
}

TEST_F(ExerciseLoad, TheJournalKeepsTheCallsAndNeedsNoExtract) {
    const auto bundle = load_exercise_bundle(exercise("scale: 1.5 jitter_s: 60"));
    ASSERT_TRUE(bundle) << to_string(bundle.error().front());
    std::filesystem::remove(folder / "calls.csv");
    std::filesystem::remove(folder / "mapping.txtpb");
    PlanReader reader;
    for (const std::string& payload : bundle->payloads) {
        reader.take({.kind = kPlanRecordKind, .payload = std::as_bytes(std::span(payload))});
    }
    const auto kept = reader.read("journal");
    ASSERT_TRUE(kept) << to_string(kept.error().front());
    ASSERT_EQ(kept->scenario->load->size(), bundle->plan.scenario->load->size());
    Played one(bundle->plan);
    Played other(*kept);
    for (Played* const played : {&one, &other}) {
        played->start();
        played->to(3h);
    }
    EXPECT_EQ(one->digests(), other->digests());
}

TEST_F(ExerciseLoad, SaysWhatIsWrongInTheExtractAndInTheBlock) {
    const auto problem_of = [this](const std::string& load) {
        const auto plan = load_exercise(exercise(load));
        return plan ? std::string() : to_string(plan.error().front());
    };
    EXPECT_NE(problem_of("thin: 2").find("load.thin"), std::string::npos) << problem_of("thin: 2");
    EXPECT_NE(problem_of("from: 'noon'").find("load.from"), std::string::npos);
    std::ofstream(folder / "calls.csv", std::ios::app) << "yesterday,E\n";
    EXPECT_NE(problem_of("").find("calls.csv:302"), std::string::npos) << problem_of("");
}

}  // namespace
}  // namespace fcr::test
