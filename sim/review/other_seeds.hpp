// The same decisions, and none, on other draws of callers: what of an evening was luck.
#pragma once

#include "sim/review/outcomes.hpp"
#include "sim/review/played_room.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace fcr {

/// All that is played on one draw of callers.
struct SeedOutcomes {
    std::uint64_t replication = 0;
    Outcomes played;
    Outcomes none;
    std::array<Outcomes, kReferencePolicies.size()> policies;
    std::uint32_t void_commands = 0;  ///< of players, on this draw
    bool limit_reached = false;       ///< the room was full: not counted
};

struct OtherSeedsOptions {
    std::uint64_t replications = 200;
    unsigned jobs = 1;
};

/// Replications 1 to `replications` of the exercise's seed. The same for every number of jobs.
[[nodiscard]] std::vector<SeedOutcomes> play_other_seeds(const ExercisePlan& plan,
                                                         const CommandScript& played,
                                                         const CommandScript& none,
                                                         SimTime until,
                                                         const OtherSeedsOptions& options);

/// The middle of a sample and the ends between which nine of ten values lie.
struct Spread90 {
    std::size_t count = 0;
    double median = 0.0;
    double low = 0.0;   ///< fifth percentile, nearest rank
    double high = 0.0;  ///< ninety-fifth
};
/// Empty for no value.
[[nodiscard]] std::optional<Spread90> spread_of(std::vector<double> values);

/// Of values that are better the further they lie to the better side: how many per cent are worse
/// than `value`, those that are equal counted half. Empty for no value.
[[nodiscard]] std::optional<double> luck_percentile(const std::vector<double>& values,
                                                    double value,
                                                    OutcomeBetter better);

}  // namespace fcr
