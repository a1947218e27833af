// Behaving: where people of a pool act otherwise than the rules say.
#include "sim/base/check.hpp"
#include "sim/control_room/control_room.hpp"

namespace fcr {
namespace {

/// High byte of the keys of padding calls; see arrival_streams.cpp for those of other streams.
constexpr std::uint64_t kPaddingKeys = std::uint64_t{0xFC} << 56U;
constexpr unsigned kPoolShift = 40;
constexpr std::uint64_t kOrdinals = (std::uint64_t{1} << kPoolShift) - 1;
/// Ordinals of a run that goes on where others ended begin behind theirs: at most 24,000 a day.
constexpr std::uint64_t kOrdinalsOfDay = std::uint64_t{1} << 16U;

}  // namespace

void ControlRoom::make_behaviours(const RoomPeople& people) {
    supervisor_ = people.supervisor;
    FCR_CHECK(!scenario_.supervisor || supervisor_ != nullptr,
              "a room with a supervisor needs somebody who decides");
    for (std::size_t row = 0; row < pools_.size(); ++row) {
        const PoolId pool{row};
        const CompiledPool& facts = scenario_.pools[pool];
        behaviours_[pool] = row < people.pools.size() ? people.pools[row] : nullptr;
        FCR_CHECK(!facts.behaviour || behaviours_[pool] != nullptr,
                  "a pool whose people have a behaviour needs somebody who decides");
        seat_policies_[pool] = row < people.seats.size() ? people.seats[row] : nullptr;
        FCR_CHECK(!facts.rostered || seat_policies_[pool] == nullptr,
                  "people on a roster have shifts, not seats");
        std::uint64_t classes = 0;
        for (const PoolLane& entry :
             scenario_.pool_lanes.rows().subspan(facts.lanes.first, facts.lanes.count)) {
            classes |= std::uint64_t{1} << scenario_.lanes[entry.lane].call_class.index();
        }
        takes_classes_[pool] = classes;
    }
}

Duration ControlRoom::time_of_day(SimTime at) const {
    const Duration of_day = (at - scenario_.measured_from) % kWholeDay;
    return of_day < Duration::zero() ? of_day + kWholeDay : of_day;
}

PoolView ControlRoom::view_of(PoolId pool_id) const {
    const PoolState& pool = pools_[pool_id];
    PoolView view{.of_day = time_of_day(now()), .on_duty = pool.on_duty, .free = pool.idle};
    for (std::size_t row = 0; row < scenario_.classes.size() && counts_.waiting > 0; ++row) {
        if ((takes_classes_[pool_id] >> row & 1U) != 0) {
            view.waiting += calls_.waiting(CallClassId{row});
        }
    }
    return view;
}

/// The next call among those that the people do not pass over, and only if there is none the next
/// of all. By the supervisor's word emergencies may be all that is taken, the wait alone may
/// decide, and calls of other people's may be taken where there is none of their own.
std::optional<NextCall> ControlRoom::find_call_by_people(PoolId pool,
                                                         std::uint32_t free_handlers) const {
    const HandlerBehaviour* const people = behaviours_[pool];
    const auto may_be_taken = [&](const CallRecord& call) {
        return !orders_.emergencies_only || is_emergency(call.call_class);
    };
    const auto find = [&](auto wanted) {
        return calls_.next_where(pool, free_handlers, now(), scenario_.ageing, wanted);
    };
    if (people != nullptr) {
        const auto first = find([&](const CallRecord& call) {
            return may_be_taken(call) && !people->passes_over(now() - call.times.offered);
        });
        if (first) {
            return first;
        }
    }
    const std::optional<NextCall> own =
        room_orders_.longest_wait ? find_longest_wait(pool, free_handlers) : find(may_be_taken);
    return own || !room_orders_.spill.on ? own : find_spilled(pool);
}

double ControlRoom::pace(PoolId pool) const {
    return behaviours_[pool] == nullptr ? 1.0 : behaviours_[pool]->pace(view_of(pool));
}

void ControlRoom::begin_padding() {
    for (std::size_t row = 0; row < pools_.size(); ++row) {
        const auto& behaviour = scenario_.pools[PoolId{row}].behaviour;
        if (behaviour && behaviour->plan.padding_per_hour > 0.0) {
            const auto days_before = static_cast<std::uint64_t>(scenario_.days_before);
            plan_padding(PoolId{row}, days_before * kOrdinalsOfDay, kStartOfRun);
        }
    }
}

/// The moments of padding are a Poisson process of its hours; at each the people decide.
void ControlRoom::plan_padding(PoolId pool, std::uint64_t ordinal, SimTime after) {
    const CompiledBehaviour& behaviour = *scenario_.pools[pool].behaviour;
    Caller caller;
    caller.key = kPaddingKeys | std::uint64_t{pool.index()} << kPoolShift | ordinal;
    caller.origin = Origin::Padding;
    caller.known = true;
    caller.call_class = behaviour.plan.padding_class;
    const Distribution gap = Distribution::exponential(3600.0 / behaviour.plan.padding_per_hour);
    caller.dialled = after + behaviour.plan.padding_hours.until_passed(
                                 time_of_day(after),
                                 course_.span(entity_of(caller.key, 1), Purpose::PaddingGap, gap));
    if (caller.dialled >= scenario_.measured_until) {
        return;
    }
    course_.draw_way(caller);
    plan(caller);
}

/// A moment of padding has come, or the call that was decided on at it reaches the force. True when
/// there is a call: then its work is drawn.
bool ControlRoom::pads(Caller& caller) {
    const PoolId pool{static_cast<std::size_t>((caller.key & ~kPaddingKeys) >> kPoolShift)};
    plan_padding(pool, (caller.key & kOrdinals) + 1, now());
    if (!behaviours_[pool]->pads(view_of(pool))) {
        return false;
    }
    course_.draw_work(caller);
    const Distribution& talk = scenario_.pools[pool].behaviour->padding_talk;
    caller.draws.talk_s = to_seconds(course_.span(entity_of(caller.key, 1), Purpose::Talk, talk));
    caller.draws.wrap_up_s = 0.0;
    return true;
}

}  // namespace fcr
