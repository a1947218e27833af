// The exercises that ship: they load, run unattended, and give the no-action figures stored.
#include "sim/exercise/exercise_file.hpp"
#include "tests/support/golden_file.hpp"
#include "tests/unit/exercise/played.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace fcr::test {
namespace {

std::vector<std::filesystem::path> shipped_exercises() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator("config/exercises")) {
        files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

/// One line: calls of the room up to the end of the exercise, lines that fired, the last digest.
std::string no_action_line(const std::filesystem::path& file) {
    const auto plan = load_exercise(file);
    if (!plan) {
        ADD_FAILURE() << to_string(plan.error().front());
        return {};
    }
    EXPECT_FALSE(plan->objectives.empty()) << file;
    EXPECT_FALSE(plan->instructor_notes.empty()) << file;
    Played played(*plan);
    played.start();
    played.to(plan->end - plan->start);
    EXPECT_EQ(played->state(), ExerciseState::Ended) << file;
    std::size_t fired = 0;
    for (std::size_t row = 0; row < plan->lines.size(); ++row) {
        EXPECT_NE(played->status_of(row), LineStatus::Waiting) << file;
        fired += played->status_of(row) == LineStatus::Fired;
    }
    const CallCounts& counts = played->room().counts();
    return fmt::format("{}\t{}\t{}\t{}\t{}\t{} of {}\t{:016x}\n",
                       file.stem().string(),
                       counts.offered,
                       counts.answered,
                       counts.abandoned,
                       counts.blocked,
                       fired,
                       plan->lines.size(),
                       played->digests().back().exercise);
}

// With FCR_WRITE_GOLDEN set the file is written: read the diff.
TEST(Presets, GiveTheirStoredNoActionFigures) {
    std::string text = "exercise\toffered\tanswered\tabandoned\tblocked\tlines fired\tdigest\n";
    for (const auto& file : shipped_exercises()) {
        text += no_action_line(file);
    }
    expect_stored(text, "tests/unit/exercise/golden/no_action.tsv");
}

}  // namespace
}  // namespace fcr::test
