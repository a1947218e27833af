// The exercises that ship, held without anybody acting: what the wall would have shown.
#include "sim/exercise/input_reading.hpp"
#include "tests/support/golden_file.hpp"
#include "tests/unit/hosting/hosted.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace fcr::test {
namespace {

/// What nobody did led to: a line of the stored table.
std::string no_action_line(const std::filesystem::path& file) {
    const auto bundle = load_exercise_bundle(file);
    if (!bundle) {
        ADD_FAILURE() << to_string(bundle.error().front());
        return {};
    }
    LiveRoom room(std::make_shared<const ExercisePlan>(bundle->plan));
    for (const char* const text : {"id: '1' seat: 'c' join { role: CONTROLLER name: 'C' }",
                                   "id: '2' seat: 'c' run { kind: OPEN_LOBBY }",
                                   "id: '3' seat: 'c' run { kind: START }"}) {
        EXPECT_TRUE(room.submit(*input_bytes_of_text(text))->accepted);
    }
    Duration longest{0};
    std::size_t floods = 0;
    while (room.exercise().state() == ExerciseState::Running) {
        room.advance_to(room.exercise().now() + std::chrono::seconds{1});
        longest = std::max(longest, room.wall().board().emergency.longest_wait);
        floods += room.wall().alarms().flood(room.exercise().now()) ? 1U : 0U;
    }
    KpiCounts emergency;
    KpiCounts other;
    const std::vector<Line>& lines = bundle->plan.scenario->lines;
    for (std::size_t row = 0; row < lines.size(); ++row) {
        if (lines[row].emergency) {
            emergency.merge(room.counts().lines()[row]);
        } else if (!lines[row].internal && !lines[row].digital) {
            other.merge(room.counts().lines()[row]);
        }
    }
    const double hours = to_seconds(bundle->plan.end - bundle->plan.start) / 3600.0;
    return fmt::format("{}\t{:g}\t{}\t{}\t{}\t{:.0f}\t{}\t{}\t{}\t{}\n",
                       file.stem().string(),
                       hours,
                       emergency.offered,
                       emergency.answered_within,
                       emergency.abandoned,
                       to_seconds(longest),
                       other.offered,
                       other.abandoned,
                       room.wall().alarms().raised(),
                       floods);
}

// With FCR_WRITE_GOLDEN set the file is written: read the diff. Alarms must not rise without a
// reason: more than one in ten minutes is more than a person can take (EEMUA 191).
TEST(Presets, ShowTheirStoredFiguresWhenNobodyActs) {
    std::string text =
        "exercise\thours\t999 offered\t999 within 10 s\t999 abandoned\tlongest 999 wait, s\t"
        "101 offered\t101 abandoned\talarms\tseconds of a flood\n";
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator("config/exercises")) {
        files.push_back(entry.path());
    }
    std::ranges::sort(files);
    for (const auto& file : files) {
        text += no_action_line(file);
    }
    expect_stored(text, "tests/unit/hosting/golden/no_action_wall.tsv");
}

}  // namespace
}  // namespace fcr::test
