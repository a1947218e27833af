#include "sim/analysis/ledger_clock.hpp"

#include "sim/base/check.hpp"

#include <algorithm>

namespace fcr {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;

}  // namespace

LedgerClock::LedgerClock(Date ledger_start) {
    FCR_CHECK(kDateMin <= ledger_start && ledger_start <= kDateMax, "a ledger of no known year");
    midnights_.reserve(static_cast<std::size_t>((kDateMax - kDateMin).count()) + 2);
    midnights_.push_back(kStartOfRun);
    for (Date date = kDateMin; date <= kDateMax; date += days{1}) {
        midnights_.push_back(midnights_.back() + day_length(date));
    }
    const Duration start =
        midnights_[static_cast<std::size_t>((ledger_start - kDateMin).count())] - kStartOfRun;
    for (SimTime& midnight : midnights_) {
        midnight -= start;
    }
}

std::optional<LedgerClock::Reading> LedgerClock::local(LocalTime time) const {
    const std::optional<std::size_t> row = row_of(time);
    if (!row) {
        return std::nullopt;
    }
    const SimTime midnight = midnights_[*row];
    const Date date = floor<days>(time);
    const Duration clock = time - date;
    const Duration length = midnights_[*row + 1] - midnight;
    if (length == hours{24}) [[likely]] {
        return Reading{.first = midnight + clock};
    }
    const std::optional<Duration> since = since_midnight(date, clock);
    if (!since) {
        return std::nullopt;
    }
    const bool again = *since + hours{1} < length && time_of_day(date, *since + hours{1}) == clock;
    return Reading{.first = midnight + *since, .shown_twice = again};
}

std::optional<SimTime> LedgerClock::utc(LocalTime time) const {
    if (!row_of(time)) {
        return std::nullopt;
    }
    // The first day begins in winter, when the clock on the wall shows UTC.
    return midnights_.front() + (time - kDateMin);
}

LocalTime LedgerClock::shown_at(SimTime time) const {
    FCR_CHECK(midnights_.front() <= time && time < midnights_.back(), "a time of no known year");
    const auto next = std::ranges::upper_bound(midnights_, time);
    const auto row = static_cast<std::size_t>(next - midnights_.begin()) - 1;
    const Date date = kDateMin + days{row};
    return date + time_of_day(date, time - midnights_[row]);
}

std::optional<std::size_t> LedgerClock::row_of(LocalTime time) const {
    const auto row = (floor<days>(time) - kDateMin).count();
    if (row < 0 || static_cast<std::size_t>(row) + 1 >= midnights_.size()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(row);
}

}  // namespace fcr
