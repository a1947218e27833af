// A program without MPI: every process is alone.
#include "sim/ranks/ranks.hpp"

namespace fcr {

class Ranks::Link {};

bool Ranks::is_built_in() {
    return false;
}

Ranks::Ranks() = default;
Ranks::~Ranks() = default;

bool Ranks::is_first() const {
    return true;
}

unsigned Ranks::count() const {
    return 1;
}

ExperimentResult Ranks::run(const CompiledScenario& scenario,
                            const ExperimentOptions& options,
                            ExperimentProgress& progress,
                            const std::function<void(const std::string&)>& /*told*/) {
    return run_experiment(scenario, options, progress);
}

void Ranks::end_scenario() {}

bool Ranks::serve(const CompiledScenario& /*scenario*/, unsigned /*jobs*/) {
    return false;
}

}  // namespace fcr
