// Risk events as disruptions of an option's room (contracts.md 2.13).
#pragma once

#include "sim/appraisal/appraisal_plan.hpp"
#include "sim/appraisal/costing.hpp"
#include "sim/appraisal/happenings.hpp"
#include "sim/base/time.hpp"
#include "sim/contract/supplier_terms.hpp"
#include "sim/scenario/scenario.hpp"

#include <cstddef>
#include <vector>

namespace fcr {

/// Occurrences that meet an option and change something in its room.
[[nodiscard]] std::vector<RiskOccurrence> room_events(const AppraisalPlan& plan,
                                                      std::size_t option,
                                                      const Happenings& happenings);

/// Adds them to the scenario of a run whose measured part begins `from` after the start of year 1:
/// a disruption for each, called by the event's id, with the stages that fall into the run. A stage
/// changes the lines it names, or all with callers, and the seats of those it hits.
void add_events(const AppraisalPlan& plan,
                const std::vector<RiskOccurrence>& events,
                Duration from,
                Scenario& scenario);

/// What the supplier claims relief for: each event that has a cause.
[[nodiscard]] std::vector<ReliefClaimPlan> claims_of(const AppraisalPlan& plan,
                                                     const std::vector<RiskOccurrence>& events);

}  // namespace fcr
