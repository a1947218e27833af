// What became of calls on a day, counted alike of an extract and of the simulated room.
#pragma once

#include "sim/base/time.hpp"
#include "sim/domain/ids.hpp"
#include "sim/fitting/hourly_counts.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace fcr {

/// Waits are counted in steps: of a second up to a minute, then each 5 % longer than the one
/// before, up to an hour; a last one is open.
inline constexpr std::size_t kWaitSteps = 145;

/// The step of a wait, 0 or more.
[[nodiscard]] std::size_t wait_step(Duration wait);
/// Where the step ends, seconds; that of the last one is an hour.
[[nodiscard]] double wait_step_end(std::size_t step);

/// How busy an hour was among those of its line: the third with the fewest calls, the middle, the
/// third with the most.
inline constexpr std::size_t kLoadBands = 3;

/// A call as both sides tell it.
struct ComparedCall {
    std::size_t day = 0;   ///< row of the compared days
    std::size_t hour = 0;  ///< of the day, by the clock on the wall
    std::size_t line = 0;  ///< row of the compared lines
    CallClassId call_class;
    bool queued = false;  ///< entered a queue for a person
    bool answered = false;
    bool abandoned = false;              ///< from the queue
    Duration wait{0};                    ///< of answered calls, from the queue on
    std::optional<Duration> handling{};  ///< of answered calls: talk and wrap-up, as far as told
    std::optional<PoolId> pool{};
};

/// Calls that entered a queue, and those answered within the line's time.
struct ServedCalls {
    std::int64_t offered = 0;
    std::int64_t within = 0;

    void add(const ServedCalls& other, int sign) {
        offered += sign * other.offered;
        within += sign * other.within;
    }
};

/// Handling by a pool.
struct PoolWork {
    std::int64_t calls = 0;
    std::int64_t us = 0;
};

struct ComparedService {
    std::array<ServedCalls, kHoursOfDay> hours{};
    std::array<ServedCalls, kLoadBands> bands{};
    std::int64_t answered = 0;
    std::int64_t abandoned = 0;
    std::int64_t wait_us = 0;  ///< of answered calls
    std::int64_t handled = 0;  ///< answered calls whose handling is told
    std::int64_t handling_us = 0;
    std::array<std::int64_t, kWaitSteps> waits{};  ///< of answered calls

    void add(const ComparedService& other, int sign);
    [[nodiscard]] ServedCalls served() const;
};

/// The facts of a day, of several, or of several less one.
struct DayFacts {
    std::vector<std::array<std::int64_t, kHoursOfDay>> calls;  ///< all, by compared line and hour
    std::vector<std::int64_t> classes;                         ///< all, by CallClassId
    std::vector<ComparedService> service;                      ///< by compared line
    std::vector<PoolWork> work;  ///< by PoolId; the last: of no pool that is told

    DayFacts() = default;
    DayFacts(std::size_t lines, std::size_t call_classes, std::size_t pools)
        : calls(lines), classes(call_classes), service(lines), work(pools + 1) {}

    /// `within`: the line's time; `band`: of the hour.
    void add(const ComparedCall& call, Duration within, std::size_t band);
    void add(const DayFacts& other, int sign = 1);
    [[nodiscard]] std::int64_t all_calls(std::size_t line) const;
};

}  // namespace fcr
