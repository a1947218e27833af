#include "sim/contract/basis_points.hpp"
#include "sim/contract/contract_words.hpp"
#include "sim/contract/lint_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace fcr {

namespace {

void check_charge(Linter& linter, std::size_t row) {
    const ChargeTerms& charge = linter.terms().charges[row];
    const auto* const per_call = std::get_if<PerCallCharge>(&charge.kind);
    if (per_call != nullptr && per_call->all_units && per_call->steps.size() > 1) {
        const PriceStep& first = per_call->steps[0];
        const PriceStep& next = per_call->steps[1];
        linter.warn(
            19,
            linter.charge(row, "per_call.tiers"),
            fmt::format("charge {} prices all calls at the tier that is reached: {} calls cost "
                        "{}, one more {}",
                        charge.id,
                        *first.up_to_calls,
                        to_string(times(first.call, *first.up_to_calls)),
                        to_string(times(next.call, *first.up_to_calls + 1))));
    }
    const auto* const anchored = std::get_if<AnchoredCharge>(&charge.kind);
    if (anchored != nullptr && anchored->cliff) {
        const std::int64_t edge = divide_rounded(
            static_cast<WideInteger>(anchored->baseline_calls) * (kOneBp + anchored->dead_band_bp),
            kOneBp);
        const std::int64_t beyond = edge + 1;
        linter.warn(
            20,
            linter.charge(row, "anchored.variant"),
            fmt::format("charge {} counts the whole distance from the baseline once outside the "
                        "band: {} calls cost {}, one more {}",
                        charge.id,
                        edge,
                        to_string(anchored->base),
                        to_string(anchored->base +
                                  times(anchored->additional, beyond - anchored->baseline_calls))));
    }
}

void check_indexation(Linter& linter) {
    const ContractTerms& terms = linter.terms();
    if (!terms.indexation) {
        return;
    }
    const IndexationTerms& indexation = *terms.indexation;
    if (!indexation.cap_bp) {
        linter.warn(30,
                    "indexation.cap_bp",
                    fmt::format("prices rise with {} without a cap", indexation.index));
    }
    if (indexation.share_bp == kOneBp) {
        linter.warn(
            30,
            "indexation.share_bp",
            fmt::format("{} moves the whole price, not its labour share", indexation.index));
    } else if (!indexation.labour_only) {
        linter.warn(30,
                    "indexation.labour_only",
                    fmt::format("{} moves {} of the price, and nothing says that this is its "
                                "labour share",
                                indexation.index,
                                percent_words(indexation.share_bp)));
    }
}

/// What a month of calls on the charge's lines was forecast to be, at the start of the term.
std::int64_t forecast_calls(const ContractTerms& terms, const ChargeTerms& charge) {
    std::int64_t calls = 0;
    if (!terms.forecast) {
        return 0;
    }
    for (const LineId line : charge.lines) {
        const auto month = std::ranges::find(terms.forecast->months, line, &MonthForecast::line);
        calls += month == terms.forecast->months.end() ? 0 : month->calls;
    }
    return calls;
}

/// What a charge comes to in a year at the forecast volume, as far as the terms say.
Money yearly(const ContractTerms& terms, const ChargeTerms& charge) {
    constexpr std::int64_t months = 12;
    if (const auto* const fixed = std::get_if<FixedCharge>(&charge.kind)) {
        return times(fixed->month, months);
    }
    if (const auto* const through = std::get_if<PassThroughCharge>(&charge.kind)) {
        return times(through->month, months);
    }
    if (const auto* const anchored = std::get_if<AnchoredCharge>(&charge.kind)) {
        return times(anchored->base, months);
    }
    if (const auto* const target = std::get_if<TargetCostCharge>(&charge.kind)) {
        return target->target;
    }
    if (const auto* const per_call = std::get_if<PerCallCharge>(&charge.kind)) {
        return times(per_call->steps.front().call, months * forecast_calls(terms, charge));
    }
    return {};
}

}  // namespace

Money stated_value(const ContractTerms& terms) {
    const int months = std::accumulate(
        terms.term.extension_months.begin(), terms.term.extension_months.end(), terms.term.months);
    Money year;
    for (const ChargeTerms& charge : terms.charges) {
        year += yearly(terms, charge);
    }
    return times(std::max(year, terms.caps.estimated_year1), months, 12);
}

void lint_prices(Linter& linter) {
    for (std::size_t row = 0; row < linter.terms().charges.size(); ++row) {
        check_charge(linter, row);
    }
    check_indexation(linter);
}

}  // namespace fcr
