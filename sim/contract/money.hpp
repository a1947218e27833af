// Money and rates without rounding surprises: whole units of 0.01 p, exact decimals.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

/// An exact decimal number with six places: prices, multipliers, percentages.
struct Decimal {
    std::int64_t millionths = 0;

    friend auto operator<=>(Decimal, Decimal) = default;
};

/// "6.50", "-0.5", "1200000"; at most six places and 12 digits before the point. Empty when it is
/// no such number.
[[nodiscard]] std::optional<Decimal> parse_decimal(std::string_view text);

/// A sum in whole units of 0.01 p, a ten-thousandth of a pound; below 10^14 pounds (bug otherwise).
/// Charges are above zero, credits below on the invoice (contracts.md 2.2).
struct Money {
    std::int64_t units = 0;

    [[nodiscard]] static constexpr Money pounds(std::int64_t pounds) { return {pounds * 10'000}; }
    [[nodiscard]] static constexpr Money pence(std::int64_t pence) { return {pence * 100}; }

    constexpr Money& operator+=(Money other) {
        units += other.units;
        return *this;
    }
    constexpr Money& operator-=(Money other) {
        units -= other.units;
        return *this;
    }
    friend constexpr Money operator+(Money a, Money b) { return {a.units + b.units}; }
    friend constexpr Money operator-(Money a, Money b) { return {a.units - b.units}; }
    friend constexpr Money operator-(Money a) { return {-a.units}; }
    friend auto operator<=>(Money, Money) = default;
};

/// A sum of pounds with at most four places; empty when the text is none.
[[nodiscard]] std::optional<Money> parse_money(std::string_view text);

/// Wide enough for a product of two 64-bit numbers.
__extension__ using WideInteger = __int128;

/// numerator / denominator, half away from zero. Products of 64-bit numbers fit. A denominator that
/// is not above zero is a bug.
[[nodiscard]] std::int64_t divide_rounded(WideInteger numerator, WideInteger denominator);

/// The sum times numerator / denominator, rounded once to a unit.
[[nodiscard]] Money times(Money sum, std::int64_t numerator, std::int64_t denominator = 1);
[[nodiscard]] Money times(Money sum, Decimal factor);
/// A share of the sum in basis points.
[[nodiscard]] Money basis_points(Money sum, std::int64_t bp);

/// To whole pence, half away from zero: how every line of an invoice is rounded.
[[nodiscard]] Money to_pence(Money sum);

/// Whole pence shared out by weight: the shares add up to the sum, to the penny. Nothing is shared
/// out when no weight is above zero; one below zero is a bug.
[[nodiscard]] std::vector<Money> share_out(Money sum, std::span<const std::int64_t> weights);

/// `1,234.56`, with a minus sign below zero; the sum rounded to pence. No currency sign.
[[nodiscard]] std::string to_string(Money sum);

/// The same with as many of its four places as it needs beyond two: a price of `0.0125`.
[[nodiscard]] std::string to_exact_string(Money price);

}  // namespace fcr
