// Contracts and ledgers made up from a seed, for tests of what holds of all of them.
#pragma once

#include "sim/contract/period_ledger.hpp"
#include "sim/contract/service_calendar.hpp"
#include "sim/contract/terms.hpp"

#include <cstdint>
#include <random>

namespace fcr {

/// Makes contracts of every mechanism and most charges, and ledgers of some hundred calls that
/// they sometimes fail on.
class Generator {
public:
    explicit Generator(std::uint64_t seed) : engine_(seed) {}

    [[nodiscard]] ContractTerms contract();
    [[nodiscard]] PeriodLedger ledger(const ContractTerms& terms, const ServicePeriod& period);
    /// The same calls in another order.
    [[nodiscard]] PeriodCalls shuffled(const PeriodCalls& calls);

private:
    /// Uniform from 0 to below the limit.
    [[nodiscard]] std::int64_t below(std::int64_t limit);
    [[nodiscard]] bool one_in(std::int64_t chance) { return below(chance) == 0; }

    void add_kpis(ContractTerms& terms);
    void add_scoring(ContractTerms& terms);
    void add_charges(ContractTerms& terms);

    std::mt19937_64 engine_;
};

}  // namespace fcr
