#include "sim/metrics/day_spread.hpp"

#include "sim/metrics/time_after.hpp"
#include "sim/metrics/words.hpp"

#include <algorithm>
#include <bit>

namespace fcr {
namespace {

// A service level: step k is k half percents.
constexpr std::size_t kLevelSteps = 201;
constexpr std::int64_t kStepsAPercent = 2;

// A wait or a queue, in whole units: one a step below 64, then 32 steps to an octave.
constexpr std::uint64_t kStepsAnOctave = 32;
constexpr std::size_t kSizeSteps = 17 * kStepsAnOctave;
constexpr std::uint64_t kWaitUnitUs = Duration{std::chrono::milliseconds{50}}.count();
constexpr std::uint64_t kWaitUnitsASecond = 20;
constexpr std::uint64_t kQueueUnitsACall = 1000;

/// Where the steps of a figure begin in a block, which ends with the number of days with calls.
constexpr std::array<std::size_t, kDayFigures> kFirstStep{0, kLevelSteps, kLevelSteps + kSizeSteps};
constexpr std::size_t kDaysWithCalls = kLevelSteps + 2 * kSizeSteps;
constexpr std::size_t kBlock = kDaysWithCalls + 1;

std::size_t first_step(DayFigure figure) {
    return kFirstStep[static_cast<std::size_t>(figure)];
}
std::size_t steps_of(DayFigure figure) {
    return figure == DayFigure::ServiceLevel ? kLevelSteps : kSizeSteps;
}

/// A ratio of whole numbers, to the nearest, halves up. No number is below 0.
std::uint64_t nearest(std::uint64_t numerator, std::uint64_t denominator) {
    return (2 * numerator + denominator) / (2 * denominator);
}

std::size_t level_step(const ServiceTally& tally) {
    const auto share = static_cast<std::uint64_t>(100 * kStepsAPercent * tally.within);
    const std::uint64_t step = nearest(share, static_cast<std::uint64_t>(tally.judged));
    return std::min<std::uint64_t>(step, kLevelSteps - 1);
}

std::size_t size_step(std::uint64_t units) {
    const std::uint64_t shift =
        std::bit_width(units | kStepsAnOctave) - std::bit_width(kStepsAnOctave);
    const std::uint64_t step = shift * kStepsAnOctave + (units >> shift);
    return std::min<std::uint64_t>(step, kSizeSteps - 1);
}

/// The middle of a step, in units.
double size_of(std::size_t step) {
    if (step < 2 * kStepsAnOctave) {
        return static_cast<double>(step);
    }
    const std::size_t shift = step / kStepsAnOctave - 1;
    const std::uint64_t low = (step - shift * kStepsAnOctave) << shift;
    const std::uint64_t high = low + (std::uint64_t{1} << shift) - 1;
    return static_cast<double>(low + high) / 2.0;
}

double value_of(DayFigure figure, std::size_t step) {
    switch (figure) {
        case DayFigure::ServiceLevel:
            return static_cast<double>(step) / static_cast<double>(kStepsAPercent);
        case DayFigure::MeanWait: return size_of(step) / static_cast<double>(kWaitUnitsASecond);
        case DayFigure::MeanQueue: return size_of(step) / static_cast<double>(kQueueUnitsACall);
    }
    return 0.0;
}

}  // namespace

void ServiceTally::merge(const ServiceTally& other) {
    offered += other.offered;
    within += other.within;
    judged += other.judged;
    answered += other.answered;
    answered_wait_us += other.answered_wait_us;
    waiting_us += other.waiting_us;
}

DaySpread::DaySpread(std::size_t lines) : counts_(lines * kResultIntervals * kBlock) {}

std::size_t DaySpread::block(LineId line, IntervalId interval) {
    return (line.index() * kResultIntervals + interval.index()) * kBlock;
}

void DaySpread::add(LineId line, IntervalId interval, const ServiceTally& tally, Duration length) {
    std::uint32_t* const counts = &counts_[StepId{block(line, interval)}];
    const auto add_one = [counts](DayFigure figure, std::size_t step) {
        ++counts[first_step(figure) + step];
    };
    counts[kDaysWithCalls] += tally.offered > 0;
    if (tally.judged > 0) {
        add_one(DayFigure::ServiceLevel, level_step(tally));
    }
    if (tally.answered > 0) {
        add_one(DayFigure::MeanWait,
                size_step(nearest(static_cast<std::uint64_t>(tally.answered_wait_us),
                                  static_cast<std::uint64_t>(tally.answered) * kWaitUnitUs)));
    }
    add_one(DayFigure::MeanQueue,
            size_step(nearest(kQueueUnitsACall * static_cast<std::uint64_t>(tally.waiting_us),
                              static_cast<std::uint64_t>(length.count()))));
}

void DaySpread::merge(const DaySpread& other) {
    std::ranges::transform(
        counts_.rows(), other.counts_.rows(), counts_.begin(), std::plus<std::uint32_t>());
}

std::optional<DayQuantiles> DaySpread::quantiles(DayFigure figure,
                                                 LineId line,
                                                 IntervalId interval) const {
    const auto counts =
        counts_.rows().subspan(block(line, interval) + first_step(figure), steps_of(figure));
    DayQuantiles found;
    for (const std::uint32_t count : counts) {
        found.days += count;
    }
    if (found.days == 0) {
        return std::nullopt;
    }
    for (std::size_t row = 0; row < kDayQuantileTenths.size(); ++row) {
        const std::uint64_t rank = (kDayQuantileTenths[row] * found.days + 9) / 10;
        std::size_t step = 0;
        for (std::uint64_t below = counts[0]; below < rank; below += counts[step]) {
            ++step;
        }
        found.values[row] = value_of(figure, step);
    }
    return found;
}

std::uint64_t DaySpread::days_with_calls(LineId line, IntervalId interval) const {
    return counts_[StepId{block(line, interval) + kDaysWithCalls}];
}

void DaySpread::write(WordWriter& words) const {
    words.count(static_cast<std::size_t>(
        std::ranges::count_if(counts_.rows(), [](std::uint32_t count) { return count > 0; })));
    // Few steps hold something: each is told by how many that hold nothing stand before it.
    std::size_t next = 0;
    for (std::size_t row = 0; row < counts_.size(); ++row) {
        if (const std::uint32_t count = counts_[StepId{row}]; count > 0) {
            words.count(row - next);
            words.count(count);
            next = row + 1;
        }
    }
}

bool DaySpread::read(WordReader& words) {
    std::ranges::fill(counts_.rows(), 0U);
    const auto rows = static_cast<std::int64_t>(counts_.size());
    std::int64_t next = 0;
    std::int64_t held = words.next();
    for (; held > 0 && words.good(); --held) {
        const std::int64_t empty = words.next();
        const std::int64_t count = words.next();
        if (empty < 0 || empty >= rows - next || count <= 0 ||
            count > std::int64_t{~std::uint32_t{0}}) {
            return false;
        }
        next += empty;
        counts_[StepId{static_cast<std::size_t>(next)}] = static_cast<std::uint32_t>(count);
        ++next;
    }
    return held == 0 && words.good();
}

}  // namespace fcr
