#include "sim/review/reference_policies.hpp"

#include "agents/behaviour/reference_supervisor.hpp"

namespace fcr {
namespace {

bool wants_overflow(const PolicyView& view) {
    SupervisorPlan plan;
    plan.rule = SupervisorRule::OpenOverflow;
    plan.wait = kOverflowWait;
    return ReferenceSupervisor(plan).decide(view.room, view.ordered).overflow_open;
}

/// 999 comes first as it is; what this adds is people who are kept free for it, so it must last.
bool wants_emergencies_only(const PolicyView& view) {
    return view.room.longest_emergency_wait >= kEmergencyWait ||
           (view.ordered.emergencies_only && view.quiet_min < kQuietMinutes);
}

}  // namespace

std::optional<Command> order_of(ReferencePolicy policy,
                                const PolicyView& view,
                                const ActionTerms& terms) {
    switch (policy) {
        case ReferencePolicy::OpenOverflow: {
            const bool open = wants_overflow(view);
            return open == view.ordered.overflow_open
                       ? std::nullopt
                       : std::optional<Command>(
                             SetOverflow{.open = open, .notice = terms.overflow_notice});
        }
        case ReferencePolicy::AllToEmergencies: {
            const bool on = wants_emergencies_only(view);
            return on == view.ordered.emergencies_only
                       ? std::nullopt
                       : std::optional<Command>(SetEmergenciesOnly{.on = on});
        }
        case ReferencePolicy::AskEarly:
            if (view.room.emergencies_waiting == 0 || !terms.pass_back) {
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
