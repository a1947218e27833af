// What the wall shows and by which thresholds: training.md 3.1 unless an exercise says otherwise.
#pragma once

#include "sim/domain/ids.hpp"
#include "sim/domain/kpi_definition.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/wallboard/level.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace fcr {

/// The six tiles, in their places.
enum class TileId : std::uint8_t {
    EmergencyWaiting,   ///< 999 waiting: longest wait, seconds
    EmergencyAnswered,  ///< 999 answered in time: per cent of the window
    OtherWaiting,       ///< 101 waiting: longest wait, seconds
    OtherOutcome,       ///< 101 abandoned: per cent of the window
    People,             ///< occupancy, per cent of the window
    Risk,               ///< the oldest Immediate incident that no dispatcher has, seconds
};
inline constexpr std::size_t kTiles = 6;

/// A percentage of fewer calls than this has no level (training.md 3.1).
inline constexpr std::int64_t kCallsToJudge = 10;

struct BoardPlan {
    std::vector<LineId> emergency_lines;  ///< 999
    std::vector<LineId> other_lines;      ///< 101

    /// Calls of any line are counted by these two; their own filters are not read.
    KpiDefinition emergency{.clock = ClockStart::NetworkArrive,
                            .threshold = std::chrono::seconds{10},
                            .comparator = Comparator::AtMost,
                            .formula = ServiceLevelFormula::F2Offered};
    KpiDefinition other{.clock = ClockStart::NetworkArrive,
                        .threshold = std::chrono::seconds{120},
                        .abandonment = AbandonmentFormula::Ab1All};
    double emergency_target = 90.0;  ///< per cent, shown beside the figure

    std::size_t emergency_minutes = 15;  ///< windows, whole minutes: 1 to RecentCounts::kMinutes
    std::size_t other_minutes = 30;
    std::size_t people_minutes = 15;

    LevelRule emergency_waiting{.watch = 5.0, .act = 10.0, .margin = 5.0};
    LevelRule emergency_answered{.watch = 90.0,
                                 .act = 85.0,
                                 .lower_is_worse = true,
                                 .dwell = std::chrono::seconds{60},
                                 .margin = 2.0};
    LevelRule other_waiting{.watch = 120.0,
                            .act = 300.0,
                            .dwell = std::chrono::seconds{30},
                            .clear = std::chrono::seconds{30}};
    LevelRule other_outcome{.watch = 5.0,
                            .act = 10.0,
                            .act_is_beyond = true,
                            .dwell = std::chrono::seconds{120},
                            .margin = 1.0};
    LevelRule people{.watch = 85.0,
                     .act = 90.0,
                     .act_is_beyond = true,
                     .dwell = std::chrono::seconds{60},
                     .margin = 2.0};
    LevelRule risk{.watch = 120.0,
                   .act = 300.0,
                   .act_is_beyond = true,
                   .dwell = std::chrono::seconds{10},
                   .clear = std::chrono::seconds{10}};
    Duration emergency_breach = std::chrono::minutes{2};  ///< the longest 999 wait is a breach
    Duration nobody_free = std::chrono::seconds{30};      ///< for 999 for so long is Act
    Duration unreconciled = std::chrono::minutes{10};  ///< a call without a log for so long is Act
};

/// The defaults, with the scenario's emergency lines on one side and all others on which callers
/// ring on the other.
[[nodiscard]] BoardPlan board_plan_of(const Scenario& scenario);

}  // namespace fcr
