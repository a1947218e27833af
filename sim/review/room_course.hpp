// How a room went, minute by minute: from its notices and from looks at it.
#pragma once

#include "sim/base/time.hpp"
#include "sim/control_room/control_room.hpp"
#include "sim/control_room/notice.hpp"
#include "sim/metrics/kpi.hpp"
#include "sim/scenario/compiled_scenario.hpp"
#include "sim/wallboard/board_plan.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace fcr {

/// How often a review looks at a room, in simulated time: as the wall does. Time in a state is
/// counted in looks.
inline constexpr Duration kReviewLook = std::chrono::seconds{1};
inline constexpr Duration kReviewMinute = std::chrono::minutes{1};

/// One line in one minute. A call counts in the minute in which it was answered or lost.
struct LineMinute {
    KpiCounts counts;             ///< by the wall's indicator of the line
    KpiCounts contractor;         ///< those of them whom a contractor's people answered
    std::uint32_t waiting = 0;    ///< at the last look
    Duration longest_waiting{0};  ///< of those seen waiting
};

/// One pool at the last look of a minute.
struct PoolMinute {
    std::uint32_t free = 0;
    std::uint32_t on_duty = 0;
};

/// All lines and pools in one minute.
struct RoomMinute {
    std::uint32_t looks = 0;
    std::uint32_t nobody_free = 0;  ///< looks at which nobody was free for 999
    std::int64_t busy = 0;          ///< people ringing, talking or wrapping up, over all looks
    std::int64_t on_duty = 0;       ///< people on duty, likewise
};

/// Calls that contractors' people worked on, in the minute in which they were done with it.
struct ContractorWork {
    std::int64_t calls = 0;
    Duration handling{0};  ///< talk and wrap-up
};

/// The course of one room through an exercise. Hears its notices and is shown it each kReviewLook.
/// Built once a worker, begun anew for each run; the scenario must outlive it. Not thread-safe.
class RoomCourse final : public NoticeSink {
public:
    RoomCourse(const CompiledScenario& scenario, BoardPlan plan);

    /// Forgets all; minutes are counted from `start` to before `until`.
    void begin(SimTime start, SimTime until);
    void look(const ControlRoom& room);

    void call_taken(const CallRecord& call) override;
    void call_closed(const CallRecord& call) override;
    void seat_taken(const SeatTaken& /*seat*/) override {}
    void queue_grew(const QueueGrew& /*queue*/) override {}
    [[nodiscard]] bool wants_taken() const override { return true; }

    [[nodiscard]] std::size_t minutes() const { return room_.size(); }
    [[nodiscard]] const LineMinute& line(std::size_t minute, LineId line) const {
        return lines_[minute * scenario_.lines.size() + line.index()];
    }
    [[nodiscard]] const PoolMinute& pool(std::size_t minute, PoolId pool) const {
        return pools_[minute * scenario_.pools.size() + pool.index()];
    }
    [[nodiscard]] const RoomMinute& room(std::size_t minute) const { return room_[minute]; }
    /// The longest that somebody seen waiting on 999 had waited, by look.
    [[nodiscard]] const std::vector<Duration>& emergency_waits() const { return waits_; }
    [[nodiscard]] SimTime start() const { return start_; }
    [[nodiscard]] const ContractorWork& contractor_work() const { return contractor_work_; }
    [[nodiscard]] const BoardPlan& plan() const { return plan_; }

private:
    [[nodiscard]] LineMinute* minute_of(const CallRecord& call, SimTime at);
    [[nodiscard]] bool is_contractors(const CallRecord& call) const;

    const CompiledScenario& scenario_;
    BoardPlan plan_;
    CountingRule emergency_rule_;
    CountingRule other_rule_;
    std::vector<const CountingRule*> rules_;  ///< by line; null: its calls are work, not callers
    std::vector<bool> takes_emergencies_;     ///< by pool
    SimTime start_{};
    SimTime until_{};
    std::vector<LineMinute> lines_;  ///< by minute, line
    std::vector<PoolMinute> pools_;  ///< by minute, pool
    std::vector<RoomMinute> room_;
    std::vector<Duration> waits_;
    ContractorWork contractor_work_;
};

}  // namespace fcr
