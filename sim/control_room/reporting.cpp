// Reporting: what answered calls tell the response, and who rings again because nobody came.
//
// The response need not keep pace with the room. It asks nothing of it, and tells it of chasers
// alone: who chases rings again a known time after the incident was graded at the earliest. So it
// lags behind as long as nobody can ring, is told then what was answered meanwhile, and follows
// through many events at once, whose code and data stay in the nearest caches. What happens is the
// same, in the same order (Chandy and Misra, "Distributed simulation", IEEE TSE 5(5), 1979: the
// time to the first chaser is its lookahead). Notices of incidents then come later than those of
// calls, so it is in step where their order matters, and in a room that takes commands: a
// supervisor may look at any moment.
#include "sim/control_room/control_room.hpp"

#include <algorithm>

namespace fcr {
namespace {

/// Longer, it would be found in the caches no better.
constexpr Duration kLagMax = std::chrono::hours{1};
/// Shorter, it is not worth the keeping of reports.
constexpr Duration kLagMin = std::chrono::minutes{1};
constexpr std::size_t kReportsMax = 256;

/// The time from a call's report to its first chaser at the earliest; zero if that is short.
Duration lag_of(const CompiledResponse& response) {
    Duration lag = kLagMax;
    for (const CompiledGrade& grade : response.grades) {
        lag = std::min(lag, grade.chase_after.value_or(lag));
    }
    return lag >= kLagMin ? lag : Duration::zero();
}

}  // namespace

void ControlRoom::make_response() {
    if (!scenario_.response) {
        return;
    }
    response_.emplace(*scenario_.response, sink_);
    response_in_step_ = true;
    if (!takes_commands_ && !sink_.needs_order()) {
        reports_ = Table<ReportId, Report>(kReportsMax);
        lag_max_ = lag_of(*scenario_.response);
    }
}

void ControlRoom::begin_response(const Streams& streams) {
    if (response_) {
        response_->begin(streams);
        response_in_step_ = true;
        reports_count_ = 0;
    }
}

/// A call has just been answered: what it tells becomes an incident. One that is passed on to a
/// class that grades itself is graded there.
void ControlRoom::report_incident(CallId id, SimTime known) {
    const RoomCall& call = calls_[id];
    if (!response_ || !call.reached || call.record.known) {
        return;
    }
    if (call.stage != kNobody &&
        grades_itself(scenario_.follow_ups[call.record.call_class].stages[call.stage].to)) {
        return;
    }
    if (!response_in_step_) {
        if (reports_count_ == reports_.size()) {
            hand_over_reports();
        }
        reports_[ReportId{reports_count_++}] = {.at = now(), .call = report_of(call.record)};
        return;
    }
    const SimTime opens = tell_response(report_of(call.record), known);
    if (takes_commands_) {
        seen_[id].opens = opens;
    }
}

SimTime ControlRoom::tell_response(const CallReport& call, SimTime known) {
    const SimTime opens = response_->call_answered(call, known);
    if (response_->overrun()) {
        stop_at(Limit::OpenIncidents);
    }
    return opens;
}

void ControlRoom::let_response_lag() {
    if (lag_max_ > Duration::zero()) {
        response_in_step_ = false;
        follows_at_ = std::min(response_->first_chase(), now() + lag_max_);
    }
}

/// Catches up through all events up to and with `until`, the room's time. Who chases at that time
/// comes before what else is due then: so the room goes on first.
void ControlRoom::let_response_follow(SimTime until) {
    hand_over_reports();
    while (response_->next_at() <= until) {
        if (handle_response()) {
            follows_at_ = until;
            return;
        }
    }
    let_response_lag();
}

/// At the end of a run; nobody chases by then. A room that has come to a limit may have come to one
/// of the response before.
void ControlRoom::bring_response_in_step(SimTime end) {
    if (!response_) {
        return;
    }
    if (!response_in_step_) {
        const Limit reached = limit_;
        limit_ = Limit::None;
        hand_over_reports();
        stop_at(reached);
        if (limit_ == Limit::None) {
            let_response_follow(end);
        }
    }
    response_in_step_ = true;
}

/// Tells what was answered, each call after the response's own events before it.
void ControlRoom::hand_over_reports() {
    for (std::size_t row = 0; row < reports_count_; ++row) {
        const Report& report = reports_[ReportId{row}];
        while (response_->next_at() < report.at) {
            handle_response();
        }
        tell_response(report.call, Response::kBeforeTheRun);
    }
    reports_count_ = 0;
}

/// Returns whether somebody rings again because of it.
bool ControlRoom::handle_response() {
    ++events_;
    response_->handle_next();
    if (!response_->has_chaser()) [[likely]] {
        return false;
    }
    FCR_CHECK(response_->clock() == now(), "who chases rings at the room's time");
    plan_chaser(response_->take_chaser());
    return true;
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
