// Figures corrected by the work that callers bring, of which the expected amount is known.
#pragma once

#include "sim/analysis/caller_work.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/report/summary.hpp"
#include "sim/scenario/compiled_scenario.hpp"
#include "sim/statistics/control_variate.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace fcr {

/// Why the figures of so many replications cannot be corrected, as a sentence; empty when they can.
[[nodiscard]] std::optional<std::string> why_no_controls(const CallerWork& work,
                                                         std::uint64_t replications);

[[nodiscard]] ControlledBy controlled_by(const CompiledScenario& scenario,
                                         const CallerWork& work,
                                         std::uint64_t replications);

/// Each control in words: `work of the callers of 101 in 4 parts of the measured span`.
[[nodiscard]] std::vector<std::string> control_words(const ControlledBy& by);

/// Of a run every figure that a comparison has, plain and corrected.
[[nodiscard]] ControlledSummary control_figures(const CompiledScenario& scenario,
                                                const ExperimentResult& result,
                                                double confidence,
                                                CallerWork& work);

/// The controls of a difference: the work of the baseline's callers, and where the other scenario's
/// bring other work, that too. There must be enough replications for the baseline's.
[[nodiscard]] Controls controls_between(CallerWork& baseline,
                                        CallerWork& other,
                                        std::span<const ReplicationResult> replications);

/// The indicator as well as it is known: corrected where it is, else plain.
[[nodiscard]] const Figure& known_value(const RunSummary& summary, std::size_t kpi);

}  // namespace fcr
