// Whether a moment lies in the hours that a term names.
#pragma once

#include "sim/contract/kpi_terms.hpp"
#include "sim/contract/service_calendar.hpp"

namespace fcr {

/// The day that counts is that of the moment itself: of Friday's hours from 22:00 to 06:00 the
/// first six are those of Friday morning.
[[nodiscard]] bool in_hours(const HoursFilter& hours, const ServiceDay& day, Duration time_of_day);

}  // namespace fcr
