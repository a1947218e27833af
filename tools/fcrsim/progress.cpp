#include "tools/fcrsim/progress.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fcr {
namespace {

/// Whole seconds, minutes from two minutes on, hours from two hours on.
std::string rough(double seconds) {
    if (seconds < 120.0) {
        return fmt::format("{:.0f} s", seconds);
    }
    if (seconds < 7200.0) {
        return fmt::format("{:.0f} min", seconds / 60.0);
    }
    return fmt::format("{:.1f} h", seconds / 3600.0);
}

/// `, about 12 s left`; nothing before one is finished or after all are.
std::string time_left(std::uint64_t finished,
                      std::uint64_t all,
                      std::chrono::duration<double> elapsed) {
    if (finished == 0 || finished >= all) {
        return {};
    }
    return fmt::format(", about {} left",
                       rough(elapsed.count() * static_cast<double>(all - finished) /
                             static_cast<double>(finished)));
}

}  // namespace

std::string progress_line(std::uint64_t finished,
                          std::uint64_t replications,
                          std::chrono::duration<double> elapsed,
                          std::string_view what) {
    return fmt::format("{} of {} {}", finished, replications, what) +
           time_left(finished, replications, elapsed);
}

std::string forecast_line(std::uint64_t finished,
                          std::uint64_t forecast,
                          std::chrono::duration<double> elapsed) {
    return fmt::format("{} of about {} replications", finished, std::max(finished, forecast)) +
           time_left(finished, forecast, elapsed);
}

std::string points_line(const PointsDone& done, std::chrono::duration<double> elapsed) {
    std::string line = fmt::format("{} of {} points", done.finished, done.points);
    if (done.run > 0.0 && done.finished < done.points) {
        const double left = elapsed.count() * static_cast<double>(done.points - done.finished) /
                            std::max(done.run, 1e-6);
        line += fmt::format(", about {} left", rough(left));
    }
    return line;
}

}  // namespace fcr
