#include "tools/fcrsim/exercise_forget.hpp"

#include "sim/exercise/forgetting.hpp"
#include "sim/exercise/input_reading.hpp"
#include "sim/exercise/journal_contents.hpp"
#include "sim/exercise/rerun.hpp"
#include "sim/exercise/unheard_notices.hpp"
#include "sim/journal/journal_encoder.hpp"
#include "sim/live/journal_file.hpp"
#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/exercise_journal.hpp"
#include "tools/fcrsim/flag_values.hpp"
#include "tools/fcrsim/new_folder.hpp"
#include "tools/fcrsim/run_report.hpp"

#include <fmt/format.h>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fcr {
namespace {

constexpr std::size_t kRecordsOfGroup = 64;

struct ForgetOptions {
    std::string folder;
    std::optional<std::string> seat;
    std::optional<std::string> out;
};

Problems forget_conflicts(const ForgetOptions& options) {
    Problems problems;
    if (!options.seat || options.seat->empty()) {
        problems.push_back(
            wrong_flag("--seat", options.seat, "must name the seat of who is to be forgotten"));
    }
    const auto refusal = options.out
                             ? NewFolder::refusal(*options.out)
                             : std::optional<std::string>("must name a new folder for the copy");
    if (refusal) {
        problems.push_back(wrong_flag("--out", options.out, *refusal));
    }
    return problems;
}

/// The journal's records without the person.
struct Forgotten {
    std::vector<std::string> payloads;  ///< by record; of inputs the changed ones
    std::uint32_t texts = 0;
};

Forgotten forget(const HeldJournal& journal, const ForgottenPerson& person) {
    Forgotten forgotten;
    for (const JournalRecord& record : journal.records) {
        const std::string_view bytes(reinterpret_cast<const char*>(record.payload.data()),
                                     record.payload.size());
        if (record.kind == kInputRecordKind) {
            ForgottenInput input = without(person, bytes);
            forgotten.texts += input.texts;
            forgotten.payloads.push_back(std::move(input.bytes));
        } else {
            forgotten.payloads.emplace_back(bytes);
        }
    }
    return forgotten;
}

std::span<const std::byte> as_bytes_of(const std::string& text) {
    return std::as_bytes(std::span(text.data(), text.size()));
}

/// Every minute's digest of the copy, held against those that the journal tells.
DigestComparison compared(const HeldJournal& journal,
                          const Forgotten& forgotten,
                          const ExercisePlan& plan,
                          const std::string& folder) {
    std::vector<JournalRecord> records = journal.records;
    for (std::size_t row = 0; row < records.size(); ++row) {
        records[row].payload = as_bytes_of(forgotten.payloads[row]);
    }
    const auto contents = contents_of(records, plan, folder);
    if (!contents) {
        return {.met = 0, .missed = 1, .differs_at = plan.start};
    }
    UnheardNotices sink;
    const auto exercise = replay_inputs(plan, sink, contents->inputs, contents->last_at);
    return compare_digests(*exercise, contents->digests, contents->last_at);
}

/// Writes the records anew: the running digest is made of them. The failure, or the digest.
tl::expected<JournalDigest, std::string> write_copy(const HeldJournal& journal,
                                                    const Forgotten& forgotten,
                                                    const std::filesystem::path& to) {
    auto file = JournalFile::open(to, {}, journal.whole.header, [](const JournalRecord&) {});
    if (!file) {
        return tl::unexpected(file.error().message);
    }
    JournalEncoder encoder((*file)->position());
    const auto write_group = [&] {
        return encoder.waiting() == 0 ||
               (*file)->store().write(encoder.take_group()) == DiskOutcome::Done;
    };
    for (std::size_t row = 0; row < journal.records.size(); ++row) {
        const JournalRecord& record = journal.records[row];
        const auto append = [&] {
            const auto digest = state_digest_of(record);
            return digest ? encoder.append_state_digest(record.at, digest->state)
                          : encoder.append(
                                record.at, record.kind, as_bytes_of(forgotten.payloads[row]));
        };
        const bool fits = append().has_value();
        if (!fits || encoder.waiting() >= kRecordsOfGroup) {
            if (!write_group() || (!fits && !append())) {
                return tl::unexpected((*file)->failure());
            }
        }
    }
    if (!write_group()) {
        return tl::unexpected((*file)->failure());
    }
    return encoder.position().digest;
}

std::string forget_words(const ForgetOptions& options,
                         const HeldJournal& journal,
                         const Forgotten& forgotten,
                         const JournalDigest& digest) {
    return fmt::format(
        "Copied {} records into {} without the person of seat {}: {} texts taken out or starred.\n"
        "The exercise is the same: every minute has the digest it had.\n"
        "The chain of running digests is made anew, so the copy is not the journal that was "
        "noted:\n"
        "Running SHA-256 of the journal: {}\n"
        "Running SHA-256 of the copy:    {}\n"
        "The journal itself, its backups and the reviews made of it still name the person: delete "
        "them.\n",
        journal.records.size(),
        *options.out,
        *options.seat,
        forgotten.texts,
        to_hex(journal.whole.position.digest),
        to_hex(digest));
}

ExitCode forget_person(const ForgetOptions& options) {
    if (const Problems problems = forget_conflicts(options); !problems.empty()) {
        say(problems);
        return ExitCode::BadInput;
    }
    const auto journal = hold_journal(options.folder);
    if (!journal) {
        return journal.error();
    }
    const auto plan = plan_of(*journal, options.folder);
    if (!plan) {
        return plan.error();
    }
    const ForgottenPerson person = person_at(*options.seat, journal->records);
    if (person.names.empty()) {
        say(Problems{wrong_flag(
            "--seat", options.seat, "must be a seat at which somebody joined this exercise")});
        return ExitCode::BadInput;
    }
    const Forgotten forgotten = forget(*journal, person);
    const Forgotten untouched = forget(*journal, {.seat = {}, .names = {}});
    const DigestComparison before = compared(*journal, untouched, *plan, options.folder);
    const DigestComparison after = compared(*journal, forgotten, *plan, options.folder);
    if (before.met != after.met || before.missed != after.missed) {
        say(fmt::format("{}: without the person it would be another exercise; nothing is written",
                        options.folder));
        return ExitCode::TargetMissed;
    }
    NewFolder copy(*options.out);
    if (copy.failure()) {
        return storage_failed(*copy.failure());
    }
    const auto digest = write_copy(*journal, forgotten, copy.place());
    if (!digest) {
        return storage_failed(digest.error());
    }
    if (!copy.commit()) {
        return storage_failed(*copy.failure());
    }
    return print(forget_words(options, *journal, forgotten, *digest));
}

Action forget_action(Flags& flags) {
    const auto options = std::make_shared<ForgetOptions>();
    flags.argument({"JOURNAL", "", "the folder of an exercise, in which its journal is"},
                   options->folder);
    flags.words({"--seat", "SEAT", "whose name and texts are taken out"}, options->seat);
    flags.words({"-o,--out", "COPY", "a new folder, for the copy"}, options->out);
    return [options](const CommandLine&) { return forget_person(*options); };
}

constexpr std::string_view kForgetExamples =
    "  fcrsim exercise forget exercises/tuesday --seat desk_1 -o exercises/tuesday_without\n"
    "\n"
    "Copies the journal without a person: the name, all that the seat wrote, and the name in what\n"
    "others wrote. The copy replays to the same digests. The journal is not touched.\n"
    "Exit codes: 0 copied, 1 it would be another exercise, 2 bad input, 3 the journal is damaged,\n"
    "4 the copy cannot be written.";

}  // namespace

Subcommand exercise_forget_command() {
    return {.name = "forget",
            .summary = "Copies a journal without a person; the exercise stays the same.",
            .examples = kForgetExamples,
            .add = forget_action};
}

}  // namespace fcr
