// What is done with incidents: their grades, clocks and targets.
#include "sim/contract_study/probe_parts.hpp"

#include <fmt/format.h>

namespace fcr::probing {
namespace {

constexpr double kLongerTarget = 1.5;  // 10 to 15 minutes, model.md 6.4

/// Incidents with a target that were attended within that of a grade, measured from a clock.
RatioSample in_target(const ProbeRecords& records,
                      const CompiledScenario& room,
                      GradeId IncidentRecord::*grade,
                      std::optional<TargetStart> start) {
    RatioSample sample;
    for (const IncidentRecord& incident : records.incidents) {
        const CompiledGrade& facts = room.response->grades[incident.*grade];
        if (!facts.target || incident.outcome == IncidentOutcome::Unfinished) {
            continue;
        }
        sample.denominator += 1.0;
        const SimTime from = target_start(incident, start.value_or(facts.target_start));
        sample.numerator += incident.outcome == IncidentOutcome::Attended &&
                                    incident.times.at_scene - from <= *facts.target
                                ? 1.0
                                : 0.0;
    }
    return sample;
}

constexpr std::string_view kNoResponse =
    "the scenario does not tell what becomes of calls (response); "
    "config/scenarios/mid_force_response.txtpb does";

}  // namespace

Probe graded_by_load(const ProbeFacts& facts) {
    if (!facts.scenario.response) {
        return not_tried(std::string(kNoResponse));
    }
    Probe probe;
    probe.figure = "incidents attended in the target of their grade";
    probe.how = "with fewer than 2 units free every incident is given the next less urgent grade";
    probe.edit = [](Scenario& scenario) {
        scenario.response->grade_pressure =
            GradePressure{.free_units_below = 2, .shift_probability = 1.0};
    };
    probe.judge =
        [](const ProbeRecords&, const ProbeRecords& played, const CompiledScenario& room) {
            return ProbeSample{
                .reported = in_target(played, room, &IncidentRecord::given_grade, std::nullopt),
                .genuine = in_target(played, room, &IncidentRecord::true_grade, std::nullopt)};
        };
    return probe;
}

Probe late_attendance_clock(const ProbeFacts& facts) {
    if (!facts.scenario.response) {
        return not_tried(std::string(kNoResponse));
    }
    Probe probe;
    probe.figure = "incidents attended in the target of their grade";
    probe.how = "the clock starts when a unit is assigned (T9), not when the call is answered (T4)";
    probe.judge =
        [](const ProbeRecords& honest, const ProbeRecords&, const CompiledScenario& room) {
            return ProbeSample{
                .reported =
                    in_target(honest, room, &IncidentRecord::given_grade, TargetStart::Dispatched),
                .genuine =
                    in_target(honest, room, &IncidentRecord::given_grade, TargetStart::Answered)};
        };
    return probe;
}

Probe longer_target(const ProbeFacts& facts) {
    KpiDefinition longer = facts.definition;
    longer.threshold = duration_from_seconds(kLongerTarget * to_seconds(longer.threshold));
    Probe probe;
    probe.figure = indicator(facts);
    probe.how = fmt::format(
        "within {} instead of {}", seconds(longer.threshold), seconds(facts.definition.threshold));
    probe.judge = [longer, definition = facts.definition](
                      const ProbeRecords& honest, const ProbeRecords&, const CompiledScenario&) {
        return ProbeSample{.reported = level(honest, longer), .genuine = level(honest, definition)};
    };
    return probe;
}

}  // namespace fcr::probing
