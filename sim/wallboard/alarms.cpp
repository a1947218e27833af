#include "sim/wallboard/alarms.hpp"

#include <algorithm>
#include <utility>

namespace fcr {

bool Alarms::see(std::uint32_t condition, bool holds, SimTime at) {
    const auto found = std::ranges::find_if(standing_, [condition](const Alarm& alarm) {
        return alarm.condition == condition && alarm.cleared == kNever;
    });
    if (!holds) {
        if (found != standing_.end()) {
            found->cleared = at;
            // What somebody has taken up and what has gone is over.
            if (found->acknowledged != kNever) {
                standing_.erase(found);
            }
        }
        return false;
    }
    if (found != standing_.end()) {
        return false;
    }
    // It comes again before anybody has looked: that is the same alarm to whoever looks now.
    std::erase_if(standing_,
                  [condition](const Alarm& alarm) { return alarm.condition == condition; });
    standing_.push_back({.number = ++raised_, .condition = condition, .raised = at});
    std::erase_if(raised_at_, [at](SimTime raised) { return at - raised >= kBudgetSpan; });
    raised_at_.push_back(at);
    return true;
}

bool Alarms::acknowledge(std::uint64_t number, SimTime at, std::string by) {
    const auto found = std::ranges::find(standing_, number, &Alarm::number);
    if (found == standing_.end() || found->acknowledged != kNever) {
        return false;
    }
    if (found->cleared != kNever) {
        standing_.erase(found);
        return true;
    }
    found->acknowledged = at;
    found->by = std::move(by);
    return true;
}

std::size_t Alarms::recent(SimTime now) const {
    return static_cast<std::size_t>(std::ranges::count_if(
        raised_at_, [now](SimTime raised) { return now - raised < kBudgetSpan; }));
}

}  // namespace fcr
