#include "sim/report/ledger_csv.hpp"

#include "sim/report/ledger_order.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <utility>

namespace fcr {
namespace {

constexpr std::array<std::string_view, 32> kCallColumns{
    "replication",
    "number",  // order of arrival at the switch, from 0
    "caller",  // the caller's own key: the same whoever answers; no number to a spreadsheet
    "line",
    "call_class",
    "outcome",
    "pool",  // who answered, or at whom it rang when it was given up
    "handler",
    "route_step",           // the step of the route it ended in, from 0
    "dialled_s",            // T0
    "operator_answered_s",  // T1
    "operator_connect_s",   // T2
    "network_arrive_s",     // T3
    "message_end_s",
    "offered_s",
    "segment_presented_s",
    "presented_s",
    "answered_s",  // T4
    "abandoned_s",
    "ended_s",       // T7
    "wrapped_up_s",  // T8
    "ready_s",       // the handler is free again
    "flags",
    "truth",
    "segments",        // pool|site|presented_s|answered_s|left_s|outcome, one after another
    "origin",          // first call, or what it follows from
    "attempt",         // calls of its line of descent before it
    "lineage",         // with `caller` the identity of a call; what follows has its parent's, mixed
    "reason",          // why the call and its handler came together, or why it left
    "abandon_reason",  // of abandoned calls
    "resumed_s",       // interrupted work was taken up again, the last time
    "matter",          // 0, or which of those who rang about the same incident
};

constexpr std::array<std::string_view, 9> kStaffingColumns{
    "replication", "handler", "employer", "pool", "site", "from_s", "to_s", "state", "reason"};

constexpr std::array<std::string_view, 25> kIncidentColumns{
    "replication",
    "number",  // order of the answered calls that tell incidents, from 0
    "caller",
    "matter",  // 0, or which duplicate told it
    "call",    // the number of the call that told it
    "call_class",
    "pool",  // whose handler graded it
    "talkgroup",     "true_grade",       "given_grade",        "outcome",
    "grade_lowered",  // because units were short
    "units_needed",
    "units_sent",  // assignments, those that were diverted too
    "diversions",
    "answered_s",  // T4
    "opened_s",    // T5
    "graded_s",    // T6
    "appointment_s", "dispatch_begun_s", "dispatch_decided_s",
    "assigned_s",  // T9
    "mobile_s",    // T10
    "at_scene_s",  // T11
    "closed_s",    // T12
};

constexpr std::array<std::string_view, 11> kAssignmentColumns{
    "replication",
    "incident",
    "ordinal",  // among the incident's assignments, from 0
    "unit",
    "group",
    "diverted",  // superseded: the unit was sent elsewhere on its way
    "assigned_s",
    "mobile_s",
    "at_scene_s",
    "left_scene_s",
    "ended_s",  // free again, or diverted
};

constexpr std::array<std::string_view, 5> kDutyColumns{
    "replication", "at_s", "kind", "name", "signed_on"};

std::string_view name_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::Answered: return "answered";
        case Outcome::Abandoned: return "abandoned";
        case Outcome::Diverted: return "diverted";
        case Outcome::Blocked: return "blocked";
        case Outcome::Unfinished: return "unfinished";
    }
    return "";
}

std::string_view name_of(Origin origin) {
    switch (origin) {
        case Origin::Caller: return "caller";
        case Origin::Redial: return "redial";
        case Origin::LineChange: return "line_change";
        case Origin::Repeat: return "repeat";
        case Origin::Duplicate: return "duplicate";
        case Origin::Transfer: return "transfer";
        case Origin::RingBack: return "ring_back";
        case Origin::CallBack: return "call_back";
        case Origin::PassBack: return "pass_back";
        case Origin::BackRecord: return "back_record";
        case Origin::Chaser: return "chaser";
        case Origin::Padding: return "padding";
    }
    return "";
}

std::string_view name_of(RouteReason reason) {
    switch (reason) {
        case RouteReason::None: return "";
        case RouteReason::FreeHandler: return "free_handler";
        case RouteReason::NextInQueue: return "next_in_queue";
        case RouteReason::Escalated: return "escalated";
        case RouteReason::Overflowed: return "overflowed";
        case RouteReason::Preempted: return "preempted";
        case RouteReason::Diverted: return "diverted";
    }
    return "";
}

std::string_view name_of(AbandonReason reason) {
    switch (reason) {
        case AbandonReason::GaveUp: return "gave_up";
        case AbandonReason::Balked: return "balked";
        case AbandonReason::Announcement: return "announcement";
        case AbandonReason::ServedByMenu: return "served_by_menu";
        case AbandonReason::CallBack: return "call_back";
    }
    return "";
}

std::string_view name_of(SegmentOutcome outcome) {
    switch (outcome) {
        case SegmentOutcome::Answered: return "answered";
        case SegmentOutcome::Abandoned: return "abandoned";
        case SegmentOutcome::MovedOn: return "moved_on";
        case SegmentOutcome::Unfinished: return "unfinished";
    }
    return "";
}

