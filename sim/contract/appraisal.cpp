#include "sim/contract/appraisal.hpp"

#include "sim/base/check.hpp"
#include "sim/contract/discounting.hpp"

#include <algorithm>
#include <utility>

namespace fcr {
namespace {

/// What an option costs by year, bias among it.
std::vector<Money> costs_of(const CashFlow& flow, const Valuation& valuation) {
    std::vector<Money> costs = flow.total();
    const std::vector<Money> bias = optimism_bias(flow, valuation.bias_bp);
    for (std::size_t year = 0; year < costs.size(); ++year) {
        costs[year] += bias[year];
    }
    return costs;
}

std::vector<Money> savings_of(const CashFlow& option,
                              const CashFlow& against,
                              const Valuation& valuation) {
    FCR_CHECK(option.years() == against.years(), "options appraised over different years");
    std::vector<Money> savings = costs_of(against, valuation);
    const std::vector<Money> costs = costs_of(option, valuation);
    for (std::size_t year = 0; year < savings.size(); ++year) {
        savings[year] -= costs[year];
    }
    return savings;
}

}  // namespace

std::vector<Money> optimism_bias(const CashFlow& flow, std::int64_t uplift_bp) {
    std::vector<Money> bias = flow.line(CostLine::Charges);
    for (Money& year : bias) {
        year = basis_points(year, uplift_bp);
    }
    return bias;
}

Money whole_life_cost(const CashFlow& flow, const Valuation& valuation) {
    return present_value(costs_of(flow, valuation), valuation.rate_bp);
}

Money saving(const CashFlow& option, const CashFlow& against, const Valuation& valuation) {
    return present_value(savings_of(option, against, valuation), valuation.rate_bp);
}

std::vector<Money> cumulative_saving(const CashFlow& option,
                                     const CashFlow& against,
                                     const Valuation& valuation,
                                     bool without_exit) {
    std::vector<Money> savings = savings_of(option, against, valuation);
    if (without_exit) {
        for (int year = 0; year <= option.years(); ++year) {
            savings[static_cast<std::size_t>(year)] +=
                option.at(CostLine::Exit, year) - against.at(CostLine::Exit, year);
        }
    }
    return discounted_position(savings, valuation.rate_bp);
}

std::optional<int> first_positive(std::span<const Money> position) {
    const auto found = std::ranges::find_if(position, [](Money money) { return money > Money{}; });
    if (found == position.end()) {
        return std::nullopt;
    }
    return static_cast<int>(found - position.begin());
}

std::optional<Decimal> switching_uplift(Money saving, Money part) {
    if (part == Money{}) {
        return std::nullopt;
    }
    const bool negative = part < Money{};
    const WideInteger hundred_percent = static_cast<WideInteger>(saving.units) * 100 * 1'000'000;
    return Decimal{divide_rounded(negative ? -hundred_percent : hundred_percent,
                                  negative ? -part.units : part.units)};
}

std::size_t cheapest(std::span<const Money> costs) {
    return static_cast<std::size_t>(std::ranges::min_element(costs) - costs.begin());
}

namespace {

std::size_t cheapest_at(const CostsBySetting& costs, std::size_t setting) {
    std::vector<Money> there;
    for (const std::vector<Money>& option : costs.cost) {
        there.push_back(option[setting]);
    }
    return cheapest(there);
}

/// Where, between two settings, an option becomes as cheap as the one that was cheapest: the
/// share of the way. Empty when it is not cheaper at the far one.
std::optional<double> crossing(const std::vector<Money>& holder,
                               const std::vector<Money>& rival,
                               std::size_t from,
                               std::size_t to) {
    const Money ahead = rival[from] - holder[from];
    const Money behind = holder[to] - rival[to];
    if (behind <= Money{}) {
        return std::nullopt;
    }
    return static_cast<double>(ahead.units) / static_cast<double>((ahead + behind).units);
}

}  // namespace

std::optional<Switch> switching_point(const CostsBySetting& costs, std::size_t base, bool above) {
    FCR_CHECK(base < costs.settings.size(), "the base is one of the settings");
    const std::size_t holder = cheapest_at(costs, base);
    std::size_t from = base;
    while (above ? from + 1 < costs.settings.size() : from > 0) {
        const std::size_t to = above ? from + 1 : from - 1;
        std::optional<Switch> first;
        double share = 2.0;
        for (std::size_t option = 0; option < costs.cost.size(); ++option) {
            const auto found = option == holder
                                   ? std::nullopt
                                   : crossing(costs.cost[holder], costs.cost[option], from, to);
            if (found && *found < share) {
                share = *found;
                const double way = costs.settings[to] - costs.settings[from];
                first = Switch{.setting = costs.settings[from] + share * way, .option = option};
            }
        }
        if (first) {
            return first;
        }
        from = to;
    }
    return std::nullopt;
}

Money SavingSwing::width() const {
    return at_high < at_low ? at_low - at_high : at_high - at_low;
}

std::vector<SavingSwing> tornado(std::vector<SavingSwing> swings) {
    std::ranges::stable_sort(
        swings, [](const SavingSwing& a, const SavingSwing& b) { return a.width() > b.width(); });
    return swings;
}

std::optional<MoneySpread> money_spread(std::span<const Money> samples) {
    if (samples.empty()) {
        return std::nullopt;
    }
    std::vector<Money> sorted(samples.begin(), samples.end());
    std::ranges::sort(sorted);
    const auto rank = [&](std::size_t percent) {
        // Nearest rank: position ceil(p n) from 1.
        return sorted[(percent * sorted.size() + 99) / 100 - 1];
    };
    WideInteger sum = 0;
    std::uint64_t below = 0;
    for (const Money sample : sorted) {
        sum += sample.units;
        below += sample < Money{} ? 1 : 0;
    }
    return MoneySpread{
        .mean = {divide_rounded(sum, static_cast<WideInteger>(sorted.size()))},
        .p10 = rank(10),
        .p50 = rank(50),
        .p80 = rank(80),
        .p90 = rank(90),
        .below_zero = below,
        .samples = sorted.size(),
    };
}

}  // namespace fcr
