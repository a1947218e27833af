// From what was simulated to what an appraisal comes to: pure arithmetic.
#pragma once

#include "sim/appraisal/appraisal_summary.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace fcr {

/// A room with other calls than planned.
struct CallsWorld {
    double volume = 1.0;
    double handling = 1.0;

    friend bool operator==(const CallsWorld&, const CallsWorld&) = default;
};

/// The rooms that a plan's sensitivities and cases ask for besides the planned one, each once.
[[nodiscard]] std::vector<CallsWorld> worlds_to_run(const AppraisalPlan& plan);

/// What was simulated: the planned room, and each of worlds_to_run() in its order.
struct AppraisalRuns {
    SimulatedOptions base;
    std::vector<SimulatedOptions> worlds;  ///< with no more replications than base
};

/// `confidence` is of every interval.
[[nodiscard]] AppraisalSummary summarise(AppraisalPlan plan,
                                         const AppraisalRuns& runs,
                                         double confidence);

/// What moves an option's saving against today, the widest first.
[[nodiscard]] std::vector<SavingSwing> tornado_of(const AppraisalSummary& summary,
                                                  std::size_t option);

}  // namespace fcr
