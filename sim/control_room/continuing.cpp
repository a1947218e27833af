// Continuing: what a supervisor orders beyond calls and seats. Breaks, records, desks, another
// site.
#include "sim/control_room/control_room.hpp"

#include <algorithm>

namespace fcr {

CommandAnswer ControlRoom::carry_out(const MoveBreaks& order) {
    if (!scenario_.pools[order.pool].rostered) {
        return {.refusal = Refusal::NoRoster};
    }
    const SimTime until = now() + order.length;
    CommandAnswer answer{.effective = order.cancel ? now() : until};
    for (std::size_t row = 0; row < people_.size(); ++row) {
        const HandlerId handler{row};
        Person& person = people_[handler];
        if (handlers_[handler].pool != order.pool || !person.at_work || person.leaving) {
            continue;
        }
        const Rows breaks = shift_of(person).breaks;
        for (std::uint32_t pause = person.breaks_due; pause < breaks.first + breaks.count;
             ++pause) {
            const std::uint64_t bit = break_bit(pause - breaks.first);
            if (break_from(person, pause) >= until || (person.breaks_lost & bit) != 0) {
                continue;
            }
            if (order.cancel) {
                person.breaks_lost |= bit;
            } else {
                person.breaks_moved |= bit;
                person.breaks_moved_to = until;
            }
            ++answer.count;
        }
        set_shift_clock(handler);
        set_shift_slot(home_of(handler));
    }
    return answer.count > 0 ? answer : CommandAnswer{.refusal = Refusal::NoBreaksToCome};
}

CommandAnswer ControlRoom::carry_out(const Reconcile& order) {
    const std::uint32_t calls = std::min(order.calls, paper_records_count_);
    if (calls == 0) {
        return {.refusal = Refusal::NothingToReconcile};
    }
    for (std::uint32_t row = 0; row < calls; ++row) {
        type_in(row, order.back_record, now());
    }
    const auto records = paper_records_.rows().first(paper_records_count_);
    std::copy(records.begin() + calls, records.end(), records.begin());
    paper_records_count_ -= calls;
    return {.effective = now(), .count = calls};
}

CommandAnswer ControlRoom::carry_out(const SetTriage& order) {
    const bool is_on = (room_orders_.messages & kHearsTriage) != 0;
    if (is_on == order.on) {
        return {.refusal = Refusal::AlreadySo};
    }
    if (order.on) {
        room_orders_.triage = order;
        room_orders_.messages |= kHearsTriage;
    } else {
        room_orders_.messages &= static_cast<std::uint8_t>(~kHearsTriage);
    }
    return {.effective = now()};
}

CommandAnswer ControlRoom::carry_out(const StaffDesk& order) {
    if (scenario_.pools[order.pool].rostered) {
        return {.refusal = Refusal::OnRoster};
    }
    PoolOrders& orders = pool_orders_[order.pool];
    ++room_orders_.desk_round;
    const std::uint32_t sat = orders.at_desk;
    if (!order.on) {
        orders.at_desk = 0;
        fill_seats(order.pool);
        return {.effective = now(), .count = sat};
    }
    const std::uint32_t here = std::min(pools_[order.pool].on_duty, pools_[order.pool].seats);
    const std::uint32_t go = std::min({order.people, here, kPeopleOfOrderMax});
    if (go == 0) {
        return {.refusal = Refusal::TooFewOnDuty};
    }
    later(order.lead,
          {.effect = Effect::DeskFills,
           .pool = order.pool,
           .people = go,
           .round = room_orders_.desk_round});
    return {.effective = now() + order.lead, .count = go};
}

CommandAnswer ControlRoom::carry_out(const OpenBureau& order) {
    if (room_orders_.bureau_asked == order.on) {
        return {.refusal = Refusal::AlreadySo};
    }
    room_orders_.bureau_asked = order.on;
    ++room_orders_.bureau_round;
    if (!order.on) {
        room_orders_.messages &= static_cast<std::uint8_t>(~kHearsBureau);
        return {.effective = now()};
    }
    room_orders_.bureau_share = order.share;
    later(order.lead, {.effect = Effect::BureauOpens, .round = room_orders_.bureau_round});
    return {.effective = now() + order.lead};
}

CommandAnswer ControlRoom::carry_out(const FallBack& order) {
    const SiteOrder site = room_orders_.site;
    if (site == SiteOrder::Leaving || site == SiteOrder::Returning) {
        return {.refusal = Refusal::OnTheWay};
    }
    if ((site == SiteOrder::Away) == order.on) {
        return {.refusal = Refusal::AlreadySo};
    }
    if (!order.on && room_orders_.command_and_control_down) {
        return {.refusal = Refusal::SystemStillDown};
    }
    for (std::size_t row = 0; row < pools_.size(); ++row) {
        if (is_of_force(PoolId{row}) && scenario_.pools[PoolId{row}].rostered) {
            return {.refusal = Refusal::OnRoster};
        }
    }
    CommandAnswer answer{.effective = now() + 2 * order.travel};
    room_orders_.site = order.on ? SiteOrder::Leaving : SiteOrder::Returning;
    room_orders_.halves_to_come = 2;
    if (order.on) {
        room_orders_.site_factor = order.handling_factor;
    }
    for (std::size_t row = 0; row < pools_.size(); ++row) {
        const PoolId pool{row};
        if (is_of_force(pool)) {
            answer.count += pools_[pool].on_duty;
            pool_orders_[pool].travels = true;
            fill_seats(pool);
        }
    }
    later(order.travel, {.effect = Effect::HalfArrives});
    later(2 * order.travel, {.effect = Effect::HalfArrives});
    return answer;
}

/// Half of the force's people are there: the other half sets off, or all are there.
void ControlRoom::arrive_at_site() {
    if (--room_orders_.halves_to_come == 0) {
        room_orders_.site =
            room_orders_.site == SiteOrder::Leaving ? SiteOrder::Away : SiteOrder::Home;
        for (std::size_t row = 0; row < pools_.size(); ++row) {
            if (pool_orders_[PoolId{row}].travels) {
                pool_orders_[PoolId{row}].travels = false;
                fill_seats(PoolId{row});
            }
        }
    }
    apply_stages();
}

bool ControlRoom::is_of_force(PoolId pool) const {
    return !scenario_.employers[scenario_.pools[pool].employer].contractor;
}

UnreconciledSight ControlRoom::sight_of_unreconciled() const {
    return {.count = paper_records_count_,
            .oldest = paper_records_count_ == 0 ? Duration::zero()
                                                : now() - paper_records_[PaperRecordId{0}].since};
}

}  // namespace fcr
