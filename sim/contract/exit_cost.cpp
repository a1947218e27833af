#include "sim/contract/exit_cost.hpp"

#include "sim/base/check.hpp"

#include <cstddef>

namespace fcr {

ExitCost exit_cost(const ExitTermsMoney& terms, int years_served, ExitReason reason) {
    FCR_CHECK(years_served >= 0, "years served are not below zero");
    ExitCost cost{.plan = terms.plan,
                  .transfer_back = terms.transfer_back,
                  .breakage = {},
                  .unamortised = {}};
    if (reason != ExitReason::Convenience) {
        return cost;
    }
    // Ended after so many whole years, it is in the next of the schedule's.
    if (const auto year = static_cast<std::size_t>(years_served); year < terms.breakage.size()) {
        cost.breakage = terms.breakage[year];
    }
    if (years_served < terms.investment_years) {
        cost.unamortised =
            times(terms.investment, terms.investment_years - years_served, terms.investment_years);
    }
    return cost;
}

}  // namespace fcr
