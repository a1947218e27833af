#include "sim/appraisal/line_service.hpp"

#include "sim/base/check.hpp"

#include <algorithm>

namespace fcr {
namespace {

constexpr std::size_t kMinute = 2;
static_assert(kOverSeconds[kMinute] == 60);

}  // namespace

ServiceCounts& ServiceCounts::operator+=(const ServiceCounts& other) {
    offered += other.offered;
    answered += other.answered;
    lost += other.lost;
    for (std::size_t row = 0; row < over.size(); ++row) {
        over[row] += other.over[row];
    }
    return *this;
}

LineService::LineService() {
    waits_.make_room();
}

void LineService::add(const CallRecord& call, std::size_t hour_of_week) {
    FCR_CHECK(hour_of_week < kHoursOfWeek, "an hour that a week has not");
    if (call.outcome == Outcome::Unfinished) {
        return;
    }
    ServiceCounts of_call{.offered = 1};
    std::optional<Duration> wait;
    if (call.outcome == Outcome::Answered) {
        of_call.answered = 1;
        wait = call.times.answered - call.times.network_arrive;
        waits_.add(*wait);
    } else if (call.outcome == Outcome::Abandoned) {
        of_call.lost = 1;
        wait = call.times.abandoned - call.times.network_arrive;
    } else if (call.outcome == Outcome::Blocked) {
        of_call.lost = 1;
    }
    for (std::size_t row = 0; wait && row < kOverSeconds.size(); ++row) {
        of_call.over[row] = *wait > std::chrono::seconds{kOverSeconds[row]} ? 1 : 0;
    }
    counts_ += of_call;
    hours_[hour_of_week].offered += 1;
    hours_[hour_of_week].over_minute += of_call.over[kMinute];
}

void LineService::merge(const LineService& other) {
    counts_ += other.counts_;
    for (std::size_t hour = 0; hour < kHoursOfWeek; ++hour) {
        hours_[hour].offered += other.hours_[hour].offered;
        hours_[hour].over_minute += other.hours_[hour].over_minute;
    }
    waits_.merge(other.waits_);
}

void LineService::reset() {
    counts_ = {};
    hours_ = {};
    waits_.reset();
}

std::optional<Duration> LineService::wait_percentile(double share) const {
    return waits_.percentile(share);
}

std::optional<WorstHour> LineService::worst_hour() const {
    std::optional<WorstHour> worst;
    for (std::size_t hour = 0; hour < kHoursOfWeek; ++hour) {
        if (hours_[hour].offered == 0) {
            continue;
        }
        const double share = static_cast<double>(hours_[hour].over_minute) /
                             static_cast<double>(hours_[hour].offered);
        if (!worst || share > worst->share) {
            worst = WorstHour{.hour = hour, .share = share};
        }
    }
    return worst;
}

}  // namespace fcr
