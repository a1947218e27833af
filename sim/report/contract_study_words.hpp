// How the reports of simulated contracts write suppliers, indicators and money.
#pragma once

#include "sim/contract/exit_cost.hpp"
#include "sim/contract/terms.hpp"
#include "sim/contract_study/hours_of_week.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace fcr {

/// How a supplier acts, a phrase for each policy; none: as it bid.
[[nodiscard]] std::vector<std::string> policy_words(std::span<const SupplierPolicyTerms> policies,
                                                    const ContractTerms& terms);

/// An indicator in words: `101 answered within 60 s of being offered, of offered`; its title where
/// it has one.
[[nodiscard]] std::string kpi_title(const KpiTerms& kpi, const ContractTerms& terms);

/// Seats by hour of the week: `Friday 20:00-23:00 +1, Saturday 00:00-02:00 +2`.
[[nodiscard]] std::string seats_words(const SeatsByHour& seats);

/// What leaving after so many contract years costs by the contract's own prices, pounds; empty
/// where it says nothing of leaving.
[[nodiscard]] std::optional<double> pounds_of_leaving(const ContractTerms& terms,
                                                      std::size_t years,
                                                      ExitReason reason);

/// `12,340`, whole pounds or calls.
[[nodiscard]] std::string whole_number(double value);
/// `27,484.27`, pounds and pence.
[[nodiscard]] std::string pounds_and_pence(double sum);

}  // namespace fcr
