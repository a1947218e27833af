// A scenario's room on other dates than its file's: the months and years of a contract.
#pragma once

#include "sim/base/result.hpp"
#include "sim/base/time.hpp"
#include "sim/scenario/civil_day.hpp"
#include "sim/scenario/scenario.hpp"

#include <filesystem>
#include <span>
#include <string>

namespace fcr {

/// The local days that are measured, and what of the file they replace.
struct RunDates {
    Date first;
    Date until;                                 ///< the day after the last
    Duration warm_up = std::chrono::hours{24};  ///< whole intervals of every line
    /// When the file's calls are the level, for a file that has no dates of its own; growth and
    /// seasons of one that has are those of its calendar.
    Date level;
};

/// The scenario in the file, with the overrides, as it is on these dates. A file with a calendar
/// keeps its rules and seasons; one without repeats its measured day type every day, bank holidays
/// too, with changed clocks. Problems as load_scenario's; dates that no run can hold (kLongestSpan)
/// are among them.
[[nodiscard]] Result<Scenario> load_scenario_on_dates(const std::filesystem::path& file,
                                                      std::span<const std::string> overrides,
                                                      const RunDates& dates);

/// From the local midnight that begins one day to that of a later one.
[[nodiscard]] Duration between_midnights(Date first, Date until);

}  // namespace fcr
