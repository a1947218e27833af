#include "sim/contract/basis_points.hpp"
#include "sim/contract/charges.hpp"
#include "sim/contract/contract_words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fcr {

namespace {

/// A number of calls that need not be whole: a count over a denominator that all of them share.
using Parts = WideInteger;

ChargeLine beyond(Parts calls, Parts parts_of_call, Money rate, std::string working) {
    return {.quantity = Decimal{divide_rounded(calls * 1'000'000, parts_of_call)},
            .unit = "calls",
            .rate = rate,
            .amount = to_pence({divide_rounded(calls * rate.units, parts_of_call)}),
            .working = std::move(working)};
}

}  // namespace

ChargeLines charge(const AnchoredCharge& terms, const ChargeInput& input) {
    const auto days = static_cast<std::int64_t>(input.period.days.size());
    const std::int64_t month = input.period.days_of_month;
    // Counted in parts of a call, so that no edge of the band is rounded.
    const Parts parts_of_call = static_cast<Parts>(month) * kOneBp;
    const Parts calls = input.volume.answered * parts_of_call;
    const Parts baseline = static_cast<Parts>(terms.baseline_calls) * days * kOneBp;
    const Parts band = baseline / kOneBp * terms.dead_band_bp;
    const Parts over = calls > baseline + band ? calls - baseline - (terms.cliff ? 0 : band) : 0;
    const Parts under = calls < baseline - band ? baseline - calls - (terms.cliff ? 0 : band) : 0;
    ChargeLines lines{{.quantity = Decimal{divide_rounded(days * 1'000'000, month)},
                       .unit = "months",
                       .rate = terms.base,
                       .amount = to_pence(times(terms.base, days, month)),
                       .working = fmt::format("base, {} of {} days", days, month)}};
    const std::string around =
        fmt::format("{} answered, baseline {} with a dead band of {}{}",
                    input.volume.answered,
                    terms.baseline_calls,
                    percent_words(terms.dead_band_bp),
                    terms.cliff ? ", outside it the whole distance counts" : "");
    if (over > 0) {
        lines.push_back(beyond(over, parts_of_call, terms.additional, "additional: " + around));
    }
    if (under > 0) {
        lines.push_back(beyond(under, parts_of_call, -terms.reduced, "reduced: " + around));
    }
    return lines;
}

}  // namespace fcr
