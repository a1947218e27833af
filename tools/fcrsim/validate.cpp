#include "tools/fcrsim/validate.hpp"

#include "sim/analysis/validation.hpp"
#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/flag_values.hpp"
#include "tools/fcrsim/run_watch.hpp"
#include "tools/fcrsim/validate_against.hpp"
#include "tools/fcrsim/validation_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <thread>

namespace fcr {
namespace {

struct ValidateOptions {
    bool quick = false;
    bool json = false;
    std::optional<std::uint64_t> jobs;
    AgainstOptions against;
};

ExitCode built_in(const ValidateOptions& options, unsigned jobs) {
    if (const auto flag = against_flag_given(options.against)) {
        say(fmt::format("fcrsim validate: {} is of --against EXTRACT: it needs that", *flag));
        return ExitCode::BadInput;
    }
    const ValidationOptions validation{
        .seed = kValidationSeed, .quick = options.quick, .jobs = jobs};
    ExperimentProgress progress;
    RunWatch watch(progress,
                   static_cast<std::uint64_t>(validation_calls(validation) / kProgressCalls),
                   "million calls");
    const ValidationReport report = run_validation(validation, progress);
    watch.end();
    if (report.stopped) {
        say("fcrsim: interrupted; without all rows there is no verdict.");
        return ExitCode::Interrupted;
    }
    const ExitCode printed = print(options.json ? to_json(report) : to_text(report));
    if (printed != ExitCode::Done) {
        return printed;
    }
    return report.all_agree() ? ExitCode::Done : ExitCode::TargetMissed;
}

ExitCode validate(const ValidateOptions& options, const CommandLine& words) {
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    const unsigned jobs = options.jobs ? static_cast<unsigned>(*options.jobs) : cores;
    if (!options.against.extract) {
        return built_in(options, jobs);
    }
    if (options.quick) {
        say("fcrsim validate: --quick is of the built-in evidence; with --against fewer "
            "--replications take less time");
        return ExitCode::BadInput;
    }
    return validate_against(options.against, jobs, options.json, words);
}

Action validate_action(Flags& flags) {
    const auto options = std::make_shared<ValidateOptions>();
    flags.flag({"--quick", "", "a tenth of the calls, so wider intervals"}, options->quick);
    flags.whole_number(
        {"--jobs", "N", "threads; the results do not depend on it; default: all cores"},
        {.least = 1, .most = kJobsMax},
        options->jobs);
    flags.flag({"--json", "", "prints one JSON document instead of the table"}, options->json);
    add_against_flags(flags, options->against);
    return [options](const CommandLine& words) { return validate(*options, words); };
}

constexpr std::string_view kValidateExamples =
    "  fcrsim validate\n"
    "      Erlang B, C and A, priorities and published results beside simulated ones\n"
    "  fcrsim validate --quick --json > validation.json\n"
    "\n"
    "  fcrsim validate --against config/ledgers/april_2027.csv --scenario fitted/scenario.txtpb\n"
    "             --mapping config/mappings/april_2027_fit.txtpb --out validated\n"
    "      the days that were held out when the scenario was fitted, beside the scenario\n"
    "\n"
    "Without --against it needs no files and its seed is fixed, so everybody sees the same\n"
    "numbers. docs/validation.md says how a scenario is judged by recorded calls, and by what\n"
    "tolerances.\n"
    "Exit codes: 0 every row agrees (of recorded calls: none disagrees), 1 one does not, 2 a file\n"
    "is bad and nothing was written, 130 interrupted.";

}  // namespace

Subcommand validate_subcommand() {
    return {.name = "validate",
            .summary =
                "Shows that the simulator agrees with theory, published results or your own calls.",
            .examples = kValidateExamples,
            .add = validate_action};
}

}  // namespace fcr
