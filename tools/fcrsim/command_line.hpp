// Reading the command line. The one file that includes CLI11 is command_line.cpp: it costs seconds.
#pragma once

#include "tools/fcrsim/subcommand.hpp"

#include <span>

namespace fcr {

/// Finds the subcommand, reads its flags and acts. Prints help and versions to standard output. A
/// wrong flag is told on standard error in one message and nothing is done.
[[nodiscard]] ExitCode run_command_line(const CommandLine& words,
                                        std::span<const Subcommand> subcommands);

}  // namespace fcr
