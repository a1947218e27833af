// Replications of a contract's term, shared out to threads.
#pragma once

#include "sim/contract_study/term_runner.hpp"
#include "sim/experiment/experiment.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace fcr {

struct StudyRequest {
    std::uint64_t seed = 1;
    std::uint64_t first_replication = 0;
    std::uint64_t replications = 200;
    unsigned jobs = 1;  ///< threads, 1 or more
};

/// What came of it: the same for every number of jobs.
struct TermResults {
    std::vector<TermFacts> replications{};  ///< the finished ones, by number, without a gap
    std::vector<LateByHour> late{};         ///< by indicator, over the finished ones
    std::vector<LateByHour> late_in_met_months{};
    std::vector<Histogram> waits{};       ///< by indicator, likewise: see waits_of_levels
    std::optional<LimitReached> limit{};  ///< of the lowest replication that hit one
    bool stopped = false;                 ///< before all were finished
};

/// Runs the replications [first, first + replications) on `jobs` threads. Terms and rooms must
/// outlive the call. `progress` counts finished replications and may stop it, as an experiment's.
[[nodiscard]] TermResults run_term(const TermPlan& plan,
                                   const StudyRequest& request,
                                   ExperimentProgress& progress);

}  // namespace fcr
