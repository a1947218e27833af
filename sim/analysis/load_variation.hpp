// A recorded load in another shape: fewer or more of its callers, other moments, other days.
#pragma once

#include "sim/analysis/intake.hpp"
#include "sim/base/result.hpp"
#include "sim/scenario/scenario.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace fcr {

/// Which days may stand in a day's place.
enum class DayChoice : std::uint8_t {
    Any,
    SameWeekday,
};

/// What is changed, in this order; what is not given stays as it was recorded.
struct LoadVariation {
    static constexpr double kScaleMax = 100.0;
    static constexpr std::int64_t kDaysMax = kLoadDaysMax;

    std::optional<DayChoice> resample{};  ///< whole days drawn with replacement
    std::optional<std::int64_t> days{};   ///< so many of them; default: as many as the load has
    std::optional<double> thin{};         ///< share of callers kept, 0 to 1
    std::optional<double> scale{};        ///< callers for each one, 0 to kScaleMax
    Duration jitter{0};                   ///< moments shift by up to so much, either way
    std::vector<RecordedCall> extra{};    ///< further calls; times count as the load's

    [[nodiscard]] bool changes_anything() const;
};

/// What came of it.
struct VariedLoad {
    std::uint64_t recorded = 0;  ///< calls of the load
    std::uint64_t drawn = 0;     ///< after days were drawn
    std::uint64_t thinned = 0;   ///< left out by thinning
    std::uint64_t copies = 0;    ///< added by scaling, less those left out
    std::uint64_t left_out = 0;  ///< by a scale below 1
    std::uint64_t extra = 0;
    std::uint64_t calls = 0;  ///< in the end
};

/// Varies the load. Every draw is keyed by the seed, what it is for and the caller, so that
///
///     a caller who is kept is the recorded one: class, patience and work are drawn by the row in
///         the load as it was read, whatever became of the rows above;
///     who is kept at a share is kept at every greater one, with the same jitter;
///     copies of a caller are callers of their own, at moments of the same quarter-hour.
///
/// A day that is drawn again has other callers. Calls stay inside the load's days. Too many calls
/// are a problem that names the limit.
[[nodiscard]] Result<VariedLoad> vary_load(LoadIntake& intake,
                                           const LoadVariation& variation,
                                           std::uint64_t seed);

}  // namespace fcr
