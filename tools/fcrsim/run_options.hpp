// What a user may ask of a run, whatever its callers come from.
#pragma once

#include "sim/experiment/part.hpp"
#include "tools/fcrsim/subcommand.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// The flags as given; what was not given is empty.
struct RunOptions {
    std::optional<std::uint64_t> seed;
    std::optional<std::uint64_t> replications;
    std::optional<std::uint64_t> replication;
    std::optional<std::uint64_t> jobs;
    std::optional<double> confidence;
    std::vector<std::string> set;
    std::vector<std::string> require;
    std::vector<std::string> precision;
    std::optional<std::uint64_t> replications_max;
    bool control_variates = false;
    bool long_run = false;
    std::optional<std::string> warm_up;  ///< hours, or `auto`
    bool json = false;
    bool csv = false;
    std::optional<std::string> out;
    Shard shard;                       ///< the whole, unless told
    std::optional<std::string> trace;  ///< a file; empty: the standard names in `out`
};

/// Declares the flags of the options, which must live as long as the action.
void add_run_flags(Flags& flags, RunOptions& options);

/// Those of them that say what to do with a result.
void add_report_flags(Flags& flags, RunOptions& options);

/// What is wrong with the flags taken together; empty when nothing is.
[[nodiscard]] std::optional<std::string> conflict(const RunOptions& options);

}  // namespace fcr
