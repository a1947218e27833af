#include "sim/control_room/call_course.hpp"

namespace fcr {

CallCourse::CallCourse(const CompiledScenario& scenario)
    : scenario_(scenario), delays_(scenario.pools.size()) {
    for (std::size_t row = 0; row < scenario.pools.size(); ++row) {
        const CompiledPool& pool = scenario.pools[PoolId{row}];
        delays_[PoolId{row}] = {.pick_up = !pool.pick_up.is_zero(),
                                .after_call_gap = !pool.after_call_gap.is_zero()};
    }
}

void CallCourse::begin_record(CallRecord& call,
                              const Caller& caller,
                              LineId line,
                              std::uint64_t number) const {
    call.number = number;
    call.caller = caller.key;
    call.line = line;
    call.call_class = caller.call_class;
    call.outcome = Outcome::Unfinished;
    call.route_step = 0;
    // As a copy: to end an optional's value asks first whether there is one.
    call.pool = std::optional<PoolId>();
    call.handler = std::optional<HandlerId>();
    call.times = CallTimes{};
    call.times.dialled = caller.dialled;
    call.times.operator_answered = caller.operator_answered;
    call.times.operator_connect = caller.operator_connect;
    call.times.network_arrive = caller.network_arrive;
}

Duration CallCourse::message(const CallRecord& call) const {
    const Draw draw = streams_.draw(Purpose::Message, call_entity(call.caller));
    return duration_from_seconds(scenario_.lines[call.line].message.sample(draw));
}

bool CallCourse::balks(const CallRecord& call) const {
    const double probability = scenario_.classes[call.call_class].balk_probability;
    if (probability <= 0.0) {
        return false;
    }
    Draw draw = streams_.draw(Purpose::Balk, call_entity(call.caller));
    return draw.next_uniform() < probability;
}

SimTime CallCourse::patience_end(const CallRecord& call, const CallDraws& draws) const {
    const CompiledClass& facts = scenario_.classes[call.call_class];
    if (facts.patient_for_ever) {
        return kNever;
    }
    const Draw draw(streams_, Purpose::Patience, call_entity(call.caller), draws.patience_word);
    const Duration patience = duration_from_seconds(facts.patience.sample(draw));
    const SimTime offered = call.times.offered;
    return patience >= kNever - offered ? kNever : offered + patience;
}

void CallCourse::ring(CallRecord& call,
                      const CallDraws& draws,
                      PoolId pool_id,
                      SimTime presented,
                      double handler_factor) const {
    const CompiledPool& pool = scenario_.pools[pool_id];
    const PoolDelays delays = delays_[pool_id];
    call.pool = std::optional(pool_id);
    call.times.presented = presented;
    SimTime answered = presented;
    if (delays.pick_up) {
        const Draw pick_up = streams_.draw(Purpose::PickUp, call_entity(call.caller));
        answered += duration_from_seconds(pool.pick_up.sample(pick_up));
        const SimTime gives_up = patience_end(call, draws);
        if (gives_up < answered) {
            call.outcome = Outcome::Abandoned;
            call.times.abandoned = gives_up;
            call.times.ended = gives_up;
            call.times.ready = gives_up;
            return;
        }
    }
    const double factor = pool.handling_factor * handler_factor;
    const auto handling = [factor](double seconds) {
        return duration_from_seconds(seconds * factor);
    };
    const SimTime ended = answered + handling(draws.talk_s);
    const SimTime wrapped_up = ended + handling(draws.wrap_up_s);
    call.outcome = Outcome::Answered;
    call.times.answered = answered;
    call.times.ended = ended;
    call.times.wrapped_up = wrapped_up;
    call.times.ready = wrapped_up;
    if (delays.after_call_gap) {
        const Draw gap = streams_.draw(Purpose::AfterCallGap, call_entity(call.caller));
        call.times.ready += duration_from_seconds(pool.after_call_gap.sample(gap));
    }
}

}  // namespace fcr
