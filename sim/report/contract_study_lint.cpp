#include "sim/report/contract_study_summary.hpp"

#include <algorithm>
#include <cmath>
#include <variant>

namespace fcr {

LintRun lint_run_of(const ContractStudySummary& summary) {
    const ContractTerms& terms = *summary.terms;
    LintRun run;
    for (const KpiFigures& figures : summary.figures.kpis) {
        LintRun::Kpi& kpi = run.kpis.emplace_back();
        if (figures.spread) {
            kpi.half_width = 1.96 * 100.0 * figures.spread->points;  // points to basis points
        }
        if (figures.missed_percent) {
            kpi.months_met = 1.0 - figures.missed_percent->value / 100.0;
        }
    }
    if (summary.incentive) {
        Money cost;
        for (const ComplianceFigures& compliance : summary.incentive->compliance) {
            // One person may serve several indicators: the dearest of them is a lower bound.
            cost = std::max(cost, Money::pounds(std::llround(compliance.cost_year)));
        }
        run.meeting_costs_year = cost;
    }
    for (std::size_t row = 0; row < terms.charges.size(); ++row) {
        const auto* commitment = std::get_if<CommitmentCharge>(&terms.charges[row].kind);
        const auto& years = summary.figures.years;
        if (commitment == nullptr || years.empty() || !years.front().forecast ||
            !years.front().answered_spread) {
            continue;
        }
        const double part = commitment->yearly ? 1.0 : 1.0 / std::max(years.front().months, 1);
        run.commitments.push_back({.charge = row,
                                   .committed_calls = part * *years.front().forecast *
                                                      static_cast<double>(commitment->share_bp) /
                                                      10'000.0,
                                   .calls_p10 = part * years.front().answered_spread->p10});
    }
    return run;
}

}  // namespace fcr
