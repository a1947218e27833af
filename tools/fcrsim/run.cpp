#include "tools/fcrsim/run.hpp"

#include "sim/scenario/load.hpp"
#include "sim/scenario/scenario_bundle.hpp"
#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/launcher.hpp"
#include "tools/fcrsim/long_run.hpp"
#include "tools/fcrsim/running.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fcr {
namespace {

struct RunCommandOptions {
    std::string scenario;
    RunOptions run;
};

ExitCode run(const RunCommandOptions& options, const CommandLine& words) {
    if (const auto problem = conflict(options.run)) {
        say("fcrsim run: " + *problem);
        return ExitCode::BadInput;
    }
    std::vector<std::string> set = options.run.set;
    std::optional<LongRun> long_run;
    if (options.run.long_run) {
        if (const auto refused = refuse_copies()) {
            return *refused;
        }
        Result<LongRunSettings> found = long_run_of(options.scenario, options.run);
        if (!found) {
            say(found.error());
            return ExitCode::BadInput;
        }
        long_run = found->run;
        std::ranges::move(found->set, std::back_inserter(set));
    }
    const Result<Scenario> scenario = load_scenario(options.scenario, set);
    if (!scenario) {
        say(scenario.error());
        return ExitCode::BadInput;
    }
    Result<ScenarioBundle> bundle = bundle_scenario(options.scenario, set);
    if (!bundle) {
        say(bundle.error());
        return ExitCode::BadInput;
    }
    bundle->changes = options.run.set;  // the warm-up of a long run is told as such
    return run_and_report(
        {.scenario = *scenario, .bundle = *bundle, .name = options.scenario, .long_run = long_run},
        options.run,
        words);
}

Action run_action(Flags& flags) {
    const auto options = std::make_shared<RunCommandOptions>();
    flags.argument({"SCENARIO", "", "scenario file (.txtpb)"}, options->scenario);
    add_run_flags(flags, options->run);
    add_long_run_flags(flags, options->run);
    return [options](const CommandLine& words) { return run(*options, words); };
}

constexpr std::string_view kRunExamples =
    "  fcrsim run config/scenarios/mid_force.txtpb\n"
    "      100 days, and what they came to\n"
    "  fcrsim run config/scenarios/mid_force.txtpb --set 'lines[999].arrivals.volume_factor=1.1'\n"
    "      the same callers and a tenth more\n"
    "  fcrsim run my_force.txtpb --replications 1000 --out out/june --trace\n"
    "      every file: results, quarter-hours, calls, handlers' time\n"
    "  fcrsim run my_force.txtpb --replication 17 --trace=day_17.csv\n"
    "      one day alone, call by call; --trace=day_17.pb has everything, in protobuf\n"
    "  fcrsim run my_force.txtpb --precision mean_answer_101=1 --control-variates\n"
    "      as many days as it takes to know it within 1 s, and fewer for what is known of callers\n"
    "  fcrsim run my_room.txtpb --long-run\n"
    "      a room that goes on for ever: what the beginning still shows is found and dropped\n"
    "  fcrsim run my_force.txtpb --require 'answered_999_in_10s>=90' || echo missed\n"
    "      a target, for a script\n"
    "  fcrsim run my_force.txtpb --replications 10000 --shard 3/8 --out out/parts\n"
    "      the third of eight parts, each on a machine of its own; fcrsim merge joins them\n"
    "\n"
    "Exit codes: 0 done, 1 a required target was missed, 2 bad input, 4 a file could not be\n"
    "written, 7 a limit was reached, 130 interrupted. docs/measures.md defines every figure.";

}  // namespace

Subcommand run_subcommand() {
    return {.name = "run",
            .summary = "Simulates days of a scenario and reports who waited, and how long.",
            .examples = kRunExamples,
            .add = run_action,
            .uses_ranks = true};
}

}  // namespace fcr
