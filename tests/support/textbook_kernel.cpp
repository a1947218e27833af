#include "tests/support/textbook_kernel.hpp"

#include "sim/base/check.hpp"
#include "tests/support/textbook_event_list.hpp"

#include <algorithm>
#include <deque>
#include <memory>

namespace fcr {
namespace {

enum class Place : std::uint8_t { Arriving, InHouseQueue, ContractorQueue, Gone };

/// A call in the room. Queue entries and timers that no longer hold find so out from `place`.
struct RoomCall {
    TextbookCall caller;
    std::int64_t number = 0;
    Place place = Place::Arriving;
    bool delayed = false;
    bool overflowed = false;
};

using RoomCallPointer = std::shared_ptr<RoomCall>;

std::size_t index(TextbookClass call_class) {
    return static_cast<std::size_t>(call_class);
}

class Room {
public:
    Room(CallerSource& source, const TextbookRoom& options) : source_(source), options_(options) {
        for (int handler = 0; handler < options.in_house_handlers; ++handler) {
            idle_in_house_.push_back(handler);
        }
        for (int handler = 0; handler < options.contractor_handlers; ++handler) {
            idle_contractor_.push_back(options.in_house_handlers + handler);
        }
    }

    TextbookDay run() {
        expect_next_call();
        events_.run();
        return std::move(day_);
    }

private:
    using CallQueue = std::deque<RoomCallPointer>;

    void expect_next_call() {
        const std::optional<TextbookCall> caller = source_.next();
        if (!caller.has_value()) {
            return;
        }
        const auto call = std::make_shared<RoomCall>(RoomCall{*caller, calls_++});
        events_.schedule({caller->arrives, TextbookEventKind::CallArrives, call->number},
                         [this, call] { arrive(call); });
    }

    void arrive(const RoomCallPointer& call) {
        expect_next_call();
        if (options_.count_callers) {
            day_.callers_max = std::max(day_.callers_max, ++callers_);
        }
        if (!idle_in_house_.empty()) {
            answer(*call, take_longest_idle(idle_in_house_));
            return;
        }
        call->place = Place::InHouseQueue;
        call->delayed = true;
        in_house_queues_[index(call->caller.call_class)].push_back(call);
        if (call->caller.call_class == TextbookClass::Line101) {
            events_.schedule({call->caller.arrives + options_.overflow_after,
                              TextbookEventKind::OverflowDue,
                              call->number},
                             [this, call] { overflow(call); });
        }
        if (call->caller.patience.has_value()) {
            events_.schedule({call->caller.arrives + *call->caller.patience,
                              TextbookEventKind::PatienceEnds,
                              call->number},
                             [this, call] { give_up(*call); });
        }
    }

    void overflow(const RoomCallPointer& call) {
        if (call->place != Place::InHouseQueue) {
            return;
        }
        call->overflowed = true;
        if (!idle_contractor_.empty()) {
            answer(*call, take_longest_idle(idle_contractor_));
            return;
        }
        call->place = Place::ContractorQueue;
        contractor_queue_.push_back(call);
    }

    void give_up(RoomCall& call) {
        if (call.place != Place::Gone) {
            leave_queue(call, TextbookFate::Abandoned, std::nullopt);
            callers_ -= options_.count_callers ? 1 : 0;
        }
    }

    void answer(RoomCall& call, int handler) {
        leave_queue(call, TextbookFate::Answered, handler);
        const Duration wrap_up = call.caller.wrap_up;
        if (options_.count_callers) {
            events_.schedule(
                {events_.now() + call.caller.talk, TextbookEventKind::TalkEnds, handler},
                [this, handler, wrap_up] { end_talk(handler, wrap_up); });
        } else {
            finish_after(handler, call.caller.talk + wrap_up);
        }
    }

    void end_talk(int handler, Duration wrap_up) {
        --callers_;
        finish_after(handler, wrap_up);
    }

    void finish_after(int handler, Duration work) {
        events_.schedule({events_.now() + work, TextbookEventKind::HandlerFinishes, handler},
                         [this, handler] { finish(handler); });
    }

    void finish(int handler) {
        const bool in_house = handler < options_.in_house_handlers;
        const RoomCallPointer next = in_house ? next_in_house() : next_for_contractor();
        if (next != nullptr) {
            answer(*next, handler);
        } else {
            (in_house ? idle_in_house_ : idle_contractor_).push_back(handler);
        }
    }

    RoomCallPointer next_in_house() {
        for (CallQueue& queue : in_house_queues_) {
            if (RoomCallPointer call = take_first(queue, Place::InHouseQueue)) {
                return call;
            }
        }
        return nullptr;
    }

    RoomCallPointer next_for_contractor() {
        return take_first(contractor_queue_, Place::ContractorQueue);
    }

    /// The first call of the queue that still waits there; those that left are dropped.
    static RoomCallPointer take_first(CallQueue& queue, Place place) {
        while (!queue.empty()) {
            RoomCallPointer call = std::move(queue.front());
            queue.pop_front();
            if (call->place == place) {
                return call;
            }
        }
        return nullptr;
    }

    static int take_longest_idle(std::deque<int>& idle) {
        const int handler = idle.front();
        idle.pop_front();
        return handler;
    }

    /// The call stops waiting; it is counted by class, quarter-hour and wait.
    void leave_queue(RoomCall& call, TextbookFate fate, std::optional<int> handler) {
        const std::size_t call_class = index(call.caller.call_class);
        const Duration waited = events_.now() - call.caller.arrives;
        const auto quarter = static_cast<std::size_t>((call.caller.arrives - kStartOfRun) /
                                                      std::chrono::minutes(15));
        const bool answered = fate == TextbookFate::Answered;
        const bool within = answered && waited <= options_.answer_limits[call_class];
        const TextbookTally counted{.offered = 1,
                                    .answered = answered ? 1 : 0,
                                    .answered_within = within ? 1 : 0,
                                    .abandoned = answered ? 0 : 1,
                                    .delayed = call.delayed ? 1 : 0,
                                    .overflowed = call.overflowed ? 1 : 0,
                                    .wait_sum = waited};
        call.place = Place::Gone;
        day_.by_class[call_class] += counted;
        day_.by_quarter[call_class][std::min(quarter, kTextbookQuarters - 1)] += counted;
        day_.waits[call_class].add(waited);
        if (options_.keep_outcomes) {
            const auto row = static_cast<std::size_t>(call.number);
            if (day_.outcomes.size() <= row) {
                day_.outcomes.resize(row + 1);
            }
            day_.outcomes[row] = {fate, waited, call.overflowed, handler};
        }
    }

    CallerSource& source_;
    TextbookRoom options_;
    TextbookEventList events_;
    std::array<CallQueue, kTextbookClasses> in_house_queues_;  ///< most urgent first
    CallQueue contractor_queue_;
    std::deque<int> idle_in_house_;  ///< longest idle first
    std::deque<int> idle_contractor_;
    std::int64_t calls_ = 0;
    int callers_ = 0;  ///< waiting or talking, where callers are counted
    TextbookDay day_;
};

}  // namespace

TextbookDay run_textbook_day(CallerSource& source, const TextbookRoom& room) {
    FCR_CHECK(room.in_house_handlers >= 1, "there must be an in-house handler");
    return Room(source, room).run();
}

}  // namespace fcr
