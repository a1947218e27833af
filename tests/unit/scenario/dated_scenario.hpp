// A valid scenario with dates, surges and named callers: what full_scenario.hpp has not.
#pragma once

#include <string_view>

namespace fcr::test {

inline constexpr std::string_view kDated = R"(
title: "Dates"
run { warm_up_h: 24 measured_h: 48 drain_max_h: 12 }
calendar {
  start_date: "2026-03-28"
  level_date: "2025-03-28"
  day_types { day_type: "quiet" on: BANK_HOLIDAY on: WEEKEND }
  day_types { day_type: "busy" on: WEEKDAY dates: "12-31" }
  bank_holidays { table: ENGLAND_AND_WALES added: "2026-03-27" removed: "2026-04-03" }
  named_days { name: "nights" on: SATURDAY on: SUNDAY from_h: 1 until_h: 4
    factors { line: "999" factor: 2 } }
  named_days { name: "fair" dates: "2026-03-28 to 2026-03-29" factors { line: "101" factor: 1.5 }
    day_type: "busy" }
}
lines {
  name: "999" kind: EMERGENCY
  arrivals {
    calls_per_day: 280
    week_weights: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2]
    month_factors: [0.9, 0.9, 0.95, 1, 1, 1.1, 1.1, 1.1, 1, 1, 1, 1]
    yearly_factor: 1.03
    hour_factor { cv: 0.1 correlation: 0.5 }
  }
}
lines {
  name: "101" kind: NON_EMERGENCY
  arrivals { calls_per_day: 600 weights: 1 weekday_factors: [1.2, 1, 1, 1, 1, 0.9, 0.8] }
}
call_classes { name: "999" line: "999" talk { exponential { mean_s: 300 } } }
call_classes { name: "101" line: "101" talk { exponential { mean_s: 400 } } }
employers { name: "force" kind: FORCE }
skill_groups { name: "all" call_classes: ["999", "101"] }
pools { name: "in_house" employer: "force" skill_group: "all" seats: 9 }
surges { name: "crash" call_class: "999" start_h: 6 duration_s: 180 calls: 40 }
surges { name: "outage" call_class: "101" start: "2026-03-29 03:30" calls_exactly: 25
  spread { exponential { mean_s: 600 } } }
named_callers { name: "regular" call_class: "101" calls_per_month: 60
  hour_weights: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 3, 3, 3, 1, 1] }
)";

}  // namespace fcr::test
