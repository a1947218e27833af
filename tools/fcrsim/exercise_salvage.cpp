#include "tools/fcrsim/exercise_salvage.hpp"

#include "sim/base/time.hpp"
#include "sim/live/journal_file_salvage.hpp"
#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/flag_values.hpp"
#include "tools/fcrsim/new_folder.hpp"
#include "tools/fcrsim/run_report.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace fcr {
namespace {

struct SalvageOptions {
    std::string folder;
    std::optional<std::string> out;
};

Problems salvage_conflicts(const SalvageOptions& options) {
    Problems problems;
    std::error_code error;
    if (!std::filesystem::is_directory(options.folder, error)) {
        problems.push_back(
            {.file = options.folder,
             .field = {},
             .value = {},
             .remedy = "must be the folder of an exercise, in which its journal is"});
    }
    const auto refusal = options.out
                             ? NewFolder::refusal(*options.out)
                             : std::optional<std::string>("must name a new folder for the copy");
    if (refusal) {
        problems.push_back(wrong_flag("--out", options.out, *refusal));
    }
    return problems;
}

std::string salvage_words(const Salvage& salvage, const SalvageOptions& options) {
    const RecoveredJournal& whole = salvage.whole;
    return fmt::format(
        "{}\n"
        "Copied {} records into {}, the last at {:.6f} s of simulated time; {} bytes of what "
        "follows are left out.\n"
        "Running SHA-256 of the copy: {}\n",
        salvage.damage.value_or("The journal is not damaged."),
        whole.position.next_seq - 1,
        *options.out,
        to_seconds(whole.last_at - kStartOfRun),
        salvage.bytes_left_out,
        to_hex(whole.position.digest));
}

ExitCode salvage_folder(const SalvageOptions& options) {
    if (const Problems problems = salvage_conflicts(options); !problems.empty()) {
        say(problems);
        return ExitCode::BadInput;
    }
    NewFolder copy(*options.out);
    if (copy.failure()) {
        return storage_failed(*copy.failure());
    }
    const auto salvaged = salvage(options.folder, copy.place());
    if (!salvaged && salvaged.error().kind == JournalFaultKind::Damaged) {
        say(salvaged.error().message);
        return ExitCode::JournalDamaged;
    }
    if (!salvaged) {
        return storage_failed(salvaged.error().message);
    }
    if (!copy.commit()) {
        return storage_failed(*copy.failure());
    }
    return print(salvage_words(*salvaged, options));
}

Action salvage_action(Flags& flags) {
    const auto options = std::make_shared<SalvageOptions>();
    flags.argument({"FOLDER", "", "the folder of an exercise, in which its journal is"},
                   options->folder);
    flags.words({"--out", "COPY", "a new folder, for the copy"}, options->out);
    return [options](const CommandLine&) { return salvage_folder(*options); };
}

constexpr std::string_view kSalvageExamples =
    "  fcrsim exercise salvage exercises/tuesday --out exercises/tuesday_salvaged\n"
    "\n"
    "Copies the records before the damage, byte for byte; the exercise goes on from the copy. The\n"
    "damaged journal is not touched. docs/journal.md says what counts as damage.\n"
    "Exit codes: 0 copied, 2 bad input, 3 nothing is whole, 4 the copy cannot be written.";

}  // namespace

Subcommand exercise_salvage_command() {
    return {.name = "salvage",
            .summary = "Copies what is whole of a damaged journal.",
            .examples = kSalvageExamples,
            .add = salvage_action};
}

}  // namespace fcr
