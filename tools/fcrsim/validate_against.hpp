// fcrsim validate --against: a scenario beside a force's own calls.
#pragma once

#include "tools/fcrsim/exit_code.hpp"
#include "tools/fcrsim/subcommand.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

struct AgainstOptions {
    std::optional<std::string> extract;
    std::optional<std::string> scenario;
    std::vector<std::string> set;
    std::optional<std::string> mapping;
    std::optional<std::string> ledger_start;
    std::optional<std::string> from;
    std::optional<std::string> until;
    std::optional<std::uint64_t> replications;
    std::optional<std::uint64_t> seed;
    std::optional<double> confidence;
    std::optional<std::string> tolerances;
    std::vector<std::string> tolerance;
    std::optional<std::string> out;
};

void add_against_flags(Flags& flags, AgainstOptions& options);

/// The first flag that is given though it is of --against alone; empty without one.
[[nodiscard]] std::optional<std::string> against_flag_given(const AgainstOptions& options);

/// `json`: one document on standard output instead of the tables.
[[nodiscard]] ExitCode validate_against(const AgainstOptions& options,
                                        unsigned jobs,
                                        bool json,
                                        const CommandLine& words);

}  // namespace fcr
