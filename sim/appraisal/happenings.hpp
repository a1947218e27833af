// What happens in one replication of an appraisal: risk events, and how late the start is. The same
// for every option, and for the same event whatever others the file has.
#pragma once

#include "sim/appraisal/appraisal_plan.hpp"
#include "sim/appraisal/appraised_world.hpp"
#include "sim/contract/risk_event.hpp"

#include <cstdint>
#include <vector>

namespace fcr {

struct Happenings {
    std::vector<RiskOccurrence> risks{};  ///< by start, then event
    /// A uniform number that says how late each start is; options with one law are equally late.
    double slip = 0.0;
};

/// When each year of the appraisal begins, since the start of year 1; one more than years, so that
/// the last is the end.
[[nodiscard]] std::vector<Duration> year_starts(Date start, int years);

/// Draws are keyed by replication, event (its id) and year; a higher rate keeps what happens and
/// adds to it.
[[nodiscard]] Happenings draw_happenings(const AppraisalPlan& plan,
                                         const AppraisedWorld& world,
                                         std::uint64_t replication);

/// Whole months, to the nearest.
[[nodiscard]] int slip_months(const SlipLaw& law, double uniform);

}  // namespace fcr
