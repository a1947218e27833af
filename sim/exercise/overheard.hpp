// What an exercise itself hears of its room: work that is paid for, promises that are kept or not.
#pragma once

#include "sim/base/time.hpp"
#include "sim/control_room/notice.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace fcr {

/// Work of a contractor's people on a call that came to them by a step of its route which a
/// supervisor opens: talk and wrap-up. Zero for any other call.
[[nodiscard]] Duration overflow_work(const CompiledScenario& scenario, const CallRecord& call);

/// Call-backs that callers were promised by a time.
struct Promises {
    std::uint32_t owed = 0;
    std::optional<SimTime> oldest{};  ///< when the first of those owed was promised by
    std::uint32_t kept = 0;           ///< somebody rang by then
    std::uint32_t broken = 0;         ///< rang later; those owed are not among them
};

/// A call-back that a caller was promised.
struct PromisedCallBack {
    std::uint64_t caller = 0;
    SimTime made{};         ///< the caller hung up
    SimTime by{};           ///< promised by then
    SimTime rung = kNever;  ///< the first attempt, whether it reached the caller or not
};

/// Passes every notice on and counts some. Not thread-safe.
class Overheard final : public NoticeSink {
public:
    /// Scenario and sink must outlive it. What happened before `start` is not counted.
    Overheard(const CompiledScenario& scenario, NoticeSink& sink, Duration promise, SimTime start)
        : scenario_(scenario), sink_(sink), promise_(promise), start_(start) {}

    /// Forgets all: another run begins.
    void begin(Duration promise);
    /// From now on call-backs are promised within this.
    void promise(Duration within) { promise_ = within; }
    [[nodiscard]] Duration overflow_work() const { return overflow_work_; }
    [[nodiscard]] const Promises& promises() const { return promises_; }
    /// Call-backs owed whose promise is past.
    [[nodiscard]] std::uint32_t overdue(SimTime now) const;
    /// Every call-back promised, in the order of the attempts; then those owed, in that of the
    /// promises.
    [[nodiscard]] std::vector<PromisedCallBack> call_backs() const;

    void call_closed(const CallRecord& call) override;
    void call_taken(const CallRecord& call) override;
    void seat_taken(const SeatTaken& seat) override { sink_.seat_taken(seat); }
    void queue_grew(const QueueGrew& queue) override { sink_.queue_grew(queue); }
    void work_interrupted(const WorkInterrupted& work) override { sink_.work_interrupted(work); }
    void shift_missed(const ShiftMissed& shift) override { sink_.shift_missed(shift); }
    void incident_closed(const IncidentRecord& incident) override {
        sink_.incident_closed(incident);
    }
    void assignment_closed(const AssignmentRecord& assignment) override {
        sink_.assignment_closed(assignment);
    }
    void desk_staffed(const DeskStaffed& desk) override { sink_.desk_staffed(desk); }
    void unit_staffed(const UnitStaffed& unit) override { sink_.unit_staffed(unit); }
    [[nodiscard]] bool needs_order() const override { return true; }
    [[nodiscard]] bool wants_taken() const override { return true; }

private:
    void count_owed();

    const CompiledScenario& scenario_;
    NoticeSink& sink_;
    Duration promise_;
    SimTime start_;
    Duration overflow_work_{0};
    std::deque<PromisedCallBack> owed_;
    std::vector<PromisedCallBack> rung_;
    Promises promises_;
};

}  // namespace fcr
