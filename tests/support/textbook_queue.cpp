#include "sim/base/check.hpp"
#include "tests/support/textbook_event_list.hpp"
#include "tests/support/textbook_kernel.hpp"

#include <deque>
#include <memory>

namespace fcr {
namespace {

/// A call in the line. The void patience timer of an answered call finds `waiting` false.
struct LineCall {
    TextbookCall caller;
    std::int64_t number = 0;
    bool waiting = false;
};

using LineCallPointer = std::shared_ptr<LineCall>;

class Line {
public:
    Line(CallerSource& source, const TextbookQueue& queue)
        : source_(source), queue_(queue), free_handlers_(queue.handlers) {}

    TextbookQueueResult run() {
        expect_next_call();
        events_.run();
        return std::move(result_);
    }

private:
    void expect_next_call() {
        const std::optional<TextbookCall> caller = source_.next();
        if (!caller.has_value()) {
            return;
        }
        const auto call = std::make_shared<LineCall>(LineCall{*caller, calls_++});
        events_.schedule({caller->arrives, TextbookEventKind::CallArrives, call->number},
                         [this, call] { arrive(call); });
    }

    void arrive(const LineCallPointer& call) {
        expect_next_call();
        if (free_handlers_ > 0) {
            --free_handlers_;
            answer(*call);
            return;
        }
        call->waiting = true;
        waiting_.push_back(call);
        if (call->caller.patience.has_value()) {
            events_.schedule({call->caller.arrives + *call->caller.patience,
                              TextbookEventKind::PatienceEnds,
                              call->number},
                             [this, call] { give_up(*call); });
        }
    }

    /// A handler, no longer counted as free, takes the call.
    void answer(LineCall& call) {
        count(call, TextbookFate::Answered);
        call.waiting = false;
        events_.schedule({events_.now() + call.caller.talk + call.caller.wrap_up,
                          TextbookEventKind::HandlerFinishes,
                          call.number},
                         [this] { finish(); });
    }

    void finish() {
        while (!waiting_.empty()) {
            const LineCallPointer call = std::move(waiting_.front());
            waiting_.pop_front();
            if (call->waiting) {
                answer(*call);
                return;
            }
        }
        ++free_handlers_;
    }

    void give_up(LineCall& call) {
        if (call.waiting) {
            count(call, TextbookFate::Abandoned);
            call.waiting = false;
        }
    }

    void count(const LineCall& call, TextbookFate fate) {
        if (call.number < queue_.calls_uncounted) {
            return;
        }
        const auto batch = static_cast<std::size_t>((call.number - queue_.calls_uncounted) /
                                                    queue_.calls_in_batch);
        if (result_.batches.size() <= batch) {
            result_.batches.resize(batch + 1);
        }
        TextbookTally& tally = result_.batches[batch];
        const Duration waited = events_.now() - call.caller.arrives;
        ++tally.offered;
        tally.wait_sum += waited;
        tally.delayed += call.waiting ? 1 : 0;
        if (fate == TextbookFate::Answered) {
            ++tally.answered;
            tally.answered_within += waited <= queue_.answer_limit ? 1 : 0;
        } else {
            ++tally.abandoned;
        }
        result_.waits.add(waited);
    }

    CallerSource& source_;
    TextbookQueue queue_;
    TextbookEventList events_;
    std::deque<LineCallPointer> waiting_;  ///< calls that gave up are passed over
    int free_handlers_ = 0;
    std::int64_t calls_ = 0;
    TextbookQueueResult result_;
};

}  // namespace

TextbookQueueResult run_textbook_queue(CallerSource& source, const TextbookQueue& queue) {
    FCR_CHECK(queue.handlers >= 1, "there must be a handler");
    FCR_CHECK(queue.calls_in_batch >= 1, "a batch must hold a call");
    return Line(source, queue).run();
}

}  // namespace fcr
