// A validated scenario: every name resolves, every number is in range, nothing needed is missing.
#pragma once

#include "sim/base/time.hpp"
#include "sim/domain/ids.hpp"
#include "sim/domain/kpi_definition.hpp"
#include "sim/scenario/law.hpp"
#include "sim/scenario/response_plan.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// The span that is simulated: warm-up, then the measured part, then the last calls' end.
struct RunPlan {
    Duration warm_up = std::chrono::hours{24};
    Duration measured = std::chrono::hours{24};
    Duration drain_max = std::chrono::hours{24};
    std::string day_type;  ///< name of the measured day; for reports
};

/// Calls expected in each interval from the start of the warm-up to the end of the measured part.
struct ArrivalProfile {
    Duration interval = std::chrono::minutes{15};
    std::vector<double> calls;   ///< expected calls by interval, volume factor applied
    double day_factor_cv = 0.0;  ///< of the gamma factor of mean 1 that multiplies a whole day
};

/// The national operator's part of a 999 call.
struct OperatorLeg {
    Law answer = ConstantLaw{};
    Law select = ConstantLaw{};
    Law connect = ConstantLaw{};
};

struct Line {
    std::string name;
    bool emergency = false;
    ArrivalProfile arrivals;
    std::optional<OperatorLeg> operator_leg;
    Law message = ConstantLaw{};             ///< announcement before the queue
    std::optional<std::uint32_t> lines_max;  ///< calls in progress at once
};

/// From `after` in the queue on, these pools may take the call.
struct RouteStep {
    Duration after{0};
    std::vector<PoolId> pools;
    bool move = false;  ///< leaves the earlier pools' queue; otherwise these join them
};

struct CallClass {
    std::string name;
    LineId line;
    double share = 1.0;  ///< of the line's calls
    std::uint32_t priority = 1;
    Duration time_credit{0};
    Law talk = ExponentialLaw{300.0};
    Law wrap_up = ConstantLaw{};
    Law patience = NeverLaw{};
    double balk_probability = 0.0;
    std::vector<RouteStep> route;  ///< at least one; the first after 0
};

struct Employer {
    std::string name;
    bool contractor = false;
};

/// Seats from an instant on.
struct SeatChange {
    SimTime from;
    std::uint32_t seats = 0;
};

struct SeatsKeptFree {
    CallClassId call_class;
    std::uint32_t seats = 0;
};

struct Pool {
    std::string name;
    EmployerId employer;
    SiteId site;
    std::string skill_group;
    std::vector<CallClassId> skills;  ///< what these people can answer
    std::vector<SeatChange> seats;    ///< rising instants, the first at the start of the run
    Law pick_up = ConstantLaw{};
    Law after_call_gap = ConstantLaw{};
    double handling_factor = 1.0;
    std::vector<SeatsKeptFree> seats_kept_free;
};

struct Kpi {
    std::string id;
    std::string title;
    KpiDefinition definition;
};

struct PublishedFigure {
    KpiId kpi;
    double value = 0.0;               ///< shares in percent, waits in seconds
    std::optional<double> tolerance;  ///< in the same unit
    std::string source;
};

/// One call of a recorded load.
struct RecordedCall {
    SimTime at;  ///< when the caller dials (T0)
    CallClassId call_class;
};

/// One control room and its demand. Copied and edited freely; `compile` gives it a size.
struct Scenario {
    std::string title;
    std::string description;
    RunPlan run;
    double day_factor_correlation = 0.0;
    std::vector<Line> lines;
    std::vector<CallClass> call_classes;
    std::vector<Employer> employers;
    std::vector<std::string> sites;
    std::vector<Pool> pools;
    bool time_credit = false;  ///< who has waited longest with credit first; otherwise strict
    std::vector<Kpi> kpis;
    std::vector<PublishedFigure> published;
    /// A recorded load in order of time; when present it replaces every line's arrivals.
    std::optional<std::vector<RecordedCall>> load;
    std::optional<ResponsePlan> response;  ///< what becomes of answered calls
};

}  // namespace fcr
