// What is left of a call of which something is over, given how long it has lasted.
#include "sim/control_room/call_course.hpp"
#include "sim/control_room/ringing_loss.hpp"
#include "sim/control_room/spans.hpp"

#include <algorithm>

namespace fcr {
namespace {

/// What is under way ends later than now.
constexpr Duration kSoonest{1};
/// Refusals after which what is left is drawn without the parts that are not told apart.
constexpr std::uint32_t kAttemptsOfWorkMax = 1'000;

/// The end of a span of the law that began at `since` and has not ended by now.
SimTime end_beyond(const Distribution& law, const Draw& draw, SimTime since, SimTime now) {
    const Duration span = duration_from_seconds(law.sample_beyond(to_seconds(now - since), draw));
    return span >= kNever - since ? kNever : std::max(since + span, now + kSoonest);
}

}  // namespace

SimTime CallCourse::patience_left(const CallRecord& call, SimTime since, SimTime now) const {
    const CompiledClass& facts = scenario_.classes[call.call_class];
    if (facts.patient_for_ever) {
        return kNever;
    }
    return end_beyond(
        facts.patience, draws_.streams().draw(Purpose::Patience, entity_of(call)), since, now);
}

SimTime CallCourse::gap_left(PoolId pool, EntityKey entity, SimTime since, SimTime now) const {
    return end_beyond(scenario_.pools[pool].after_call_gap,
                      draws_.streams().draw(Purpose::AfterCallGap, entity),
                      since,
                      now);
}

/// The wrap-up that comes after the talk, all of it yet to come, and the gap.
void CallCourse::draw_wrap_up(CallRecord& call,
                              CallDraws& draws,
                              PoolId pool,
                              double factor) const {
    call.times.wrapped_up =
        call.times.ended + duration_from_seconds(draws.wrap_up_s * factor) + recording(call);
    end_work(call, delay_words(call, pool));
}

void CallCourse::draw_all_of_wrap_up(CallRecord& call, RoomWork& work, PoolId pool) const {
    work.draws.wrap_up_s = value_of(scenario_.classes[call.call_class].wrap_up,
                                    draws_.streams().draw(Purpose::WrapUp, entity_of(call)));
    draw_wrap_up(call, work.draws, pool, scenario_.pools[pool].handling_factor * work.factor);
}

void CallCourse::draw_rest_of_ringing(
    CallRecord& call, CallDraws& draws, PoolId pool, double handler_factor, SimTime now) const {
    const CompiledPool& people = scenario_.pools[pool];
    const SimTime answered = end_beyond(people.pick_up,
                                        draws_.streams().draw(Purpose::PickUp, entity_of(call)),
                                        call.times.presented,
                                        now);
    const SimTime gives_up = patience_left(call, call.times.offered, now);
    call.times.answered = kNever;
    call.times.abandoned = kNever;
    call.times.wrapped_up = kNever;
    if (gives_up < answered) {
        lose_while_ringing(call, gives_up);
        return;
    }
    const double factor = people.handling_factor * handler_factor;
    call.times.answered = answered;
    call.times.ended = answered + duration_from_seconds(draws.talk_s * factor);
    draw_wrap_up(call, draws, pool, factor);
}

/// Whether the force has reached somebody whom it rings is not known while that rings or talks:
/// drawn together with the talk until both agree with how long it has lasted.
void CallCourse::draw_rest_of_talk(
    CallRecord& call, RoomWork& work, PoolId pool, const ForkSeed& seed, SimTime now) {
    const CompiledClass& facts = scenario_.classes[call.call_class];
    const double factor = scenario_.pools[pool].handling_factor * work.factor;
    const SimTime begun = taken_up(call.times) - work.talk_spent;
    const double age_s = to_seconds(now - begun) / factor;
    const EntityKey entity = entity_of(call);
    const auto& outbound = scenario_.follow_ups[call.call_class].outbound;
    work.reached = true;
    work.draws.wrap_up_s = value_of(facts.wrap_up, draws_.streams().draw(Purpose::WrapUp, entity));
    if (outbound) {
        bool agrees = false;
        for (std::uint32_t attempt = 1; attempt < kAttemptsOfWorkMax && !agrees; ++attempt) {
            const Streams streams = seed.streams(attempt);
            Draw reached = streams.draw(Purpose::Reached, entity);
            work.reached = reached.next_uniform() < outbound->reached;
            const Draw talk = streams.draw(Purpose::Talk, entity);
            work.draws.talk_s = value_of(work.reached ? facts.talk : outbound->unreached, talk);
            agrees = work.draws.talk_s > age_s;
        }
        if (!work.reached) {
            work.draws.wrap_up_s = 0.0;
        }
    }
    if (!outbound || work.draws.talk_s <= age_s) {
        work.draws.talk_s =
            facts.talk.sample_beyond(age_s, draws_.streams().draw(Purpose::Talk, entity));
    }
    call.times.ended =
        std::max(begun + duration_from_seconds(work.draws.talk_s * factor), now + kSoonest);
    draw_wrap_up(call, work.draws, pool, factor);
}

/// A wrap-up with more work behind it looks like any other: the two are drawn together until they
/// last longer than it has.
void CallCourse::draw_rest_of_wrap_up(
    CallRecord& call, RoomWork& work, PoolId pool, const ForkSeed& seed, SimTime now) {
    const CompiledClass& facts = scenario_.classes[call.call_class];
    const double factor = scenario_.pools[pool].handling_factor * work.factor;
    const SimTime begun = talked_until(call.times) - work.wrap_up_spent;
    const EntityKey entity = entity_of(call);
    SimTime wrapped_up = begun;
    if (scenario_.follow_ups[call.call_class].recording) {
        for (std::uint32_t attempt = 1; attempt < kAttemptsOfWorkMax && wrapped_up <= now;
             ++attempt) {
            draws_.reset(seed.streams(attempt));
            work.draws.wrap_up_s =
                value_of(facts.wrap_up, draws_.streams().draw(Purpose::WrapUp, entity));
            wrapped_up =
                begun + duration_from_seconds(work.draws.wrap_up_s * factor) + recording(call);
        }
        draws_.reset(seed.streams());
    }
    if (wrapped_up <= now) {
        work.draws.wrap_up_s = facts.wrap_up.sample_beyond(
            to_seconds(now - begun) / factor, draws_.streams().draw(Purpose::WrapUp, entity));
        wrapped_up =
            std::max(begun + duration_from_seconds(work.draws.wrap_up_s * factor), now + kSoonest);
    }
    call.times.wrapped_up = wrapped_up;
    end_work(call, delay_words(call, pool));
}

}  // namespace fcr
