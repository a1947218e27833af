#include "sim/control_room/call_course.hpp"

#include "sim/control_room/network_leg.hpp"
#include "sim/control_room/ringing_loss.hpp"
#include "sim/control_room/spans.hpp"

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
    call.origin = caller.origin;
    call.attempt = caller.attempt;
    call.abandon_reason = AbandonReason::GaveUp;
    call.reason = RouteReason::None;
    call.outage = false;
    call.patience_is_moment = false;
    call.known = caller.known;
    call.matter = caller.matter;
    call.lineage = caller.lineage;
    // As a copy: to end an optional's value asks first whether there is one.
    call.pool = std::optional<PoolId>();
    call.handler = std::optional<HandlerId>();
    call.times = CallTimes{};
    call.times.dialled = caller.dialled;
    call.times.operator_answered = caller.operator_answered;
    call.times.operator_connect = caller.operator_connect;
    call.times.network_arrive = caller.network_arrive;
}

void CallCourse::draw_way(Caller& caller) const {
    const CompiledLine& line = scenario_.lines[scenario_.classes[caller.call_class].line];
    caller.network_arrive = caller.dialled;
    if (line.has_operator_leg) {
        draw_operator_leg(line, draws_.streams(), caller);
    }
}

void CallCourse::draw_work(Caller& caller) const {
    const CompiledClass& facts = scenario_.classes[caller.call_class];
    const EntityKey entity = entity_of(caller.key, caller.lineage);
    const Streams& streams = draws_.streams();
    const DrawBlock block = streams.block(Purpose::ArrivalOffset, entity);
    const ValuePair handling = values_of(facts.talk,
                                         streams.draw(block, Purpose::Talk, entity),
                                         facts.wrap_up,
                                         streams.draw(block, Purpose::WrapUp, entity));
    caller.draws.talk_s = handling.first;
    caller.draws.wrap_up_s = handling.second;
    caller.draws.patience_word = streams.draw(block, Purpose::Patience, entity).first_word();
    if (const auto& outbound = scenario_.follow_ups[caller.call_class].outbound) {
        Draw reached = draws_.draw(Purpose::Reached, entity);
        caller.reached = reached.next_uniform() < outbound->reached;
        if (!caller.reached) {
            caller.draws.talk_s =
                value_of(outbound->unreached, streams.draw(block, Purpose::Talk, entity));
            caller.draws.wrap_up_s = 0.0;
        }
    }
}

Duration CallCourse::span(EntityKey entity, Purpose purpose, const Distribution& law) const {
    return law.is_constant() ? duration_from_seconds(law.mean())
                             : span_of(law, draws_.draw(purpose, entity));
}

/// Those who leave do so at a moment spread evenly over the announcement: of the uniforms below the
/// two shares, the place within their share tells it.
CallCourse::Message CallCourse::message(const CallRecord& call) const {
    const CompiledLine& line = scenario_.lines[call.line];
    Message heard{.length = span(call, Purpose::Message, line.message)};
    if (line.message_leave_share + line.message_served_share <= 0.0) {
        return heard;
    }
    double place = uniform(call, Purpose::MessageLeave);
    double share = line.message_leave_share;
    if (place >= share) {
        place -= share;
        share = line.message_served_share;
        heard.reason = AbandonReason::ServedByMenu;
    }
    if (place < share) {
        heard.leaves = true;
        heard.length = duration_from_seconds(to_seconds(heard.length) * (place / share));
    }
    return heard;
}

bool CallCourse::balks(const CallRecord& call) const {
    const double probability = scenario_.classes[call.call_class].balk_probability;
    if (probability <= 0.0) {
        return false;
    }
    Draw draw = draws_.draw(Purpose::Balk, entity_of(call));
    return draw.next_uniform() < probability;
}

SimTime CallCourse::patience_end(const CallRecord& call, const CallDraws& draws) const {
    if (knows_patience_end(call)) [[unlikely]] {
        return kStartOfRun + Duration{static_cast<std::int64_t>(draws.patience_word)};
    }
    return drawn_patience_end(call, draws);
}

SimTime CallCourse::drawn_patience_end(const CallRecord& call, const CallDraws& draws) const {
    const CompiledClass& facts = scenario_.classes[call.call_class];
    if (facts.patient_for_ever) {
        return kNever;
    }
    const Draw draw(draws_.streams(), Purpose::Patience, entity_of(call), draws.patience_word);
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
    const DrawBlock words = delay_words(call, pool_id);
    call.pool = std::optional(pool_id);
    call.times.presented = presented;
    SimTime answered = presented;
    if (delays_[pool_id].pick_up) {
        answered += duration_from_seconds(
            pool.pick_up.sample(draws_.streams().draw(words, Purpose::PickUp, entity_of(call))));
        const SimTime gives_up = patience_end(call, draws);
        if (gives_up < answered) {
            lose_while_ringing(call, gives_up);
            return;
        }
    }
    const double factor = pool.handling_factor * handler_factor;
    const SimTime ended = answered + duration_from_seconds(draws.talk_s * factor);
    SimTime wrapped_up = ended + duration_from_seconds(draws.wrap_up_s * factor);
    if (!scenario_.plain) {
        wrapped_up += recording(call);
    }
    call.times.answered = answered;
    call.times.ended = ended;
    call.times.wrapped_up = wrapped_up;
    end_work(call, words);
}

void CallCourse::resume(
    CallRecord& call, Duration talk_left, Duration wrap_up_left, PoolId pool, SimTime from) const {
    call.pool = std::optional(pool);
    call.times.resumed = from;
    // A caller who has gone does not go again.
    if (call.times.ended == kNever) {
        call.times.ended = from + talk_left;
    }
    call.times.wrapped_up = from + talk_left + wrap_up_left;
    end_work(call, delay_words(call, pool));
}

/// The block of the pick-up and the gap, where the pool has either.
DrawBlock CallCourse::delay_words(const CallRecord& call, PoolId pool) const {
    const PoolDelays& delays = delays_[pool];
    return delays.pick_up || delays.after_call_gap
               ? draws_.streams().block(Purpose::PickUp, entity_of(call))
               : DrawBlock{};
}

/// The call is answered, and its handler ready a gap after the wrap-up.
void CallCourse::end_work(CallRecord& call, const DrawBlock& words) const {
    call.outcome = Outcome::Answered;
    call.times.ready = call.times.wrapped_up;
    if (delays_[*call.pool].after_call_gap) {
        call.times.ready += duration_from_seconds(scenario_.pools[*call.pool].after_call_gap.sample(
            draws_.streams().draw(words, Purpose::AfterCallGap, entity_of(call))));
    }
}

/// More work after some calls, such as recording a crime.
Duration CallCourse::recording(const CallRecord& call) const {
    const auto& recording = scenario_.follow_ups[call.call_class].recording;
    if (!recording || uniform(call, Purpose::Recording) >= recording->share) {
        return Duration::zero();
    }
    return span(call, Purpose::RecordingWork, recording->work);
}

}  // namespace fcr
