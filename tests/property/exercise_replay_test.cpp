// A hundred exercises with inputs made by chance: each is made again from its journal to its
// digests, at whatever speed it ran.
#include "sim/exercise/journal_contents.hpp"
#include "sim/exercise/rerun.hpp"
#include "sim/journal/recovery.hpp"
#include "tests/support/golden_file.hpp"
#include "tests/support/notice_log.hpp"
#include "tests/support/random_exercise.hpp"
#include "tests/support/recorded_exercise.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t kExercises = 100;

/// The exercise made again from these bytes alone, all that a journal holds.
struct MadeAgain {
    std::uint64_t digest = 0;
    DigestComparison digests;
    std::size_t inputs = 0;
};
MadeAgain make_again(const std::vector<std::byte>& segment) {
    std::vector<JournalRecord> records;
    const SegmentBytes bytes{.number = 1, .bytes = segment};
    const auto whole = recover(std::span(&bytes, 1),
                               [&](const JournalRecord& record) { records.push_back(record); });
    FCR_CHECK(whole && whole->bytes_dropped == 0, "a journal of a test is damaged");
    PlanReader reader;
    for (const JournalRecord& record : records) {
        reader.take(record);
    }
    const auto plan = reader.read("journal");
    FCR_CHECK(plan.has_value(), "a journal of a test has no plan");
    FCR_CHECK(reader.scenario_hash() == whole->header.scenario_hash, "it has another scenario");
    const auto contents = contents_of(records, *plan, "journal");
    FCR_CHECK(contents.has_value(), "an input of a test cannot be read");
    NoticeLog log;
    const auto exercise = replay_inputs(*plan, log, contents->inputs, contents->last_at);
    return {.digest = exercise->digests().empty() ? 0 : exercise->digests().back().exercise,
            .digests = compare_digests(*exercise, contents->digests, contents->last_at),
            .inputs = contents->inputs.size()};
}

// With FCR_WRITE_GOLDEN set the file is written: read the diff. The same on every compiler.
TEST(ExerciseReplay, AHundredExercisesMeetTheirDigestsAtAnySpeed) {
    const std::vector<ExerciseBundle> bundles = [] {
        std::vector<ExerciseBundle> all;
        for (const char* name : {"quiet_weekday", "contractor_half"}) {
            auto bundle = load_exercise_bundle(fmt::format("config/exercises/{}.txtpb", name));
            FCR_CHECK(bundle.has_value(), "a shipped exercise does not load");
            all.push_back(std::move(*bundle));
        }
        return all;
    }();
    std::string text = "exercise\tinputs\trefused\tminutes\tdigest\n";
    for (std::uint64_t number = 0; number < kExercises; ++number) {
        const ExerciseBundle& bundle = bundles[number % bundles.size()];
        const std::vector<ScriptedInput> script = random_script(bundle.plan, number);
        std::uint64_t digest = 0;
        std::uint64_t refused = 0;
        // A pacer that looks each 50 ms, at x1 and at x60; and a run without one.
        for (const Duration step : {Duration{50ms}, Duration{3s}, Duration{100h}}) {
            RecordedExercise played(bundle);
            played.play(script, step);
            const std::uint64_t live = played.exercise().digests().empty()
                                           ? 0
                                           : played.exercise().digests().back().exercise;
            const std::size_t minutes = played.exercise().digests().size();
            refused = script.size() - played.accepted();
            const MadeAgain again = make_again(played.segment());
            ASSERT_EQ(again.digests.missed, 0U) << number;
            ASSERT_EQ(again.digests.met, minutes) << number;
            ASSERT_EQ(again.digest, live) << number;
            ASSERT_EQ(again.inputs, script.size()) << number;
            if (step == Duration{50ms}) {
                digest = live;
            }
            ASSERT_EQ(live, digest) << number << ": the speed changes the exercise";
            if (step == Duration{100h}) {
                text += fmt::format(
                    "{}\t{}\t{}\t{}\t{:016x}\n", number, script.size(), refused, minutes, digest);
            }
        }
    }
    expect_stored(text, "tests/property/golden/hundred_exercises.tsv");
}

}  // namespace
}  // namespace fcr::test
