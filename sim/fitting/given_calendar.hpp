// The calendar of a scenario that had none.
#pragma once

#include "sim/scenario/civil_day.hpp"

#include <string>
#include <vector>

namespace fcr::v1 {
class Scenario;
}

namespace fcr {

/// Gives a scenario without a calendar one that begins on `start`, every day of which is its
/// measured day. `why` is the calendar's source. Returns what else had to change, in sentences. One
/// with a calendar is a bug.
std::vector<std::string> give_calendar(v1::Scenario& message, Date start, const std::string& why);

}  // namespace fcr
