// Responses for tests: what every one of them needs, to be changed where a test is about it.
#pragma once

#include "sim/scenario/response_plan.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace fcr::test {

inline constexpr GradeId kImmediate{0};
inline constexpr GradeId kPriority{1};

inline std::vector<StrengthChange> always(std::uint32_t count) {
    return {{.from = kStartOfRun, .count = count}};
}

/// Every answered call of the first class is an incident, half of them Immediate and half
/// Priority, graded at once as what they are; one desk that needs no time; ten units that need
/// 300 s to come, 600 s there and 300 s to write it up.
inline ResponsePlan two_grades() {
    ResponsePlan plan;
    Grade immediate;
    immediate.name = "Immediate";
    immediate.priority = 1;
    immediate.target = std::chrono::minutes{15};
    immediate.on_scene = ConstantLaw{600.0};
    immediate.paperwork = ConstantLaw{300.0};
    Grade priority = immediate;
    priority.name = "Priority";
    priority.priority = 2;
    priority.target = std::chrono::minutes{60};
    plan.grades = {immediate, priority};
    plan.grading = {{.call_class = CallClassId{0},
                     .incident_probability = 1.0,
                     .mix = {0.5, 0.5},
                     .given = {{1.0, 0.0}, {0.0, 1.0}}}};
    plan.talkgroups = {{.name = "north", .desks = always(1)}};
    plan.units = {{.name = "response", .units = always(10), .travel = ConstantLaw{300.0}}};
    return plan;
}

/// The same with Immediate alone.
inline ResponsePlan one_grade() {
    ResponsePlan plan = two_grades();
    plan.grades.resize(1);
    plan.grading[0].mix = {1.0};
    plan.grading[0].given = {{1.0}};
    return plan;
}

}  // namespace fcr::test
