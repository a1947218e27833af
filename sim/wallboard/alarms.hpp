// What somebody in the room must do now, and who has taken it up.
#pragma once

#include "sim/base/time.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace fcr {

/// An alarm: a condition that a named person must do something about. What merely changes is a
/// message, not an alarm (training.md 3.3).
struct Alarm {
    std::uint64_t number = 0;     ///< from 1, in the order in which they were raised
    std::uint32_t condition = 0;  ///< of whoever raises it; at most one alarm of each stands
    SimTime raised{};
    SimTime cleared = kNever;       ///< the condition has gone
    SimTime acknowledged = kNever;  ///< somebody has taken it up
    std::string by{};               ///< the seat that has
};

/// The alarms that stand, and the budget they are held against: one in ten minutes is acceptable
/// (EEMUA 191), more than ten in ten minutes is a flood, which is shown as one line.
class Alarms {
public:
    static constexpr std::size_t kFlood = 10;
    static constexpr Duration kBudgetSpan = std::chrono::minutes{10};

    /// The condition holds or has gone. Raises no second alarm of a condition that stands; returns
    /// whether one was raised.
    bool see(std::uint32_t condition, bool holds, SimTime at);

    /// Somebody takes it up. False: there is no such alarm, it has gone or it is taken up already.
    bool acknowledge(std::uint64_t number, SimTime at, std::string by);

    /// Those whose condition holds, and those that have gone unacknowledged; oldest first.
    [[nodiscard]] const std::vector<Alarm>& standing() const { return standing_; }
    [[nodiscard]] std::uint64_t raised() const { return raised_; }
    /// Raised in the ten minutes up to `now`.
    [[nodiscard]] std::size_t recent(SimTime now) const;
    [[nodiscard]] bool flood(SimTime now) const { return recent(now) > kFlood; }

private:
    std::vector<Alarm> standing_;
    std::vector<SimTime> raised_at_;  ///< of the last ten minutes, oldest first
    std::uint64_t raised_ = 0;
};

}  // namespace fcr
