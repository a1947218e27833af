#include "tools/fcrsim/check.hpp"

#include "sim/design/design_words.hpp"
#include "sim/design/experiment_file.hpp"
#include "sim/scenario/compile.hpp"
#include "sim/scenario/describe.hpp"
#include "sim/scenario/input_file.hpp"
#include "sim/scenario/load.hpp"
#include "tools/fcrsim/console.hpp"

#include <fmt/format.h>

#include <memory>

namespace fcr {
namespace {

/// The message is named in the first lines.
constexpr std::size_t kHeadBytes = 1024;

/// What was understood of a scenario file, or everything that is wrong with it.
Result<std::string> check_scenario(const std::string& file) {
    Result<Scenario> scenario = load_scenario(file);
    if (!scenario) {
        return tl::unexpected(std::move(scenario.error()));
    }
    Result<CompiledScenario> compiled = compile(*scenario);
    if (!compiled) {
        Problems problems = std::move(compiled.error());
        for (Problem& problem : problems) {
            problem.file = problem.file.empty() ? file : problem.file;
        }
        return tl::unexpected(std::move(problems));
    }
    std::string text = fmt::format("{}: good\n{}", file, describe(*scenario));
    const Result<std::vector<std::string>> unsourced = unsourced_blocks(file);
    if (unsourced && !unsourced->empty()) {
        text += "Numbers without a source, which nobody can check:\n";
        for (const std::string& block : *unsourced) {
            text += fmt::format("  {}\n", block);
        }
    }
    return text;
}

/// The same of an experiment file.
Result<std::string> check_experiment(const std::string& file) {
    const Result<ExperimentPlan> plan = load_experiment(file);
    if (!plan) {
        return tl::unexpected(plan.error());
    }
    std::string text = fmt::format("{}: good\n{}", file, describe(*plan));
    const std::vector<std::string> unsourced = unsourced_factors(*plan);
    if (!unsourced.empty()) {
        text += "Factors without a source, which nobody can check:\n";
        for (const std::string& factor : unsourced) {
            text += fmt::format("  {}\n", factor);
        }
    }
    return text;
}

/// Whether the head of the file names its message, and it is that of an experiment.
bool says_experiment(const std::string& file) {
    const Result<std::string> text = read_input_file(file, kScenarioBytesMax);
    constexpr std::string_view name = "# proto-message: fcr.v1.Experiment";
    return text && text->substr(0, kHeadBytes).find(name) != std::string::npos;
}

/// A file says what it is, or is what it is good as; if it is neither, it is taken for a scenario.
Result<std::string> check_file(const std::string& file) {
    if (says_experiment(file)) {
        return check_experiment(file);
    }
    Result<std::string> checked = check_scenario(file);
    if (!checked) {
        if (Result<std::string> experiment = check_experiment(file)) {
            return experiment;
        }
    }
    return checked;
}

std::string counted(std::size_t count, std::string_view what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

ExitCode check(const std::vector<std::string>& files) {
    std::size_t bad_files = 0;
    std::size_t problems = 0;
    for (const std::string& file : files) {
        const Result<std::string> checked = check_file(file);
        if (!checked) {
            ++bad_files;
            problems += checked.error().size();
            say(checked.error());
            continue;
        }
        if (const ExitCode printed = print(*checked); printed != ExitCode::Done) {
            return printed;
        }
    }
    if (bad_files > 0) {
        say(fmt::format("{} in {} of {}.",
                        counted(problems, "problem"),
                        bad_files,
                        counted(files.size(), "file")));
        return ExitCode::BadInput;
    }
    return ExitCode::Done;
}

Action add(Flags& flags) {
    const auto files = std::make_shared<std::vector<std::string>>();
    flags.arguments({"FILE", "", "scenario and experiment files (.txtpb)"}, *files);
    return [files](const CommandLine&) { return check(*files); };
}

constexpr std::string_view kExamples =
    "  fcrsim check my_force.txtpb\n"
    "  fcrsim check config/scenarios/*.txtpb config/experiments/*.txtpb\n"
    "\n"
    "Every fault is told with its place, the value found and what would be right.\n"
    "Exit codes: 0 all files are good, 2 one is not.";

}  // namespace

Subcommand check_subcommand() {
    return {
        .name = "check",
        .summary = "Checks scenario and experiment files and tells what was understood of them.",
        .examples = kExamples,
        .add = add};
}

}  // namespace fcr
