#include "sim/contract/charges.hpp"

#include <fmt/format.h>

namespace fcr {

namespace {

/// A sum for each month, of a part month by days.
ChargeLines monthly(Money month, const ServicePeriod& period) {
    const auto days = static_cast<std::int64_t>(period.days.size());
    constexpr std::int64_t kMillionths = 1'000'000;
    return {
        ChargeLine{.quantity = Decimal{divide_rounded(days * kMillionths, period.days_of_month)},
                   .unit = "months",
                   .rate = month,
                   .amount = to_pence(times(month, days, period.days_of_month)),
                   .working = fmt::format("{} of {} days", days, period.days_of_month)}};
}

}  // namespace

ChargeLines charge(const FixedCharge& terms, const ChargeInput& input) {
    return monthly(terms.month, input.period);
}

ChargeLines charge(const PassThroughCharge& terms, const ChargeInput& input) {
    return monthly(terms.month, input.period);
}

}  // namespace fcr