std::string_view name_of(StaffState state) {
    switch (state) {
        case StaffState::Available: return "available";
        case StaffState::Handling: return "handling";
        case StaffState::WrapUp: return "wrap_up";
        case StaffState::Break: return "break";
        case StaffState::Absent: return "absent";
    }
    return "";
}

std::string_view name_of(StaffReason reason) {
    switch (reason) {
        case StaffReason::None: return "";
        case StaffReason::Gap: return "gap";
        case StaffReason::Rest: return "rest";
        case StaffReason::Meal: return "meal";
        case StaffReason::Meeting: return "meeting";
        case StaffReason::Leave: return "leave";
        case StaffReason::Training: return "training";
        case StaffReason::Sick: return "sick";
        case StaffReason::DidNotCome: return "did_not_come";
        case StaffReason::Declined: return "declined";
        case StaffReason::Unfilled: return "unfilled";
    }
    return "";
}

std::string_view name_of(IncidentOutcome outcome) {
    switch (outcome) {
        case IncidentOutcome::Attended: return "attended";
        case IncidentOutcome::Resolved: return "resolved";
        case IncidentOutcome::NeverResourced: return "never_resourced";
        case IncidentOutcome::Unfinished: return "unfinished";
    }
    return "";
}

std::string_view yes(bool holds) {
    return holds ? "yes" : "no";
}

std::string_view name_of(TruthLabel truth) {
    switch (truth) {
        case TruthLabel::Genuine: return "genuine";
        case TruthLabel::Padding: return "padding";
    }
    return "";
}

std::string flags(std::uint16_t set) {
    constexpr std::array<std::pair<CallFlag, std::string_view>, 7> flag_names{{
        {CallFlag::Test, "test"},
        {CallFlag::Training, "training"},
        {CallFlag::Duplicate, "duplicate"},
        {CallFlag::Silent, "silent"},
        {CallFlag::TransferredIn, "transferred_in"},
        {CallFlag::FailedToConnect, "failed_to_connect"},
        {CallFlag::OutageAffected, "outage_affected"},
    }};
    std::string names;
    for (const auto& [flag, name] : flag_names) {
        if ((set & static_cast<std::uint16_t>(flag)) != 0) {
            names += names.empty() ? "" : " ";
            names += name;
        }
    }
    return names;
}

/// Whole microseconds as seconds, exactly.
std::string instant(SimTime at) {
    if (at == kNever) {
        return {};
    }
    const std::int64_t us = (at - kStartOfRun).count();
    const std::int64_t whole = us < 0 ? -us : us;
    return fmt::format("{}{}.{:06}", us < 0 ? "-" : "", whole / 1'000'000, whole % 1'000'000);
}

template <typename Columns>
void write_heading(const Columns& columns, AtomicFile& file) {
    CsvText heading;
    for (const std::string_view column : columns) {
        heading.raw(column);
    }
    heading.end_row();
    file.write(heading.view());
}

}  // namespace

LedgerCsv::LedgerCsv(const CompiledScenario& scenario,
                     const LedgerFiles& files,
                     ExperimentProgress& progress)
    : scenario_(scenario), files_(files), progress_(progress) {
    const auto begin = [](AtomicFile* file, const auto& columns) {
        if (file != nullptr) {
            write_heading(columns, *file);
        }
    };
    begin(files_.calls, kCallColumns);
    begin(files_.staffing, kStaffingColumns);
    begin(files_.incidents, kIncidentColumns);
    begin(files_.assignments, kAssignmentColumns);
    begin(files_.duty, kDutyColumns);
}

void LedgerCsv::replication(std::uint64_t number, const ReplicationLedgers& ledgers) {
    if (files_.calls != nullptr) {
        for (const CallLedgerRow* row : in_order(ledgers.calls, by_arrival)) {
            write_call(number, *row);
        }
    }
    if (files_.staffing != nullptr) {
        for (const StaffingLedgerRow* row : in_order(ledgers.staffing, by_handler)) {
            write_staffing(number, *row);
        }
    }
    if (files_.incidents != nullptr) {
        for (const IncidentRecord* row : in_order(ledgers.incidents, by_number)) {
            write_incident(number, *row);
        }
    }
    if (files_.assignments != nullptr) {
        for (const AssignmentRecord* row : in_order(ledgers.assignments, by_incident)) {
            write_assignment(number, *row);
        }
    }
    if (files_.duty != nullptr) {
        for (const DutyLedgerRow& row : ledgers.duty) {
            write_duty(number, row);
        }
    }
    for (const AtomicFile* file :
         {files_.calls, files_.staffing, files_.incidents, files_.assignments, files_.duty}) {
        if (file != nullptr && file->error()) {
            progress_.stop.store(true);
        }
    }
}

void LedgerCsv::put_line(AtomicFile& file) {
    line_.end_row();
    file.write(line_.view());
    line_.clear();
}

