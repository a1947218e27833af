// Reporting: what answered calls tell the response, and who rings again because nobody came.
#include "sim/control_room/control_room.hpp"

namespace fcr {

/// A call has just been answered: what it tells becomes an incident. One that is passed on to a
/// class that grades itself is graded there.
void ControlRoom::report_incident(CallId id, SimTime known) {
    const RoomCall& call = calls_[id];
    if (!response_ || !call.reached) {
        return;
    }
    if (call.stage != kNobody &&
        grades_itself(scenario_.follow_ups[call.record.call_class].stages[call.stage].to)) {
        return;
    }
    const SimTime opens = response_->call_answered(call.record, known);
    if (takes_commands_) {
        seen_[id].opens = opens;
    }
    if (response_->overrun()) {
        stop_at(Limit::OpenIncidents);
    }
}

void ControlRoom::handle_response() {
    ++events_;
    response_->handle_next();
    if (const std::optional<ChaserDue> due = response_->take_chaser()) {
        plan_chaser(*due);
    }
}

bool ControlRoom::grades_itself(CallClassId call_class) const {
    return response_ && scenario_.response->grading[call_class].incident_probability > 0.0;
}

/// Nobody has come, and the caller rings to ask. That adds no incident.
void ControlRoom::plan_chaser(const ChaserDue& due) {
    if (now() >= scenario_.latest_end) {
        return;
    }
    Caller caller;
    caller.key = due.caller;
    caller.matter = due.matter;
    caller.lineage = child_lineage(due.lineage, Origin::Chaser, 0);
    caller.origin = Origin::Chaser;
    caller.attempt = 1;
    caller.known = true;
    caller.call_class = due.call_class;
    caller.dialled = now();
    course_.draw_following(caller);
    // Only the way to the force is still open.
    Prospect row{.origin = Origin::Chaser, .since = now(), .to = due.call_class, .attempt = 1};
    row.call.caller = due.caller;
    row.call.lineage = due.lineage;
    row.call.matter = due.matter;
    row.call.known = true;
    plan(caller, takes_commands_ ? prospects_.add(row) : 0);
}

}  // namespace fcr
