// Civil times of a force's extract as moments of a ledger.
#pragma once

#include "sim/base/time.hpp"
#include "sim/scenario/civil_day.hpp"
#include "sim/scenario/local_time.hpp"

#include <optional>
#include <vector>

namespace fcr {

/// Converts what a clock showed, in London or by UTC, to moments since the local midnight that a
/// ledger starts with. Knows the years of civil_day.hpp.
class LedgerClock {
public:
    explicit LedgerClock(Date ledger_start);

    /// A moment by the clock on the wall.
    struct Reading {
        SimTime first;
        bool shown_twice = false;  ///< again an hour later, when the clocks go back
    };
    /// Empty for a time that its day leaves out, and before 1996 or after 2199.
    [[nodiscard]] std::optional<Reading> local(LocalTime time) const;
    /// Of a time in UTC. Empty before 1996 and after 2199.
    [[nodiscard]] std::optional<SimTime> utc(LocalTime time) const;
    /// What the clock on the wall shows at a moment, which must be of these years.
    [[nodiscard]] LocalTime shown_at(SimTime time) const;

private:
    [[nodiscard]] std::optional<std::size_t> row_of(LocalTime time) const;

    std::vector<SimTime> midnights_;  ///< of every day from kDateMin, and of the day after the last
};

}  // namespace fcr