void LedgerCsv::write_call(std::uint64_t replication, const CallLedgerRow& row) {
    const CallRecord& call = row.call;
    const CallTimes& times = call.times;
    line_.raw(fmt::format("{},{},c{:016x}", replication, call.number, call.caller))
        .text(scenario_.lines[call.line].name)
        .text(scenario_.classes[call.call_class].name)
        .raw(name_of(call.outcome))
        .text(call.pool ? scenario_.pools[*call.pool].name : std::string{})
        .raw(call.handler ? fmt::format("{}", call.handler->index()) : std::string{})
        .raw(fmt::format("{}", step_of(call)));
    for (const SimTime at : {times.dialled,
                             times.operator_answered,
                             times.operator_connect,
                             times.network_arrive,
                             times.message_end,
                             times.offered,
                             times.segment_presented,
                             times.presented,
                             times.answered,
                             times.abandoned,
                             times.ended,
                             times.wrapped_up,
                             times.ready}) {
        line_.raw(instant(at));
    }
    line_.raw(flags(row.flags))
        .raw(name_of(row.truth))
        .text(segments(row))
        .raw(name_of(call.origin))
        .raw(fmt::format("{},l{:016x}", call.attempt, call.lineage))
        .raw(name_of(call.reason))
        .raw(call.outcome == Outcome::Abandoned ? name_of(call.abandon_reason) : "")
        .raw(instant(times.resumed))
        .raw(fmt::format("{}", call.matter));
    put_line(*files_.calls);
}

std::uint32_t LedgerCsv::step_of(const CallRecord& call) const {
    const LaneId first{scenario_.classes[call.call_class].lanes.first};
    return scenario_.lanes[LaneId{first.index() + call.route_step}].step;
}

std::string LedgerCsv::segments(const CallLedgerRow& row) const {
    std::string text;
    for (std::size_t number = 0; number < row.segment_count; ++number) {
        const CallSegment& segment = row.segments[number];
        text += fmt::format("{}{}|{}|{}|{}|{}|{}",
                            number == 0 ? "" : ";",
                            segment.pool ? scenario_.pools[*segment.pool].name : std::string{},
                            segment.site ? scenario_.sites[*segment.site] : std::string{},
                            instant(segment.presented),
                            instant(segment.answered),
                            instant(segment.left),
                            name_of(segment.outcome));
    }
    return text;
}

void LedgerCsv::write_staffing(std::uint64_t replication, const StaffingLedgerRow& row) {
    line_.raw(fmt::format("{},{}", replication, row.handler.index()))
        .text(scenario_.employers[row.employer].name)
        .text(scenario_.pools[row.pool].name)
        .text(scenario_.sites[row.site])
        .raw(instant(row.from))
        .raw(instant(row.to))
        .raw(name_of(row.state))
        .raw(name_of(row.reason));
    put_line(*files_.staffing);
}

void LedgerCsv::write_incident(std::uint64_t replication, const IncidentRecord& row) {
    const CompiledResponse& response = *scenario_.response;
    line_
        .raw(fmt::format(
            "{},{},c{:016x},{},{}", replication, row.number, row.caller, row.matter, row.call))
        .text(scenario_.classes[row.call_class].name)
        .text(scenario_.pools[row.pool].name)
        .text(response.talkgroups[row.talkgroup].name)
        .text(response.grades[row.true_grade].name)
        .text(response.grades[row.given_grade].name)
        .raw(name_of(row.outcome))
        .raw(yes(row.grade_lowered))
        .raw(fmt::format("{},{},{}", row.units_needed, row.units_sent, row.diversions));
    const IncidentTimes& times = row.times;
    for (const SimTime at : {times.answered,
                             times.opened,
                             times.graded,
                             times.appointment,
                             times.dispatch_begun,
                             times.dispatch_decided,
                             times.assigned,
                             times.mobile,
                             times.at_scene,
                             times.closed}) {
        line_.raw(instant(at));
    }
    put_line(*files_.incidents);
}

void LedgerCsv::write_assignment(std::uint64_t replication, const AssignmentRecord& row) {
    line_.raw(fmt::format("{},{},{},{}", replication, row.incident, row.ordinal, row.unit.index()))
        .text(scenario_.response->groups[row.group].name)
        .raw(yes(row.diverted));
    for (const SimTime at : {row.assigned, row.mobile, row.at_scene, row.left_scene, row.ended}) {
        line_.raw(instant(at));
    }
    put_line(*files_.assignments);
}

void LedgerCsv::write_duty(std::uint64_t replication, const DutyLedgerRow& row) {
    const CompiledResponse& response = *scenario_.response;
    line_.raw(fmt::format("{}", replication))
        .raw(instant(row.at))
        .raw(row.is_unit ? "unit" : "desk")
        .text(row.is_unit ? response.groups[row.group].name
                          : response.talkgroups[row.talkgroup].name)
        .raw(yes(row.signed_on));
    put_line(*files_.duty);
}

}  // namespace fcr
