// The wallboard: six figures that change what somebody does next, from what can be seen of the
// room.
#pragma once

#include "sim/control_room/control_room.hpp"
#include "sim/control_room/notice.hpp"
#include "sim/control_room/sight.hpp"
#include "sim/scenario/compiled_scenario.hpp"
#include "sim/wallboard/alarms.hpp"
#include "sim/wallboard/board_plan.hpp"
#include "sim/wallboard/level.hpp"
#include "sim/wallboard/recent_counts.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace fcr {

/// All that the wall shows of the room at one instant, by line and pool of the scenario.
struct SeenRoom {
    SimTime at{};
    std::vector<LineSight> lines;
    std::vector<PoolSight> pools;
    UndispatchedSight undispatched{};
    std::uint32_t unreconciled = 0;           ///< answered calls with neither log nor reason
    Duration oldest_unreconciled{0};          ///< since they ended
    std::uint32_t call_backs_owed = 0;        ///< of 101
    std::optional<SimTime> oldest_promise{};  ///< when the first of them was promised
};

/// Looks at the room now. What is not the room's to know
/// (promises) is left empty.
[[nodiscard]] SeenRoom see_room(const ControlRoom& room, const CompiledScenario& scenario);

/// By pool: whether its people take calls of these lines.
[[nodiscard]] std::vector<bool> pools_that_take(const CompiledScenario& scenario,
                                                std::span<const LineId> lines);

/// A tile: its level, since when, and what is printed on it.
struct Tile {
    Level level = Level::Unjudged;
    SimTime since = kNever;
    std::optional<double> value;  ///< what the level is of, in the unit of TileId
};

/// The wall at one instant. Percentages are printed as numerator of denominator beside.
struct Board {
    SimTime at{};
    std::array<Tile, kTiles> tiles;
    LineSight emergency;            ///< all 999 lines together
    bool emergency_breach = false;  ///< the longest of them has waited beyond the breach
    Ratio emergency_recent;         ///< in time, of the window
    Ratio emergency_today;
    LineSight other;
    Ratio other_answer;     ///< mean wait: microseconds over answered calls of the window
    Ratio other_abandoned;  ///< of the window
    std::uint32_t call_backs_owed = 0;
    std::optional<SimTime> oldest_promise;
    bool promise_broken = false;
    Ratio occupancy;  ///< of the window: time at work over time on duty, all pools
    bool nobody_free = false;
    UndispatchedSight undispatched;
    std::uint32_t unreconciled = 0;
};

/// Keeps the wall. Hears the room's notices and looks at it at whole simulated seconds, so that
/// what it shows is a function of the room and those instants: a rerun shows the same.
class WallBoard final : public NoticeSink {
public:
    /// The scenario must outlive it.
    WallBoard(const CompiledScenario& scenario, BoardPlan plan);

    void call_taken(const CallRecord& call) override;
    void call_closed(const CallRecord& call) override;
    void seat_taken(const SeatTaken& /*seat*/) override {}
    void queue_grew(const QueueGrew& /*queue*/) override {}
    [[nodiscard]] bool wants_taken() const override { return true; }

    /// Looks at the room; not before the latest look.
    void look(const SeenRoom& room);

    /// As of the latest look.
    [[nodiscard]] const Board& board() const { return board_; }
    [[nodiscard]] const Alarms& alarms() const { return alarms_; }
    [[nodiscard]] Alarms& alarms() { return alarms_; }
    [[nodiscard]] const BoardPlan& plan() const { return plan_; }

private:
    enum class Side : std::uint8_t { Neither, Emergency, Other };
    struct Work {
        std::int64_t busy_us = 0;
        std::int64_t on_duty_us = 0;
    };
    struct WorkMinute {
        std::int64_t number = -1;
        Work work;
    };

    [[nodiscard]] Side side_of(LineId line) const { return sides_[line.index()]; }
    void count(const CallRecord& call, SimTime at);
    void count_answers(SimTime until);
    void add_work(const SeenRoom& room);
    [[nodiscard]] Ratio occupancy(SimTime now) const;
    void set_tile(TileId tile, HeldLevel& held, SimTime at, std::optional<double> value);
    void raise_alarms(SimTime at);

    const CompiledScenario& scenario_;
    BoardPlan plan_;
    std::vector<Side> sides_;
    std::vector<bool> takes_emergencies_;  ///< by pool
    CountingRule emergency_rule_;
    CountingRule other_rule_;
    RecentCounts emergency_;
    RecentCounts other_;
    std::vector<CallRecord> ringing_;  ///< taken, and not answered at the latest look
    std::array<WorkMinute, RecentCounts::kMinutes> work_{};
    std::optional<SeenRoom> before_;
    HeldLevel emergency_waiting_;
    HeldLevel emergency_answered_;
    HeldLevel other_waiting_;
    HeldLevel other_outcome_;
    HeldLevel occupied_;
    HeldLevel nobody_free_;
    HeldLevel risk_;
    Board board_;
    Alarms alarms_;
};

}  // namespace fcr
