#include "sim/contract/charges.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fcr {

ChargeLines charge(const MilestoneCharge& terms, const ServicePeriod& period, Date reached) {
    using std::chrono::days;
    const Date first = period.number == 0 ? kDateMin : period.first;
    ChargeLines lines;
    if (first <= reached && reached <= period.last) {
        lines.push_back({.quantity = Decimal{1'000'000},
                         .unit = "milestone",
                         .rate = terms.payment,
                         .amount = to_pence(terms.payment),
                         .working = "reached"});
    }
    // Late are the days after the due one up to the one on which it is reached.
    const Date late_from = terms.due + days{1};
    const Date late_until = std::min(reached, terms.due + days{terms.delay_days_max});
    const auto late =
        (std::min(late_until, period.last) - std::max(late_from, first)) / days{1} + 1;
    if (late > 0) {
        lines.push_back({.quantity = Decimal{late * 1'000'000},
                         .unit = "days late",
                         .rate = -terms.delay_day,
                         .amount = -to_pence(times(terms.delay_day, late)),
                         .working = fmt::format("at most {} days", terms.delay_days_max)});
    }
    return lines;
}

}  // namespace fcr
