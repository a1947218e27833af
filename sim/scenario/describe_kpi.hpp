// What an indicator measures, for those who wrote its definition.
#pragma once

#include "sim/domain/kpi_definition.hpp"

#include <string>

namespace fcr {

/// `service level F2, within 60 s`
[[nodiscard]] std::string measure_words(const KpiDefinition& kpi);

/// When the clock starts: `it enters the queue`
[[nodiscard]] std::string clock_words(ClockStart clock);

}  // namespace fcr
