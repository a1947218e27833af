// Simulated time: whole microseconds since the start of a run.
#pragma once

#include <chrono>
#include <cstdint>

namespace fcr {

/// A span of simulated time, whole microseconds.
using Duration = std::chrono::duration<std::int64_t, std::micro>;

/// The clock of a run. It has no now(): the calendar alone knows the time.
struct SimClock {
    using rep = Duration::rep;
    using period = Duration::period;
    using duration = Duration;
    using time_point = std::chrono::time_point<SimClock>;
    static constexpr bool is_steady = true;
};

/// An instant of simulated time. Zero is local midnight at the start of the run's first day.
using SimTime = SimClock::time_point;

inline constexpr SimTime kStartOfRun{};

/// The longest span a run may hold: 48 bits of microseconds, 8.9 years. Longer draws are cut here.
inline constexpr Duration kLongestSpan{(std::int64_t{1} << 48) - 1};

/// An instant no run reaches; "never" where a time is always present.
inline constexpr SimTime kNever = kStartOfRun + kLongestSpan;

/// Seconds to the nearest microsecond. Negative and not-a-number give zero; what is longer than
/// `kLongestSpan` is cut to it.
[[nodiscard]] constexpr Duration duration_from_seconds(double seconds) {
    const double microseconds = seconds * 1e6 + 0.5;
    if (!(microseconds >= 1.0)) {
        return Duration::zero();
    }
    if (microseconds >= static_cast<double>(kLongestSpan.count())) {
        return kLongestSpan;
    }
    return Duration{static_cast<std::int64_t>(microseconds)};
}

/// A span in seconds, for reports.
[[nodiscard]] constexpr double to_seconds(Duration span) {
    return static_cast<double>(span.count()) / 1e6;
}

}  // namespace fcr
