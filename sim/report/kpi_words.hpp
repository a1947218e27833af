// An indicator's definition in words.
#pragma once

#include "sim/domain/kpi_definition.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <string>

namespace fcr {

/// A sentence part such as `999: answered in under 10 s of the operator's connecting, as a share of
/// the calls answered`.
[[nodiscard]] std::string in_words(const KpiDefinition& kpi, const CompiledScenario& scenario);

}  // namespace fcr
