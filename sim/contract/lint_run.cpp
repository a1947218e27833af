#include "sim/contract/lint_checks.hpp"

#include <fmt/format.h>

#include <cmath>

namespace fcr {

namespace {

constexpr double kMonthsUnreachable = 0.05;  ///< met in no more than one month of twenty

/// What a year's credits can come to at most; empty without a cap.
std::optional<Money> yearly_cap(const CapTerms& caps) {
    if (!caps.service_credit_bp) {
        return std::nullopt;
    }
    return basis_points(basis_points(caps.estimated_year1, caps.element_bp),
                        *caps.service_credit_bp);
}

void check_cap(Linter& linter, Money meeting_costs) {
    const std::optional<Money> cap = yearly_cap(linter.terms().caps);
    if (cap && times(*cap, 4) < meeting_costs) {
        linter.warn(12,
                    "caps.service_credit_bp",
                    fmt::format("credits are capped at {} pounds a year, and meeting the targets "
                                "costs the supplier {}",
                                to_string(*cap),
                                to_string(meeting_costs)));
    }
}

void check_commitment(Linter& linter, const LintRun::Commitment& commitment) {
    if (commitment.committed_calls > commitment.calls_p10) {
        linter.warn(
            18,
            linter.charge(commitment.charge, "commit.share_bp"),
            fmt::format("{} pays for {:.0f} calls at least, and one period of ten has {:.0f} "
                        "or fewer",
                        linter.terms().charges[commitment.charge].id,
                        commitment.committed_calls,
                        commitment.calls_p10));
    }
}

/// How wide the minor band is; empty where a miss is at once worse, or where nothing is worse.
std::optional<std::int64_t> minor_width(const KpiTerms& kpi) {
    for (std::size_t band = 1; band + 1 < kpi.bands.size(); ++band) {
        if (kpi.bands[band].severity == Severity::Minor &&
            kpi.bands[band - 1].severity == Severity::Met) {
            return std::abs(kpi.bands[band - 1].limit - kpi.bands[band].limit);
        }
    }
    return std::nullopt;
}

/// A width in the words of the indicator's unit.
std::string width_words(const KpiTerms& kpi, double width) {
    switch (measure_of(kpi.counting.type)) {
        case KpiMeasure::Share: return fmt::format("{:.2f} percentage points", width / 100.0);
        case KpiMeasure::Time: return fmt::format("{:.1f} s", width / 1e6);
        case KpiMeasure::Calls: return fmt::format("{:.0f} calls", width);
    }
    return {};
}

void check_kpi(Linter& linter, std::size_t row, const LintRun::Kpi& run) {
    const KpiTerms& kpi = linter.terms().kpis[row];
    const std::optional<std::int64_t> width = minor_width(kpi);
    if (run.half_width && width && *run.half_width > static_cast<double>(*width)) {
        linter.warn(23,
                    linter.kpi(row, "bands[1]"),
                    fmt::format("one month of {} lies within {} of its expectation 19 times in 20, "
                                "and the minor band is {} wide",
                                kpi.id,
                                width_words(kpi, *run.half_width),
                                width_words(kpi, static_cast<double>(*width))));
    }
    if (run.months_met && *run.months_met <= kMonthsUnreachable) {
        linter.warn(24,
                    linter.kpi(row),
                    fmt::format("{} was met in {:.1f} % of the months that were run with the bid's "
                                "staffing",
                                kpi.id,
                                *run.months_met * 100.0));
    }
}

}  // namespace

void lint_run(Linter& linter, const LintRun& run) {
    if (run.meeting_costs_year) {
        check_cap(linter, *run.meeting_costs_year);
    }
    for (const LintRun::Commitment& commitment : run.commitments) {
        check_commitment(linter, commitment);
    }
    for (std::size_t row = 0; row < run.kpis.size(); ++row) {
        check_kpi(linter, row, run.kpis[row]);
    }
}

}  // namespace fcr
