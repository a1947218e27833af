// The response of a run in figures. Internal to this folder.
#pragma once

#include "sim/experiment/experiment.hpp"
#include "sim/report/response_figures.hpp"
#include "sim/report/samples.hpp"
#include "sim/scenario/compiled_scenario.hpp"

namespace fcr {

/// The scenario has a response (bug otherwise).
[[nodiscard]] ResponseSummary summarise_response(const CompiledScenario& scenario,
                                                 const ExperimentResult& result,
                                                 const Spans& spans,
                                                 double confidence);

}  // namespace fcr
