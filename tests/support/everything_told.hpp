// A notice sink that keeps everything it hears in one order, as numbers that can be compared.
#pragma once

#include "sim/control_room/notice.hpp"

#include <cstdint>
#include <optional>
#include <type_traits>
#include <vector>

namespace fcr::test {

/// Every field of every notice, one row a notice: two runs told the same if their rows are equal.
class EverythingTold final : public NoticeSink {
public:
    using Row = std::vector<std::int64_t>;

    explicit EverythingTold(bool needs_order = true) : needs_order_(needs_order) {}

    void call_closed(const CallRecord& call) override { add_call(Kind::CallClosed, call); }
    void call_taken(const CallRecord& call) override { add_call(Kind::CallTaken, call); }
    void seat_taken(const SeatTaken& seat) override {
        add(Kind::SeatTaken,
            seat.at,
            seat.handler,
            seat.pool,
            seat.signed_on,
            seat.on_duty,
            seat.reason,
            seat.planned);
    }
    void queue_grew(const QueueGrew& queue) override {
        add(Kind::QueueGrew, queue.at, queue.call_class, queue.waiting);
    }
    void work_interrupted(const WorkInterrupted& work) override {
        add(Kind::WorkInterrupted,
            work.at,
            work.handler,
            work.pool,
            work.call_class,
            work.presented,
            work.taken_up,
            work.talked_until);
    }
    void shift_missed(const ShiftMissed& shift) override {
        add(Kind::ShiftMissed, shift.handler, shift.pool, shift.from, shift.until, shift.reason);
    }
    void incident_closed(const IncidentRecord& incident) override {
        const IncidentTimes& times = incident.times;
        add(Kind::IncidentClosed,
            incident.number,
            incident.caller,
            incident.matter,
            incident.lineage,
            incident.call,
            incident.call_class,
            incident.pool,
            incident.talkgroup,
            incident.true_grade,
            incident.given_grade,
            incident.outcome,
            incident.grade_lowered,
            incident.units_needed,
            incident.units_sent,
            incident.diversions,
            times.answered,
            times.opened,
            times.graded,
            times.appointment,
            times.dispatch_begun,
            times.dispatch_decided,
            times.assigned,
            times.mobile,
            times.at_scene,
            times.closed);
    }
    void assignment_closed(const AssignmentRecord& assignment) override {
        add(Kind::AssignmentClosed,
            assignment.incident,
            assignment.ordinal,
            assignment.unit,
            assignment.group,
            assignment.diverted,
            assignment.assigned,
            assignment.mobile,
            assignment.at_scene,
            assignment.left_scene,
            assignment.ended);
    }
    void desk_staffed(const DeskStaffed& desk) override {
        add(Kind::DeskStaffed, desk.at, desk.talkgroup, desk.signed_on);
    }
    void unit_staffed(const UnitStaffed& unit) override {
        add(Kind::UnitStaffed, unit.at, unit.group, unit.signed_on);
    }
    [[nodiscard]] bool needs_order() const override { return needs_order_; }
    [[nodiscard]] bool wants_taken() const override { return true; }

    std::vector<Row> rows;

private:
    bool needs_order_;

    enum class Kind : std::uint8_t {
        CallClosed,
        CallTaken,
        SeatTaken,
        QueueGrew,
        WorkInterrupted,
        ShiftMissed,
        IncidentClosed,
        AssignmentClosed,
        DeskStaffed,
        UnitStaffed,
    };

    void add_call(Kind kind, const CallRecord& call) {
        const CallTimes& times = call.times;
        add(kind,
            call.number,
            call.caller,
            call.line,
            call.call_class,
            call.outcome,
            call.route_step,
            call.origin,
            call.attempt,
            call.abandon_reason,
            call.reason,
            call.outage,
            call.known,
            call.patience_is_moment,
            call.matter,
            call.lineage,
            call.pool,
            call.handler,
            times.dialled,
            times.operator_answered,
            times.operator_connect,
            times.network_arrive,
            times.message_end,
            times.offered,
            times.segment_presented,
            times.presented,
            times.answered,
            times.resumed,
            times.abandoned,
            times.ended,
            times.wrapped_up,
            times.ready);
    }

    template <typename... Fields>
    void add(Fields... fields) {
        rows.push_back({number_of(fields)...});
    }

    static std::int64_t number_of(SimTime at) { return at.time_since_epoch().count(); }
    template <typename T>
    static std::int64_t number_of(const std::optional<T>& field) {
        return field ? number_of(*field) : -1;
    }
    template <typename T>
    static std::int64_t number_of(T field) {
        if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
            return static_cast<std::int64_t>(field);
        } else {
            return static_cast<std::int64_t>(field.index());
        }
    }
};

}  // namespace fcr::test
