// What options are worth beside each other: whole-life cost, saving, optimism bias, switching
// values, one-way sensitivity, and how far they spread (contracts.md 2.14).
#pragma once

#include "sim/contract/cash_flow.hpp"
#include "sim/contract/money.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace fcr {

/// The uplift on charges by year that stands for optimism bias; never mixed into the line itself.
/// HM Treasury's dated table gives outsourced operating cost 0 to 41 % (Mott MacDonald 2002).
[[nodiscard]] std::vector<Money> optimism_bias(const CashFlow& flow, std::int64_t uplift_bp);

/// How a cash flow is valued.
struct Valuation {
    std::int64_t rate_bp = 350;  ///< real, a year
    std::int64_t bias_bp = 0;    ///< on charges
};

/// The present value of all costs.
[[nodiscard]] Money whole_life_cost(const CashFlow& flow, const Valuation& valuation);

/// What `option` costs less than `against`: the present value of their differences. Antisymmetric
/// to the unit.
[[nodiscard]] Money saving(const CashFlow& option,
                           const CashFlow& against,
                           const Valuation& valuation);

/// The discounted cumulative position of an option against another: by year, what has been saved so
/// far. `without_exit` leaves out the line Exit of both.
[[nodiscard]] std::vector<Money> cumulative_saving(const CashFlow& option,
                                                   const CashFlow& against,
                                                   const Valuation& valuation,
                                                   bool without_exit);

/// The first year in which the position is above zero; empty when it never is.
[[nodiscard]] std::optional<int> first_positive(std::span<const Money> position);

// Switching values.

/// The uplift of a part of an option's cost, such as its charges, at which the saving is gone: the
/// saving over the part, both present values. In percent. Empty where the part is nothing.
[[nodiscard]] std::optional<Decimal> switching_uplift(Money saving, Money part);

/// A cost that follows something: what the options cost at rising settings of it.
struct CostsBySetting {
    std::vector<double> settings;          ///< rising
    std::vector<std::vector<Money>> cost;  ///< by option and setting
};

/// Where the cheapest option changes when a setting leaves its base.
struct Switch {
    double setting = 0.0;
    std::size_t option = 0;  ///< that is cheapest beyond it
};

/// The first change of the cheapest option above (or below) the base, which is one of the
/// settings by row (bug otherwise). Between settings costs are taken to lie on straight lines.
/// Empty when it does not change within the settings. Of options that cost the same the first is
/// the cheapest.
[[nodiscard]] std::optional<Switch> switching_point(const CostsBySetting& costs,
                                                    std::size_t base,
                                                    bool above);

/// The row of the least cost; the first of equals.
[[nodiscard]] std::size_t cheapest(std::span<const Money> costs);

// One-way sensitivity.

/// What one input, alone, does to the saving.
struct SavingSwing {
    std::string input;
    std::string low;   ///< the input's settings in words
    std::string high;  ///< the same
    Money at_low;
    Money at_high;

    [[nodiscard]] Money width() const;
};

/// The widest first; equals in the order given.
[[nodiscard]] std::vector<SavingSwing> tornado(std::vector<SavingSwing> swings);

// Spread over replications.

/// Quantiles by nearest rank, and the mean rounded to a unit.
struct MoneySpread {
    Money mean;
    Money p10;
    Money p50;
    Money p80;
    Money p90;
    std::uint64_t below_zero = 0;  ///< samples
    std::uint64_t samples = 0;
};

/// Empty without samples.
[[nodiscard]] std::optional<MoneySpread> money_spread(std::span<const Money> samples);

}  // namespace fcr
