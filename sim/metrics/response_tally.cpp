#include "sim/metrics/response_tally.hpp"

namespace fcr {

void IncidentTally::add(const IncidentRecord& incident,
                        TargetStart start,
                        std::optional<Duration> target) {
    const IncidentTimes& times = incident.times;
    units_sent += incident.units_sent;
    diversions += incident.diversions;
    misgraded += incident.given_grade != incident.true_grade;
    grade_lowered += incident.grade_lowered;
    if (times.assigned != kNever) {
        ++dispatched;
        dispatch_us += (times.assigned - incident.due()).count();
    }
    switch (incident.outcome) {
        case IncidentOutcome::Attended: {
            const Duration response = times.at_scene - target_start(incident, start);
            ++attended;
            in_target += target && response <= *target;
            response_us += response.count();
            graded_us += (times.graded - times.answered).count();
            travel_us += (times.at_scene - times.mobile).count();
            break;
        }
        case IncidentOutcome::Resolved: ++resolved; break;
        case IncidentOutcome::NeverResourced: ++never_resourced; break;
        case IncidentOutcome::Unfinished: ++unfinished; break;
    }
}

void IncidentTally::merge(const IncidentTally& other) {
    attended += other.attended;
    resolved += other.resolved;
    never_resourced += other.never_resourced;
    unfinished += other.unfinished;
    in_target += other.in_target;
    response_us += other.response_us;
    graded_us += other.graded_us;
    dispatched += other.dispatched;
    dispatch_us += other.dispatch_us;
    travel_us += other.travel_us;
    units_sent += other.units_sent;
    diversions += other.diversions;
    misgraded += other.misgraded;
    grade_lowered += other.grade_lowered;
}

void UnitTally::merge(const UnitTally& other) {
    on_duty_us += other.on_duty_us;
    travel_us += other.travel_us;
    scene_us += other.scene_us;
    paperwork_us += other.paperwork_us;
}

void DeskTally::merge(const DeskTally& other) {
    decisions += other.decisions;
    wait_us += other.wait_us;
    on_duty_us += other.on_duty_us;
    busy_us += other.busy_us;
}

}  // namespace fcr
