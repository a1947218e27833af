// How a line's calls rise and fall with the date. Internal to this folder.
#pragma once

#include "sim/scenario/block.hpp"
#include "sim/scenario/run_calendar.hpp"

#include <cstddef>
#include <vector>

namespace fcr {

/// The factors on a line's expected calls that the date gives; those left out are 1.
struct Seasons {
    std::vector<double> months;    ///< 12, January first, or none
    std::vector<double> weekdays;  ///< 7, Monday first, or none
    double yearly = 1.0;           ///< a year's calls over those of the year before
};

/// Reads the factors of an Arrivals block. Refuses a wrong number of them, and all of them when
/// there is no calendar.
[[nodiscard]] Seasons read_seasons(const Block& arrivals, bool has_calendar);

/// The factor of a day: months[month] * weekdays[weekday] * yearly^(days since level / 365.25).
[[nodiscard]] double season_factor(const Seasons& seasons, Date date, Date level_date);

/// The product of the factors of the named days that a moment of the run lies in, for a line.
[[nodiscard]] double named_factor(const RunCalendar& calendar,
                                  LocalMoment moment,
                                  std::size_t line);

}  // namespace fcr
