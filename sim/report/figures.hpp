// The figures of a report. docs/measures.md defines each: numerator, denominator, clock, period.
#pragma once

#include "sim/metrics/recorder.hpp"
#include "sim/statistics/estimate.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace fcr {

/// A figure over all replications with its interval. Empty: not measured, its denominator is 0.
using Figure = std::optional<Estimate>;

/// Waits of answered calls on one clock, in seconds.
struct WaitFigures {
    Figure mean_s;
    /// kReportPercentiles. Each is the mean over the replications of the replication's own
    /// percentile, not the percentile of all replications' calls together.
    std::array<Figure, kReportPercentiles.size()> percentiles_s;
};

/// Of a line or a class. Counts are calls in RunSummary::per of simulated time; shares are in
/// percent of the calls that ended, unless said otherwise.
struct CallFigures {
    Figure offered;  ///< every call, however it ended
    Figure answered;
    Figure abandoned;
    Figure diverted;
    Figure blocked;
    Figure unfinished;  ///< had not ended when the run did; in no share
    Figure answered_percent;
    Figure abandoned_percent;
    Figure blocked_percent;

    WaitFigures force_clock;
    std::optional<WaitFigures> operator_clock;  ///< lines with an operator leg

    /// National bands, percent of answered calls: the operator clock where there is an operator
    /// leg, else the force's.
    Figure below_10s_percent;
    Figure from_10s_to_60s_percent;
    Figure from_60s_percent;

    std::optional<double> longest_wait_s;  ///< answered or abandoned, over all replications
    Figure mean_queue;                     ///< calls waiting for a person
    std::int64_t longest_queue = 0;        ///< of one class, over all replications
};

/// Hours of people on a roster in RunSummary::per, summed over them.
struct RosterFigures {
    Figure paid_hours;      ///< on duty, rests and meetings
    Figure break_hours;     ///< rests, meals and meetings
    Figure overrun_hours;   ///< on duty after the end of the shift
    Figure absent_hours;    ///< of shifts lost to sickness or absence on the day
    Figure leave_hours;     ///< of shifts lost to leave or training
    Figure unfilled_hours;  ///< of shifts that were declined or of a post that nobody held
};

/// Of a pool or an employer. Shares are in percent of the time on duty.
struct WorkFigures {
    Figure answered;           ///< calls in RunSummary::per
    Figure abandoned_ringing;  ///< calls in RunSummary::per whose caller gave up as it rang here
    Figure seat_hours;         ///< on duty in RunSummary::per
    Figure occupancy_percent;  ///< talk and wrap-up
    Figure talk_percent;
    Figure wrap_up_percent;
    Figure ringing_percent;
    Figure gap_percent;  ///< after-call gap
    Figure handling_s;   ///< mean talk and wrap-up of an answered call
    WaitFigures force_clock;
    std::optional<RosterFigures> roster;  ///< where people are on one
};

/// A line or class in one quarter-hour of the day, over all replications. Means and shares only.
struct CallInterval {
    std::optional<double> offered;  ///< calls in one such quarter-hour
    std::optional<double> answered;
    std::optional<double> abandoned;
    std::optional<double> blocked;
    std::optional<double> unfinished;
    std::optional<double> answered_percent;
    std::optional<double> abandoned_percent;
    std::optional<double> below_10s_percent;
    std::optional<double> mean_wait_s;           ///< force clock
    std::optional<double> operator_mean_wait_s;  ///< lines with an operator leg
    std::optional<double> longest_wait_s;
    std::optional<double> mean_queue;
    std::int64_t longest_queue = 0;
};

/// A pool or employer in one quarter-hour of the day, over all replications.
struct WorkInterval {
    std::optional<double> answered;  ///< calls in one such quarter-hour
    std::optional<double> on_duty;   ///< handlers, mean over the quarter-hour
    std::optional<double> occupancy_percent;
    std::optional<double> ringing_percent;
    std::optional<double> gap_percent;
    std::optional<double> handling_s;
    std::optional<double> on_break;  ///< people on a roster, mean over the quarter-hour
    std::optional<double> absent;    ///< likewise: sick, or absent on the day
};

}  // namespace fcr
