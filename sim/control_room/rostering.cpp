// Rostering: people come to their shifts, go on breaks, come back and go home.
#include "sim/control_room/control_room.hpp"

#include <algorithm>

namespace fcr {

namespace {

/// Shift clocks are ordered by moment, then by person.
constexpr unsigned kPersonBits = 16;

std::uint64_t clock_key(SimTime at, std::size_t row) {
    return static_cast<std::uint64_t>(at.time_since_epoch().count()) << kPersonBits | row;
}

}  // namespace

void ControlRoom::make_people() {
    if (scenario_.persons.size() == 0) {
        return;
    }
    people_ = Table<HandlerId, Person>(scenario_.handlers_max);
    shift_clocks_ = Table<PoolId, WinnerTree>(scenario_.pools.size());
    for (std::size_t row = 0; row < scenario_.pools.size(); ++row) {
        const CompiledPool& facts = scenario_.pools[PoolId{row}];
        if (facts.rostered) {
            shift_clocks_[PoolId{row}] = WinnerTree(facts.seats_max);
        }
    }
}

void ControlRoom::begin_shifts(PoolId pool) {
    const CompiledPool& facts = scenario_.pools[pool];
    pools_[pool].rostered = true;
    shift_clocks_[pool].reset();
    for (std::uint32_t row = 0; row < facts.seats_max; ++row) {
        const HandlerId handler{facts.first_handler + row};
        handlers_[handler].pool = pool;
        people_[handler] = Person{.course = shift_course_.begin(handler, pool),
                                  .shift = scenario_.persons[handler].shifts.first};
        set_shift_clock(handler);
    }
    on_shifts(pool);
}

/// Lets every person of the pool whose moment has come take its next step.
void ControlRoom::on_shifts(PoolId pool) {
    const std::uint32_t first = scenario_.pools[pool].first_handler;
    const WinnerTree& clocks = shift_clocks_[pool];
    while ((clocks.winner() >> kPersonBits) <=
           static_cast<std::uint64_t>(now().time_since_epoch().count())) {
        const std::uint64_t row = clocks.winner() & ((1U << kPersonBits) - 1);
        on_shift_clock(HandlerId{first + row});
    }
    if (clocks.winner() == WinnerTree::kCleared) {
        calendar_.clear(slot_of(pool));
        return;
    }
    calendar_.set(
        slot_of(pool),
        kStartOfRun + Duration{static_cast<std::int64_t>(clocks.winner() >> kPersonBits)});
}

void ControlRoom::on_shift_clock(HandlerId handler) {
    Person& person = people_[handler];
    if (!person.at_work) {
        begin_shift(handler);
    } else if (now() >= shift_end(handler)) {
        end_shift(handler);
    } else {
        const Rows breaks = shift_of(person).breaks;
        while (person.breaks_due < breaks.first + breaks.count &&
               break_from(person, person.breaks_due) <= now()) {
            ++person.breaks_due;
        }
        if (handlers_[handler].phase == Phase::OnBreak) {
            if (person.break_until <= now()) {
                end_break(handler);
                become_ready(handler);
            }
        } else if (handlers_[handler].phase == Phase::Idle && is_due_elsewhere(handler)) {
            leave_idle(handler);
            leave_calls(handler);
        }
    }
    set_shift_clock(handler);
}

/// The shift being worked.
const CompiledShift& ControlRoom::shift_of(const Person& person) const {
    return person.works_extra ? person.extra : scenario_.shifts[ShiftId{person.shift}];
}

/// The end of the shift being worked, unless a supervisor holds it.
SimTime ControlRoom::shift_end(HandlerId handler) const {
    const SimTime until = shift_of(people_[handler]).until;
    const PoolOrders& orders = pool_orders_[handlers_[handler].pool];
    return until > orders.held_from && until < orders.held_until ? orders.held_until : until;
}

/// The next moment at which something happens to the person that no call decides.
void ControlRoom::set_shift_clock(HandlerId handler) {
    const Person& person = people_[handler];
    const PoolId pool = home_of(handler);
    const Rows shifts = scenario_.persons[handler].shifts;
    SimTime next = kNever;
    if (!person.at_work) {
        if (person.shift < shifts.first + shifts.count) {
            next = scenario_.shifts[ShiftId{person.shift}].from;
        }
    } else if (!person.leaving) {
        const Rows breaks = shift_of(person).breaks;
        next = shift_end(handler);
        if (person.breaks_due < breaks.first + breaks.count) {
            next = std::min(next, break_from(person, person.breaks_due));
        }
        if (handlers_[handler].phase == Phase::OnBreak) {
            next = std::min(next, person.break_until);
        }
    }
    const std::size_t row = handler.index() - scenario_.pools[pool].first_handler;
    WinnerTree& clocks = shift_clocks_[pool];
    clocks.replay(row,
                  next == kNever ? WinnerTree::kCleared : clock_key(std::max(next, now()), row));
}

/// The pool's slot follows the first of its people's clocks, when a call has moved one of them.
void ControlRoom::set_shift_slot(PoolId pool) {
    const std::uint64_t first = shift_clocks_[pool].winner();
    if (first == WinnerTree::kCleared) {
        calendar_.clear(slot_of(pool));
    } else {
        calendar_.set(slot_of(pool),
                      kStartOfRun + Duration{static_cast<std::int64_t>(first >> kPersonBits)});
    }
}

void ControlRoom::begin_shift(HandlerId handler) {
    Person& person = people_[handler];
    const PoolId pool = handlers_[handler].pool;
    const CompiledShift& shift = scenario_.shifts[ShiftId{person.shift}];
    std::optional<MissedReason> reason = shift_course_.missed(person.course, handler, pool, shift);
    if (!reason && stays_away(handler)) {
        reason = MissedReason::Absent;
    }
    if (reason) {
        ++person.shift;
        sink_.shift_missed({.handler = handler,
                            .pool = pool,
                            .from = shift.from,
                            .until = shift.until,
                            .reason = *reason});
        return;
    }
    person.on_shift_since = shift.from;
    person.at_work = true;
    person.leaving = false;
    person.breaks_begun = shift.breaks.first;
    person.breaks_due = shift.breaks.first;
    person.breaks_lost = 0;
    person.breaks_moved = 0;
    take_seat(handler, {.reason = SeatReason::Shift, .planned = now()});
    become_ready(handler);
}

/// A person with a call in hand stays until it is done; breaks that have not begun are forgone.
void ControlRoom::end_shift(HandlerId handler) {
    Person& person = people_[handler];
    const Rows breaks = shift_of(person).breaks;
    person.leaving = true;
    person.breaks_begun = breaks.first + breaks.count;
    person.breaks_due = person.breaks_begun;
    if (handlers_[handler].phase == Phase::OnBreak) {
        end_break(handler);
        leave_calls(handler);
    } else if (handlers_[handler].phase == Phase::Idle) {
        leave_idle(handler);
        leave_calls(handler);
    }
}

/// When a break of the shift being worked begins, unless a call makes it later.
SimTime ControlRoom::break_from(const Person& person, std::uint32_t pause) const {
    const SimTime from = scenario_.shift_breaks[ShiftBreakId{pause}].from;
    const std::uint32_t first = shift_of(person).breaks.first;
    return (person.breaks_moved & break_bit(pause - first)) != 0
               ? std::max(from, person.breaks_moved_to)
               : from;
}

/// The break that is due and has not been cancelled; `breaks_due` when there is none.
std::uint32_t ControlRoom::next_break(const Person& person) const {
    for (std::uint32_t pause = person.breaks_begun; pause < person.breaks_due; ++pause) {
        const std::uint32_t first = shift_of(person).breaks.first;
        if ((person.breaks_lost & break_bit(pause - first)) == 0) {
            return pause;
        }
    }
    return person.breaks_due;
}

bool ControlRoom::is_due_elsewhere(HandlerId handler) const {
    // Asked after every call, and nearly always no break is due and nobody is to move.
    const Person& person = people_[handler];
    return person.leaving ||
           (person.breaks_begun < person.breaks_due && next_break(person) < person.breaks_due) ||
           (moves_count_ > 0 && move_of(handler).has_value());
}

/// Goes home, on the break that is due, or to another pool. The handler is neither idle nor has a
/// call.
void ControlRoom::leave_calls(HandlerId handler) {
    Person& person = people_[handler];
    if (person.leaving) {
        leave_seat(handler, {.reason = SeatReason::Shift, .planned = shift_of(person).until});
        forget_move(handler);
        sit_in(handler, home_of(handler));
        person.at_work = false;
        person.leaving = false;
        person.shift += person.works_extra ? 0 : 1;
        person.works_extra = false;
    } else if (const std::uint32_t next = next_break(person); next < person.breaks_due) {
        const CompiledBreak& pause = scenario_.shift_breaks[ShiftBreakId{next}];
        const SimTime planned = break_from(person, next);
        person.breaks_begun = next + 1;
        person.break_until = now() + pause.length;
        person.break_reason = reason_of(pause.kind);
        leave_seat(handler, {.reason = person.break_reason, .planned = planned});
    } else {
        leave_for_pool(handler);
    }
    set_shift_clock(handler);
    set_shift_slot(home_of(handler));
}

/// The run ends before the call that a person whose shift is over has in hand, or the gap after it:
/// the person goes home when that is done.
void ControlRoom::end_overrun(HandlerId handler) {
    const PoolId pool = handlers_[handler].pool;
    --pools_[pool].on_duty;
    enter(handler, Phase::OffDuty);
    sink_.seat_taken({.at = handlers_[handler].ready,
                      .handler = handler,
                      .pool = pool,
                      .signed_on = false,
                      .on_duty = pools_[pool].on_duty,
                      .planned = shift_of(people_[handler]).until});
}

/// Back at the seat; what follows is up to the caller.
void ControlRoom::end_break(HandlerId handler) {
    const Person& person = people_[handler];
    if (person.break_reason == SeatReason::Moved) {
        --pool_orders_[handlers_[handler].pool].coming;
    }
    take_seat(handler, {.reason = person.break_reason, .planned = person.break_until});
}

SeatReason ControlRoom::reason_of(BreakKind kind) {
    switch (kind) {
        case BreakKind::Rest: return SeatReason::Rest;
        case BreakKind::Meal: return SeatReason::Meal;
        case BreakKind::Meeting: return SeatReason::Meeting;
    }
    return SeatReason::Rest;
}

void ControlRoom::take_seat(HandlerId handler, const SeatChangeFacts& facts) {
    const PoolId pool = handlers_[handler].pool;
    ++pools_[pool].on_duty;
    sink_.seat_taken({.at = now(),
                      .handler = handler,
                      .pool = pool,
                      .signed_on = true,
                      .on_duty = pools_[pool].on_duty,
                      .reason = facts.reason,
                      .planned = facts.planned});
}

void ControlRoom::leave_seat(HandlerId handler, const SeatChangeFacts& facts) {
    const PoolId pool = handlers_[handler].pool;
    --pools_[pool].on_duty;
    enter(handler, facts.reason == SeatReason::Shift ? Phase::OffDuty : Phase::OnBreak);
    calendar_.clear(slot_of(handler));
    sink_.seat_taken({.at = now(),
                      .handler = handler,
                      .pool = pool,
                      .signed_on = false,
                      .on_duty = pools_[pool].on_duty,
                      .reason = facts.reason,
                      .planned = facts.planned});
}

/// Takes an idle handler out of the row of those waiting for a call.
void ControlRoom::leave_idle(HandlerId handler) {
    PoolState& pool = pools_[handlers_[handler].pool];
    const auto row = static_cast<std::uint32_t>(handler.index());
    std::uint32_t before = kNobody;
    for (std::uint32_t next = pool.longest_idle; next != row;
         next = handlers_[HandlerId{next}].next_idle) {
        before = next;
    }
    const std::uint32_t after = handlers_[handler].next_idle;
    (before == kNobody ? pool.longest_idle : handlers_[HandlerId{before}].next_idle) = after;
    if (after == kNobody) {
        pool.latest_idle = before;
    }
    --pool.idle;
    handlers_[handler].next_idle = kNobody;
}

double ControlRoom::handling_factor(HandlerId handler) const {
    if (!pools_[handlers_[handler].pool].rostered) {
        return 1.0;
    }
    const Person& person = people_[handler];
    return shift_course_.handling_factor(
        person.course, home_of(handler), person.on_shift_since, now());
}

}  // namespace fcr
