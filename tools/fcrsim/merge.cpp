#include "tools/fcrsim/merge.hpp"

#include "sim/experiment/part.hpp"
#include "sim/scenario/compile.hpp"
#include "sim/scenario/input_file.hpp"
#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/run_report.hpp"
#include "tools/fcrsim/version.hpp"

#include <fmt/format.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fcr {
namespace {

constexpr std::size_t kPartBytesMax = std::size_t{1} << 30;

struct MergeOptions {
    std::vector<std::string> files;
    RunOptions run;
};

struct PartFile {
    std::string file;
    Part part;
};

Problem problem(const PartFile& part, std::string field, std::string value, std::string remedy) {
    return {.file = part.file,
            .field = std::move(field),
            .value = std::move(value),
            .remedy = std::move(remedy)};
}

Result<std::vector<PartFile>> read_parts(const std::vector<std::string>& files) {
    std::vector<PartFile> parts;
    Problems problems;
    for (const std::string& file : files) {
        const Result<std::string> bytes = read_input_file(file, kPartBytesMax);
        Result<Part> part = bytes ? decode_part(*bytes, file) : tl::unexpected(bytes.error());
        if (part) {
            parts.push_back({.file = file, .part = std::move(*part)});
        } else {
            problems.insert(problems.end(), part.error().begin(), part.error().end());
        }
    }
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    return parts;
}

/// In what the part differs from the first, each told by name.
void check_same(const PartFile& first, const PartFile& part, Problems& problems) {
    const PartOrigin& one = first.part.origin;
    const PartOrigin& other = part.part.origin;
    const auto check = [&](std::string field, const auto& wanted, const auto& found) {
        if (wanted != found) {
            problems.push_back(problem(part,
                                       std::move(field),
                                       fmt::format("{}", found),
                                       fmt::format("must be {}, as in {}", wanted, first.file)));
        }
    };
    check("fcrsim_version", one.fcrsim_version, other.fcrsim_version);
    check("scenario", one.scenario.digest, other.scenario.digest);
    check("seed", one.seed, other.seed);
    check("first_replication", one.first_replication, other.first_replication);
    check("replications", one.replications, other.replications);
    check("confidence", one.confidence, other.confidence);
    check("shards", one.shard.of, other.shard.of);
}

/// Refuses parts that do not belong together, that are there twice, and that are missing.
Problems check_parts(const std::vector<PartFile>& parts) {
    const PartFile& first = parts.front();
    Problems problems;
    if (first.part.origin.fcrsim_version != version()) {
        problems.push_back(problem(
            first,
            "fcrsim_version",
            first.part.origin.fcrsim_version,
            fmt::format("must be {}: this program joins the parts that it wrote", version())));
    }
    std::map<std::uint32_t, std::string> found;
    for (const PartFile& part : parts) {
        check_same(first, part, problems);
        const std::uint32_t number = part.part.origin.shard.number;
        const auto [same, is_new] = found.emplace(number, part.file);
        if (!is_new) {
            problems.push_back(
                problem(part,
                        "shard",
                        std::to_string(number),
                        fmt::format("must be given once; {} is the same part", same->second)));
        }
    }
    for (std::uint32_t number = 1; problems.empty() && number <= first.part.origin.shard.of;
         ++number) {
        if (!found.contains(number)) {
            problems.push_back(
                {.file = {},
                 .field = fmt::format("part {} of {}", number, first.part.origin.shard.of),
                 .value = {},
                 .remedy = fmt::format("is missing: run it with --shard {}/{}, or give its file",
                                       number,
                                       first.part.origin.shard.of)});
        }
    }
    return problems;
}

/// All parts in one. A part whose words are not what its heading says is refused.
Result<ExperimentResult> join_parts(const CompiledScenario& compiled, std::vector<PartFile> parts) {
    std::optional<ExperimentResult> all;
    for (PartFile& part : parts) {
        std::optional<ExperimentResult> result = from_words(compiled, part.part.words);
        const PartOrigin& origin = part.part.origin;
        const ShardRows rows = rows_of(origin.shard, origin.replications);
        const bool whole = result && result->replications.size() == rows.count &&
                           (rows.count == 0 || result->replications.front().number ==
                                                   origin.first_replication + rows.first);
        if (!whole) {
            return tl::unexpected(Problems{
                problem(part, {}, {}, "is damaged: its results are not those of its part")});
        }
        part.part.words = {};
        if (all) {
            join(*all, std::move(*result));
        } else {
            all = std::move(result);
        }
    }
    return std::move(*all);
}

ExitCode merge(const MergeOptions& options, const CommandLine& words) {
    if (const auto found = conflict(options.run)) {
        say("fcrsim merge: " + *found);
        return ExitCode::BadInput;
    }
    const RunClock clock;
    Result<std::vector<PartFile>> parts = read_parts(options.files);
    if (!parts) {
        say(parts.error());
        return ExitCode::BadInput;
    }
    if (const Problems problems = check_parts(*parts); !problems.empty()) {
        say(problems);
        return ExitCode::BadInput;
    }
    const PartOrigin origin = parts->front().part.origin;
    const Result<Scenario> scenario = load_bundle(origin.scenario, origin.scenario_name);
    if (!scenario) {
        say(scenario.error());
        return ExitCode::BadInput;
    }
    const Result<CompiledScenario> compiled = compile(*scenario);
    if (!compiled) {
        say(compiled.error());
        return ExitCode::BadInput;
    }
    Result<std::vector<Requirement>> requirements = requirements_of(options.run, *scenario);
    if (!requirements) {
        say(requirements.error());
        return ExitCode::BadInput;
    }
    const RunRequest request{.seed = origin.seed,
                             .first_replication = origin.first_replication,
                             .replications = origin.replications,
                             .confidence = origin.confidence};
    Result<std::optional<CallerWork>> work = caller_work_of(options.run, *compiled, request);
    if (!work) {
        say(work.error());
        return ExitCode::BadInput;
    }
    const Result<ExperimentResult> result = join_parts(*compiled, std::move(*parts));
    if (!result) {
        say(result.error());
        return ExitCode::BadInput;
    }
    ExperimentProgress progress;
    RunOutputs outputs(options.run, *compiled, progress);
    if (const auto failure = outputs.failure()) {
        return storage_failed(*failure);
    }
    return report({.scenario = *scenario,
                   .compiled = *compiled,
                   .result = *result,
                   .request = request,
                   .bundle = origin.scenario,
                   .file = origin.scenario_name,
                   .requirements = std::move(*requirements),
                   .work = *work ? &**work : nullptr},
                  options.run,
                  clock.record(words, *result, 1),
                  outputs);
}

Action merge_action(Flags& flags) {
    const auto options = std::make_shared<MergeOptions>();
    flags.arguments({"PART", "", "parts that fcrsim run --shard wrote, all of one run"},
                    options->files);
    add_report_flags(flags, options->run);
    return [options](const CommandLine& words) { return merge(*options, words); };
}

constexpr std::string_view kMergeExamples =
    "  fcrsim run my_force.txtpb --replications 10000 --shard 1/3 --out parts   (one machine)\n"
    "  fcrsim run my_force.txtpb --replications 10000 --shard 2/3 --out parts   (another)\n"
    "  fcrsim run my_force.txtpb --replications 10000 --shard 3/3 --out parts   (a third)\n"
    "  fcrsim merge parts/*.fcrpart --out out/june\n"
    "\n"
    "The report is that of one run on one machine, byte for byte. Parts of another scenario, "
    "seed,\n"
    "length or version, parts given twice and missing parts are refused by name.\n"
    "tools/ranks has job scripts for Slurm arrays and Kubernetes indexed jobs.\n"
    "Exit codes: as of fcrsim run.";

}  // namespace

Subcommand merge_subcommand() {
    return {.name = "merge",
            .summary = "Joins the parts that machines ran of one experiment, and reports it.",
            .examples = kMergeExamples,
            .add = merge_action};
}

}  // namespace fcr
