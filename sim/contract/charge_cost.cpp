#include "sim/base/check.hpp"
#include "sim/contract/charges.hpp"
#include "sim/contract/contract_words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fcr {

Money target_cost_due(const TargetCostCharge& terms, const TargetCostYear& year) {
    const Money better = std::min(year.cost, year.target);
    const Money gap = std::max(year.cost, year.target) - better;
    return std::min(better + basis_points(gap, terms.share_bp), year.maximum);
}

ChargeLine charge(const TargetCostCharge& terms, const TargetCostYear& year) {
    return {.amount = to_pence(target_cost_due(terms, year) - year.paid),
            .working = fmt::format("cost of the year so far {}, target {}, at most {}; paid {}",
                                   to_string(year.cost),
                                   to_string(year.target),
                                   to_string(year.maximum),
                                   to_string(year.paid))};
}

ChargeLines charge(const CostPlusCharge& terms, const ChargeInput& input) {
    FCR_CHECK(input.ledger.books.known, "cost is charged, and the ledger has no books");
    const Money cost = input.ledger.books.cost;
    return {ChargeLine{
        .amount = to_pence(cost + basis_points(cost, terms.margin_bp)),
        .working = fmt::format(
            "cost {} and a margin of {} on it", to_string(cost), percent_words(terms.margin_bp))}};
}

ChargeLine charge(const ExcessProfitCharge& terms, const ContractLife& life) {
    if (!life.known) {
        return {.working = "the supplier's books are not known"};
    }
    const Money profit = life.revenue - life.cost;
    const Money permitted = basis_points(life.revenue, terms.margin_bp);
    const Money excess = std::max(profit - permitted, Money{});
    return {.amount = -to_pence(basis_points(excess, terms.share_bp)),
            .working = fmt::format("profit {} of revenue {}, permitted {}",
                                   to_string(profit),
                                   to_string(life.revenue),
                                   to_string(permitted))};
}

}  // namespace fcr
