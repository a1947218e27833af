#include "sim/contract/supply_pipeline.hpp"

#include "sim/base/check.hpp"
#include "sim/random/real_math.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace fcr {
namespace {

constexpr double kWeeksAYear = 52.0;
constexpr double kMonthsAYear = 12.0;
constexpr double kEarlyMonths = 6.0;

double attrition(const SupplyPipeline& pipeline) {
    return static_cast<double>(pipeline.attrition_bp) / 10'000.0;
}

/// A share of the cost of a post over a year.
Money of_posts(Money year, double posts, std::int64_t bp) {
    const double millionths = std::round(posts * 1e6);
    return basis_points(times(year, Decimal{static_cast<std::int64_t>(millionths)}), bp);
}

}  // namespace

double average_gap(double posts, const SupplyPipeline& pipeline) {
    return posts * attrition(pipeline) * pipeline.weeks() / kWeeksAYear;
}

TurnoverCost turnover_cost(double posts, const SupplyPipeline& pipeline, const PostCost& cost) {
    const double leavers = posts * attrition(pipeline);
    const double gap = average_gap(posts, pipeline);
    const double unpaid = leavers * pipeline.vetting_weeks / kWeeksAYear;
    return {
        .leavers = leavers,
        .gap = gap,
        .cover = basis_points(of_posts(cost.year, gap, cost.overtime_bp), cost.covered_bp),
        .pay_saved = of_posts(cost.year, unpaid, 10'000),
    };
}

std::vector<double> productive_by_month(double posts, const SupplyPipeline& pipeline, int months) {
    FCR_CHECK(months >= 1, "there is at least one month");
    const auto count = static_cast<std::size_t>(months);
    const double monthly = attrition(pipeline) / kMonthsAYear;
    const double late = 1.0 - exp(-monthly);
    const double early = 1.0 - exp(-monthly * pipeline.early_hazard);
    const double delay = pipeline.weeks() * kMonthsAYear / kWeeksAYear;
    const auto whole = static_cast<std::size_t>(delay);
    const double rest = delay - static_cast<double>(whole);

    double settled = posts;  // of people there from the beginning
    // By month of coming: the part of those who came then that is still there.
    std::vector<double> come(count + whole + 2, 0.0);
    std::vector<double> productive;
    for (std::size_t month = 0; month < count; ++month) {
        double leavers = settled * late;
        settled -= leavers;
        double at_work = settled;
        for (std::size_t since = 0; since <= month; ++since) {
            const double tenure = static_cast<double>(month - since);
            const double left = come[since] * (tenure < kEarlyMonths ? early : late);
            come[since] -= left;
            leavers += left;
            const double ramp =
                pipeline.ramp_months > 0.0 ? std::min(1.0, tenure / pipeline.ramp_months) : 1.0;
            at_work += come[since] * (pipeline.ramp_from + (1.0 - pipeline.ramp_from) * ramp);
        }
        // Who leaves in this month is replaced `delay` months on, between two months' ends.
        come[month + whole] += leavers * (1.0 - rest);
        come[month + whole + 1] += leavers * rest;
        productive.push_back(at_work);
    }
    return productive;
}

}  // namespace fcr
