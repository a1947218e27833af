// The warm-up of a long-run question, told from pilot runs that begin with an empty room.
#pragma once

#include "sim/base/result.hpp"
#include "sim/base/time.hpp"
#include "sim/scenario/compiled_scenario.hpp"
#include "sim/scenario/scenario.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// How to look for it.
struct WarmUpSearch {
    std::uint64_t seed = 1;
    std::uint64_t replications = 200;  ///< pilot runs
    unsigned jobs = 1;                 ///< threads; what is found does not depend on it
};

/// What was found.
struct WarmUpFound {
    Duration warm_up{0};  ///< to be dropped, whole hours
    Duration pilot{0};    ///< length of a pilot run
    std::uint64_t replications = 0;
    bool by_days = false;  ///< the room repeats its day, so whole days are dropped
};

/// Why the scenario has no long run, as the end of a sentence that begins with it; empty when it
/// has one: it is the same day for ever, with the people that it has.
[[nodiscard]] std::optional<std::string> why_no_long_run(const Scenario& scenario);

/// Whether the hour of the day makes a difference to the room.
[[nodiscard]] bool repeats_daily(const Scenario& scenario);

/// Calls in the room (waiting, ringing, in conversation or wrapped up) and open incidents in each
/// three minutes from the start of the run, in mean over pilot runs [0, replications). Empty when a
/// run reached a limit.
[[nodiscard]] std::vector<double> mean_in_room(const CompiledScenario& scenario,
                                               const WarmUpSearch& search);

/// The scenario from an empty room on for so long, without warm-up.
using RoomFromEmpty = std::function<Result<Scenario>(Duration span)>;

/// Applies MSER-5 (see sim/statistics/warm_up.hpp) to mean_in_room() of pilot runs of two days, or
/// of 14 where the room repeats its day, and of twice the length while they are too short to tell,
/// five times at most. The problem says so when even these are, as where more work comes than the
/// room can do.
[[nodiscard]] Result<WarmUpFound> find_warm_up(const RoomFromEmpty& room,
                                               const WarmUpSearch& search);

}  // namespace fcr
