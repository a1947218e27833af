#include "sim/hosting/offered_actions.hpp"

#include <algorithm>

namespace fcr {
namespace {

bool has_overflow(const Scenario& scenario) {
    return std::ranges::any_of(scenario.call_classes, [](const CallClass& of) {
        return std::ranges::any_of(
            of.route, [](const RouteStep& step) { return step.when && step.when->by_supervisor; });
    });
}

bool has_call_backs(const Scenario& scenario) {
    return std::ranges::any_of(scenario.call_classes,
                               [](const CallClass& of) { return of.call_back.has_value(); });
}

bool has_roster(const Scenario& scenario) {
    return std::ranges::any_of(scenario.pools,
                               [](const Pool& pool) { return pool.staff.has_value(); });
}

std::string unless(bool there, std::string why_not) {
    return there ? std::string() : std::move(why_not);
}

}  // namespace

OfferedAction offer_of(ActionKind kind, const ExercisePlan& plan) {
    const ActionTerms& terms = plan.terms;
    switch (kind) {
        case ActionKind::MoveStaff:
            return {.why_not = unless(plan.scenario->pools.size() > 1, "there is only one pool"),
                    .lead = terms.log_in};
        case ActionKind::OpenOverflow:
            return {.why_not = unless(has_overflow(*plan.scenario),
                                      "no route of this room has overflow to open"),
                    .lead = terms.overflow_notice};
        case ActionKind::CloseOverflow:
            return {.why_not = unless(has_overflow(*plan.scenario),
                                      "no route of this room has overflow to close")};
        case ActionKind::AskForAid:
            return {.why_not = unless(terms.pass_back.has_value(),
                                      "no mutual aid is agreed in this exercise"),
                    .lead = terms.aid_lead};
        case ActionKind::EndAid:
            return {.why_not = unless(terms.pass_back.has_value(),
                                      "no mutual aid is agreed in this exercise")};
        case ActionKind::CallIn:
            return {.why_not = unless(!terms.off_duty.empty() || has_roster(*plan.scenario),
                                      "nobody is off duty who could be called in"),
                    .lead = terms.call_in_travel_min};
        case ActionKind::StartCallBacks:
        case ActionKind::StopCallBacks:
            return {.why_not =
                        unless(has_call_backs(*plan.scenario), "this room offers no call-backs")};
        case ActionKind::GoOnPaper:
        case ActionKind::Recover:
            return {.why_not = unless(terms.back_record.has_value(),
                                      "this room has no work on paper in this exercise")};
        case ActionKind::DeclareCritical: return {.why_not = {}, .lead = terms.critical_notice};
        case ActionKind::DeclareMajor: return {.why_not = {}, .lead = terms.major_notice};
        case ActionKind::FallBack:
        case ActionKind::ReturnToSite:
            return {.why_not = unless(terms.site_travel.has_value(),
                                      "there is no other site in this exercise"),
                    .lead = 2 * terms.site_travel.value_or(Duration::zero())};
        case ActionKind::MoveBreaks:
        case ActionKind::CancelBreaks:
            return {.why_not = unless(has_roster(*plan.scenario),
                                      "nobody in this room has breaks of a roster")};
        case ActionKind::Reconcile:
            return {.why_not = unless(terms.back_record.has_value(),
                                      "this room has no work on paper in this exercise")};
        case ActionKind::StartSpill:
        case ActionKind::StopSpill:
            return {.why_not = unless(plan.scenario->pools.size() > 1, "there is only one pool")};
        case ActionKind::LongestWaitFirst:
        case ActionKind::PlannedPriority:
        case ActionKind::StartTriage:
        case ActionKind::StopTriage:
        case ActionKind::EmergenciesOnly:
        case ActionKind::AllCalls:
        case ActionKind::HoldShiftEnd:
        case ActionKind::StartMessage:
        case ActionKind::StopMessage:
        case ActionKind::StandDownMajor:
        case ActionKind::Brief:
        case ActionKind::Decide: break;
    }
    return {};
}

}  // namespace fcr
