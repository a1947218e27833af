#include "sim/contract/terms_fault.hpp"

#include "sim/contract/basis_points.hpp"
#include "sim/contract/credits.hpp"

#include <algorithm>

namespace fcr {

namespace {

/// Each band worse than the one before it, and no cheaper.
bool bands_fall(const KpiTerms& kpi) {
    for (std::size_t row = 1; row < kpi.bands.size(); ++row) {
        const KpiBand& better = kpi.bands[row - 1];
        const KpiBand& worse = kpi.bands[row];
        const bool has_limit = row + 1 < kpi.bands.size();
        const bool falls = kpi.polarity == Polarity::HigherBetter ? worse.limit < better.limit
                                                                  : worse.limit > better.limit;
        if ((has_limit && !falls) || worse.points < better.points ||
            worse.severity < better.severity) {
            return false;
        }
    }
    return kpi.bands.size() >= 2 && kpi.bands.front().severity == Severity::Met &&
           kpi.bands.front().points == 0;
}

bool kpi_is_sound(const KpiTerms& kpi) {
    const bool share = measure_of(kpi.counting.type) == KpiMeasure::Share;
    return bands_fall(kpi) && kpi.decimals >= 0 && kpi.decimals <= 4 && kpi.target >= 0 &&
           (!share || kpi.target <= kOneBp);
}

/// Steps that rise, of which the last alone has no end.
template <typename Step>
bool steps_rise(const std::vector<Step>& steps, std::optional<std::int64_t> Step::*end) {
    for (std::size_t row = 0; row + 1 < steps.size(); ++row) {
        const std::optional<std::int64_t> own = steps[row].*end;
        const std::optional<std::int64_t> next = steps[row + 1].*end;
        if (!own || (next && *next <= *own)) {
            return false;
        }
    }
    return !steps.empty() && !(steps.back().*end);
}

template <typename Id>
bool all_below(const std::vector<Id>& ids, std::size_t rows) {
    return !ids.empty() && std::ranges::all_of(ids, [&](Id id) { return id.index() < rows; });
}

bool charge_is_sound(const ContractTerms& terms, const ChargeTerms& charge) {
    const auto* per_call = std::get_if<PerCallCharge>(&charge.kind);
    return (per_call == nullptr || steps_rise(per_call->steps, &PriceStep::up_to_calls)) &&
           all_below(charge.lines, terms.scope.lines.size()) &&
           std::ranges::all_of(
               charge.pools, [&](PoolId pool) { return pool.index() < terms.scope.pools.size(); });
}

std::int64_t weights_of(const ContractTerms& terms) {
    std::int64_t sum = 0;
    for (const KpiTerms& kpi : terms.kpis) {
        sum += kpi.weight_bp;
    }
    return sum;
}

}  // namespace

const char* terms_fault(const ContractTerms& terms) {
    const ScoringTerms& scoring = terms.scoring;
    if (terms.term.months < 1) {
        return "a term has a month at least";
    }
    if (terms.kpis.empty() || terms.charges.empty()) {
        return "a contract has an indicator and a charge at least";
    }
    if (!std::ranges::all_of(terms.kpis, kpi_is_sound)) {
        return "bands fall from a met one without points, and a share's target is 0 to 100 %";
    }
    if (!std::ranges::all_of(terms.charges, [&](const ChargeTerms& charge) {
            return charge_is_sound(terms, charge);
        })) {
        return "tiers rise to an open one, and a charge has lines and pools of the scope";
    }
    if (scoring.repeat_multiplier < 1 || (scoring.earn_back && scoring.earn_back->periods < 1)) {
        return "a repeat multiplier and the periods of earn-back are 1 at least";
    }
    if (scoring.mechanism == Mechanism::Ratchet &&
        !steps_rise(scoring.ratchet, &RatchetStep::up_to_points)) {
        return "the steps of a ratchet rise to an open one";
    }
    if (scoring.mechanism == Mechanism::AtRiskPool && weights_of(terms) != kOneBp) {
        return "the weights of an at-risk pool add up to 100 %";
    }
    if (terms.caps.service_credit_bp && *terms.caps.service_credit_bp < 1 &&
        credits_are_on(scoring)) {
        return "a cap of nothing leaves no credits";
    }
    if (terms.bedding_in && terms.bedding_in->target_factor_bp < 1) {
        return "a bedding-in target factor is above nothing";
    }
    return nullptr;
}

}  // namespace fcr
