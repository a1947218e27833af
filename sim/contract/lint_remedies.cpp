#include "sim/contract/lint_checks.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fcr {

namespace {

constexpr int kBeddingInMonthsMax = 6;

void check_sole_remedy(Linter& linter) {
    if (linter.terms().ladder.credits_sole_remedy) {
        linter.warn(11,
                    "ladder.credits_sole_remedy",
                    "credits are the sole remedy: no plan, no withheld charges, no way out");
    }
}

void check_repeats(Linter& linter) {
    const ContractTerms& terms = linter.terms();
    const Mechanism mechanism = terms.scoring.mechanism;
    const bool points = mechanism == Mechanism::Points || mechanism == Mechanism::Ratchet;
    if (!points) {
        linter.warn(13,
                    "scoring.mechanism",
                    fmt::format("{} has no multiplier for repeated misses: the sixth costs what "
                                "the first did",
                                mechanism == Mechanism::Linear ? "LINEAR" : "AT_RISK_POOL"));
    } else if (terms.scoring.repeat_multiplier == 1) {
        linter.warn(13, "scoring.repeat_multiplier", "a repeated miss costs what the first did");
    } else if (!terms.states("scoring.repeat_multiplier")) {
        linter.warn(13,
                    "scoring.repeat_multiplier",
                    fmt::format("nothing is said of repeated misses; points are taken to be "
                                "multiplied by {}, which a supplier may dispute",
                                terms.scoring.repeat_multiplier));
    }
}

/// Whether a KPI judges emergency calls, alone or among others.
bool covers_999(const ContractTerms& terms, const KpiTerms& kpi) {
    return kpi.counting.line ? terms.scope.lines[kpi.counting.line->index()] == kEmergencyLine
                             : std::ranges::count(terms.scope.lines, kEmergencyLine) > 0;
}

void check_bedding_in(Linter& linter) {
    const ContractTerms& terms = linter.terms();
    if (!terms.bedding_in) {
        return;
    }
    if (terms.bedding_in->months > kBeddingInMonthsMax) {
        linter.warn(14,
                    "bedding_in.months",
                    fmt::format("bedding-in lasts {} months", terms.bedding_in->months));
    }
    for (const std::size_t row : terms.bedding_in->kpis) {
        if (covers_999(terms, terms.kpis[row])) {
            linter.warn(14,
                        "bedding_in.kpis",
                        fmt::format("bedding-in covers {}, which judges 999", terms.kpis[row].id));
        }
    }
}

void check_relief(Linter& linter, std::size_t row) {
    const ReliefTerms& rule = linter.terms().relief[row];
    if (rule.cause == ReliefCause::VolumeOver && rule.scope == ReliefScope::Period) {
        linter.warn(
            15,
            linter.relief(row, "scope"),
            fmt::format("relief {} excuses the whole period when its volume is over the forecast",
                        rule.id));
    }
    if (rule.cause == ReliefCause::StrikeOwnStaff || rule.cause == ReliefCause::OwnSubcontractor) {
        linter.warn(17,
                    linter.relief(row, "cause"),
                    fmt::format("relief {} excuses the supplier for {}",
                                rule.id,
                                rule.cause == ReliefCause::StrikeOwnStaff
                                    ? "a strike of its own staff"
                                    : "a failure of its own subcontractor"));
    }
}

}  // namespace

void lint_remedies(Linter& linter) {
    check_sole_remedy(linter);
    check_repeats(linter);
    check_bedding_in(linter);
    for (std::size_t row = 0; row < linter.terms().relief.size(); ++row) {
        check_relief(linter, row);
    }
}

}  // namespace fcr
