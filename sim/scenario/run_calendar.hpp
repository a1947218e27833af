// The dates of a run: which local day each of its moments lies in, and what that day is.
#pragma once

#include "sim/base/time.hpp"
#include "sim/scenario/civil_day.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// Days that are unlike others, in part or whole.
struct NamedDay {
    std::string name;
    Duration from{0};  ///< time of day
    Duration until = std::chrono::hours{24};
    std::vector<double> factors;  ///< of each line's expected calls, by line
};

/// A local day that the run touches.
struct CalendarDay {
    Date date;
    Duration midnight{0};    ///< its start, since the start of the run; below 0 when it was before
    std::string day_type{};  ///< of the CSV profiles
    bool bank_holiday = false;
    std::vector<std::size_t> named{};  ///< rows of RunCalendar::named_days
};

/// A moment of the run as the clock on the wall tells it.
struct LocalMoment {
    std::size_t day = 0;      ///< row of RunCalendar::days
    Duration time_of_day{0};  ///< below 24 h; on a day of 25 hours an hour comes twice
};

/// The days of a run in order, without a gap, from the one it starts in to the one in which its
/// last call may end.
struct RunCalendar {
    std::vector<CalendarDay> days;
    std::vector<NamedDay> named_days;
    std::size_t measured_day = 0;  ///< the row of the first measured day
    Date level_date;               ///< when the stated calls were the level

    /// The moment so long after the start of the run, which the days must span.
    [[nodiscard]] LocalMoment moment(Duration time) const;

    /// The inverse: since the start of the run. Empty when no day of the run has it.
    [[nodiscard]] std::optional<Duration> time(Date date, Duration time_of_day) const;
};

/// The dates of the days from the one `lead` before the midnight of `start` to the one `span`
/// after it, with their midnights; nothing else about them is known yet.
[[nodiscard]] RunCalendar lay_out_days(Date start, Duration lead, Duration span);

}  // namespace fcr
