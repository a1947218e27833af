// When to stop adding replications: several figures, each to be known within its half width.
#pragma once

#include "sim/statistics/estimate.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace fcr {

/// At which numbers of replications the figures are looked at. Known before the run, so that
/// neither the number of threads nor their speed changes where it stops.
struct LookSchedule {
    std::uint64_t first = 30;                  ///< before it nothing stops the run
    std::uint64_t first_without_spread = 100;  ///< nor, before it, a figure that never varied
    std::uint64_t growth_percent = 10;  ///< each look has at least so much more than the one before
    std::uint64_t multiple_of = 10;     ///< looks are rounded up to it: whole pairs, whole chunks
    std::uint64_t cap = 10'000;         ///< the last look, rounded or not; at least `first`
};

/// The look after `done` replications: 30, 40, 50, ... 100, 110, 130, 150, 170, 190, 210, 240 and
/// so on by default. Empty when `done` has come to the cap. A schedule with 0 in `multiple_of` or a
/// cap below its first look is a bug.
[[nodiscard]] std::optional<std::uint64_t> next_look(const LookSchedule& schedule,
                                                     std::uint64_t done);

/// A figure as it stands and how well it is to be known, in the unit of the figure.
struct TargetedFigure {
    std::optional<Estimate> estimate;  ///< empty: not measured so far
    double half_width_target = 0.0;    ///< above 0
};

/// One figure at a look.
struct FigurePrecision {
    bool reached = false;
    /// Replications that would do, by the square-root law: done (half width / target)^2, rounded
    /// up. `done` for a figure that is known well enough, the schedule's `first_without_spread` for
    /// one that has not varied; absent for one without a half width.
    std::optional<std::uint64_t> predicted;
};

/// What a look says.
enum class PrecisionVerdict {
    Reached,    ///< every half width is at most its target: stop
    GoOn,       ///< run to the next look
    CapReached  ///< stop short of a target; the prediction says how far
};

struct PrecisionLook {
    PrecisionVerdict verdict = PrecisionVerdict::GoOn;
    std::vector<FigurePrecision> figures;  ///< in the order given
    /// The most that any figure needs; absent when that of one is.
    std::optional<std::uint64_t> predicted;
};

/// Judges the figures after `done` replications, a number that next_look() gave: stops at the
/// first look at which every half width is at most its target (the sequential rule of Chow and
/// Robbins, Annals of Mathematical Statistics 36 (1965), 457-462, looked at on a schedule).
///
/// What stopping by the data does to coverage: with more and more replications it becomes the
/// stated confidence. Before that a run stops a little early where its spread happens to look
/// small. The guards are a first look at 30, looks that lie a tenth apart, so that few of them can
/// be lucky, and 100 replications for a figure that has not varied at all: it is a constant, or a
/// rare event that has not happened yet (with confidence 95 % one of fewer than 3 in 100
/// replications). Simulated for intervals at 90 % and targets that need 35 to 280 replications:
/// 89-90 % for normal figures, 85-89 % for exponential ones, as without stopping; 80-93 % for a
/// figure that is 1 in one of 20 replications, else 0, and 69-79 % without the last guard. A figure
/// that few replications show is better given a fixed number of them.
///
/// No figure, or a target that is not above 0, is a bug.
[[nodiscard]] PrecisionLook judge_precision(std::span<const TargetedFigure> figures,
                                            const LookSchedule& schedule,
                                            std::uint64_t done);

}  // namespace fcr
