#include "sim/statistics/precision.hpp"

#include "sim/base/check.hpp"
#include "sim/statistics/whole_replications.hpp"

#include <algorithm>

namespace fcr {
namespace {

void check(const LookSchedule& schedule) {
    FCR_CHECK(schedule.multiple_of > 0, "looks are multiples of one replication or more");
    FCR_CHECK(schedule.first > 1, "a half width needs two replications");
    FCR_CHECK(schedule.cap >= schedule.first, "the cap leaves room for a first look");
    FCR_CHECK(schedule.cap <= kReplicationsMost, "more replications than can be counted");
}

FigurePrecision precision_of(const TargetedFigure& figure,
                             const LookSchedule& schedule,
                             std::uint64_t done) {
    FCR_CHECK(figure.half_width_target > 0.0, "a target half width is above 0");
    if (!figure.estimate || !figure.estimate->half_width) {
        return {};
    }
    const std::uint64_t least = std::min(schedule.first_without_spread, schedule.cap);
    if (*figure.estimate->half_width == 0.0 && done < least) {
        return {.reached = false, .predicted = least};
    }
    const double ratio = *figure.estimate->half_width / figure.half_width_target;
    if (ratio <= 1.0) {
        return {.reached = true, .predicted = done};
    }
    const std::uint64_t predicted = whole_replications(static_cast<double>(done) * ratio * ratio);
    return {.reached = false, .predicted = std::max(predicted, done + 1)};
}

}  // namespace

std::optional<std::uint64_t> next_look(const LookSchedule& schedule, std::uint64_t done) {
    check(schedule);
    if (done >= schedule.cap) {
        return std::nullopt;
    }
    // Whole hundreds and the rest apart, so that no product overflows.
    const std::uint64_t growth =
        done / 100 * schedule.growth_percent + (done % 100 * schedule.growth_percent + 99) / 100;
    const std::uint64_t wanted =
        std::max(schedule.first, done + std::max(growth, std::uint64_t{1}));
    const std::uint64_t multiples = (wanted - 1) / schedule.multiple_of + 1;
    return std::min(schedule.cap, multiples * schedule.multiple_of);
}

PrecisionLook judge_precision(std::span<const TargetedFigure> figures,
                              const LookSchedule& schedule,
                              std::uint64_t done) {
    check(schedule);
    FCR_CHECK(!figures.empty(), "there is a figure to judge");
    PrecisionLook look;
    bool all_reached = true;
    bool all_predicted = true;
    std::uint64_t most = 0;
    for (const TargetedFigure& figure : figures) {
        const FigurePrecision precision = precision_of(figure, schedule, done);
        all_reached = all_reached && precision.reached;
        all_predicted = all_predicted && precision.predicted.has_value();
        most = std::max(most, precision.predicted.value_or(0));
        look.figures.push_back(precision);
    }
    if (all_predicted) {
        look.predicted = most;
    }
    if (all_reached && done >= schedule.first) {
        look.verdict = PrecisionVerdict::Reached;
    } else if (done >= schedule.cap) {
        look.verdict = PrecisionVerdict::CapReached;
    }
    return look;
}

}  // namespace fcr
