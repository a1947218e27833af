#include "sim/wallboard/recent_counts.hpp"

#include "sim/base/check.hpp"

namespace fcr {

std::int64_t RecentCounts::minute_of(SimTime at) {
    return (at - kStartOfRun) / Duration{std::chrono::minutes{1}};
}

std::int64_t RecentCounts::day_of(SimTime at) {
    return (at - kStartOfRun) / Duration{std::chrono::hours{24}};
}

void RecentCounts::count(const CountingRule& rule, const CallRecord& call, SimTime at) {
    const std::int64_t number = minute_of(at);
    Minute& minute = minutes_[static_cast<std::size_t>(number) % kMinutes];
    FCR_DEBUG_CHECK(minute.number <= number, "calls are counted within the minutes that are kept");
    if (minute.number != number) {
        minute = {.number = number, .counts = {}};
    }
    count_call(rule, call, minute.counts);
    if (day_ != day_of(at)) {
        day_ = day_of(at);
        day_counts_ = {};
    }
    count_call(rule, call, day_counts_);
}

KpiCounts RecentCounts::last(std::size_t minutes, SimTime now) const {
    FCR_CHECK(minutes >= 1 && minutes <= kMinutes, "a window of 1 to 60 minutes");
    const std::int64_t until = minute_of(now);
    KpiCounts sum;
    for (const Minute& minute : minutes_) {
        if (minute.number <= until && minute.number > until - static_cast<std::int64_t>(minutes)) {
            sum.merge(minute.counts);
        }
    }
    return sum;
}

KpiCounts RecentCounts::today(SimTime now) const {
    return day_ == day_of(now) ? day_counts_ : KpiCounts{};
}

}  // namespace fcr
