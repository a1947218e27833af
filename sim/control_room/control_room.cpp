#include "sim/control_room/control_room.hpp"

#include <algorithm>

namespace fcr {
namespace {

constexpr std::uint64_t kNoLimit = ~std::uint64_t{0};

/// One place for each caller who may wait and for each handler's call in hand, and one for a call
/// that is just arriving.
std::size_t calls_max(const CompiledScenario& scenario) {
    return std::size_t{scenario.waiting_calls_max} + scenario.handlers_max + 1;
}

}  // namespace

ControlRoom::ControlRoom(const CompiledScenario& scenario,
                         NoticeSink& sink,
                         const RoomPeople& people)
    : scenario_(scenario),
      sink_(sink),
      tells_taken_(sink.wants_taken()),
      course_(scenario),
      shift_course_(scenario),
      first_handler_(1 + static_cast<std::uint32_t>(scenario.pools.size())),
      first_line_(first_handler_ + scenario.handlers_max),
      first_lane_(first_line_ + static_cast<std::uint32_t>(scenario.lines.size()) + 1),
      first_call_(first_lane_ + static_cast<std::uint32_t>(scenario.lanes.size())),
      // Half of all events are arrivals, of few lines; nearly all others are handlers'.
      calendar_(first_call_ + calls_max(scenario), {.second = first_line_, .third = first_lane_}),
      sources_(scenario.lines.size()),
      lines_(scenario.lines.size()),
      handlers_(scenario.handlers_max),
      pools_(scenario.pools.size()),
      behaviours_(scenario.pools.size()),
      takes_classes_(scenario.pools.size()),
      seat_policies_(scenario.pools.size()),
      calls_(scenario, calls_max(scenario)),
      returning_(scenario.returning_calls_max),
      step_timed_(scenario.lanes.size()),
      recent_(scenario.classes.size()),
      disrupted_(scenario.disruptions.size()),
      due_together_(calls_max(scenario)),
      pool_orders_(scenario.pools.size()),
      takes_commands_(people.takes_commands),
      effects_(people.takes_commands),
      // Half of the calls yet to come may be records to be typed in.
      paper_records_(people.takes_commands ? scenario.returning_calls_max / 2 : 0),
      seen_(people.takes_commands ? calls_max(scenario) : 0),
      prospects_(people.takes_commands ? scenario.returning_calls_max : 0),
      demands_(people.takes_commands),
      counted_today_(scenario.lines.size()),
      days_(scenario.lines.size()) {
    for (std::size_t line = 0; line < scenario.lines.size(); ++line) {
        const CompiledLine& facts = scenario.lines[LineId{line}];
        sources_[LineId{line}] = ArrivalSource(scenario, LineId{line});
        lines_[LineId{line}] = {.in_use_max = facts.lines_max.value_or(~std::uint32_t{0}),
                                .has_message = facts.has_message};
    }
    for (std::size_t pool = 0; pool < scenario.pools.size(); ++pool) {
        const CompiledPool& facts = scenario.pools[PoolId{pool}];
        for (std::uint32_t seat = 0; seat < facts.seats_max; ++seat) {
            handlers_[HandlerId{facts.first_handler + seat}].pool = PoolId{pool};
        }
    }
    make_response();
    make_people();
    make_behaviours(people);
}

void ControlRoom::begin(const Streams& streams) {
    course_.reset(streams);
    shift_course_.reset(streams);
    calendar_.reset();
    counts_ = CallCounts{};
    events_ = 0;
    limit_ = Limit::None;
    calls_.reset();
    for (bool& timed : step_timed_) {
        timed = false;
    }
    begin_recent_service();
    begin_orders();
    begin_prospects();
    begin_disruptions(streams);
    begin_response(streams);
    begin_seats();
    begin_arrivals(streams);
    begin_padding();
    begin_supervising();
}

void ControlRoom::run_until(SimTime end) {
    FCR_CHECK(future_is_drawn_, "a room of which only what is known was copied has no future yet");
    let_response_lag();
    handle_events(end, kNoLimit, false);
    bring_response_in_step(end);
}

void ControlRoom::run_events(std::uint64_t events) {
    handle_events(scenario_.latest_end, events, false);
}

void ControlRoom::run_to_end() {
    run_until(scenario_.measured_until);
    if (!everybody_has_gone()) {
        handle_events(scenario_.latest_end, kNoLimit, true);
    }
    name_unfinished();
}

EventKind ControlRoom::kind_of(SlotId slot) const {
    // The most frequent kinds are found first.
    const std::size_t index = slot.index();
    if (index < first_line_) {
        return index >= first_handler_ ? EventKind::Handler
               : index > 0             ? EventKind::Seats
                                       : EventKind::Disruption;
    }
    if (index < first_lane_) {
        return index + 1 < first_lane_ ? EventKind::Arrival : EventKind::Return;
    }
    return index < first_call_ ? EventKind::Step : EventKind::Caller;
}

void ControlRoom::handle(SlotId slot) {
    ++events_;
    switch (kind_of(slot)) {
        case EventKind::Disruption: on_disruption(); break;
        case EventKind::Seats: on_seats(PoolId{slot.index() - 1}); break;
        case EventKind::Handler: on_handler(HandlerId{slot.index() - first_handler_}); break;
        case EventKind::Arrival: on_arrival(LineId{slot.index() - first_line_}); break;
        case EventKind::Return: on_return(); break;
        case EventKind::Step: on_step(LaneId{slot.index() - first_lane_}); break;
        case EventKind::Caller: on_caller(CallId{slot.index() - first_call_}); break;
    }
    FCR_DEBUG_CHECK(everything_in_its_place(), "a call or a seat is lost or doubled");
}

void ControlRoom::handle_events(SimTime end, std::uint64_t events_max, bool until_all_gone) {
    for (; events_max > 0 && limit_ == Limit::None; --events_max) {
        // At one instant the calls come first.
        const SimTime response_at = response_in_step_ ? response_->next_at() : follows_at_;
        const SimTime effect_at = effects_.next_at();
        const SimTime others_at = std::min({end, response_at, effect_at});
        if (const auto due = calendar_.next_until(std::min(others_at, looks_at_))) {
            handle(due->slot);
        } else if (looks_at_ <= others_at) {
            look_at_room();
        } else if (response_at <= end && response_at <= effect_at) {
            if (response_in_step_) {
                handle_response();
            } else {
                let_response_follow(now());
            }
        } else if (effect_at <= end) {
            handle_effect();
        } else {
            return;
        }
        if (until_all_gone && everybody_has_gone()) {
            return;
        }
    }
}

/// True when no caller is in the room and none will come any more.
bool ControlRoom::everybody_has_gone() const {
    return lines_dry_ == scenario_.lines.size() && counts_.waiting + counts_.in_hand == 0 &&
           (!response_ || response_->is_empty());
}

std::optional<SimTime> ControlRoom::next_time() const {
    const std::optional<Due> due = calendar_.peek();
    const SimTime next = std::min({due ? due->at : kNever,
                                   looks_at_,
                                   response_ ? response_->next_at() : kNever,
                                   effects_.next_at()});
    return next < kNever ? std::optional(next) : std::nullopt;
}

void ControlRoom::stop_at(Limit limit) {
    if (limit_ == Limit::None) {
        limit_ = limit;
    }
}

void ControlRoom::name_unfinished() {
    for (std::size_t row = 0; row < handlers_.size(); ++row) {
        const HandlerId handler{row};
        const bool in_overrun =
            pools_[handlers_[handler].pool].rostered && people_[handler].leaving;
        switch (handlers_[handler].phase) {
            case Phase::Ringing:
            case Phase::Talking:
            case Phase::Conferring:
            case Phase::Handling:
                if (handlers_[handler].phase == Phase::Conferring) {
                    stay_on_line(handler, now());  // the next has not answered
                }
                // The future of a call in hand is known: it is reported as it will be.
                finish_call(handler);
                calendar_.clear(slot_of(handler));
                if (in_overrun) {
                    end_overrun(handler);
                } else {
                    enter(handler, Phase::OffDuty);
                }
                break;
            case Phase::AfterCall:
                if (in_overrun) {
                    end_overrun(handler);
                }
                break;
            case Phase::OffDuty:
            case Phase::Idle:
            case Phase::OnBreak: break;
        }
    }
    const auto still_waiting = [this](CallId call) {
        ++counts_.unfinished;
        // Work that was set aside has been answered, and is not finished.
        CallRecord& record = calls_[call].record;
        record.outcome = Outcome::Unfinished;
        record.pool.reset();
        sink_.call_closed(record);
        stop_waiting(call);
        calls_.leave_place(call);
    };
    for (std::size_t row = 0; row < scenario_.lanes.size(); ++row) {
        while (const std::optional<CallId> call = calls_.head(LaneId{row})) {
            calls_.unlink(*call);
            still_waiting(*call);
        }
    }
    for (std::size_t row = 0; row < calls_.places().size(); ++row) {
        if (calls_[CallId{row}].hears_message) {
            calls_[CallId{row}].hears_message = false;
            still_waiting(CallId{row});
        }
    }
    if (response_) {
        response_->name_unfinished(now());
    }
}

bool ControlRoom::everything_in_its_place() const {
    std::uint64_t in_hand = 0;
    for (const Handler& handler : handlers_) {
        in_hand += handler.phase == Phase::Ringing || handler.phase == Phase::Talking ||
                   handler.phase == Phase::Conferring || handler.phase == Phase::Handling;
    }
    std::uint64_t waiting = 0;
    for (std::size_t row = 0; row < scenario_.lanes.size(); ++row) {
        const std::optional<CallId> head = calls_.head(LaneId{row});
        for (std::uint32_t call = head ? static_cast<std::uint32_t>(head->index()) : kNobody;
             call != kNobody;
             call = calls_[CallId{call}].after) {
            ++waiting;
        }
    }
    for (const RoomCall& call : calls_.places()) {
        waiting += call.hears_message;
    }
    bool seats_right = true;
    for (std::size_t row = 0; row < pools_.size(); ++row) {
        const PoolState& pool = pools_[PoolId{row}];
        std::uint32_t on_duty = 0;
        std::uint32_t idle = 0;
        const Rows rows = handlers_among(PoolId{row});
        for (const Handler& handler : handlers_.rows().subspan(rows.first, rows.count)) {
            const Phase phase = handler.phase;
            if (handler.pool == PoolId{row}) {
                on_duty += phase != Phase::OffDuty && phase != Phase::OnBreak;
                idle += phase == Phase::Idle;
            }
        }
        seats_right = seats_right && on_duty == pool.on_duty && idle == pool.idle;
    }
    return seats_right && counts_.conserved() && in_hand == counts_.in_hand &&
           waiting == counts_.waiting;
}

}  // namespace fcr
