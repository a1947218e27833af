// How much days differ: what each quarter-hour came to on every day, counted in steps.
#pragma once

#include "sim/base/table.hpp"
#include "sim/base/time.hpp"
#include "sim/domain/ids.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace fcr {

class WordReader;
class WordWriter;

/// What became of the calls that a line was offered in one stretch of time.
struct ServiceTally {
    std::int64_t offered = 0;  ///< however they ended
    std::int64_t within = 0;   ///< numerator of the line's service level
    std::int64_t judged = 0;   ///< its denominator
    std::int64_t answered = 0;
    std::int64_t answered_wait_us = 0;  ///< of answered calls, NetworkArrive clock
    std::int64_t waiting_us = 0;        ///< integral of the queue length over that time

    void merge(const ServiceTally& other);
};

/// What is told of every quarter-hour of every day.
enum class DayFigure : std::uint8_t {
    ServiceLevel,  ///< percent
    MeanWait,      ///< seconds
    MeanQueue,     ///< calls
};
inline constexpr std::size_t kDayFigures = 3;

/// The shares of days, in tenths, below which the reported quantiles lie.
inline constexpr std::array<std::uint64_t, 3> kDayQuantileTenths{1, 5, 9};

struct DayQuantiles {
    std::uint64_t days = 0;                                  ///< that have a value
    std::array<double, kDayQuantileTenths.size()> values{};  ///< at nearest rank
};

/// Counts, by line and quarter-hour of the day, of the values that days had: a service level to the
/// nearest half percent (100 and over together); a mean wait to the nearest 50 ms up to 3.2 s and a
/// mean queue to the nearest thousandth of a call up to 0.064, above that in steps 1.6 to 3.1 %
/// wide, the last from 28 hours or 2,064 calls on. Integers that merge in any order. Allocates in
/// the constructor only.
class DaySpread {
public:
    explicit DaySpread(std::size_t lines);

    /// Adds a quarter-hour of one day, of which `length` was measured. It has a service level and a
    /// mean wait only if there are calls to tell them of; it always has a mean queue.
    void add(LineId line, IntervalId interval, const ServiceTally& tally, Duration length);
    /// Adds another's counts, of as many lines.
    void merge(const DaySpread& other);

    /// Appends the counts to the words; `read` takes them instead of its own. False when the words
    /// are not such counts.
    void write(WordWriter& words) const;
    [[nodiscard]] bool read(WordReader& words);

    /// Empty when no day has a value.
    [[nodiscard]] std::optional<DayQuantiles> quantiles(DayFigure figure,
                                                        LineId line,
                                                        IntervalId interval) const;
    /// Days on which at least one call was offered in the quarter-hour.
    [[nodiscard]] std::uint64_t days_with_calls(LineId line, IntervalId interval) const;

private:
    using StepId = Id<struct DayStepTag>;

    /// Where a quarter-hour of a line begins in `counts_`.
    [[nodiscard]] static std::size_t block(LineId line, IntervalId interval);

    Table<StepId, std::uint32_t> counts_;  ///< by line, quarter-hour, figure, step
};

}  // namespace fcr
