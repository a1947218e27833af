// The single events behind the figures of a review: calls, and what was seen at each look. Who
// doubts a figure counts it again from them.
#pragma once

#include "sim/base/time.hpp"
#include "sim/domain/call.hpp"
#include "sim/domain/ids.hpp"
#include "sim/metrics/kpi.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace fcr {

/// How often a review looks at a room, in simulated time: as the wall does. Time in a state is
/// counted in looks.
inline constexpr Duration kReviewLook = std::chrono::seconds{1};
inline constexpr Duration kReviewMinute = std::chrono::minutes{1};

enum class CallResult : std::uint8_t {
    InTime,     ///< answered, within the threshold of its line's indicator
    Late,       ///< answered after it
    Abandoned,  ///< the caller gave up
    Lost,       ///< blocked or diverted, or gone before the clock began
    Uncounted,  ///< of no caller's line, or answered outside the minutes: only its work counts
};

/// A call as the figures have it.
struct ReviewedCall {
    std::uint64_t number = 0;  ///< CallRecord::number
    LineId line;
    CallResult result = CallResult::Uncounted;
    SimTime at{};      ///< answered or lost: the minute in which it counts
    Duration wait{0};  ///< on the indicator's clock; 0 where that has no meaning
    std::optional<PoolId> pool;
    bool contractor = false;  ///< its people answered
    SimTime done = kNever;    ///< a contractor's people were done with it; else never told
    Duration handling{0};     ///< their talk and wrap-up
    Duration overflow{0};     ///< of that, what is paid for as overflow (see overflow_work())
};

/// What was seen at some looks in a row, all within a minute, that were alike but for growing
/// waits. The figures of lines and pools stand in RoomLooks.
struct LookRow {
    SimTime first{};
    std::uint32_t looks = 0;
    bool nobody_free = false;  ///< for 999
    std::int64_t busy = 0;     ///< people ringing, talking or wrapping up, at each of them
    std::int64_t on_duty = 0;  ///< people on duty, likewise
};
struct SeenLine {
    std::uint32_t waiting = 0;
    Duration longest{0};  ///< at the last of the looks
    friend bool operator==(const SeenLine&, const SeenLine&) = default;
};
struct SeenPool {
    std::uint32_t free = 0;
    std::uint32_t on_duty = 0;
    friend bool operator==(const SeenPool&, const SeenPool&) = default;
};

/// The events of one run of a room, in the order in which they came. Its size grows with the calls
/// and with the changes that looks saw, and it is kept only of tonight's runs.
class RoomEvents {
public:
    explicit RoomEvents(const CompiledScenario& scenario) : scenario_(scenario) {}

    void begin();

    /// Counted at `at`; `counted` holds this call alone.
    void add_counted(const CallRecord& call, SimTime at, const KpiCounts& counted, Duration wait);
    /// A contractor's people are done with it. `counts`: within the minutes of the review.
    void add_work(const CallRecord& call, bool counts, Duration overflow);
    /// A look at the end of whose row the minute ends begins a row of its own next time.
    void add_look(const LookRow& seen,
                  std::span<const SeenLine> lines,
                  std::span<const SeenPool> pools,
                  bool begins_minute);

    [[nodiscard]] const std::vector<ReviewedCall>& calls() const { return calls_; }
    [[nodiscard]] const std::vector<LookRow>& looks() const { return looks_; }
    /// Of a row of looks().
    [[nodiscard]] std::span<const SeenLine> lines(std::size_t row) const {
        return std::span(lines_).subspan(row * scenario_.lines.size(), scenario_.lines.size());
    }
    [[nodiscard]] std::span<const SeenPool> pools(std::size_t row) const {
        return std::span(pools_).subspan(row * scenario_.pools.size(), scenario_.pools.size());
    }

private:
    [[nodiscard]] bool goes_on(const LookRow& seen,
                               std::span<const SeenLine> lines,
                               std::span<const SeenPool> pools) const;

    const CompiledScenario& scenario_;
    std::vector<ReviewedCall> calls_;
    std::unordered_map<std::uint64_t, std::size_t>
        in_hand_;  ///< row, by number; contractors' calls
    std::vector<LookRow> looks_;
    std::vector<SeenLine> lines_;  ///< by look row, line
    std::vector<SeenPool> pools_;  ///< by look row, pool
};

}  // namespace fcr
