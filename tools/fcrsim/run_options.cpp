#include "tools/fcrsim/run_options.hpp"

#include "tools/fcrsim/flag_values.hpp"

#include <algorithm>

namespace fcr {
namespace {

/// The largest whole number that JSON keeps exactly: 2^53 - 1.
constexpr std::uint64_t kReplicationMax = 2'000'000'000;
constexpr std::uint64_t kFirstLook = 30;  // of --precision

}  // namespace

void add_run_flags(Flags& flags, RunOptions& options) {
    flags.whole_number({"--seed", "N", "of the experiment; default 1"},
                       {.least = 0, .most = kSeedMax},
                       options.seed);
    flags.whole_number({"--replications", "N", "how many days to simulate; default 100"},
                       {.least = 1, .most = kReplicationsMax},
                       options.replications);
    flags.repeated_words(
        {"--precision",
         "KPI=X",
         "instead of a number of replications: as many as it takes until the "
         "indicator's interval is at most ±X, in percent, seconds or calls; may be "
         "given again"},
        options.precision);
    flags.whole_number({"--replications-max", "N", "where --precision ends; default 10000"},
                       {.least = kFirstLook, .most = kReplicationsMax},
                       options.replications_max);
    flags.whole_number({"--replication",
                        "K",
                        "only replication K, from 0, just as it was among "
                        "the others"},
                       {.least = 0, .most = kReplicationMax},
                       options.replication);
    flags.whole_number({"--jobs",
                        "N",
                        "threads; the results do not depend on it; default: all "
                        "cores"},
                       {.least = 1, .most = kJobsMax},
                       options.jobs);
    flags.repeated_words({"--set",
                          "PATH=VALUE",
                          "changes the scenario, as in "
                          "pools[in_house].seats=12, and says so in the report; may be given "
                          "again"},
                         options.set);
    flags.number({"--confidence", "C", "of every interval; default 0.95"},
                 {.least = 0.5, .most = 0.9999},
                 options.confidence);
    add_report_flags(flags, options);
    flags.fraction({"--shard",
                    "I/N",
                    "runs only the I-th of N parts of the replications and writes it to "
                    "DIR/part_I_of_N.fcrpart of --out DIR; fcrsim merge joins them"},
                   options.shard.number,
                   options.shard.of);
    flags.optional_words({"--trace",
                          "",
                          "writes every call with every time stamp: calls.csv, staffing.csv "
                          "and, of a response, incidents.csv, assignments.csv and duty.csv in "
                          "DIR; or the calls to --trace=FILE, or all of it to --trace=FILE.pb"},
                         options.trace);
}

void add_report_flags(Flags& flags, RunOptions& options) {
    flags.repeated_words({"--require",
                          "KPI>=X",
                          "a target, >= or <=, shares in percent, waits in "
                          "seconds; exit code 1 when it is missed; may be "
                          "given again"},
                         options.require);
    flags.flag(
        {"--control-variates",
         "",
         "also gives figures corrected by the work that callers happened to bring, whose mean "
         "is known, and says what that was worth; with --precision these are to be known"},
        options.control_variates);
    flags.flag({"--json", "", "prints one JSON document instead of the report"}, options.json);
    flags.flag({"--csv", "", "prints the table of quarter-hours as CSV instead of the report"},
               options.csv);
    flags.words({"--out",
                 "DIR",
                 "writes report.html, results.json, intervals.csv and .xlsx, bands.csv, waits.csv, "
                 "run.json "
                 "and the store results.sqlite there; "
                 "what an earlier run of the same has finished is taken from the store"},
                options.out);
}

std::optional<std::string> conflict(const RunOptions& options) {
    if (options.json && options.csv) {
        return "--json and --csv both want standard output; take one, or --out DIR for both";
    }
    if (options.replication && options.replications) {
        return "--replication runs one alone; leave out --replications";
    }
    if (!options.precision.empty() &&
        (options.replications || options.replication || options.shard.of > 1 || options.trace)) {
        return "--precision adds replications until they are enough; leave out --replications, "
               "--replication, --shard and --trace";
    }
    if (options.replications_max && options.precision.empty()) {
        return "--replications-max is the end of --precision KPI=X, which is not given";
    }
    if (options.warm_up && !options.long_run) {
        return "--warm-up is of --long-run; the warm-up of a day is the scenario's: --set "
               "run.warm_up_h=HOURS";
    }
    const auto sets_warm_up = [](const std::string& change) {
        return change.starts_with("run.warm_up_h");
    };
    if (options.long_run && std::ranges::any_of(options.set, sets_warm_up)) {
        return "--long-run has its warm-up from --warm-up HOURS, not from --set run.warm_up_h";
    }
    if (options.long_run && options.shard.of > 1) {
        return "--long-run finds out how much to drop, and that is once for all shards: find it "
               "with "
               "a short run, then run the shards with --set run.warm_up_h=HOURS";
    }
    if (options.shard.of > 1) {
        if (!options.out) {
            return "--shard needs --out DIR, where its part is written";
        }
        if (options.json || options.csv || options.trace || !options.require.empty() ||
            options.control_variates) {
            return "--shard writes a part, and no report: give --json, --csv, --require and "
                   "--control-variates to fcrsim merge, and --trace to a run of its own";
        }
        if (options.replication) {
            return "--replication runs one alone; leave out --shard";
        }
    }
    if (options.trace && options.trace->empty() && !options.out) {
        return "--trace needs --out DIR, or a file: --trace=calls.csv";
    }
    return std::nullopt;
}

}  // namespace fcr
