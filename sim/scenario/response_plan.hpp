// What becomes of answered calls, validated: grades, grading, dispatch, units.
#pragma once

#include "sim/base/time.hpp"
#include "sim/domain/ids.hpp"
#include "sim/domain/incident.hpp"
#include "sim/scenario/law.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fcr {

inline constexpr std::size_t kUnitsNeededMax = 4;  ///< of one incident

struct Grade {
    std::string name;
    std::uint32_t priority = 1;  ///< 1 first; unique
    bool needs_deployment = true;
    std::optional<Duration> target;
    TargetStart target_start = TargetStart::Answered;
    std::vector<double> unit_shares{1.0};  ///< of incidents that need 1, 2 ... units
    Law on_scene = ConstantLaw{};
    Law paperwork = ConstantLaw{};
    std::optional<Law> appointment;  ///< T6 to the agreed time
    std::optional<Duration> give_up_after;
    double give_up_probability = 1.0;
    std::optional<Duration> chase_after;
    double chase_probability = 1.0;
    std::optional<CallClassId> chase_class;  ///< of chaser calls; none: that of the call before
    bool diverts_units = false;
};

/// What the answered calls of a class become. Shares by grade sum to 1.
struct Grading {
    CallClassId call_class;
    double incident_probability = 0.0;
    std::vector<double> mix{};  ///< of true grades
    Law incident_delay = ConstantLaw{};
    Law grade_delay = ConstantLaw{};
    std::vector<std::vector<double>> given{};  ///< by true grade: shares of given grades
};

struct GraderErrors {
    PoolId pool;
    double factor = 1.0;
};

struct GradePressure {
    std::uint32_t free_units_below = 0;
    double shift_probability = 0.0;
};

/// Desks or units from an instant on.
struct StrengthChange {
    SimTime from;
    std::uint32_t count = 0;
};

struct Talkgroup {
    std::string name;
    double share = 1.0;
    std::vector<StrengthChange> desks{};  ///< rising instants, the first at the start of the run
    Law dispatch_work = ConstantLaw{};
    EmployerId employer{};
};

struct UnitGroup {
    std::string name;
    std::optional<TalkgroupId> talkgroup{};  ///< none: any
    std::vector<StrengthChange> units{};     ///< rising instants, the first at the start of the run
    Law mobilise = ConstantLaw{};
    Law travel = ConstantLaw{};
    std::vector<std::pair<GradeId, Law>> travel_by_grade{};
    double paperwork_factor = 1.0;
};

struct ResponsePlan {
    std::vector<Grade> grades;
    std::vector<Grading> grading;  ///< at most one of a class
    std::vector<GraderErrors> grader_errors;
    std::optional<GradePressure> grade_pressure;
    std::vector<Talkgroup> talkgroups;
    std::vector<UnitGroup> units;
    EmployerId command_employer;
};

}  // namespace fcr
