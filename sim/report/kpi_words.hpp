// An indicator's definition in words, and in the codes of scenario files and contracts.
#pragma once

#include "sim/domain/kpi_definition.hpp"
#include "sim/scenario/compiled_scenario.hpp"

#include <string>

namespace fcr {

/// A sentence part such as `999: answered in under 10 s of the operator's connecting, as a share of
/// the calls answered`.
[[nodiscard]] std::string in_words(const KpiDefinition& kpi, const CompiledScenario& scenario);

/// Such as `F1_ANSWERED_ONLY OPERATOR_CONNECT LT 10 s`.
[[nodiscard]] std::string in_codes(const KpiDefinition& kpi);

}  // namespace fcr
