#include "sim/contract/charges.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fcr {

Money committed(const CommitmentCharge& terms, std::int64_t forecast_millionths) {
    constexpr std::int64_t kBpTimesMillionths = 10'000ll * 1'000'000;
    const WideInteger calls = static_cast<WideInteger>(forecast_millionths) * terms.share_bp;
    return {divide_rounded(calls * terms.call.units, kBpTimesMillionths)};
}

ChargeLine charge(const CommitmentCharge& terms, const Commitment& commitment) {
    const Money due = to_pence(commitment.least) - commitment.charged;
    return {.quantity = commitment.calls,
            .unit = "calls committed",
            .rate = terms.call,
            .amount = std::max(due, Money{}),
            .working = fmt::format("commitment of {} less {} of other volume charges{}",
                                   to_string(commitment.least),
                                   to_string(commitment.charged),
                                   terms.yearly ? " in the contract year" : "")};
}

}  // namespace fcr
