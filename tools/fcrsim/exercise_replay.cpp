#include "tools/fcrsim/exercise_replay.hpp"

#include "sim/exercise/journal_contents.hpp"
#include "sim/exercise/rerun.hpp"
#include "sim/exercise/unheard_notices.hpp"
#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/exercise_journal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fcr {
namespace {

struct ReplayOptions {
    std::string folder;
    bool digest = false;
    std::optional<double> until_s;  ///< since the start of the exercise
};

/// Minutes and seconds since the start of the exercise: `63:05`.
std::string moment_words(SimTime at, const ExercisePlan& plan) {
    const auto seconds = static_cast<std::int64_t>(to_seconds(at - plan.start));
    return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
}

std::string replay_words(const Exercise& exercise,
                         const DigestComparison& digests,
                         const ReplayOptions& options) {
    const CallCounts& counts = exercise.room().counts();
    std::string words = fmt::format(
        "EXERCISE {}: made again to {} after its start\n"
        "Inputs: {}; actions done: {}; commands of the events list: {}\n"
        "Calls of the room: {} offered, {} answered, {} abandoned, {} elsewhere\n"
        "Digests: {} met, {} not\n",
        exercise.plan().title,
        moment_words(exercise.now(), exercise.plan()),
        exercise.inputs(),
        exercise.actions().size(),
        exercise.fired().size(),
        counts.offered,
        counts.answered,
        counts.abandoned,
        counts.diverted + counts.blocked,
        digests.met,
        digests.missed);
    if (digests.differs_at) {
        words += fmt::format("The first minute that is another one: {}\n",
                             moment_words(*digests.differs_at, exercise.plan()));
    }
    if (options.digest) {
        words += exercise.digests().empty()
                     ? std::string("No minute has a digest\n")
                     : fmt::format("Digest of the last minute, {}: {:016x}\n",
                                   moment_words(exercise.digests().back().at, exercise.plan()),
                                   exercise.digests().back().exercise);
    }
    return words;
}

ExitCode replay_exercise(const ReplayOptions& options) {
    const auto journal = hold_journal(options.folder);
    if (!journal) {
        return journal.error();
    }
    const auto plan = plan_of(*journal, options.folder);
    if (!plan) {
        return plan.error();
    }
    const auto contents = contents_of(journal->records, *plan, options.folder);
    if (!contents) {
        say(contents.error());
        return ExitCode::JournalDamaged;
    }
    SimTime until = contents->last_at;
    std::vector<RecordedInput> inputs = contents->inputs;
    if (options.until_s) {
        until = plan->start + duration_from_seconds(*options.until_s);
        inputs = inputs_until(inputs, plan->start, until);
    }
    UnheardNotices sink;
    const auto exercise = replay_inputs(*plan, sink, inputs, until);
    const DigestComparison digests = compare_digests(*exercise, contents->digests, until);
    const ExitCode printed = print(replay_words(*exercise, digests, options));
    return printed == ExitCode::Done && digests.missed > 0 ? ExitCode::TargetMissed : printed;
}

Action replay_action(Flags& flags) {
    const auto options = std::make_shared<ReplayOptions>();
    flags.argument({"JOURNAL", "", "the folder of an exercise, in which its journal is"},
                   options->folder);
    flags.flag({"--digest", "", "print the digest of the last minute"}, options->digest);
    flags.number({"--until", "S", "only so many seconds after the start of the exercise"},
                 {.least = 0.0, .most = 172'800.0},
                 options->until_s);
    return [options](const CommandLine&) { return replay_exercise(*options); };
}

constexpr std::string_view kReplayExamples =
    "  fcrsim exercise replay exercises/tuesday --digest\n"
    "  fcrsim exercise replay exercises/tuesday --until 3600\n"
    "\n"
    "Makes the exercise again from its journal alone and compares every minute with the digest "
    "that\n"
    "the live run recorded.\n"
    "Exit codes: 0 every digest met, 1 a minute is another one, 2 bad input, 3 the journal is\n"
    "damaged, 4 it cannot be read.";

}  // namespace

Subcommand exercise_replay_command() {
    return {.name = "replay",
            .summary = "Makes an exercise again from its journal and compares every minute.",
            .examples = kReplayExamples,
            .add = replay_action};
}

}  // namespace fcr
