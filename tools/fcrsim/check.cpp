#include "tools/fcrsim/check.hpp"

#include "sim/scenario/compile.hpp"
#include "sim/scenario/describe.hpp"
#include "sim/scenario/load.hpp"
#include "tools/fcrsim/console.hpp"

#include <fmt/format.h>

#include <memory>

namespace fcr {
namespace {

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

std::string counted(std::size_t count, std::string_view what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

ExitCode check(const std::vector<std::string>& files) {
    std::size_t bad_files = 0;
    std::size_t problems = 0;
    for (const std::string& file : files) {
        const Result<std::string> checked = check_scenario(file);
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
    flags.arguments({"FILE", "", "scenario files (.txtpb)"}, *files);
    return [files](const CommandLine&) { return check(*files); };
}

constexpr std::string_view kExamples =
    "  fcrsim check my_force.txtpb\n"
    "  fcrsim check config/scenarios/*.txtpb\n"
    "\n"
    "Every fault is told with its place, the value found and what would be right.\n"
    "Exit codes: 0 all files are good, 2 one is not.";

}  // namespace

Subcommand check_subcommand() {
    return {.name = "check",
            .summary = "Checks scenario files and tells what was understood of them.",
            .examples = kExamples,
            .add = add};
}

}  // namespace fcr
