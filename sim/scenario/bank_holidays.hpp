// The bank holidays of England and Wales.
#pragma once

#include "sim/scenario/civil_day.hpp"

#include <chrono>
#include <vector>

namespace fcr {

/// Easter Sunday of the Gregorian calendar.
[[nodiscard]] Date easter_sunday(std::chrono::year year);

/// The bank holidays of a year from 1996 on in order, as gov.uk lists them: a holiday that falls on
/// a weekend stands on its substitute day only. The days that were moved or proclaimed once are
/// known up to 2023; what is proclaimed later is config.
[[nodiscard]] std::vector<Date> bank_holidays(std::chrono::year year);

}  // namespace fcr
