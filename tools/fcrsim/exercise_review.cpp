#include "tools/fcrsim/exercise_review.hpp"

#include "sim/exercise/plan_records.hpp"
#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/exercise_journal.hpp"
#include "tools/fcrsim/flag_values.hpp"
#include "tools/fcrsim/launcher.hpp"
#include "tools/fcrsim/output_folder.hpp"
#include "tools/fcrsim/run_report.hpp"
#include "tools/fcrsim/version.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fcr {
namespace {

struct ReviewCommandOptions {
    std::string folder;
    std::optional<std::string> out;
    std::optional<std::uint64_t> replications;
    std::optional<std::uint64_t> jobs;
};

ReviewOptions review_options(const ReviewCommandOptions& options) {
    ReviewOptions review;
    review.replications = options.replications.value_or(review.replications);
    review.jobs = jobs_of(options.jobs);
    return review;
}

ExitCode write_review(ReviewOutput& output, const std::string& out) {
    std::vector<FileBytes> files;
    for (ReviewFile& file : output.files) {
        files.push_back({.name = file.name, .bytes = std::move(file.bytes)});
    }
    OutputFolder folder(out);
    if (folder.failure()) {
        return storage_failed(*folder.failure());
    }
    if (const auto failure = write_together(folder.path(), files)) {
        return storage_failed(*failure);
    }
    folder.keep();
    return ExitCode::Done;
}

ExitCode review_journal(const ReviewCommandOptions& options) {
    auto output = make_review(options.folder, review_options(options));
    if (!output) {
        return output.error();
    }
    if (options.out) {
        const ExitCode written = write_review(*output, *options.out);
        if (written != ExitCode::Done) {
            return written;
        }
    }
    return print(output->text);
}

Action review_action(Flags& flags) {
    const auto options = std::make_shared<ReviewCommandOptions>();
    flags.argument({"JOURNAL", "", "the folder of an exercise, in which its journal is"},
                   options->folder);
    flags.words({"-o,--out", "DIR", "review.html, review.json and CSV files go here"},
                options->out);
    flags.whole_number({"--replications", "N", "other draws of callers; default 200, 0: none"},
                       {.least = 0, .most = kReplicationsMax},
                       options->replications);
    flags.whole_number(
        {"--jobs", "N", "threads; the results do not depend on it; default: all cores"},
        {.least = 1, .most = kJobsMax},
        options->jobs);
    return [options](const CommandLine&) { return review_journal(*options); };
}

constexpr std::string_view kReviewExamples =
    "  fcrsim exercise review exercises/tuesday -o tuesday_review\n"
    "  fcrsim exercise review exercises/tuesday --replications 0\n"
    "\n"
    "What happened, what was decided and what followed, beside the same evening had nobody done\n"
    "anything, and beside other callers. From the journal alone; the same journal gives the same\n"
    "bytes. docs/review.md defines every figure.\n"
    "Exit codes: 0 done, 2 bad input, 3 the journal is damaged, 4 writing failed.";

}  // namespace

tl::expected<ReviewOutput, ExitCode> make_review(const std::filesystem::path& folder,
                                                 const ReviewOptions& options) {
    const auto journal = hold_journal(folder);
    if (!journal) {
        return tl::unexpected(journal.error());
    }
    auto plan = plan_of(*journal, folder);
    if (!plan) {
        return tl::unexpected(plan.error());
    }
    PlanReader reader;
    for (const JournalRecord& record : journal->records) {
        reader.take(record);
    }
    const auto review = review_exercise(journal->records,
                                        std::make_shared<const ExercisePlan>(std::move(*plan)),
                                        folder.string(),
                                        options);
    if (!review) {
        say(review.error());
        return tl::unexpected(ExitCode::BadInput);
    }
    return review_output({.review = *review, .fcrsim_version = version()}, *reader.texts());
}

Subcommand exercise_review_command() {
    return {.name = "review",
            .summary = "Reviews an exercise from its journal: page, JSON and CSV files.",
            .examples = kReviewExamples,
            .add = review_action};
}

}  // namespace fcr
