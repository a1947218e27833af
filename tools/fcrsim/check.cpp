#include "tools/fcrsim/check.hpp"

#include "sim/appraisal/appraisal_file.hpp"
#include "sim/appraisal/describe_appraisal.hpp"
#include "sim/calibration/calibration_file.hpp"
#include "sim/contract/contract_file.hpp"
#include "sim/contract/describe_contract.hpp"
#include "sim/design/design_words.hpp"
#include "sim/design/experiment_file.hpp"
#include "sim/exercise/describe_exercise.hpp"
#include "sim/exercise/exercise_file.hpp"
#include "sim/scenario/compile.hpp"
#include "sim/scenario/describe.hpp"
#include "sim/scenario/input_file.hpp"
#include "sim/scenario/load.hpp"
#include "tools/fcrsim/console.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
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

/// The same of a contract file.
Result<std::string> check_contract(const std::string& file) {
    const Result<ContractTerms> terms = load_contract(file);
    if (!terms) {
        return tl::unexpected(terms.error());
    }
    std::string text = fmt::format("{}: good\n{}", file, describe(*terms));
    const std::vector<std::string> notes = contract_notes(*terms);
    if (!notes.empty()) {
        text += "Allowed, and to be looked at:\n";
        for (const std::string& note : notes) {
            text += fmt::format("  {}\n", note);
        }
    }
    if (terms->source.empty()) {
        text += "Terms without a source, which nobody can check: give the contract a source.\n";
    }
    return text;
}

/// The same of an appraisal file, and of all that it names.
Result<std::string> check_appraisal(const std::string& file) {
    const Result<AppraisalPlan> plan = load_appraisal(file);
    if (!plan) {
        return tl::unexpected(plan.error());
    }
    return fmt::format("{}: good\n{}", file, describe(*plan));
}

/// The same of a calibration file.
Result<std::string> check_calibration(const std::string& file) {
    const Result<CalibrationPlan> plan = load_calibration(file);
    if (!plan) {
        return tl::unexpected(plan.error());
    }
    std::string text = fmt::format("{}: good\n{}", file, describe(*plan));
    const std::vector<std::string> unsourced = unsourced_numbers(*plan);
    if (!unsourced.empty()) {
        text += "Numbers without a source, which nobody can check:\n";
        for (const std::string& number : unsourced) {
            text += fmt::format("  {}\n", number);
        }
    }
    return text;
}

/// The same of an exercise file and its scenario.
Result<std::string> check_exercise(const std::string& file) {
    const Result<ExercisePlan> plan = load_exercise(file);
    if (!plan) {
        return tl::unexpected(plan.error());
    }
    return fmt::format("{}: good\n{}", file, describe(*plan));
}

/// The same of a library of risk events.
Result<std::string> check_risk_library(const std::string& file) {
    const Result<std::vector<RiskTerms>> events = load_risk_library(file);
    if (!events) {
        return tl::unexpected(events.error());
    }
    return fmt::format("{}: good\n{}", file, describe(*events));
}

/// A kind of input file, as its head names it.
struct Kind {
    std::string_view message;
    Result<std::string> (*check)(const std::string& file);
};
constexpr std::array kKinds{
    Kind{.message = "# proto-message: fcr.v1.Scenario", .check = check_scenario},
    Kind{.message = "# proto-message: fcr.v1.Experiment", .check = check_experiment},
    Kind{.message = "# proto-message: fcr.v1.Contract", .check = check_contract},
    Kind{.message = "# proto-message: fcr.v1.Appraisal", .check = check_appraisal},
    Kind{.message = "# proto-message: fcr.v1.RiskLibrary", .check = check_risk_library},
    Kind{.message = "# proto-message: fcr.v1.Calibration", .check = check_calibration},
    Kind{.message = "# proto-message: fcr.v1.Exercise", .check = check_exercise},
};

/// The kind whose message the head of the file names; null when it names none of them.
const Kind* named_kind(const std::string& file) {
    const Result<std::string> text = read_input_file(file, kScenarioBytesMax);
    if (!text) {
        return nullptr;
    }
    const std::string head = text->substr(0, kHeadBytes);
    const auto* const found = std::ranges::find_if(kKinds, [&head](const Kind& kind) {
        const std::size_t at = head.find(kind.message);
        const std::size_t end = at + kind.message.size();
        return at != std::string::npos &&
               (end == head.size() || std::isspace(static_cast<unsigned char>(head[end])) != 0);
    });
    return found == kKinds.end() ? nullptr : found;
}

/// A file says what it is, or is what it is good as; if it is nothing, it is taken for a scenario.
Result<std::string> check_file(const std::string& file) {
    if (const Kind* const kind = named_kind(file)) {
        return kind->check(file);
    }
    for (const Kind& kind : kKinds) {
        if (Result<std::string> good = kind.check(file)) {
            return good;
        }
    }
    return check_scenario(file);
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

Action check_action(Flags& flags) {
    const auto files = std::make_shared<std::vector<std::string>>();
    flags.arguments({"FILE", "", "scenario, experiment, contract and appraisal files (.txtpb)"},
                    *files);
    return [files](const CommandLine&) { return check(*files); };
}

constexpr std::string_view kCheckExamples =
    "  fcrsim check my_force.txtpb\n"
    "  fcrsim check config/scenarios/*.txtpb config/experiments/*.txtpb\n"
    "  fcrsim check config/contracts/*.txtpb config/risks/*.txtpb\n"
    "\n"
    "Every fault is told with its place, the value found and what would be right.\n"
    "Exit codes: 0 all files are good, 2 one is not.";

}  // namespace

Subcommand check_subcommand() {
    return {.name = "check",
            .summary =
                "Checks scenario, experiment, exercise and contract files and tells what was "
                "understood.",
            .examples = kCheckExamples,
            .add = check_action};
}

}  // namespace fcr
