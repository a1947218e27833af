// A simulated contract as tables.
#pragma once

#include "sim/report/contract_study_summary.hpp"

#include <span>
#include <string>

namespace fcr {

/// months.csv: a row for each month and indicator. `names` of several bids are the first column.
[[nodiscard]] std::string contract_months_csv(std::span<const ContractStudySummary> bids);
/// years.csv: a row for each contract year.
[[nodiscard]] std::string contract_years_csv(std::span<const ContractStudySummary> bids);
/// probes.csv: a row for each row of model.md 6.4.
[[nodiscard]] std::string contract_probes_csv(std::span<const ContractStudySummary> bids);
/// volume.csv: a row for each share of the expected calls and indicator.
[[nodiscard]] std::string contract_volume_csv(std::span<const ContractStudySummary> bids);

}  // namespace fcr
