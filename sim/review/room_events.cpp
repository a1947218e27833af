#include "sim/review/room_events.hpp"

#include <algorithm>

namespace fcr {
namespace {

CallResult result_of(const KpiCounts& counted) {
    if (counted.answered > 0) {
        return counted.answered_within > 0 ? CallResult::InTime : CallResult::Late;
    }
    return counted.abandoned > 0 ? CallResult::Abandoned : CallResult::Lost;
}

/// Nobody else has come to the front of the queue, nor has it emptied or begun.
bool waits_on(const SeenLine& before, const SeenLine& now, Duration passed) {
    return before.waiting == now.waiting &&
           now.longest == (now.waiting == 0 ? Duration{0} : before.longest + passed);
}

}  // namespace

void RoomEvents::begin() {
    calls_.clear();
    in_hand_.clear();
    looks_.clear();
    lines_.clear();
    pools_.clear();
}

void RoomEvents::add_counted(const CallRecord& call,
                             SimTime at,
                             const KpiCounts& counted,
                             Duration wait) {
    const CallResult result = result_of(counted);
    const bool answered = counted.answered > 0;
    const bool contractor = answered && call.pool &&
                            scenario_.employers[scenario_.pools[*call.pool].employer].contractor;
    if (contractor) {
        in_hand_[call.number] = calls_.size();
    }
    calls_.push_back({.number = call.number,
                      .line = call.line,
                      .result = result,
                      .at = at,
                      .wait = result == CallResult::Lost ? Duration{0} : wait,
                      .pool = answered ? call.pool : std::nullopt,
                      .contractor = contractor});
}

void RoomEvents::add_work(const CallRecord& call, bool counts, Duration overflow) {
    if (!counts && overflow == Duration::zero()) {
        return;
    }
    const auto known = in_hand_.find(call.number);
    if (known == in_hand_.end()) {
        calls_.push_back({.number = call.number,
                          .line = call.line,
                          .result = CallResult::Uncounted,
                          .at = call.times.answered,
                          .pool = call.pool,
                          .contractor = true});
    }
    ReviewedCall& row = known == in_hand_.end() ? calls_.back() : calls_[known->second];
    if (counts) {
        row.done = call.times.wrapped_up;
        row.handling = call.times.wrapped_up - call.times.answered;
    }
    row.overflow = overflow;
    if (known != in_hand_.end()) {
        in_hand_.erase(known);
    }
}

bool RoomEvents::goes_on(const LookRow& seen,
                         std::span<const SeenLine> lines,
                         std::span<const SeenPool> pools) const {
    if (looks_.empty()) {
        return false;
    }
    const std::size_t row = looks_.size() - 1;
    const LookRow& last = looks_[row];
    const Duration passed = seen.first - last.first - (last.looks - 1) * kReviewLook;
    return last.nobody_free == seen.nobody_free && last.busy == seen.busy &&
           last.on_duty == seen.on_duty && std::ranges::equal(this->pools(row), pools) &&
           std::ranges::equal(this->lines(row), lines, [&](const auto& before, const auto& now) {
               return waits_on(before, now, passed);
           });
}

void RoomEvents::add_look(const LookRow& seen,
                          std::span<const SeenLine> lines,
                          std::span<const SeenPool> pools,
                          bool begins_minute) {
    if (!begins_minute && goes_on(seen, lines, pools)) {
        ++looks_.back().looks;
        std::ranges::copy(lines, lines_.end() - static_cast<std::ptrdiff_t>(lines.size()));
        return;
    }
    looks_.push_back(seen);
    looks_.back().looks = 1;
    lines_.insert(lines_.end(), lines.begin(), lines.end());
    pools_.insert(pools_.end(), pools.begin(), pools.end());
}

}  // namespace fcr
