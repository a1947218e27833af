// A program that plays a script and leaves the exercise's folder, for tests of what reads it.
//
//   exercise_recorder EXERCISE SCRIPT FOLDER
//
// A line of SCRIPT is `SECONDS INPUT`: when after the start, and a v1::ExerciseInput in text format
// without its id. A SCRIPT that is a number is made by chance of it.
#include "sim/live/journal_file.hpp"
#include "tests/support/random_exercise.hpp"
#include "tests/support/recorded_exercise.hpp"

#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

namespace {

using namespace fcr;        // NOLINT(google-build-using-namespace): a program of one file
using namespace fcr::test;  // NOLINT(google-build-using-namespace)

std::vector<ScriptedInput> read_script(const std::string& file, const ExercisePlan& plan) {
    if (file.find_first_not_of("0123456789") == std::string::npos) {
        return random_script(plan, std::stoull(file));
    }
    std::vector<ScriptedInput> script;
    std::ifstream lines(file);
    double seconds = 0.0;
    for (std::string text; lines >> seconds && std::getline(lines, text);) {
        script.push_back({.since = duration_from_seconds(seconds), .text = text});
    }
    return script;
}

}  // namespace

int main(int count, char** words) {
    if (count != 4) {
        std::fprintf(stderr, "exercise_recorder EXERCISE SCRIPT FOLDER\n");
        return 2;
    }
    const auto bundle = load_exercise_bundle(words[1]);
    if (!bundle) {
        std::fprintf(stderr, "%s\n", to_string(bundle.error().front()).c_str());
        return 2;
    }
    RecordedExercise played(*bundle);
    played.play(read_script(words[2], bundle->plan), std::chrono::seconds{1});
    auto journal = JournalFile::open(words[3], {}, played.header(), [](const JournalRecord&) {});
    if (!journal) {
        std::fprintf(stderr, "%s\n", journal.error().message.c_str());
        return 4;
    }
    for (const CommitGroup& group : played.take_groups()) {
        if ((*journal)->store().write(group) != DiskOutcome::Done) {
            std::fprintf(stderr, "%s\n", (*journal)->failure().c_str());
            return 4;
        }
    }
    return 0;
}
