// How a room went, minute by minute: from its notices and from looks at it.
#pragma once

#include "sim/base/time.hpp"
#include "sim/control_room/control_room.hpp"
#include "sim/control_room/notice.hpp"
#include "sim/metrics/kpi.hpp"
#include "sim/review/room_events.hpp"
#include "sim/scenario/compiled_scenario.hpp"
#include "sim/wallboard/board_plan.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace fcr {

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
    /// From the next begin() on the single events are kept too, for as long as this is on.
    void keep_events(bool keep) { keep_events_ = keep; }

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
    /// Empty unless they were kept.
    [[nodiscard]] const RoomEvents& events() const { return events_; }
    /// As whose calls those of the line count: `999` or `101`; empty: they are work, not callers.
    [[nodiscard]] std::string_view group_of(LineId line) const {
        const CountingRule* const rule = rules_[line.index()];
        return rule == nullptr ? "" : rule == &emergency_rule_ ? "999" : "101";
    }

private:
    [[nodiscard]] LineMinute* minute_of(const CallRecord& call, SimTime at);
    void count(const CallRecord& call, SimTime at, LineMinute& minute);
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
    bool keep_events_ = false;
    RoomEvents events_;
    std::vector<SeenLine> seen_lines_;  ///< of one look
    std::vector<SeenPool> seen_pools_;
};

}  // namespace fcr
