// The cases of a validation: a room, what to measure in it, and what that has to come to.
#pragma once

#include "sim/experiment/experiment.hpp"
#include "sim/metrics/kpi.hpp"
#include "sim/metrics/recorder.hpp"
#include "sim/metrics/tally.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/statistics/estimate.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace fcr {

/// What one replication counted. The room has one pool. Refers to its arguments.
class ReplicationCounts {
public:
    ReplicationCounts(const ReplicationResult& replication, const Recorder& recorder)
        : replication_(replication), recorder_(recorder) {}

    [[nodiscard]] const KpiCounts& kpi(std::size_t row) const {
        return replication_.kpis[row].counts;
    }
    [[nodiscard]] const CallTally& calls(CallClassId call_class) const {
        return replication_.populations[recorder_.population(call_class).index()].calls;
    }
    [[nodiscard]] const SeatTally& seats() const {
        return replication_.populations[recorder_.population(PoolId{0}).index()].seats;
    }

private:
    const ReplicationResult& replication_;
    const Recorder& recorder_;
};

/// A number to measure. Its value is the sum of the numerators over that of the denominators.
struct ValidationMeasure {
    std::string name;
    std::string unit;
    double expected = 0.0;
    double expected_error = 0.0;  ///< standard error; 0 for a closed form
    std::function<RatioSample(const ReplicationCounts&)> sample;
};

struct ValidationCase {
    std::string name;
    std::string setting;
    std::string source;
    Scenario scenario;
    std::uint64_t replications = 0;
    std::vector<ValidationMeasure> measures;
};

/// How long the simulator looks. Lengths are in relaxation times, the time in which the room
/// forgets a factor e of how it began.
struct ValidationEffort {
    std::uint64_t replications = 0;  ///< of a room in steady state
    double warm_up_relaxations = 0.0;
    double relaxations_min = 0.0;  ///< measured in a replication, at least
    double calls_min = 0.0;        ///< measured in a replication, at least
    std::uint64_t days = 0;        ///< replications of a published case
};

/// The warm-up leaves e^-30 of the empty start (tests/theory computes what is left exactly).
inline constexpr ValidationEffort kFullEffort{.replications = 40,
                                              .warm_up_relaxations = 30.0,
                                              .relaxations_min = 80.0,
                                              .calls_min = 70'000.0,
                                              .days = 2'000};
inline constexpr ValidationEffort kQuickEffort{.replications = 20,
                                               .warm_up_relaxations = 30.0,
                                               .relaxations_min = 20.0,
                                               .calls_min = 12'000.0,
                                               .days = 400};

/// Erlang B, C and A.
[[nodiscard]] std::vector<ValidationCase> closed_form_cases(const ValidationEffort& effort);

/// Two classes that share handlers, the first always first.
[[nodiscard]] std::vector<ValidationCase> priority_cases(const ValidationEffort& effort);

/// The rooms of published_cases.hpp.
[[nodiscard]] std::vector<ValidationCase> published_result_cases(const ValidationEffort& effort);

}  // namespace fcr
