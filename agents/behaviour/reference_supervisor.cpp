#include "agents/behaviour/reference_supervisor.hpp"

namespace fcr {

SupervisorOrders ReferenceSupervisor::decide(const RoomView& view,
                                             const SupervisorOrders& in_force) const {
    SupervisorOrders orders;
    switch (plan_.rule) {
        case SupervisorRule::DoNothing: break;
        case SupervisorRule::OpenOverflow:
            orders.overflow_open =
                view.others_waiting > 0 &&
                (in_force.overflow_open || view.longest_other_wait >= plan_.wait);
            break;
        case SupervisorRule::AllToEmergencies:
            orders.emergencies_only =
                view.emergencies_waiting > 0 &&
                (in_force.emergencies_only || view.longest_emergency_wait >= plan_.wait);
            break;
        case SupervisorRule::AskEarly:
            orders.call_in = view.emergencies_waiting + view.others_waiting >= plan_.queue;
            break;
    }
    return orders;
}

Duration ReferenceSupervisor::quiet_for(const RoomView& view,
                                        const SupervisorOrders& in_force) const {
    switch (plan_.rule) {
        case SupervisorRule::DoNothing: return kLongestSpan;
        case SupervisorRule::OpenOverflow:
            return in_force.overflow_open ? kLongestSpan : plan_.wait - view.longest_other_wait;
        case SupervisorRule::AllToEmergencies:
            return in_force.emergencies_only ? kLongestSpan
                                             : plan_.wait - view.longest_emergency_wait;
        case SupervisorRule::AskEarly: return Duration::zero();  // any number may come at once
    }
    return Duration::zero();
}

}  // namespace fcr
