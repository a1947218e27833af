#include "sim/intake/mixture_figures.hpp"

#include "sim/scenario/compile.hpp"

#include <memory>
#include <utility>

namespace fcr {

Result<MixtureFigures> simulate_mixture(const Scenario& scenario,
                                        LineId line,
                                        PublicService service,
                                        const Mixture& mixture,
                                        const ExperimentOptions& options) {
    MixtureFigures found;
    std::vector<std::unique_ptr<AnswerCollector>> collectors;
    ExperimentOptions own = options;
    for (const double load : mixture.loads()) {
        Scenario part = scenario;
        for (double& calls : part.lines[line.index()].arrivals.calls) {
            calls *= load;
        }
        const Result<CompiledScenario> compiled = compile(part);
        if (!compiled) {
            return tl::unexpected(compiled.error());
        }
        collectors.push_back(std::make_unique<AnswerCollector>(*compiled, line, service));
        own.ledgers = collectors.back().get();
        ExperimentProgress progress;
        if (run_experiment(*compiled, own, progress).limit) {
            found.limit_reached = true;
            return found;
        }
        ++own.seed;
        found.parts.push_back({.load = load, .figures = collectors.back()->figures()});
    }
    std::vector<const AnswerCollector*> parts;
    for (const auto& collector : collectors) {
        parts.push_back(collector.get());
    }
    found.whole = figures_together(parts, mixture.percentiles);
    return found;
}

}  // namespace fcr
