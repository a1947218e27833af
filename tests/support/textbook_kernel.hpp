// A textbook simulator of waiting lines and of the control-room day.
//
// Deliberately ordinary C++: callbacks in a std::priority_queue, calls held by std::shared_ptr,
// timers that a flag makes void. It is the oracle the product must agree with call by call when fed
// the same callers, and the yardstick of its speed. It shares no code with the product but the time
// types.
#pragma once

#include "sim/base/time.hpp"
#include "tests/support/textbook_source.hpp"

#include <array>
#include <bit>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace fcr {

/// Counts of calls, by arrival. Adds up over days and batches.
struct TextbookTally {
    std::int64_t offered = 0;
    std::int64_t answered = 0;
    std::int64_t answered_within = 0;  ///< waited no longer than the class's limit
    std::int64_t abandoned = 0;
    std::int64_t delayed = 0;     ///< no free handler of the first choice on arrival
    std::int64_t overflowed = 0;  ///< left the in-house queue for the contractor's
    Duration wait_sum{};          ///< of all calls, abandoned ones too

    TextbookTally& operator+=(const TextbookTally& other) {
        offered += other.offered;
        answered += other.answered;
        answered_within += other.answered_within;
        abandoned += other.abandoned;
        delayed += other.delayed;
        overflowed += other.overflowed;
        wait_sum += other.wait_sum;
        return *this;
    }
    friend bool operator==(const TextbookTally&, const TextbookTally&) = default;

    /// `count` over offered; 0 when nothing was offered.
    [[nodiscard]] double share(std::int64_t count) const;
    [[nodiscard]] double wait_mean_s() const;
};

/// Waits counted in buckets an eighth of an octave wide or narrower.
class TextbookWaitHistogram {
public:
    void add(Duration wait) { ++counts_[bucket(wait)]; }
    TextbookWaitHistogram& operator+=(const TextbookWaitHistogram& other);
    friend bool operator==(const TextbookWaitHistogram&, const TextbookWaitHistogram&) = default;

    /// The largest wait that the bucket of the call at `share` of all calls can hold; zero when
    /// there are none. `share` is from 0 to 1.
    [[nodiscard]] Duration quantile(double share) const;

private:
    static constexpr std::size_t kBuckets = 384;

    /// Waits below 8 us have a bucket each; above, the three bits after the leading one choose.
    static std::size_t bucket(Duration wait) {
        const auto us = static_cast<std::uint64_t>(wait.count());
        const auto octave = static_cast<std::size_t>(std::bit_width(us));
        if (octave <= 3) {
            return static_cast<std::size_t>(us);
        }
        const std::uint64_t eighth = (us >> (octave - 4)) & 7U;
        return (octave - 3) * 8 + static_cast<std::size_t>(eighth);
    }

    std::array<std::int64_t, kBuckets> counts_{};
};

/// How one waiting line is run and counted: M/M/c by the callers' source, first come first served.
struct TextbookQueue {
    int handlers = 50;
    Duration answer_limit = std::chrono::milliseconds(100);
    std::int64_t calls_uncounted = 20'000;  ///< first calls left out, while the line fills
    std::int64_t calls_in_batch = 980'000;  ///< calls in each tally
};

/// What came of one waiting line.
struct TextbookQueueResult {
    std::vector<TextbookTally> batches;  ///< in order of arrival; the last may be short
    TextbookWaitHistogram waits;         ///< of all counted calls
    [[nodiscard]] TextbookTally total() const;
};

/// Runs a waiting line from empty until the source gives no more callers and all have left.
[[nodiscard]] TextbookQueueResult run_textbook_queue(CallerSource& source,
                                                     const TextbookQueue& queue);

/// The control room of workload W3.
struct TextbookRoom {
    int in_house_handlers = 20;   ///< answer both lines, 999 first
    int contractor_handlers = 3;  ///< answer overflowed 101 only
    Duration overflow_after = std::chrono::seconds(30);
    std::array<Duration, kTextbookClasses> answer_limits{std::chrono::seconds(10),
                                                         std::chrono::seconds(30)};
    /// Whether the end of talk, when the caller leaves, is an event of its own, so that callers on
    /// the line can be counted. What comes of the calls does not depend on it.
    bool count_callers = true;
    bool keep_outcomes = false;  ///< fill `TextbookDay::outcomes`
};

enum class TextbookFate : std::uint8_t { Answered, Abandoned };

/// What came of one call.
struct TextbookOutcome {
    TextbookFate fate = TextbookFate::Abandoned;
    Duration waited{};                ///< from arrival to answer or abandonment
    bool overflowed = false;          ///< left the in-house queue
    std::optional<int> handler = {};  ///< who answered: in-house from 0, then contractor

    friend bool operator==(const TextbookOutcome&, const TextbookOutcome&) = default;
};

inline constexpr std::size_t kTextbookQuarters = 96;

/// What came of one day, or of several added up.
struct TextbookDay {
    using Quarters = std::array<TextbookTally, kTextbookQuarters>;

    std::array<TextbookTally, kTextbookClasses> by_class;
    std::array<Quarters, kTextbookClasses> by_quarter;  ///< class, then quarter-hour of arrival
    std::array<TextbookWaitHistogram, kTextbookClasses> waits;
    int callers_max = 0;  ///< most callers waiting or talking at once; 0 when not counted
    std::vector<TextbookOutcome> outcomes;  ///< by arrival, when asked for; not added up

    TextbookDay& operator+=(const TextbookDay& other);
};

/// Runs a room from empty until the source gives no more callers and all have left. Calls after 24
/// h count for the last quarter-hour.
///
/// A free in-house handler, longest idle first, takes an arriving call; else it queues, 999 before
/// 101. A 101 call that has waited `overflow_after` leaves the in-house queue, for a free
/// contractor or the contractor's queue. At one instant handlers finish before calls arrive, then
/// overflows are due, then patience ends: an answer at the moment of overflow is in-house, an
/// answer at the moment patience ends is an answer.
[[nodiscard]] TextbookDay run_textbook_day(CallerSource& source, const TextbookRoom& room);

}  // namespace fcr
