#include "sim/contract/discounting.hpp"

#include "sim/base/check.hpp"

#include <cstddef>

namespace fcr {
namespace {

constexpr std::size_t kYearsMax = 100;
constexpr std::int64_t kWholeBp = 10'000;
/// Digits kept below a unit while rates are multiplied and divided, so that a figure is rounded
/// once to a unit whatever its number of years.
constexpr std::int64_t kGuard = 1'000'000'000;

WideInteger half_away(WideInteger numerator, WideInteger denominator) {
    const WideInteger half = denominator / 2;
    return (numerator + (numerator < 0 ? -half : half)) / denominator;
}

/// The sum of flows, each divided by (1 + rate) as often as its year says, by Horner's scheme.
Money discounted(std::span<const Money> flows, std::int64_t rate_bp) {
    FCR_CHECK(flows.size() <= kYearsMax + 1, "more years than money is discounted over");
    FCR_CHECK(rate_bp > -kWholeBp, "a rate that leaves nothing");
    WideInteger value = 0;
    for (std::size_t year = flows.size(); year-- > 0;) {
        value = half_away(value * kWholeBp, kWholeBp + rate_bp) +
                static_cast<WideInteger>(flows[year].units) * kGuard;
    }
    return {divide_rounded(value, kGuard)};
}

}  // namespace

Money present_value(std::span<const Money> flows, std::int64_t rate_bp) {
    return discounted(flows, rate_bp);
}

std::vector<Money> discounted_position(std::span<const Money> flows, std::int64_t rate_bp) {
    std::vector<Money> position;
    for (std::size_t year = 0; year < flows.size(); ++year) {
        position.push_back(discounted(flows.first(year + 1), rate_bp));
    }
    return position;
}

Decimal annuity(int years, std::int64_t rate_bp) {
    FCR_CHECK(years >= 0, "years below zero");
    std::vector<Money> flows(static_cast<std::size_t>(years) + 1, Money{1'000'000});
    flows.front() = Money{};
    return {discounted(flows, rate_bp).units};
}

Money to_real(Money nominal, int year, std::int64_t deflator_bp) {
    FCR_CHECK(0 <= year && year <= static_cast<int>(kYearsMax), "a year beyond those of money");
    std::vector<Money> flows(static_cast<std::size_t>(year) + 1);
    flows.back() = nominal;
    return discounted(flows, deflator_bp);
}

Money to_nominal(Money real, int year, std::int64_t deflator_bp) {
    FCR_CHECK(0 <= year && year <= static_cast<int>(kYearsMax), "a year beyond those of money");
    WideInteger value = static_cast<WideInteger>(real.units) * kGuard;
    for (int passed = 0; passed < year; ++passed) {
        value = half_away(value * (kWholeBp + deflator_bp), kWholeBp);
    }
    return {divide_rounded(value, kGuard)};
}

}  // namespace fcr
