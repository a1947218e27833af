// Seats: how many handlers a pool has now, and who becomes free in them.
#include "sim/control_room/control_room.hpp"

#include <algorithm>

namespace fcr {

void ControlRoom::begin_seats() {
    for (Handler& handler : handlers_) {
        handler.phase = Phase::OffDuty;
        handler.next_idle = kNobody;
    }
    for (std::size_t row = 0; row < pools_.size(); ++row) {
        const double multiplier = pools_[PoolId{row}].multiplier;
        pools_[PoolId{row}] = PoolState{};
        pools_[PoolId{row}].multiplier = multiplier;
        pools_[PoolId{row}].followed = multiplier;
        if (scenario_.pools[PoolId{row}].rostered) {
            begin_shifts(PoolId{row});
        } else {
            on_seats(PoolId{row});
        }
    }
}

void ControlRoom::on_seats(PoolId pool_id) {
    if (pools_[pool_id].rostered) {
        on_shifts(pool_id);
        return;
    }
    const CompiledPool& facts = scenario_.pools[pool_id];
    const auto changes =
        scenario_.seat_changes.rows().subspan(facts.seat_changes.first, facts.seat_changes.count);
    PoolState& pool = pools_[pool_id];
    while (pool.next_change < changes.size() && changes[pool.next_change].from <= now()) {
        pool.planned = changes[pool.next_change].seats;
        ++pool.next_change;
    }
    SimTime next = pool.next_change < changes.size() ? changes[pool.next_change].from : kNever;
    pool.filled = pool.planned;
    const SeatPolicy* const employer = seat_policies_[pool_id];
    const bool withdrawn = facts.behaviour && facts.behaviour->plan.withdrawn_share > 0.0;
    if (employer != nullptr) [[unlikely]] {
        pool.filled = employer->seats({.at = now(), .planned = pool.planned});
    }
    if (withdrawn) [[unlikely]] {
        pool.presence = behaviours_[pool_id]->presence(view_of(pool_id));
    }
    if (employer != nullptr || withdrawn) [[unlikely]] {
        const SimTime quarter =
            kStartOfRun + ((now() - kStartOfRun) / kQuarterHour + 1) * kQuarterHour;
        next = quarter < scenario_.latest_end ? std::min(next, quarter) : next;
    }
    if (next < kNever) {
        calendar_.set(slot_of(pool_id), next);
    } else {
        calendar_.clear(slot_of(pool_id));
    }
    fill_seats(pool_id);
}

/// Brings the pool to the seats that are to be filled, less what disruptions take, at most its
/// fullest moment.
void ControlRoom::fill_seats(PoolId pool_id) {
    PoolState& pool = pools_[pool_id];
    pool.seats = pool.filled;
    if (pool.multiplier != 1.0 || pool.presence != 1.0) {
        const double seats = pool.filled * pool.multiplier * pool.presence + 1e-9;
        const double most = scenario_.pools[pool_id].seats_max;
        pool.seats = static_cast<std::uint32_t>(seats < most ? seats : most);
    }
    pool.seats = std::min(pool.seats + pool.called_in, scenario_.pools[pool_id].seats_max);
    if (takes_commands_) [[unlikely]] {
        pool.seats =
            std::min(ordered_seats(pool_id, pool.seats), scenario_.pools[pool_id].seats_max);
    }
    while (pool.on_duty > pool.seats && pool.idle > 0) {
        sign_off(pop_longest_idle(pool_id));
    }
    while (pool.on_duty < pool.seats) {
        sign_on(pool_id);
    }
    // Who has just come moves in the place of somebody with a call in hand.
    while (moves_count_ > 0 && pool.on_duty < pool.seats + about_to_move(pool_id)) {
        pass_on(pool_id);
    }
}

void ControlRoom::sign_on(PoolId pool_id) {
    const CompiledPool& facts = scenario_.pools[pool_id];
    PoolState& pool = pools_[pool_id];
    std::uint32_t row = facts.first_handler;
    while (handlers_[HandlerId{row}].phase != Phase::OffDuty) {
        ++row;
    }
    ++pool.on_duty;
    sink_.seat_taken({.at = now(),
                      .handler = HandlerId{row},
                      .pool = pool_id,
                      .signed_on = true,
                      .on_duty = pool.on_duty});
    become_ready(HandlerId{row});
}

void ControlRoom::sign_off(HandlerId handler_id) {
    PoolState& pool = pools_[handlers_[handler_id].pool];
    --pool.on_duty;
    enter(handler_id, Phase::OffDuty);
    calendar_.clear(slot_of(handler_id));
    sink_.seat_taken({.at = now(),
                      .handler = handler_id,
                      .pool = handlers_[handler_id].pool,
                      .signed_on = false,
                      .on_duty = pool.on_duty});
    if (moves_count_ > 0) [[unlikely]] {
        pass_on(handlers_[handler_id].pool);
    }
}

bool ControlRoom::leaves_now(HandlerId handler_id) const {
    const PoolState& pool = pools_[handlers_[handler_id].pool];
    return pool.on_duty > pool.seats && (!pool.rostered || is_due_elsewhere(handler_id));
}

void ControlRoom::push_idle(HandlerId handler_id) {
    Handler& handler = handlers_[handler_id];
    PoolState& pool = pools_[handler.pool];
    const auto row = static_cast<std::uint32_t>(handler_id.index());
    enter(handler_id, Phase::Idle);
    calendar_.clear(slot_of(handler_id));
    handler.ready = now();
    // Of those idle since one instant the first seat comes first, whoever was ready first in it.
    std::uint32_t before = pool.latest_idle;
    if (before != kNobody && before > row && handlers_[HandlerId{before}].ready == now())
        [[unlikely]] {
        before = kNobody;
        for (std::uint32_t next = pool.longest_idle;
             handlers_[HandlerId{next}].ready < now() || next < row;
             next = handlers_[HandlerId{next}].next_idle) {
            before = next;
        }
    }
    std::uint32_t& link =
        before == kNobody ? pool.longest_idle : handlers_[HandlerId{before}].next_idle;
    handler.next_idle = before == pool.latest_idle ? kNobody : link;
    link = row;
    if (handler.next_idle == kNobody) {
        pool.latest_idle = row;
    }
    ++pool.idle;
}

HandlerId ControlRoom::pop_longest_idle(PoolId pool_id) {
    PoolState& pool = pools_[pool_id];
    const HandlerId handler{pool.longest_idle};
    pool.longest_idle = handlers_[handler].next_idle;
    if (pool.longest_idle == kNobody) {
        pool.latest_idle = kNobody;
    }
    --pool.idle;
    return handler;
}

}  // namespace fcr
