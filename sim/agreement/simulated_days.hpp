// The simulated side: what a scenario makes of the compared days, replication by replication.
#pragma once

#include "sim/agreement/compared_days.hpp"
#include "sim/agreement/day_facts.hpp"
#include "sim/base/result.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace fcr {

/// What is kept of a day of one replication and line.
struct DayOfLine {
    std::int64_t calls = 0;
    std::int64_t answered = 0;
    std::int64_t wait_us = 0;  ///< of the answered

    [[nodiscard]] std::optional<double> mean_wait_s() const {
        return answered > 0 ? std::optional(static_cast<double>(wait_us) / 1e6 /
                                            static_cast<double>(answered))
                            : std::nullopt;
    }
};

struct SimulatedSpan {
    DayFacts total;                            ///< of all compared days
    std::vector<std::vector<DayOfLine>> days;  ///< by compared line and day
};

struct SimulatedDays {
    std::vector<SimulatedSpan> replications;
    std::vector<DayFacts> pooled;            ///< by day, of all replications together
    std::vector<std::int64_t> on_duty_us{};  ///< by PoolId, of all replications together
    std::optional<LimitReached> limit;
    bool stopped = false;  ///< before all were finished: the rest is of no use
};

/// Which calls are counted.
enum class CountedOrigin : std::uint8_t {
    FromCallers,  ///< all that people make on lines that are not internal
    Recorded,     ///< those of the load
};

/// Runs the scenario, whose measured part is the compared span, and counts its calls.
[[nodiscard]] SimulatedDays simulate_days(const CompiledScenario& scenario,
                                          const Scenario& source,
                                          const ComparedDays& compared,
                                          CountedOrigin counted,
                                          const ExperimentOptions& options,
                                          ExperimentProgress& progress);

}  // namespace fcr
