// The workloads of performance.md section 1 as scenarios of the product.
#pragma once

#include "sim/scenario/scenario.hpp"

namespace fcr {

/// One mean service of W1 and W2, in seconds. They are stated in units of it.
inline constexpr double kServiceMeanS = 240.0;

/// How many calls W1 and W2 expect as benchmarks.
inline constexpr double kQueueCalls = 1e6;

/// M/M/50 at 90 %: first come first served, the first 2 % of the calls not counted.
[[nodiscard]] Scenario workload_w1(double calls = kQueueCalls);

/// M/M/50+M offered 105 %, patience of mean two services.
[[nodiscard]] Scenario workload_w2(double calls = kQueueCalls);

/// A control-room day: two lines, 20 in-house handlers, 3 contractors who take 101 after 30 s.
[[nodiscard]] Scenario workload_w3();

/// The indicators every workload counts, by row of Scenario::kpis.
enum class WorkloadKpi : std::size_t {
    W1NotDelayed = 0,    ///< share served at once, of offered
    W1Within = 1,        ///< share served within a tenth of a service, of offered
    W3Emergency = 0,     ///< 999 served within 10 s, of offered
    W3NonEmergency = 1,  ///< 101 served within 30 s, of offered
};

}  // namespace fcr
