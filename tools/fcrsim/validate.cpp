#include "tools/fcrsim/validate.hpp"

#include "sim/analysis/validation.hpp"
#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/run_watch.hpp"
#include "tools/fcrsim/validation_text.hpp"

#include <algorithm>
#include <memory>
#include <thread>

namespace fcr {
namespace {

constexpr std::uint64_t kJobsMax = 1024;

struct Options {
    bool quick = false;
    bool json = false;
    std::optional<std::uint64_t> jobs;
};

ExitCode validate(const Options& options) {
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    const ValidationOptions validation{
        .seed = kValidationSeed,
        .quick = options.quick,
        .jobs = options.jobs ? static_cast<unsigned>(*options.jobs) : cores};
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

Action add(Flags& flags) {
    const auto options = std::make_shared<Options>();
    flags.flag({"--quick", "", "a tenth of the calls, so wider intervals"}, options->quick);
    flags.whole_number(
        {"--jobs", "N", "threads; the results do not depend on it; default: all cores"},
        {.least = 1, .most = kJobsMax},
        options->jobs);
    flags.flag({"--json", "", "prints one JSON document instead of the table"}, options->json);
    return [options](const CommandLine&) { return validate(*options); };
}

constexpr std::string_view kExamples =
    "  fcrsim validate\n"
    "      Erlang B, C and A, priorities and published results beside simulated ones\n"
    "  fcrsim validate --quick --json > validation.json\n"
    "\n"
    "It needs no files and its seed is fixed, so everybody sees the same numbers.\n"
    "Exit codes: 0 every row agrees, 1 one does not, 130 interrupted.";

}  // namespace

Subcommand validate_subcommand() {
    return {.name = "validate",
            .summary = "Shows that the simulator agrees with theory and published results.",
            .examples = kExamples,
            .add = add};
}

}  // namespace fcr
