// A program without MPI: every process is alone.
#include "sim/cluster/cluster.hpp"

namespace fcr {

class Cluster::Link {};

bool Cluster::is_built_in() {
    return false;
}

Cluster::Cluster() = default;
Cluster::~Cluster() = default;

bool Cluster::is_first() const {
    return true;
}

unsigned Cluster::ranks() const {
    return 1;
}

ExperimentResult Cluster::run(const CompiledScenario& scenario,
                              const ExperimentOptions& options,
                              ExperimentProgress& progress,
                              const std::function<void(const std::string&)>& /*told*/) {
    return run_experiment(scenario, options, progress);
}

void Cluster::end_scenario() {}

bool Cluster::serve(const CompiledScenario& /*scenario*/, unsigned /*jobs*/) {
    return false;
}

}  // namespace fcr
