// A valid scenario in which every number of the schema is given somewhere: the full scenario with
// what calls beget, gates, pre-emption and disruptions.
#pragma once

#include <string_view>

namespace fcr::test {

inline constexpr std::string_view kRich = R"(
title: "Everything"
description: "A scenario that uses every field."
run { warm_up_h: 24 measured_h: 48 drain_max_h: 12 }
demand { day_factor_correlation: 0.5 source: "assumption: a test" }
lines {
  name: "999" kind: EMERGENCY lines_max: 100
  arrivals { calls_per_day: 310 weights: [1, 2, 3, 4] volume_factor: 1.5 day_factor_cv: 0.1 }
  operator_leg {
    answer { exponential { mean_s: 2 } }
    select { uniform { low_s: 3 high_s: 8 } }
    connect { normal { mean_s: 4.4 sd_s: 1 floor_s: 1 } }
  }
  message { constant_s: 12 } message_leave_share: 0.1 message_served_share: 0.05
}
lines {
  name: "101" kind: NON_EMERGENCY
  arrivals { calls_per_day: 600 weights: 1 day_factor_cv: 0.1 }
}
lines { name: "work" kind: INTERNAL }
call_classes {
  name: "urgent" line: "999" share: 0.25 priority: 1 time_credit_s: 90 balk_probability: 0.01
  talk { lognormal { mean_s: 300 cv: 0.8 } }
  wrap_up { gamma { mean_s: 60 cv: 0.7 } }
  patience { survival {
    knots { at_s: 0 still_waiting: 1 }
    knots { at_s: 60 still_waiting: 0.8 }
    knots { at_s: 600 still_waiting: 0.3 }
  } }
  route { after_s: 0 pools: "in_house" }
  route { after_s: 8 pools: "contractor" kind: WIDEN
    when { from_h: 8 until_h: 18 share: 0.5 queue_at_least: 2 free_at_most: 1
           service_below: 0.8 service_within_s: 20 } }
  route { after_s: 90 kind: DIVERT pass_back { to_class: "work" delay { constant_s: 60 } } }
  after_loss { same_patience: true redial_first: 0.5 redial_later: 0.4 redial_delay { exponential { mean_s: 120 } }
    attempts_max: 4 change_share: 0.1 change_to: "101" change_after_wait_s: 60
    change_delay { constant_s: 5 } }
  ring_back { to_class: "work" share: 0.9 delay { constant_s: 1 } }
  cluster { sizes { calls: 1 cumulative: 0.8 } sizes { calls: 5 cumulative: 1 }
    gap { exponential { mean_s: 60 } } duplicate_class: "other" recognised: 0.7 }
  preempts: true
}
call_classes {
  name: "other" line: "999" share: 0.75 priority: 2 ageing: 2
  recording { share: 0.3 work { constant_s: 200 } }
  talk { hyperexponential { branches { weight: 0.4 mean_s: 60 } branches { weight: 0.6 mean_s: 500 } } }
}
call_classes {
  name: "101" line: "101" priority: 3
  talk { empirical {
    knots { value_s: 10 cumulative: 0 }
    knots { value_s: 300 cumulative: 0.5 }
    knots { value_s: 900 cumulative: 1 }
  } }
  patience { piecewise_hazard { stretches { from_s: 0 mean_s: 670 } stretches { from_s: 120 mean_s: 1800 } } }
  route { pools: "in_house" }
  route { after_s: 120 pools: "digital" kind: MOVE }
  repeat { share: 0.1 share_after_wait: 0.2 after_wait_s: 120 delay { constant_s: 3600 } }
  call_back { when_wait_over_s: 300 accept: 0.3 to_class: "work" delay { constant_s: 600 } }
  next { share: 0.2 to_class: "work" kind: CONFERENCE }
  interruption: HOLD
}
call_classes {
  name: "work" line: "work" priority: 4 talk { constant_s: 60 }
  outbound { reached: 0.98 unreached { constant_s: 20 } attempts_max: 2
    retry_delay { constant_s: 900 } }
  split { kind: OVERFLOW in_house: "in_house" contractor: "contractor" after_s: 30 }
}
call_classes {
  name: "work2" line: "work" priority: 4 talk { constant_s: 60 }
  split { kind: FIXED_SHARE in_house: "in_house" contractor: "contractor" share: 0.4 }
}
call_classes {
  name: "work3" line: "work" priority: 4 talk { constant_s: 60 }
  split { kind: OFF_PEAK in_house: "in_house" contractor: "contractor" from_h: 22 until_h: 6 }
}
employers { name: "force" kind: FORCE }
employers { name: "acme" kind: CONTRACTOR }
skill_groups {
  name: "all" call_classes: ["urgent", "other", "101", "work", "work2", "work3"]
}
pools {
  name: "in_house" employer: "force" site: "HQ" skill_group: "all" seats_by_interval: [4, 8, 9]
  pick_up { constant_s: 2 } after_call_gap { exponential { mean_s: 10 } } handling_factor: 0.9
  seats_kept_free { call_class: "101" seats: 1 }
  preferences { call_class: "other" head_start_s: 15 }
}
pools { name: "contractor" employer: "acme" skill_group: "all" seats: 3
  behaviour {
    threshold_first_s: 30
    hurry { queue_at_least: 4 factor: 0.85 }
    padding { calls_per_hour: 6 from_h: 2 until_h: 5 free_at_least: 2 call_class: "101" talk { constant_s: 10 } }
    cross_client { share: 0.25 from_h: 17 until_h: 20 }
  }
}
pools { name: "digital" employer: "force" skill_group: "all" seats: 2 concurrency: 2 }
disruptions { name: "strike" start_h: 3 chance: 0.5 stages { duration_s: 60 } }
disruptions {
  name: "outage" start_h: 2 chance: 1
  stages {
    duration_s: 600 handling_factor: 1.2 staff { employer: "acme" multiplier: 0.5 }
    lines { line: "999" arrival_multiplier: 1.1 connect_loss_share: 0.2 lost_ring_class: "101"
            lost_ring_share: 0.3 lost_ring_delay { constant_s: 30 } }
    back_record_class: "work" back_record_delay_h: 4
  }
}
routing { priority_rule: TIME_CREDIT }
kpis { id: "sl_999" title: "999 in 10 s" type: SERVICE_LEVEL line: "999" clock: OPERATOR_CONNECT
  threshold_s: 10 comparator: LT formula: F5_EXCL_SHORT short_abandon_s: 5 }
kpis { id: "ab_101" type: ABANDONMENT line: "101" abandonment: AB2 short_abandon_s: 5 }
kpis { id: "p90" type: PERCENTILE employer: "acme" percentile: 0.9 }
kpis { id: "mean" type: MEAN_WAIT pool: "in_house" clock: CALLER }
kpis { id: "count" type: COUNT call_class: "urgent" }
published { kpi: "sl_999" value: 86.2 tolerance: 3 source: "assumption: a test" }
pools { name: "desk" employer: "force" skill_group: "all" roster: "desk"
  people {
    contract_h_week: 36 leave_share: 0.13 training_share: 0.04 meetings_share: 0.03
    absence_share: 0.01 sickness { share: 0.05 spell_mean_days: 4 } vacancy_share: 0.24
    cohorts { day: -14 headcount: 2 class_weeks: 5 tutor_weeks: 1 }
    proficiency { weeks: 0 handling_factor: 2 } proficiency { weeks: 10 handling_factor: 1 }
    attrition { per_year: 0.15 replacement_weeks: 20 } fatigue { factor_per_h: 0.01 after_h: 4 }
    zero_hours { share: 0.5 accept: 0.7 notice_h: 48 offers_from_day: -9 }
    transfer { day: 30 handling_factor: 1.2 weeks: 8 } from_day: -3 until_day: 40
  }
}
rosters {
  name: "desk"
  shifts { name: "day" start_h: 7 length_h: 12
           breaks { after_h: 4 length_min: 30 kind: MEAL waves: 2 } }
  cycle: ["day", "day", "off", "off"]
  teams { name: "A" offset_days: 1 headcount: 8 }
}
rosters {
  name: "listed" roster_csv: "config/rosters/mid_force_dispatchers.csv" csv_cycle_days: 8
}
response {
  grades {
    name: "Immediate" priority: 1 attendance_target_s: 900 unit_shares: [0.25, 0.75]
    on_scene { lognormal { mean_s: 4500 cv: 1 } } paperwork { constant_s: 600 }
    give_up_s: 7200 give_up_probability: 0.5 chase_after_s: 1800 chase_probability: 0.4
    diverts_units: true
  }
  grades {
    name: "Scheduled" priority: 3 attendance_target_s: 1800 target_start: APPOINTMENT
    on_scene { constant_s: 1800 } appointment { constant_s: 28800 }
  }
  grades { name: "Telephone" priority: 4 needs_deployment: false }
  grading {
    call_class: "urgent" incident_probability: 0.6 mix: [0.5, 0.25, 0.25]
    incident_delay { constant_s: 30 } grade_delay { constant_s: 60 }
    misgrade { grade: "Immediate" given: [0.75, 0.25, 0] }
  }
  grader_errors { pool: "contractor" error_factor: 2 }
  grade_pressure { free_units_below: 2 shift_probability: 0.25 }
  talkgroups { name: "north" share: 0.5 desks: 2 dispatch_work { exponential { mean_s: 90 } } }
  talkgroups { name: "south" share: 0.5 desks_by_interval: [1, 2, 3] employer: "acme" dispatch_agreed: true }
  units {
    name: "response" talkgroup: "north" count: 12
    mobilise { constant_s: 60 } travel { constant_s: 600 }
    travel_by_grade { grade: "Immediate" travel { lognormal { mean_s: 480 cv: 0.6 } } }
    mobile_paperwork_factor: 0.8
  }
  units { name: "traffic" employer: "force" count_by_interval: [2, 4, 2] }
  command_employer: "force"
}
supervisor { policy: ASK_EARLY wait_s: 90 queue_at_least: 4 pool: "contractor" seats: 2 lag_s: 600 stay_s: 3600 }
)";

}  // namespace fcr::test
