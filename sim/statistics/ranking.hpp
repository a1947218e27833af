// Choosing the best of several scenarios that met the same callers.
#pragma once

#include "sim/statistics/estimate.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace fcr {

/// Which way a figure is better.
enum class BetterWhen { Larger, Smaller };

/// What is asked of a selection.
struct SelectionRule {
    double confidence = 0.95;        ///< that the choice is right, and that all limits hold
    double indifference_zone = 0.0;  ///< difference not worth finding, in the unit of the figure
    std::uint64_t first_stage = 0;   ///< replications that the variances are judged from, 2 or more
    BetterWhen better_when = BetterWhen::Larger;
};

/// How many replications of every system the choice needs in all, first stage included: the
/// procedure of Clark and Yang (Proceedings of the 1986 Winter Simulation Conference, 313-315),
///
///     N = max(n0, ceil(max over pairs of t^2 S_ij^2 / zone^2))
///
/// with n0 the first stage, S_ij^2 the variance of its paired differences and t Student's quantile
/// at 1 - (1 - confidence) / (k - 1) with n0 - 1 degrees of freedom. Bonferroni's inequality over
/// the k - 1 differences from the best makes it hold under common random numbers with any
/// covariances (no sphericity), at the price of being conservative. After N replications the system
/// with the best figure is the best one with at least `confidence` whenever the best is ahead of
/// the next by the zone or more. Exact for normal figures, else approximate.
///
/// `systems` are the samples by system and replication; those after the first stage are not looked
/// at. Empty when a ratio's denominators sum to 0 there. Fewer than two systems, fewer samples
/// than the first stage, unequal numbers of samples, or a zone that is not above 0 is a bug.
[[nodiscard]] std::optional<std::uint64_t> replications_to_select(
    std::span<const std::vector<double>> systems, const SelectionRule& rule);
[[nodiscard]] std::optional<std::uint64_t> replications_to_select(
    std::span<const std::vector<RatioSample>> systems, const SelectionRule& rule);

/// What is known of a system beside the best one.
enum class RankStanding {
    Chosen,              ///< has the best figure
    WithinIndifference,  ///< surely behind the best by no more than the zone: either will do
    ClearlyWorse,        ///< surely not the best
    NotToldApart,        ///< neither: may be the best, or worse by more than the zone
};

/// One system of a ranking. What is said of all systems holds together with the rule's confidence.
struct RankedSystem {
    std::size_t system = 0;  ///< its place in what was given
    double value = 0.0;
    bool may_be_best = true;   ///< false: surely not the best
    double behind_most = 0.0;  ///< it is behind the best by 0 to this, in the unit of the figure
    RankStanding standing = RankStanding::NotToldApart;
};

/// Every system, best figure first; equal figures stay in the order given.
struct Ranking {
    std::vector<RankedSystem> order;
    /// As replications_to_select() says; absent when the zone is 0.
    std::optional<std::uint64_t> replications_needed;
    /// Whether there were that many: then the choice is right with the rule's confidence. When
    /// false the limits hold all the same.
    bool enough_replications = false;
};

/// Ranks the systems by all their samples. The limits are multiple comparisons with the best for
/// unequal variances (Edwards and Hsu 1983, Journal of the American Statistical Association 78,
/// 965-971) around the paired differences, half widths w_ij = t S_ij / sqrt(N) with t and S_ij of
/// the first stage. System i may be the best if Y_i - Y_j + w_ij >= 0 for every j, and
///
///     behind_most = max of Y_j - Y_i + w_ij over those j other than i that may be the best
///
/// or 0 if there is none (written for a figure that is better when larger). All follows from k - 1
/// one-sided limits, those of the true best against each other one, so they give no lower limit
/// of how far a system is behind: use paired_difference() for that. As the spread is the first
/// stage's alone, N may have been chosen by it (Stein 1945); that choice and limits hold at once is
/// in Nelson and Matejcik 1995, Management Science 41, 1935-1945. With the replications needed no
/// w_ij is more than the zone, and the chosen system is behind the best by no more than it.
///
/// Errors as for replications_to_select(); a zone of 0 is allowed here. Empty when a ratio's
/// denominators sum to 0.
[[nodiscard]] std::optional<Ranking> rank_systems(std::span<const std::vector<double>> systems,
                                                  const SelectionRule& rule);
[[nodiscard]] std::optional<Ranking> rank_systems(std::span<const std::vector<RatioSample>> systems,
                                                  const SelectionRule& rule);

}  // namespace fcr
