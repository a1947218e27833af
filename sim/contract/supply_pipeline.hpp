// People leave and are replaced after a while: what that leaves of a number of posts (contracts.md
// 2.11).
#pragma once

#include "sim/contract/money.hpp"

#include <cstdint>
#include <vector>

namespace fcr {

/// Requisition, vetting, training, mentoring, then alone but slower at first. Who leaves today is
/// replaced after the weeks of the first three together.
struct SupplyPipeline {
    std::int64_t attrition_bp = 1'500;  ///< leavers a year for each post filled
    double vetting_weeks = 8.0;         ///< nobody is paid
    double training_weeks = 7.0;        ///< paid, answers no call
    double mentoring_weeks = 5.0;       ///< paid, answers no call alone
    double early_hazard = 2.0;          ///< of the first six months alone, times the later one
    double ramp_months = 6.0;           ///< until a recruit is as quick as others
    double ramp_from = 1.0 / 1.5;       ///< a recruit's calls in an hour at first, over others'

    [[nodiscard]] double weeks() const { return vetting_weeks + training_weeks + mentoring_weeks; }
};

/// The posts that nobody works in on average where a leaver is replaced only after leaving:
/// N a L / 52, with N posts, yearly attrition a and L weeks.
[[nodiscard]] double average_gap(double posts, const SupplyPipeline& pipeline);

/// What a post costs, and what is done about a gap.
struct PostCost {
    Money year;                         ///< of a post
    std::int64_t overtime_bp = 15'000;  ///< what an hour of overtime costs of an ordinary one
    std::int64_t covered_bp = 10'000;   ///< share of the gap that is worked as overtime
};

/// What turnover costs in a year, beside the posts' own pay.
struct TurnoverCost {
    double leavers = 0.0;  ///< a year
    double gap = 0.0;      ///< posts
    Money cover;           ///< the gap worked as overtime
    Money pay_saved;       ///< of the weeks in which nobody is paid

    [[nodiscard]] Money net() const { return cover - pay_saved; }
};

[[nodiscard]] TurnoverCost turnover_cost(double posts,
                                         const SupplyPipeline& pipeline,
                                         const PostCost& cost);

/// Expected people at work at the end of each month, counted by what they get done, of posts that
/// begin filled by people who are quick and past their first six months. Leavers are replaced one
/// for one through the pipeline.
[[nodiscard]] std::vector<double> productive_by_month(double posts,
                                                      const SupplyPipeline& pipeline,
                                                      int months);

}  // namespace fcr
