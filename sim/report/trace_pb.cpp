#include "sim/report/trace_pb.hpp"

#include "proto/fcr/v1/trace.pb.h"
#include "sim/report/ledger_order.hpp"

#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/util/delimited_message_util.h>

namespace fcr {
namespace {

/// The schema's enumerations have ours in order, from 1.
template <typename Words, typename Value>
Words word(Value value) {
    return static_cast<Words>(static_cast<int>(value) + 1);
}

static_assert(static_cast<int>(Outcome::Unfinished) + 1 == v1::TraceCall::UNFINISHED);
static_assert(static_cast<int>(Origin::Padding) + 1 == v1::TraceCall::PADDING);
static_assert(static_cast<int>(AbandonReason::CallBack) + 1 == v1::TraceCall::ACCEPTED_CALL_BACK);
static_assert(static_cast<int>(RouteReason::Diverted) + 1 == v1::TraceCall::TO_ANOTHER_FORCE);
static_assert(static_cast<int>(SegmentOutcome::Unfinished) + 1 ==
              v1::TraceCall::SEGMENT_UNFINISHED);
static_assert(static_cast<int>(StaffState::Absent) + 1 == v1::TraceStaffing::ABSENT);
static_assert(static_cast<int>(StaffReason::Unfilled) + 1 == v1::TraceStaffing::UNFILLED);
static_assert(static_cast<int>(IncidentOutcome::Unfinished) + 1 == v1::TraceIncident::UNFINISHED);

template <typename IdType>
std::uint32_t number_of(IdType id) {
    return static_cast<std::uint32_t>(id.index());
}

/// Sets an instant that came.
template <typename Message>
void put(Message& message, void (Message::*set)(std::int64_t), SimTime at) {
    if (at != kNever) {
        (message.*set)((at - kStartOfRun).count());
    }
}

void fill(v1::TraceCall& to, const CallLedgerRow& row, const CompiledScenario& scenario) {
    using Call = v1::TraceCall;
    const CallRecord& call = row.call;
    const LaneId first{scenario.classes[call.call_class].lanes.first};
    to.set_number(call.number);
    to.set_caller(call.caller);
    to.set_lineage(call.lineage);
    to.set_line(number_of(call.line));
    to.set_call_class(number_of(call.call_class));
    to.set_outcome(word<Call::Outcome>(call.outcome));
    if (call.pool) {
        to.set_pool(number_of(*call.pool));
    }
    if (call.handler) {
        to.set_handler(number_of(*call.handler));
    }
    to.set_route_step(scenario.lanes[LaneId{first.index() + call.route_step}].step);
    to.set_origin(word<Call::Origin>(call.origin));
    to.set_attempt(call.attempt);
    to.set_reason(word<Call::Reason>(call.reason));
    if (call.outcome == Outcome::Abandoned) {
        to.set_abandon_reason(word<Call::AbandonReason>(call.abandon_reason));
    }
    to.set_flags(row.flags);
    to.set_padding(row.truth == TruthLabel::Padding);
    for (std::size_t place = 0; place < row.segment_count; ++place) {
        const CallSegment& segment = row.segments[place];
        Call::Segment& added = *to.add_segments();
        if (segment.pool) {
            added.set_pool(number_of(*segment.pool));
        }
        if (segment.site) {
            added.set_site(number_of(*segment.site));
        }
        put(added, &Call::Segment::set_presented_us, segment.presented);
        put(added, &Call::Segment::set_answered_us, segment.answered);
        put(added, &Call::Segment::set_left_us, segment.left);
        added.set_outcome(word<Call::SegmentOutcome>(segment.outcome));
    }
    const CallTimes& times = call.times;
    put(to, &Call::set_dialled_us, times.dialled);
    put(to, &Call::set_operator_answered_us, times.operator_answered);
    put(to, &Call::set_operator_connect_us, times.operator_connect);
    put(to, &Call::set_network_arrive_us, times.network_arrive);
    put(to, &Call::set_message_end_us, times.message_end);
    put(to, &Call::set_offered_us, times.offered);
    put(to, &Call::set_segment_presented_us, times.segment_presented);
    put(to, &Call::set_presented_us, times.presented);
    put(to, &Call::set_answered_us, times.answered);
    put(to, &Call::set_resumed_us, times.resumed);
    put(to, &Call::set_abandoned_us, times.abandoned);
    put(to, &Call::set_ended_us, times.ended);
    put(to, &Call::set_wrapped_up_us, times.wrapped_up);
    put(to, &Call::set_ready_us, times.ready);
}

void fill(v1::TraceStaffing& to, const StaffingLedgerRow& row) {
    using Staffing = v1::TraceStaffing;
    to.set_handler(number_of(row.handler));
    to.set_employer(number_of(row.employer));
    to.set_pool(number_of(row.pool));
    to.set_site(number_of(row.site));
    put(to, &Staffing::set_from_us, row.from);
    put(to, &Staffing::set_to_us, row.to);
    to.set_state(word<Staffing::State>(row.state));
    to.set_reason(word<Staffing::Reason>(row.reason));
}

void fill(v1::TraceIncident& to, const IncidentRecord& row) {
    using Incident = v1::TraceIncident;
    to.set_number(row.number);
    to.set_caller(row.caller);
    to.set_matter(row.matter);
    to.set_call(row.call);
    to.set_call_class(number_of(row.call_class));
    to.set_pool(number_of(row.pool));
    to.set_talkgroup(number_of(row.talkgroup));
    to.set_true_grade(number_of(row.true_grade));
    to.set_given_grade(number_of(row.given_grade));
    to.set_outcome(word<Incident::Outcome>(row.outcome));
    to.set_grade_lowered(row.grade_lowered);
    to.set_units_needed(row.units_needed);
    to.set_units_sent(row.units_sent);
    to.set_diversions(row.diversions);
    const IncidentTimes& times = row.times;
    put(to, &Incident::set_answered_us, times.answered);
    put(to, &Incident::set_opened_us, times.opened);
    put(to, &Incident::set_graded_us, times.graded);
    put(to, &Incident::set_appointment_us, times.appointment);
    put(to, &Incident::set_dispatch_begun_us, times.dispatch_begun);
    put(to, &Incident::set_dispatch_decided_us, times.dispatch_decided);
    put(to, &Incident::set_assigned_us, times.assigned);
    put(to, &Incident::set_mobile_us, times.mobile);
    put(to, &Incident::set_at_scene_us, times.at_scene);
    put(to, &Incident::set_closed_us, times.closed);
}

void fill(v1::TraceAssignment& to, const AssignmentRecord& row) {
    using Assignment = v1::TraceAssignment;
    to.set_incident(row.incident);
    to.set_ordinal(row.ordinal);
    to.set_unit(number_of(row.unit));
    to.set_group(number_of(row.group));
    to.set_diverted(row.diverted);
    put(to, &Assignment::set_assigned_us, row.assigned);
    put(to, &Assignment::set_mobile_us, row.mobile);
    put(to, &Assignment::set_at_scene_us, row.at_scene);
    put(to, &Assignment::set_left_scene_us, row.left_scene);
    put(to, &Assignment::set_ended_us, row.ended);
}

void fill(v1::TraceDuty& to, const DutyLedgerRow& row) {
    put(to, &v1::TraceDuty::set_at_us, row.at);
    if (row.is_unit) {
        to.set_group(number_of(row.group));
    } else {
        to.set_talkgroup(number_of(row.talkgroup));
    }
    to.set_signed_on(row.signed_on);
}

}  // namespace

TracePb::TracePb(const CompiledScenario& scenario, AtomicFile& file, ExperimentProgress& progress)
    : scenario_(scenario), file_(file), progress_(progress) {
    v1::TraceRecord record;
    v1::TraceNames& names = *record.mutable_names();
    for (const CompiledLine& line : scenario.lines) {
        names.add_lines(line.name);
    }
    for (const CompiledClass& call_class : scenario.classes) {
        names.add_call_classes(call_class.name);
    }
    for (const CompiledPool& pool : scenario.pools) {
        names.add_pools(pool.name);
    }
    for (const Employer& employer : scenario.employers) {
        names.add_employers(employer.name);
    }
    for (const std::string& site : scenario.sites) {
        names.add_sites(site);
    }
    if (scenario.response) {
        for (const CompiledGrade& grade : scenario.response->grades) {
            names.add_grades(grade.name);
        }
        for (const CompiledTalkgroup& talkgroup : scenario.response->talkgroups) {
            names.add_talkgroups(talkgroup.name);
        }
        for (const CompiledUnitGroup& group : scenario.response->groups) {
            names.add_unit_groups(group.name);
        }
    }
    write(record);
}

void TracePb::replication(std::uint64_t number, const ReplicationLedgers& ledgers) {
    v1::TraceRecord record;
    record.set_replication(number);
    for (const CallLedgerRow* row : in_order(ledgers.calls, by_arrival)) {
        record.mutable_call()->Clear();
        fill(*record.mutable_call(), *row, scenario_);
        write(record);
    }
    for (const StaffingLedgerRow* row : in_order(ledgers.staffing, by_handler)) {
        record.mutable_staffing()->Clear();
        fill(*record.mutable_staffing(), *row);
        write(record);
    }
    for (const IncidentRecord* row : in_order(ledgers.incidents, by_number)) {
        record.mutable_incident()->Clear();
        fill(*record.mutable_incident(), *row);
        write(record);
    }
    for (const AssignmentRecord* row : in_order(ledgers.assignments, by_incident)) {
        record.mutable_assignment()->Clear();
        fill(*record.mutable_assignment(), *row);
        write(record);
    }
    for (const DutyLedgerRow& row : ledgers.duty) {
        record.mutable_duty()->Clear();
        fill(*record.mutable_duty(), row);
        write(record);
    }
    if (file_.error()) {
        progress_.stop.store(true);
    }
}

void TracePb::write(const google::protobuf::MessageLite& record) {
    bytes_.clear();
    {
        google::protobuf::io::StringOutputStream stream(&bytes_);
        google::protobuf::util::SerializeDelimitedToZeroCopyStream(record, &stream);
    }
    file_.write(bytes_);
}

}  // namespace fcr
