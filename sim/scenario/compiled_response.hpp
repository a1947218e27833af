// The response of a compiled scenario: flat tables and limits.
#pragma once

#include "sim/base/table.hpp"
#include "sim/base/time.hpp"
#include "sim/domain/ids.hpp"
#include "sim/domain/incident.hpp"
#include "sim/random/distribution.hpp"
#include "sim/scenario/response_plan.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace fcr {

struct CompiledGrade {
    std::string name;
    std::uint32_t priority = 1;
    bool needs_deployment = true;
    std::optional<Duration> target;
    TargetStart target_start = TargetStart::Answered;
    std::array<double, kUnitsNeededMax> unit_shares{};  ///< cumulative
    Distribution on_scene;
    Distribution paperwork;
    Distribution appointment;
    bool has_appointment = false;
    std::optional<Duration> give_up_after;
    double give_up_probability = 1.0;
    std::optional<Duration> chase_after;
    double chase_probability = 1.0;
    std::optional<CallClassId> chase_class;
    bool diverts_units = false;
    std::optional<GradeId> less_urgent;  ///< the next grade, none of the last
};

struct CompiledGrading {
    double incident_probability = 0.0;  ///< 0 for a class that makes no incidents
    Distribution incident_delay;
    Distribution grade_delay;
};

/// Rows [first, first + count) of a flat table of desks, units, groups or changes.
struct StrengthRows {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

struct CompiledTalkgroup {
    std::string name;
    double cumulative_share = 1.0;
    Distribution dispatch_work;
    EmployerId employer;
    std::uint32_t first_desk = 0;
    std::uint32_t desks_max = 0;
    StrengthRows changes;  ///< of `changes`
    StrengthRows groups;   ///< of `serving`: its own unit groups, then those of any talkgroup
};

struct CompiledUnitGroup {
    std::string name;
    std::optional<TalkgroupId> talkgroup;
    Distribution mobilise;
    double paperwork_factor = 1.0;
    std::uint32_t first_unit = 0;
    std::uint32_t units_max = 0;
    StrengthRows changes;  ///< of `changes`
};

/// What becomes of answered calls, with a size. Never changes.
struct CompiledResponse {
    using ShareId = Id<struct GradeShareKindTag>;
    using LawId = Id<struct TravelLawKindTag>;
    using ChangeId = Id<struct StrengthChangeKindTag>;
    using ServingId = Id<struct ServingKindTag>;
    using RankId = Id<struct GradeRankKindTag>;

    Table<GradeId, CompiledGrade> grades;
    Table<RankId, GradeId> by_priority;  ///< most urgent first
    Table<CallClassId, CompiledGrading> grading;
    Table<ShareId, double> mix;    ///< by class, grade: cumulative
    Table<ShareId, double> given;  ///< by class, pool, true grade, given grade: cumulative
    std::size_t pools = 0;
    std::optional<GradePressure> grade_pressure;
    Table<TalkgroupId, CompiledTalkgroup> talkgroups;
    Table<UnitGroupId, CompiledUnitGroup> groups;
    Table<ServingId, UnitGroupId> serving;
    Table<LawId, Distribution> travel;  ///< by unit group, grade
    Table<ChangeId, StrengthChange> changes;

    std::uint32_t desks_max = 0;
    std::uint32_t units_max = 0;
    std::uint32_t incidents_max = 0;  ///< limit: incidents open at once

    [[nodiscard]] std::size_t mix_row(CallClassId call_class) const {
        return call_class.index() * grades.size();
    }
    [[nodiscard]] std::size_t given_row(CallClassId call_class, PoolId pool, GradeId grade) const {
        return ((call_class.index() * pools + pool.index()) * grades.size() + grade.index()) *
               grades.size();
    }
    [[nodiscard]] const Distribution& travel_law(UnitGroupId group, GradeId grade) const {
        return travel[LawId{group.index() * grades.size() + grade.index()}];
    }
};

}  // namespace fcr
