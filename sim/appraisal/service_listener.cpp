#include "sim/appraisal/service_listener.hpp"

#include <algorithm>
#include <iterator>

namespace fcr {

ServiceListener::ServiceListener(std::span<const std::string> lines, std::size_t months)
    : lines_(lines.begin(), lines.end()), months_(months * lines.size()) {}

void ServiceListener::begin_replication() {
    for (LineService& month : months_) {
        month.reset();
    }
}

void ServiceListener::begin_run(const TermRun& run) {
    run_ = &run;
    of_room_.clear();
    for (std::size_t row = 0; row < run.room.lines.size(); ++row) {
        const auto found = std::ranges::find(lines_, run.room.lines[LineId{row}].name);
        of_room_.push_back(found == lines_.end()
                               ? std::nullopt
                               : std::optional<std::size_t>(found - lines_.begin()));
    }
}

void ServiceListener::call_closed(const CallRecord& call) {
    const std::optional<std::size_t> line = of_room_[call.line.index()];
    // Who does not get through has not arrived.
    const SimTime arrived =
        call.times.network_arrive == kNever ? call.times.dialled : call.times.network_arrive;
    if (!line || arrived < run_->periods.front().start || arrived >= run_->periods.back().end) {
        return;
    }
    const auto period =
        std::prev(std::ranges::upper_bound(run_->periods, arrived, {}, &ServicePeriod::start));
    const std::size_t hour =
        hour_of_week(period->day_of(arrived).weekday, period->time_of_day(arrived));
    const auto month = static_cast<std::size_t>(period->number);
    months_[month * lines_.size() + *line].add(call, hour);
}

}  // namespace fcr
