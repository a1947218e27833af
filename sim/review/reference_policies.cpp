#include "sim/review/reference_policies.hpp"

#include "agents/behaviour/reference_supervisor.hpp"

namespace fcr {
namespace {

SupervisorOrders decide(SupervisorRule rule,
                        Duration wait,
                        const RoomView& view,
                        const SupervisorOrders& in_force) {
    SupervisorPlan plan;
    plan.rule = rule;
    plan.wait = wait;
    return ReferenceSupervisor(plan).decide(view, in_force);
}

}  // namespace

std::optional<Command> order_of(ReferencePolicy policy,
                                const RoomView& view,
                                const SupervisorOrders& in_force,
                                const ActionTerms& terms) {
    switch (policy) {
        case ReferencePolicy::OpenOverflow: {
            const bool open =
                decide(SupervisorRule::OpenOverflow, kOverflowWait, view, in_force).overflow_open;
            return open == in_force.overflow_open
                       ? std::nullopt
                       : std::optional<Command>(
                             SetOverflow{.open = open, .notice = terms.overflow_notice});
        }
        case ReferencePolicy::AllToEmergencies: {
            const bool on = decide(SupervisorRule::AllToEmergencies, kEmergencyWait, view, in_force)
                                .emergencies_only;
            return on == in_force.emergencies_only
                       ? std::nullopt
                       : std::optional<Command>(SetEmergenciesOnly{.on = on});
        }
        case ReferencePolicy::AskEarly:
            if (view.emergencies_waiting == 0 || !terms.pass_back) {
                return std::nullopt;
            }
            return SetDiversion{.on = true,
                                .share = terms.aid_share,
                                .lead = terms.aid_lead,
                                .length = terms.aid_length,
                                .pass_back = *terms.pass_back,
                                .pass_back_lag = terms.pass_back_lag};
    }
    return std::nullopt;
}

}  // namespace fcr
