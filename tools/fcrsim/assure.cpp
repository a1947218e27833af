#include "tools/fcrsim/assure.hpp"

#include "sim/assurance/assurance.hpp"
#include "sim/scenario/input_file.hpp"
#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/output_folder.hpp"
#include "tools/fcrsim/run_report.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fcr {
namespace {

constexpr std::size_t kNameBytesMax = 120;

struct AssureOptions {
    std::string run;
    std::optional<std::string> commissioner;
    std::optional<std::string> analyst;
    std::optional<std::string> assurer;
    std::optional<std::string> approver;
    std::optional<std::string> out;
};

/// Who has which role, or what is wrong with how that was said.
Result<AssuranceRoles> roles_of(const AssureOptions& options) {
    Problems problems;
    const auto name = [&problems](const char* flag, const std::optional<std::string>& given) {
        if (given && (given->empty() || given->size() > kNameBytesMax || !is_utf8(*given) ||
                      given->find_first_of("\r\n") != std::string::npos)) {
            problems.push_back({.file = {},
                                .field = flag,
                                .value = as_shown(*given),
                                .remedy = fmt::format("must be a name of 1 to {} bytes in one line",
                                                      kNameBytesMax)});
        }
        return given.value_or(std::string{});
    };
    AssuranceRoles roles{.commissioner = name("--commissioner", options.commissioner),
                         .analyst = name("--analyst", options.analyst),
                         .assurer = name("--assurer", options.assurer),
                         .approver = name("--approver", options.approver)};
    if (problems.empty() && !roles.assurer.empty() && roles.assurer == roles.analyst) {
        problems.push_back({.file = {},
                            .field = "--assurer",
                            .value = roles.assurer,
                            .remedy = "must be somebody else than the analyst: the assurer is "
                                      "independent"});
    }
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    return roles;
}

std::string summary_text(const AssuredWork& work, const std::filesystem::path& folder) {
    return fmt::format(
        "Assurance pack of {} \"{}\": {}\n"
        "  {} parameters of {} scenario{} logged, {} of them unverified\n"
        "  {} replications of {}{}, seed {}, fcrsim {}\n"
        "  what only people can say is marked \"to be completed by\" and the role\n",
        kind_words(work.run.kind),
        work.run.title,
        (folder / "assurance.html").string(),
        work.parameters.size(),
        work.run.scenarios.size(),
        work.run.scenarios.size() == 1 ? "" : "s",
        work.unverified(),
        work.run.replications,
        work.run.replications_asked,
        work.run.is_whole() ? "" : " (stopped)",
        work.run.seed,
        work.run.record.fcrsim_version);
}

ExitCode assure(const AssureOptions& options) {
    const Result<AssuranceRoles> roles = roles_of(options);
    if (!roles) {
        say(roles.error());
        return ExitCode::BadInput;
    }
    const Result<AssuredRun> run = read_assured_run(options.run);
    if (!run) {
        say(run.error());
        return ExitCode::BadInput;
    }
    const AssuredWork work{.run = *run, .roles = *roles, .parameters = log_parameters(*run)};
    const std::vector<AssuranceFile> files = assurance_files(work);
    OutputFolder folder(options.out ? std::filesystem::path(*options.out)
                                    : std::filesystem::path(options.run) / "assurance");
    if (folder.failure()) {
        return storage_failed(*folder.failure());
    }
    std::vector<FileBytes> bytes;
    bytes.reserve(files.size());
    for (const AssuranceFile& file : files) {
        bytes.push_back({.name = file.name.c_str(), .bytes = file.bytes});
    }
    if (const auto failure = write_together(folder.path(), bytes)) {
        return storage_failed(*failure);
    }
    folder.keep();
    return print(summary_text(work, folder.path()));
}

Action assure_action(Flags& flags) {
    const auto options = std::make_shared<AssureOptions>();
    flags.argument({"RUN", "", "folder that fcrsim run, compare or sweep has written with --out"},
                   options->run);
    flags.words({"--commissioner", "NAME", "who asks the question"}, options->commissioner);
    flags.words({"--analyst", "NAME", "who made the run"}, options->analyst);
    flags.words({"--assurer", "NAME", "who checks it; not the analyst"}, options->assurer);
    flags.words({"--approver", "NAME", "who accepts it for use"}, options->approver);
    flags.words({"--out", "DIR", "where the documents are written; default: RUN/assurance"},
                options->out);
    return [options](const CommandLine&) { return assure(*options); };
}

constexpr std::string_view kAssureExamples =
    "  fcrsim run config/scenarios/mid_force.txtpb --out day\n"
    "  fcrsim assure day --analyst \"A. Planner\"\n"
    "      day/assurance: assurance.html, each document as .md, three logs as .csv\n"
    "\n"
    "docs/assurance.md says what each document holds and where it comes from.\n"
    "Exit codes: 0 done, 2 the folder is no run or not whole, 4 a file could not be written.";

}  // namespace

Subcommand assure_subcommand() {
    return {.name = "assure",
            .summary = "Writes the assurance documents of a run, filled from it.",
            .examples = kAssureExamples,
            .add = assure_action};
}

}  // namespace fcr
