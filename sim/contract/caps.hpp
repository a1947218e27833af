// What limits the money that failures cost: the service credit cap, the compensation cap and the
// liability cap (contracts.md 2.7).
#pragma once

#include "sim/contract/money.hpp"
#include "sim/contract/terms.hpp"

#include <optional>
#include <vector>

namespace fcr {

/// The greatest share of a year's charges that credits can take, in basis points: the cap's share
/// of the element that it is of. Empty without a cap.
[[nodiscard]] std::optional<std::int64_t> effective_exposure_bp(const CapTerms& caps);

/// What the caps leave of a sum.
struct Capped {
    std::optional<Money> room{};  ///< of the yearly cap before the period; empty without one
    Money payable;
    bool reached = false;  ///< nothing is left of the yearly cap after it
};

/// What was charged, credited and compensated in each period so far. Caps are of the rolling twelve
/// months that end with the current period: in the first contract year a share of its estimated
/// charges, then of the charges (AC) of the twelve periods before. Credits earned back give no room
/// back. All sums are whole pence. Copies are independent. The terms must outlive it.
class CapLedger {
public:
    explicit CapLedger(const CapTerms& caps) : caps_(caps) {}

    /// Caps the credits of the next period, which is of the contract year so counted from 0.
    [[nodiscard]] Capped credits(int contract_year, Money gross) const;
    /// The same of its compensation; `credits` is what was payable of the credits.
    [[nodiscard]] Capped compensation(int contract_year, Money gross, Money credits) const;
    /// Closes the period.
    void close(Money charges, Money credits, Money compensation);

private:
    struct Period {
        Money charges;
        Money credits;
        Money compensation;
    };

    [[nodiscard]] Money sum_of_last(std::size_t periods, Money Period::*what) const;
    [[nodiscard]] Capped limit(Money gross,
                               std::optional<Money> cap,
                               Money Period::*what,
                               Money liability_left) const;
    [[nodiscard]] Money yearly(int contract_year, std::int64_t share_bp) const;
    [[nodiscard]] Money liability_left() const;

    const CapTerms& caps_;
    std::vector<Period> periods_;
};

}  // namespace fcr
