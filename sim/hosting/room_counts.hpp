// What the lines and pools of a running room have done, for the screens: since the start of the
// exercise and in the minute in hand.
#pragma once

#include "sim/base/time.hpp"
#include "sim/domain/call.hpp"
#include "sim/metrics/kpi.hpp"
#include "sim/scenario/compiled_scenario.hpp"
#include "sim/wallboard/board_plan.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace fcr {

/// What one pool has done, by the definitions of the 999 and 101 tiles.
struct PoolCounts {
    std::uint64_t emergency_answered = 0;
    std::uint64_t emergency_in_time = 0;
    std::uint64_t other_answered = 0;
    std::uint64_t other_in_time = 0;
    std::uint64_t finished = 0;    ///< calls whose wrap-up is done
    std::int64_t handling_us = 0;  ///< of those: ringing, talk and wrap-up
};

/// Counts calls when they are answered or lost, as the wall does. What came before the start of the
/// exercise is left out.
class RoomCounts {
public:
    RoomCounts(const CompiledScenario& scenario, const BoardPlan& plan, SimTime start);

    void taken(const CallRecord& call);
    void closed(const CallRecord& call);
    /// Counts the answers up to `at`; time goes forward.
    void count_until(SimTime at);
    /// The minute is over: its counts begin anew.
    void next_minute();

    /// By line of the scenario.
    [[nodiscard]] const std::vector<KpiCounts>& lines() const { return lines_; }
    [[nodiscard]] const std::vector<KpiCounts>& minute() const { return minute_; }
    /// By pool of the scenario.
    [[nodiscard]] const std::vector<PoolCounts>& pools() const { return pools_; }

private:
    void count(const CallRecord& call);
    [[nodiscard]] bool is_emergency(LineId line) const { return emergency_[line.index()]; }

    SimTime start_;
    std::vector<bool> emergency_;  ///< by line
    CountingRule emergency_rule_;
    CountingRule other_rule_;
    std::vector<KpiCounts> lines_;
    std::vector<KpiCounts> minute_;
    std::vector<PoolCounts> pools_;
    std::vector<CallRecord> ringing_;  ///< taken, and not answered yet
};

}  // namespace fcr
