// Working days: Monday to Friday without the bank holidays of England and Wales.
#pragma once

#include "sim/scenario/civil_day.hpp"

namespace fcr {

[[nodiscard]] bool is_working_day(Date date);

/// The last of so many working days that follow a day; the day itself for none.
[[nodiscard]] Date working_days_after(Date date, int working_days);

}  // namespace fcr
