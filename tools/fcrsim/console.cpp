#include "tools/fcrsim/console.hpp"

#include "tools/fcrsim/launcher.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

namespace fcr {

ExitCode print(std::string_view text) {
    if (is_silent_copy()) {
        return ExitCode::Done;
    }
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    if (!written || std::fflush(stdout) != 0) {
        say(fmt::format("fcrsim: cannot write to standard output: {}", std::strerror(errno)));
        return ExitCode::StorageFailed;
    }
    return ExitCode::Done;
}

void say(std::string_view message) {
    if (is_silent_copy()) {
        return;  // the first says the same
    }
    // In one call, so that threads do not write into each other's lines.
    const std::string line = std::string(message) + '\n';
    std::fwrite(line.data(), 1, line.size(), stderr);
}

void say(const Problems& problems) {
    for (const Problem& problem : problems) {
        say(to_string(problem));
    }
}

bool may_use_colour() {
    // A launcher of ranks lets the first write to a terminal of its own, wherever its words go.
    const char* const no_color = std::getenv("NO_COLOR");
    return std::getenv("OMPI_COMM_WORLD_SIZE") == nullptr && ::isatty(STDOUT_FILENO) == 1 &&
           (no_color == nullptr || *no_color == '\0');
}

bool may_show_progress() {
    return ::isatty(STDERR_FILENO) == 1 && !is_silent_copy();
}

}  // namespace fcr
