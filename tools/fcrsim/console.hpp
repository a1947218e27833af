// The terminal: results to standard output, words to standard error.
#pragma once

#include "sim/base/result.hpp"
#include "tools/fcrsim/exit_code.hpp"

#include <string_view>

namespace fcr {

/// Writes to standard output and makes sure that it arrived: Done, or StorageFailed, said.
[[nodiscard]] ExitCode print(std::string_view text);

/// One message on standard error, a line break added; of the ranks of an MPI job from the first
/// alone. Thread-safe.
void say(std::string_view message);

/// Every problem on standard error, one a line.
void say(const Problems& problems);

/// True when standard output is a terminal whose user has not set NO_COLOR.
[[nodiscard]] bool may_use_colour();

/// True when standard error is a terminal.
[[nodiscard]] bool may_show_progress();

}  // namespace fcr
