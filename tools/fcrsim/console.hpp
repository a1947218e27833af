// The terminal: results to standard output, words to standard error.
#pragma once

#include "sim/base/result.hpp"
#include "tools/fcrsim/exit_code.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

/// Writes to standard output and makes sure that it arrived: Done, or StorageFailed, said.
[[nodiscard]] ExitCode print(std::string_view text);

/// One message on standard error, a line break added; of the ranks of an MPI job from the first
/// alone. A frame on the screen makes way for it. Thread-safe.
void say(std::string_view message);

/// Every problem on standard error, one a line.
void say(const Problems& problems);

/// True when standard output is a terminal whose user has not set NO_COLOR.
[[nodiscard]] bool may_use_colour();

/// True when there is a person to show progress to: standard error is a terminal that can move its
/// cursor, and standard output goes into no pipe.
[[nodiscard]] bool may_show_progress();

/// How large the terminal behind standard error is now; 80 by 24 where it does not say.
struct TerminalSize {
    std::size_t columns = 80;
    std::size_t rows = 24;
};
[[nodiscard]] TerminalSize terminal_size();

/// Shows lines on standard error in the place of those shown before; none, where the program is in
/// the background. Lines are narrower than the terminal. Thread-safe.
void show_frame(const std::vector<std::string>& lines);

/// Takes the lines away. Thread-safe.
void clear_frame();

/// The screen is no longer as the frame left it: the next one is shown where the cursor is.
void forget_frame();

}  // namespace fcr
