#include "tools/fcrsim/console.hpp"

#include "sim/report/text_table.hpp"
#include "tools/fcrsim/launcher.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string>

namespace fcr {
namespace {

/// What stands on the screen, and the right to write there.
struct Screen {
    std::mutex mutex;
    std::vector<std::size_t> widths;  ///< of the frame's lines, in characters
};

Screen& screen() {
    static Screen the_one;
    return the_one;
}

void write_to_terminal(const std::string& bytes) {
    std::fwrite(bytes.data(), 1, bytes.size(), stderr);
}

/// The cursor to where the frame begins. A terminal that has become narrower has folded its lines.
std::string to_begin(const std::vector<std::size_t>& widths) {
    const std::size_t columns = terminal_size().columns;
    std::size_t rows = 0;
    for (const std::size_t width : widths) {
        rows += std::max<std::size_t>(1, (width + columns - 1) / columns);
    }
    return rows > 1 ? fmt::format("\r\x1b[{}A", rows - 1) : "\r";
}

constexpr const char* kEraseToEnd = "\x1b[J";
constexpr const char* kEraseLine = "\x1b[K";

/// What takes the frame away, which is gone then; empty when there is none.
std::string take_away(std::vector<std::size_t>& widths) {
    if (widths.empty()) {
        return {};
    }
    std::string bytes = to_begin(widths) + kEraseToEnd;
    widths.clear();
    return bytes;
}

bool goes_into_pipe(int descriptor) {
    struct stat facts {};
    return ::fstat(descriptor, &facts) == 0 && (S_ISFIFO(facts.st_mode) || S_ISSOCK(facts.st_mode));
}

}  // namespace

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
    const std::lock_guard lock(screen().mutex);
    write_to_terminal(take_away(screen().widths) + std::string(message) + '\n');
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
    const char* const kind = std::getenv("TERM");
    const bool moves_cursor = kind != nullptr && *kind != '\0' && std::string_view(kind) != "dumb";
    return moves_cursor && ::isatty(STDERR_FILENO) == 1 && !goes_into_pipe(STDOUT_FILENO) &&
           !is_silent_copy();
}

TerminalSize terminal_size() {
    struct winsize size {};
    if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) {
        return {};
    }
    return {.columns = std::max<std::size_t>(size.ws_col, 2), .rows = size.ws_row};
}

void show_frame(const std::vector<std::string>& lines) {
    if (::tcgetpgrp(STDERR_FILENO) != ::getpgrp()) {
        return;
    }
    const std::lock_guard lock(screen().mutex);
    std::string bytes = screen().widths.empty() ? std::string{} : to_begin(screen().widths);
    screen().widths.clear();
    for (const std::string& line : lines) {
        bytes += (screen().widths.empty() ? "" : "\r\n") + line + kEraseLine;
        screen().widths.push_back(characters(line));
    }
    write_to_terminal(bytes + kEraseToEnd);
}

void clear_frame() {
    const std::lock_guard lock(screen().mutex);
    write_to_terminal(take_away(screen().widths));
}

void forget_frame() {
    const std::lock_guard lock(screen().mutex);
    screen().widths.clear();
}

}  // namespace fcr
