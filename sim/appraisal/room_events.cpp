#include "sim/appraisal/room_events.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace fcr {
namespace {

/// How soon a supplier claims relief, in working days.
constexpr int kClaimedAfterDays = 5;

bool changes_room(const RiskStage& stage) {
    return stage.staff_multiplier != 1.0 || stage.handling_factor != 1.0 ||
           stage.arrival_multiplier != 1.0 || stage.connect_loss_share > 0.0;
}

std::vector<StaffCut> staff_cuts(const RiskTerms& event,
                                 const RiskStage& stage,
                                 const Scenario& scenario) {
    std::vector<StaffCut> cuts;
    if (stage.staff_multiplier == 1.0) {
        return cuts;
    }
    for (std::size_t row = 0; row < scenario.employers.size(); ++row) {
        const bool supplier = scenario.employers[row].contractor;
        const bool met =
            event.hits == RiskHits::Everybody || (event.hits == RiskHits::Supplier) == supplier;
        StaffCut cut{.employer = EmployerId{row}, .multiplier = stage.staff_multiplier};
        if (!stage.site.empty()) {
            const auto site = std::ranges::find(scenario.sites, stage.site);
            if (site == scenario.sites.end()) {
                continue;  // an option without that site is not met
            }
            cut.site = SiteId{static_cast<std::size_t>(site - scenario.sites.begin())};
        }
        if (met) {
            cuts.push_back(cut);
        }
    }
    return cuts;
}

std::vector<LineCut> line_cuts(const RiskStage& stage, const Scenario& scenario) {
    std::vector<LineCut> cuts;
    if (stage.arrival_multiplier == 1.0 && stage.connect_loss_share == 0.0) {
        return cuts;
    }
    const auto divert = std::ranges::find(scenario.call_classes, stage.divert_to, &CallClass::name);
    for (std::size_t row = 0; row < scenario.lines.size(); ++row) {
        const Line& line = scenario.lines[row];
        const bool named = stage.lines.empty() ? !line.internal && !line.digital
                                               : std::ranges::count(stage.lines, line.name) > 0;
        if (!named) {
            continue;
        }
        LineCut cut{.line = LineId{row},
                    .arrival_multiplier = stage.arrival_multiplier,
                    .connect_loss_share = stage.connect_loss_share};
        if (divert != scenario.call_classes.end()) {
            cut.lost_ring_share = stage.divert_share;
            cut.lost_ring.to =
                CallClassId{static_cast<std::size_t>(divert - scenario.call_classes.begin())};
        }
        cuts.push_back(cut);
    }
    return cuts;
}

}  // namespace

std::vector<RiskOccurrence> room_events(const AppraisalPlan& plan,
                                        std::size_t option,
                                        const Happenings& happenings) {
    const Costing costing(plan, {});
    std::vector<RiskOccurrence> events;
    for (const RiskOccurrence& occurrence : happenings.risks) {
        const RiskTerms& event = plan.risks[occurrence.event];
        if (costing.has(option, occurrence) && std::ranges::any_of(event.stages, changes_room)) {
            events.push_back(occurrence);
        }
    }
    return events;
}

void add_events(const AppraisalPlan& plan,
                const std::vector<RiskOccurrence>& events,
                Duration from,
                Scenario& scenario) {
    const Duration until = from + scenario.run.measured;
    for (const RiskOccurrence& occurrence : events) {
        const RiskTerms& event = plan.risks[occurrence.event];
        Disruption disruption{.name = event.id, .start = Duration{0}, .chance = 1.0, .stages = {}};
        for (const RiskSpan& span : stages_of(event, occurrence)) {
            const Duration begins = std::max(span.from, from);
            const Duration ends = std::min(span.until, until);
            if (begins >= ends) {
                continue;
            }
            if (disruption.stages.empty()) {
                disruption.start = begins - from;
            }
            const RiskStage& stage = event.stages[span.stage];
            disruption.stages.push_back({.length = ends - begins,
                                         .staff = staff_cuts(event, stage, scenario),
                                         .handling_factor = stage.handling_factor,
                                         .lines = line_cuts(stage, scenario)});
        }
        if (!disruption.stages.empty()) {
            scenario.disruptions.push_back(std::move(disruption));
        }
    }
}

std::vector<ReliefClaimPlan> claims_of(const AppraisalPlan& plan,
                                       const std::vector<RiskOccurrence>& events) {
    std::vector<ReliefClaimPlan> claims;
    for (const RiskOccurrence& occurrence : events) {
        const RiskTerms& event = plan.risks[occurrence.event];
        const bool known = std::ranges::count(claims, event.id, &ReliefClaimPlan::disruption) > 0;
        if (event.contract_cause && !known) {
            claims.push_back({.disruption = event.id,
                              .cause = *event.contract_cause,
                              .after_days = kClaimedAfterDays,
                              .evidence = true});
        }
    }
    return claims;
}

}  // namespace fcr
