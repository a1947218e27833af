#include "sim/contract/money.hpp"

#include "sim/base/check.hpp"

#include <fmt/format.h>

namespace fcr {

namespace {

/// A decimal number as a whole number of `10^-places`; empty when the text is none that fits.
std::optional<std::int64_t> parse_scaled(std::string_view text, int places) {
    constexpr int kWholeDigitsMax = 12;
    const bool negative = !text.empty() && text.front() == '-';
    text.remove_prefix(negative ? 1 : 0);
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    std::string fraction(point == std::string_view::npos ? "" : text.substr(point + 1));
    const bool pointless = point != std::string_view::npos && fraction.empty();
    if (whole.empty() || pointless || whole.size() > kWholeDigitsMax ||
        fraction.size() > static_cast<std::size_t>(places)) {
        return std::nullopt;
    }
    fraction.resize(static_cast<std::size_t>(places), '0');
    std::int64_t value = 0;
    for (const char digit : std::string(whole) + fraction) {
        if (digit < '0' || digit > '9') {
            return std::nullopt;
        }
        value = value * 10 + (digit - '0');
    }
    return negative ? -value : value;
}

}  // namespace

std::optional<Decimal> parse_decimal(std::string_view text) {
    const std::optional<std::int64_t> millionths = parse_scaled(text, 6);
    if (!millionths) {
        return std::nullopt;
    }
    return Decimal{*millionths};
}

std::optional<Money> parse_money(std::string_view text) {
    const std::optional<std::int64_t> units = parse_scaled(text, 4);
    if (!units) {
        return std::nullopt;
    }
    return Money{*units};
}

std::int64_t divide_rounded(WideInteger numerator, WideInteger denominator) {
    FCR_CHECK(denominator > 0, "division by nothing");
    const WideInteger half = numerator < 0 ? -(denominator / 2) : denominator / 2;
    // An odd denominator has no tie, so half of it rounded down serves.
    return static_cast<std::int64_t>((numerator + half) / denominator);
}

Money times(Money sum, std::int64_t numerator, std::int64_t denominator) {
    return {divide_rounded(static_cast<WideInteger>(sum.units) * numerator, denominator)};
}

Money times(Money sum, Decimal factor) {
    return times(sum, factor.millionths, 1'000'000);
}

Money basis_points(Money sum, std::int64_t bp) {
    return times(sum, bp, 10'000);
}

Money to_pence(Money sum) {
    return Money::pence(divide_rounded(sum.units, 100));
}

std::vector<Money> share_out(Money sum, std::span<const std::int64_t> weights) {
    WideInteger total = 0;
    for (const std::int64_t weight : weights) {
        FCR_CHECK(weight >= 0, "a share has a weight below zero");
        total += weight;
    }
    std::vector<Money> shares(weights.size());
    if (total == 0) {
        return shares;
    }
    // Each share is the difference of two rounded running sums, so what is rounded away from one
    // goes to the next.
    const std::int64_t pence = divide_rounded(sum.units, 100);
    WideInteger up_to_here = 0;
    std::int64_t given = 0;
    for (std::size_t row = 0; row < weights.size(); ++row) {
        up_to_here += weights[row];
        const std::int64_t due = divide_rounded(pence * up_to_here, total);
        shares[row] = Money::pence(due - given);
        given = due;
    }
    return shares;
}

std::string to_string(Money sum) {
    const std::int64_t pence = divide_rounded(sum.units, 100);
    const std::uint64_t size =
        pence < 0 ? -static_cast<std::uint64_t>(pence) : static_cast<std::uint64_t>(pence);
    std::string whole = std::to_string(size / 100);
    for (std::size_t digits = 3; whole.size() > digits; digits += 4) {
        whole.insert(whole.size() - digits, 1, ',');
    }
    return fmt::format("{}{}.{:02}", pence < 0 ? "-" : "", whole, size % 100);
}

std::string to_exact_string(Money price) {
    const std::int64_t below_pence = price.units % 100;
    std::string text = to_string({price.units - below_pence});
    if (below_pence == 0) {
        return text;
    }
    if (price.units < 0 && text.front() != '-') {
        text.insert(text.begin(), '-');
    }
    text += fmt::format("{:02}", below_pence < 0 ? -below_pence : below_pence);
    return text.back() == '0' ? text.substr(0, text.size() - 1) : text;
}

}  // namespace fcr
