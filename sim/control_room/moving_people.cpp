// Moving people who work shifts of a roster: each is somebody, with a shift, breaks and a pace that
// go along.
#include "sim/control_room/control_room.hpp"

#include <algorithm>

namespace fcr {
namespace {

/// Off-duty people of a roster as entities of draws, apart from those of pools with seats.
std::uint64_t off_duty_member(PoolId pool, std::uint32_t post) {
    constexpr std::uint64_t kOfRoster = std::uint64_t{1} << 31U;
    return std::uint64_t{pool.index()} << 32U | kOfRoster | post;
}

}  // namespace

Refusal ControlRoom::may_move(HandlerId person, PoolId from) const {
    if (person.index() >= people_.size() || handlers_[person].pool != from ||
        !people_[person].at_work || people_[person].leaving) {
        return Refusal::NotThere;
    }
    return handlers_[person].phase == Phase::OnBreak ? Refusal::OnBreak : Refusal::None;
}

/// The move that the person is to follow when free.
std::optional<std::size_t> ControlRoom::move_of(HandlerId person) const {
    for (std::size_t row = 0; row < moves_count_; ++row) {
        const MoveUnderWay& move = moves_[row];
        if (move.from == handlers_[person].pool && (!move.person || *move.person == person)) {
            return row;
        }
    }
    return std::nullopt;
}

/// Whoever is free goes at once, the longest idle first.
void ControlRoom::let_movers_go(PoolId from) {
    std::uint32_t next = pools_[from].longest_idle;
    while (next != kNobody) {
        const HandlerId person{next};
        next = handlers_[person].next_idle;
        if (move_of(person)) {
            leave_idle(person);
            leave_calls(person);
        }
    }
}

/// Leaves its calls for another pool's. The way there is like a break.
void ControlRoom::leave_for_pool(HandlerId handler) {
    const std::size_t row = *move_of(handler);
    const MoveUnderWay move = moves_[row];
    one_has_left(row);
    leave_seat(handler, {.reason = SeatReason::Moved, .planned = now()});
    sit_in(handler, move.to);
    people_[handler].break_until = now() + move.log_in;
    people_[handler].break_reason = SeatReason::Moved;
}

void ControlRoom::sit_in(HandlerId handler, PoolId pool) {
    const bool was_away = handlers_[handler].pool != home_of(handler);
    const bool is_away = pool != home_of(handler);
    guests_ += (is_away ? 1U : 0U) - (was_away ? 1U : 0U);
    handlers_[handler].pool = pool;
}

/// Somebody who goes home follows no order any more that was for this person alone.
void ControlRoom::forget_move(HandlerId person) {
    if (moves_count_ == 0) {
        return;
    }
    const std::optional<std::size_t> row = move_of(person);
    if (row && moves_[*row].person) {
        --pool_orders_[moves_[*row].to].coming;
        one_has_left(*row);
    }
}

/// Whether the person could come now and still have its rest before and after.
bool ControlRoom::could_come(HandlerId handler, const CallIn& order) const {
    const Person& person = people_[handler];
    const Rows shifts = scenario_.persons[handler].shifts;
    if (person.at_work || person.asked) {
        return false;
    }
    if (person.shift > shifts.first &&
        now() < scenario_.shifts[ShiftId{person.shift - 1}].until + order.rest) {
        return false;
    }
    const SimTime goes = now() + order.travel_max + order.stay;
    return person.shift == shifts.first + shifts.count ||
           goes + order.rest <= scenario_.shifts[ShiftId{person.shift}].from;
}

CommandAnswer ControlRoom::call_in_people(const CallIn& order) {
    const CompiledPool& facts = scenario_.pools[order.pool];
    PoolOrders& orders = pool_orders_[order.pool];
    std::uint32_t left = 0;
    for (std::uint32_t row = 0; row < facts.seats_max; ++row) {
        left += could_come(HandlerId{facts.first_handler + row}, order);
    }
    left = std::min({left, order.list - std::min(order.list, orders.asked), kPeopleOfOrderMax});
    if (order.people == 0 || order.people > left) {
        return {.refusal = Refusal::NobodyLeftToAsk, .count = left};
    }
    CommandAnswer answer;
    std::uint32_t to_ask = order.people;
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    for (std::uint32_t row = 0; to_ask > 0; ++row) {
        const HandlerId handler{facts.first_handler + row};
        if (!could_come(handler, order)) {
            continue;
        }
        --to_ask;
        ++orders.asked;
        people_[handler].asked = true;
        const EntityKey key{.family = kOffDutyFamily, .member = off_duty_member(order.pool, row)};
        if (course_.uniform(key, Purpose::Acceptance) >= order.accepts) {
            continue;
        }
        const Duration travel =
            order.travel_min +
            duration_from_seconds(course_.uniform(key, Purpose::Travel) *
                                  to_seconds(order.travel_max - order.travel_min));
        last = key.member + 1;
        first = first == 0 ? last : first;
        later(travel,
              {.effect = Effect::PersonComes,
               .pool = order.pool,
               .people = static_cast<std::uint32_t>(handler.index()),
               .person = last,
               .stay = order.stay,
               .earliest = now() + order.travel_min,
               .latest = now() + order.travel_max});
        ++orders.coming;
        ++answer.count;
        answer.effective = std::min(answer.effective, now() + travel);
    }
    effects_.tell_first(first, last + 1, answer.effective);
    return answer;
}

/// Works until then beside the shifts of the roster.
void ControlRoom::begin_extra_shift(HandlerId handler, SimTime until) {
    Person& person = people_[handler];
    if (person.at_work) {
        person.leaving = person.leaving && until <= now();  // had not left yet
    } else {
        person.extra = {.from = now(), .until = until, .day = 0, .breaks = {}};
        person.works_extra = true;
        person.on_shift_since = now();
        person.at_work = true;
        person.leaving = false;
        person.breaks_begun = 0;
        person.breaks_due = 0;
        take_seat(handler, {.reason = SeatReason::Shift, .planned = now()});
        become_ready(handler);
    }
    set_shift_clock(handler);
    set_shift_slot(home_of(handler));
}

EntityKey ControlRoom::person_key(HandlerId person) const {
    return {.family = kOffDutyFamily,
            .member = off_duty_member(home_of(person), scenario_.persons[person].post)};
}

/// So many of those at work go, each drawn; the rest of their shifts is lost unless they return.
std::uint32_t ControlRoom::lose_people(PoolId pool, std::uint32_t people) {
    std::uint32_t gone = 0;
    for (; gone < people; ++gone) {
        std::optional<HandlerId> next;
        double lowest = 1.0;
        for (std::size_t row = 0; row < handlers_.size(); ++row) {
            const HandlerId handler{row};
            const Person& person = people_[handler];
            if (handlers_[handler].pool != pool || !person.at_work || person.leaving) {
                continue;
            }
            if (const double place = course_.uniform(person_key(handler), Purpose::Sickness);
                place < lowest) {
                lowest = place;
                next = handler;
            }
        }
        if (!next) {
            break;
        }
        people_[*next].lost_until = shift_end(*next);
        people_[*next].lost_from = pool;
        end_shift(*next);
        set_shift_clock(*next);
        set_shift_slot(home_of(*next));
    }
    return gone;
}

/// So many of those who were lost come back, whose shift is not over.
std::uint32_t ControlRoom::return_people(PoolId pool, std::uint32_t people) {
    std::uint32_t back = 0;
    for (std::size_t row = 0; row < people_.size() && people > 0; ++row) {
        const HandlerId handler{row};
        Person& person = people_[handler];
        if (person.lost_until == kStartOfRun || person.lost_from != pool) {
            continue;
        }
        --people;
        if (person.lost_until > now()) {
            ++back;
            begin_extra_shift(handler, person.lost_until);
        }
        person.lost_until = kStartOfRun;
    }
    return back;
}

}  // namespace fcr
