// The figures of the response to calls. docs/measures.md defines each.
#pragma once

#include "sim/base/time.hpp"
#include "sim/domain/incident.hpp"
#include "sim/metrics/response_recorder.hpp"
#include "sim/report/figures.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

/// Of the incidents that were given a grade. Counts are in RunSummary::per of simulated time.
struct GradeFigures {
    Figure incidents;
    Figure attended;
    Figure resolved;
    Figure never_resourced;
    Figure unfinished;
    Figure in_target_percent;        ///< of those attended; empty without a target
    Figure never_resourced_percent;  ///< of those that ended and needed somebody
    Figure response_mean_s;          ///< of those attended, from the target's start event
    std::array<Figure, kResponsePercentiles.size()> response_percentiles_s;
    Figure to_grade_s;
    Figure dispatch_s;
    Figure travel_s;
    Figure units_sent;
    Figure diversions;
    Figure misgraded_percent;
    Figure lowered_percent;
};

struct GradeSummary {
    std::string name;
    bool needs_deployment = true;
    std::optional<Duration> target;
    TargetStart target_start = TargetStart::Answered;
    GradeFigures figures;
};

/// Shares are in percent of the time on duty.
struct UnitSummary {
    std::string name;
    Figure unit_hours;
    Figure utilisation_percent;
    Figure travel_percent;
    Figure scene_percent;
    Figure paperwork_percent;
};

struct DeskSummary {
    std::string name;
    Figure decisions;
    Figure wait_s;
    Figure desk_hours;
    Figure occupancy_percent;
};

/// A grade in one quarter-hour of the day, over all replications: its answered calls' incidents.
struct GradeInterval {
    std::optional<double> incidents;
    std::optional<double> attended;
    std::optional<double> never_resourced;
    std::optional<double> unfinished;
    std::optional<double> in_target_percent;
    std::optional<double> response_mean_s;
    std::optional<double> dispatch_s;
    std::optional<double> travel_s;
};

struct UnitInterval {
    std::optional<double> on_duty;
    std::optional<double> utilisation_percent;
};

struct DeskInterval {
    std::optional<double> on_duty;
    std::optional<double> occupancy_percent;
};

/// A quarter-hour of the day. Rows stand as in ResponseSummary.
struct ResponseInterval {
    Duration from{0};  ///< since midnight
    std::vector<GradeInterval> grades;
    std::vector<UnitInterval> units;
    std::vector<DeskInterval> desks;
};

struct ResponseSummary {
    std::vector<GradeSummary> grades;
    std::vector<UnitSummary> units;
    std::vector<DeskSummary> desks;
    std::vector<ResponseInterval> intervals;
};

/// The start event as a contract names it: `ANSWERED`.
[[nodiscard]] std::string_view target_start_code(TargetStart start);

}  // namespace fcr
