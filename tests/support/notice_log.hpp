// A notice sink that keeps everything it hears.
#pragma once

#include "sim/control_room/control_room.hpp"
#include "sim/control_room/notice.hpp"
#include "sim/scenario/compile.hpp"
#include "sim/scenario/scenario.hpp"

#include <algorithm>
#include <vector>

namespace fcr::test {

class NoticeLog final : public NoticeSink {
public:
    void call_closed(const CallRecord& call) override { calls.push_back(call); }
    void seat_taken(const SeatTaken& seat) override { seats.push_back(seat); }
    void queue_grew(const QueueGrew& queue) override { queues.push_back(queue); }
    void work_interrupted(const WorkInterrupted& work) override { interrupted.push_back(work); }
    void shift_missed(const ShiftMissed& shift) override { missed.push_back(shift); }

    void incident_closed(const IncidentRecord& incident) override { incidents.push_back(incident); }
    void assignment_closed(const AssignmentRecord& assignment) override {
        assignments.push_back(assignment);
    }
    void desk_staffed(const DeskStaffed& desk) override { desks.push_back(desk); }
    void unit_staffed(const UnitStaffed& unit) override { units.push_back(unit); }

    /// The incidents by number.
    [[nodiscard]] std::vector<IncidentRecord> by_number() const {
        std::vector<IncidentRecord> sorted = incidents;
        std::ranges::sort(sorted, {}, &IncidentRecord::number);
        return sorted;
    }

    /// The calls by order of arrival.
    [[nodiscard]] std::vector<CallRecord> by_arrival() const {
        std::vector<CallRecord> sorted = calls;
        std::ranges::sort(sorted, {}, &CallRecord::number);
        return sorted;
    }

    std::vector<CallRecord> calls;  ///< in the order in which they were over
    std::vector<SeatTaken> seats;
    std::vector<QueueGrew> queues;
    std::vector<WorkInterrupted> interrupted;
    std::vector<ShiftMissed> missed;
    std::vector<IncidentRecord> incidents;      ///< in the order in which they were over
    std::vector<AssignmentRecord> assignments;  ///< in the order in which they were over
    std::vector<DeskStaffed> desks;
    std::vector<UnitStaffed> units;
};

/// One replication to its end: its notices and counts.
struct RoomRun {
    NoticeLog log;
    CallCounts counts;
    IncidentCounts incidents;  ///< none without a response
    Limit limit = Limit::None;
};

/// Runs one replication of a scenario, which must compile.
inline void run_room(const Scenario& scenario,
                     RoomRun& run,
                     std::uint64_t seed = 1,
                     std::uint64_t replication = 0) {
    const auto compiled = compile(scenario);
    FCR_CHECK(compiled.has_value(), "a test's scenario does not compile");
    ControlRoom room(*compiled, run.log);
    room.begin(Streams(seed, replication));
    room.run_to_end();
    run.counts = room.counts();
    run.limit = room.limit_reached();
    if (room.response() != nullptr) {
        run.incidents = room.response()->counts();
    }
}

/// The calls of one replication by order of arrival; the replication must reach no limit.
inline std::vector<CallRecord> calls_of(const Scenario& scenario) {
    RoomRun run;
    run_room(scenario, run);
    FCR_CHECK(run.limit == Limit::None, "a test's room reached a limit");
    FCR_CHECK(run.counts.conserved(), "a call is lost or doubled");
    return run.log.by_arrival();
}

/// A load of calls of the first class, at these seconds.
inline std::vector<RecordedCall> calls_at(std::initializer_list<double> seconds,
                                          CallClassId call_class = CallClassId{0}) {
    std::vector<RecordedCall> load;
    for (const double second : seconds) {
        load.push_back(
            {.at = kStartOfRun + duration_from_seconds(second), .call_class = call_class});
    }
    return load;
}

/// An instant, in seconds from the start of the run.
inline SimTime at_s(double seconds) {
    return kStartOfRun + duration_from_seconds(seconds);
}

}  // namespace fcr::test
