// The event list of a textbook simulator: a priority queue of callbacks.
#pragma once

#include "sim/base/time.hpp"

#include <cstdint>
#include <functional>
#include <queue>
#include <utility>
#include <vector>

namespace fcr {

/// What an event is about. The order of the enumerators is the order at one instant, the same as
/// the product's for the rooms that both can run.
enum class TextbookEventKind : std::uint8_t {
    TalkEnds,
    HandlerFinishes,
    CallArrives,
    OverflowDue,
    PatienceEnds,
};

/// When an event happens among others: by time, then kind, then the number of what it is about (the
/// handler for TalkEnds and HandlerFinishes, else the call in order of arrival), then order of
/// scheduling.
struct TextbookEventKey {
    SimTime due;
    TextbookEventKind kind = TextbookEventKind::CallArrives;
    std::int64_t entity = 0;
};

/// Pending events and the clock. Events are never removed: one that no longer matters finds so out
/// when it happens. Not thread-safe.
class TextbookEventList {
public:
    using Action = std::function<void()>;

    void schedule(const TextbookEventKey& key, Action action) {
        events_.push(Event{key, sequence_++, std::move(action)});
    }

    /// Lets every event happen, in order, until none is left.
    void run() {
        while (!events_.empty()) {
            // The order of the queue is by key and number, which a move leaves as they were.
            Event next = std::move(const_cast<Event&>(events_.top()));
            events_.pop();
            now_ = next.key.due;
            next.action();
        }
    }

    [[nodiscard]] SimTime now() const { return now_; }

private:
    struct Event {
        TextbookEventKey key;
        std::int64_t sequence = 0;
        Action action;
    };

    struct HappensLater {
        bool operator()(const Event& a, const Event& b) const {
            if (a.key.due != b.key.due) {
                return a.key.due > b.key.due;
            }
            if (a.key.kind != b.key.kind) {
                return a.key.kind > b.key.kind;
            }
            if (a.key.entity != b.key.entity) {
                return a.key.entity > b.key.entity;
            }
            return a.sequence > b.sequence;
        }
    };

    std::priority_queue<Event, std::vector<Event>, HappensLater> events_;
    std::int64_t sequence_ = 0;
    SimTime now_ = kStartOfRun;
};

}  // namespace fcr
