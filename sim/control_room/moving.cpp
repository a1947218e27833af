// Moving people: by order they sit in another pool, come in from home, stay longer, or are lost.
#include "sim/control_room/control_room.hpp"

#include <algorithm>

namespace fcr {

/// The seats of a pool, of those that its plan and what befell it leave.
std::uint32_t ControlRoom::ordered_seats(PoolId pool, std::uint32_t planned) const {
    const PoolOrders& orders = pool_orders_[pool];
    std::uint32_t seats = planned;
    if (now() < orders.held_until) {
        seats = std::max(seats, orders.held);
    }
    // Whoever is not whole does not sit down.
    seats = static_cast<std::uint32_t>(seats * (1.0 - std::min(1.0, orders.lost_share)) + 1e-9);
    const std::uint32_t away = orders.lost + orders.moved_away + orders.at_desk;
    seats = orders.beside + (seats > away ? seats - away : 0);
    return orders.travels ? seats - (seats + 1) / 2 : seats;
}

/// Somebody has left the pool's calls: on the way to another pool if one has been asked for.
void ControlRoom::pass_on(PoolId from) {
    for (std::size_t row = 0; row < moves_count_; ++row) {
        MoveUnderWay& move = moves_[row];
        if (move.from == from) {
            later(move.log_in, {.effect = Effect::SeatsFill, .pool = move.to, .people = 1});
            one_has_left(row);
            return;
        }
    }
}

/// One fewer has still to leave for the move.
void ControlRoom::one_has_left(std::size_t row) {
    if (--moves_[row].people == 0) {
        std::copy(moves_.begin() + row + 1, moves_.begin() + moves_count_, moves_.begin() + row);
        --moves_count_;
    }
}

/// Seats that are left for people beside the plan: the scenario has room for some in each pool.
/// People of a roster bring their own.
std::uint32_t ControlRoom::seats_beside(PoolId pool) const {
    const CompiledPool& facts = scenario_.pools[pool];
    if (facts.rostered) {
        return kPeopleOfOrderMax;
    }
    std::uint32_t planned_max = 0;
    for (const SeatChange& change : scenario_.seat_changes.rows().subspan(
             facts.seat_changes.first, facts.seat_changes.count)) {
        planned_max = std::max(planned_max, change.seats);
    }
    const PoolOrders& orders = pool_orders_[pool];
    const std::uint32_t taken = planned_max + orders.beside + orders.coming;
    return facts.seats_max - std::min(facts.seats_max, taken);
}

std::uint32_t ControlRoom::about_to_move(PoolId from) const {
    std::uint32_t people = 0;
    for (std::size_t row = 0; row < moves_count_; ++row) {
        people += moves_[row].from == from ? moves_[row].people : 0;
    }
    return people;
}

/// Somebody who was called in goes, from wherever the supervisor has moved people since.
void ControlRoom::send_home(PoolId called_to) {
    PoolId from = called_to;
    for (std::size_t row = 0; row < pools_.size() && pool_orders_[from].beside == 0; ++row) {
        const PoolId other{row};
        if (scenario_.pools[other].employer == scenario_.pools[called_to].employer) {
            from = other;
        }
    }
    if (pool_orders_[from].beside > 0) {
        --pool_orders_[from].beside;
        fill_seats(from);
    }
}

bool ControlRoom::takes_emergencies(PoolId pool) const {
    for (std::size_t row = 0; row < scenario_.classes.size(); ++row) {
        if ((takes_classes_[pool] >> row & 1U) != 0 && is_emergency(CallClassId{row})) {
            return true;
        }
    }
    return false;
}

/// People at work in the pool who are not about to leave it.
std::uint32_t ControlRoom::people_at_calls(PoolId pool) const {
    const PoolState& state = pools_[pool];
    return state.rostered ? state.on_duty - std::min(state.on_duty, about_to_move(pool))
                          : std::min(state.on_duty, state.seats);
}

CommandAnswer ControlRoom::carry_out(const MoveStaff& order) {
    const CompiledPool& from = scenario_.pools[order.from];
    const CompiledPool& to = scenario_.pools[order.to];
    if (order.from == order.to) {
        return {.refusal = Refusal::SamePool};
    }
    if (from.rostered != to.rostered) {
        return {.refusal = Refusal::RosterAndSeats};
    }
    if (order.person) {
        if (!from.rostered) {
            return {.refusal = Refusal::NotNamed};
        }
        if (const Refusal refusal = may_move(*order.person, order.from); refusal != Refusal::None) {
            return {.refusal = refusal};
        }
    }
    if (from.employer != to.employer) {
        return {.refusal = Refusal::OtherEmployer};
    }
    if ((takes_classes_[order.to] & ~takes_classes_[order.from]) != 0) {
        return {.refusal = Refusal::NoSkill};
    }
    const std::uint32_t here = std::min(people_at_calls(order.from), kPeopleOfOrderMax);
    if (order.people == 0 || order.people > here) {
        return {.refusal = Refusal::TooFewOnDuty, .count = here};
    }
    if (takes_emergencies(order.from) && !takes_emergencies(order.to)) {
        std::uint32_t on_emergencies = 0;
        for (std::size_t row = 0; row < pools_.size(); ++row) {
            if (takes_emergencies(PoolId{row})) {
                on_emergencies += people_at_calls(PoolId{row});
            }
        }
        if (on_emergencies < order.people + order.emergency_min) {
            return {.refusal = Refusal::TooFewForEmergencies,
                    .count = on_emergencies - std::min(on_emergencies, order.people)};
        }
    }
    const std::uint32_t free = seats_beside(order.to);
    if (order.people > free) {
        return {.refusal = Refusal::NoSeatsFree, .count = free};
    }
    if (moves_count_ == moves_.size()) {
        return {.refusal = Refusal::TooMuchUnderWay};
    }
    pool_orders_[order.to].coming += order.people;
    moves_[moves_count_++] = {.from = order.from,
                              .to = order.to,
                              .people = order.people,
                              .log_in = order.log_in,
                              .person = order.person};
    const CommandAnswer answer{.effective = now() + order.log_in, .count = order.people};
    if (from.rostered) {
        let_movers_go(order.from);
        return answer;
    }
    // Those who came from elsewhere go first: the plan's own people stay what the plan says.
    PoolOrders& source = pool_orders_[order.from];
    const std::uint32_t guests = std::min(source.beside, order.people);
    source.beside -= guests;
    source.moved_away += order.people - guests;
    fill_seats(order.from);
    return answer;
}

CommandAnswer ControlRoom::carry_out(const CallIn& order) {
    PoolOrders& orders = pool_orders_[order.pool];
    if (scenario_.pools[order.pool].rostered) {
        return call_in_people(order);
    }
    const std::uint32_t left = order.list - std::min(order.list, orders.asked);
    if (order.people == 0 || order.people > std::min(left, kPeopleOfOrderMax)) {
        return {.refusal = Refusal::NobodyLeftToAsk, .count = std::min(left, kPeopleOfOrderMax)};
    }
    const std::uint32_t free = seats_beside(order.pool);
    if (order.people > free) {
        return {.refusal = Refusal::NoSeatsFree, .count = free};
    }
    CommandAnswer answer;
    const auto person_of = [&] {
        return (std::uint64_t{order.pool.index()} << 32U | orders.asked) + 1;
    };
    const std::uint64_t first = person_of();
    for (std::uint32_t asked = 0; asked < order.people; ++asked) {
        const std::uint64_t number = person_of();
        const EntityKey person{.family = kOffDutyFamily,
                               .member = std::uint64_t{order.pool.index()} << 32U | orders.asked++};
        if (course_.uniform(person, Purpose::Acceptance) >= order.accepts) {
            continue;
        }
        const double place = course_.uniform(person, Purpose::Travel);
        const Duration travel =
            order.travel_min +
            duration_from_seconds(place * to_seconds(order.travel_max - order.travel_min));
        later(travel,
              {.effect = Effect::SeatsFill,
               .pool = order.pool,
               .people = 1,
               .person = number,
               .earliest = now() + order.travel_min,
               .latest = now() + order.travel_max});
        later(travel + order.stay,
              {.effect = Effect::SeatsEmpty, .pool = order.pool, .people = 1, .person = number});
        ++orders.coming;
        ++answer.count;
        answer.effective = std::min(answer.effective, now() + travel);
    }
    effects_.tell_first(first, person_of(), answer.effective);
    return answer;
}

CommandAnswer ControlRoom::carry_out(const HoldShiftEnd& order) {
    PoolOrders& orders = pool_orders_[order.pool];
    const PoolState& pool = pools_[order.pool];
    orders.held = now() < orders.held_until ? std::max(orders.held, pool.filled) : pool.filled;
    orders.held_from = now() < orders.held_until ? orders.held_from : now();
    orders.held_until = std::max(orders.held_until, now() + order.length);
    if (scenario_.pools[order.pool].rostered) {
        for (std::size_t row = 0; row < handlers_.size(); ++row) {
            if (const HandlerId handler{row}; handlers_[handler].pool == order.pool) {
                set_shift_clock(handler);
                set_shift_slot(home_of(handler));
            }
        }
    } else {
        later(order.length, {.effect = Effect::HoldEnds, .pool = order.pool});
    }
    return {.effective = now(), .count = pool.on_duty};
}

}  // namespace fcr
