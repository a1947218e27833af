#include "sim/contract/charges.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fcr {

namespace {

ChargeLine by_call(std::int64_t calls, Money call, std::string working) {
    return {.quantity = Decimal{calls * 1'000'000},
            .unit = "calls",
            .rate = call,
            .amount = to_pence(times(call, calls)),
            .working = std::move(working)};
}

/// Every call at the price of the tier that the number of calls reaches.
ChargeLines all_units(const PerCallCharge& terms, std::int64_t calls) {
    const auto reached = std::ranges::find_if(terms.steps, [&](const PriceStep& step) {
        return !step.up_to_calls || calls <= *step.up_to_calls;
    });
    return {by_call(calls, reached->call, "all calls at the price of the tier reached")};
}

ChargeLines marginal(const PerCallCharge& terms, std::int64_t calls) {
    ChargeLines lines;
    std::int64_t from = 0;
    for (const PriceStep& step : terms.steps) {
        const std::int64_t until = step.up_to_calls ? std::min(calls, *step.up_to_calls) : calls;
        if (until > from || lines.empty()) {
            lines.push_back(by_call(until - from,
                                    step.call,
                                    step.up_to_calls
                                        ? fmt::format("calls up to {}", *step.up_to_calls)
                                        : fmt::format("calls above {}", from)));
            from = until;
        }
    }
    return lines;
}

}  // namespace

ChargeLines charge(const PerCallCharge& terms, const ChargeInput& input) {
    const std::int64_t calls = input.volume.answered;
    return terms.all_units ? all_units(terms, calls) : marginal(terms, calls);
}

ChargeLines charge(const HandleCharge& terms, const ChargeInput& input) {
    constexpr std::int64_t kMicrosecondsOfMinute = 60'000'000;
    const std::int64_t handled = input.volume.handling.count();
    return {ChargeLine{.quantity = Decimal{divide_rounded(
                           static_cast<WideInteger>(handled) * 1'000'000, kMicrosecondsOfMinute)},
                       .unit = "minutes",
                       .rate = terms.minute,
                       .amount = to_pence(times(terms.minute, handled, kMicrosecondsOfMinute)),
                       .working = fmt::format("talk, hold and wrap-up of {} answered calls",
                                              input.volume.answered)}};
}

}  // namespace fcr
