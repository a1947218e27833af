// An indicator's definition in the codes of scenario files and contracts.
#pragma once

#include "sim/domain/kpi_definition.hpp"

#include <string>
#include <string_view>

namespace fcr {

[[nodiscard]] std::string_view code_of(ClockStart clock);
[[nodiscard]] std::string_view code_of(ServiceLevelFormula formula);
[[nodiscard]] std::string_view code_of(AbandonmentFormula formula);

/// Such as `F1_ANSWERED_ONLY OPERATOR_CONNECT LT 10 s`.
[[nodiscard]] std::string in_codes(const KpiDefinition& kpi);

}  // namespace fcr
