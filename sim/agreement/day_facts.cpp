#include "sim/agreement/day_facts.hpp"

#include "sim/base/check.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace fcr {

namespace {

constexpr std::size_t kSecondSteps = 60;
constexpr double kGrowth = 1.05;

/// The ends of all steps but the last, in microseconds.
const std::array<std::int64_t, kWaitSteps - 1>& step_ends() {
    static const auto ends = [] {
        std::array<std::int64_t, kWaitSteps - 1> made{};
        double end = static_cast<double>(kSecondSteps);
        for (std::size_t step = 0; step < made.size(); ++step) {
            if (step < kSecondSteps) {
                made[step] = static_cast<std::int64_t>(step + 1) * 1'000'000;
            } else {
                end *= kGrowth;
                made[step] = static_cast<std::int64_t>(std::llround(end * 1e6));
            }
        }
        made.back() = 3'600'000'000;
        return made;
    }();
    return ends;
}

}  // namespace

std::size_t wait_step(Duration wait) {
    const auto& ends = step_ends();
    // A wait that ends a step is in it: 10 s is within 10 s.
    const auto found = std::ranges::lower_bound(ends, wait.count());
    return static_cast<std::size_t>(found - ends.begin());
}

double wait_step_end(std::size_t step) {
    const auto& ends = step_ends();
    return static_cast<double>(ends[std::min(step, ends.size() - 1)]) / 1e6;
}

void ComparedService::add(const ComparedService& other, int sign) {
    for (std::size_t hour = 0; hour < hours.size(); ++hour) {
        hours[hour].add(other.hours[hour], sign);
    }
    for (std::size_t band = 0; band < bands.size(); ++band) {
        bands[band].add(other.bands[band], sign);
    }
    answered += sign * other.answered;
    abandoned += sign * other.abandoned;
    wait_us += sign * other.wait_us;
    handled += sign * other.handled;
    handling_us += sign * other.handling_us;
    for (std::size_t step = 0; step < waits.size(); ++step) {
        waits[step] += sign * other.waits[step];
    }
}

ServedCalls ComparedService::served() const {
    ServedCalls all;
    for (const ServedCalls& hour : hours) {
        all.add(hour, 1);
    }
    return all;
}

void DayFacts::add(const ComparedCall& call, Duration within, std::size_t band) {
    ++calls[call.line][call.hour];
    ++classes[call.call_class.index()];
    if (!call.queued) {
        return;
    }
    ComparedService& line = service[call.line];
    const ServedCalls served{.offered = 1, .within = call.answered && call.wait <= within ? 1 : 0};
    line.hours[call.hour].add(served, 1);
    line.bands[band].add(served, 1);
    line.abandoned += call.abandoned ? 1 : 0;
    if (!call.answered) {
        return;
    }
    ++line.answered;
    line.wait_us += call.wait.count();
    ++line.waits[wait_step(call.wait)];
    if (call.handling) {
        ++line.handled;
        line.handling_us += call.handling->count();
        PoolWork& by = work[call.pool ? call.pool->index() : work.size() - 1];
        ++by.calls;
        by.us += call.handling->count();
    }
}

void DayFacts::add(const DayFacts& other, int sign) {
    FCR_CHECK(calls.size() == other.calls.size() && classes.size() == other.classes.size(),
              "facts of two scenarios");
    for (std::size_t line = 0; line < calls.size(); ++line) {
        for (std::size_t hour = 0; hour < kHoursOfDay; ++hour) {
            calls[line][hour] += sign * other.calls[line][hour];
        }
        service[line].add(other.service[line], sign);
    }
    for (std::size_t row = 0; row < classes.size(); ++row) {
        classes[row] += sign * other.classes[row];
    }
    for (std::size_t row = 0; row < work.size(); ++row) {
        work[row].calls += sign * other.work[row].calls;
        work[row].us += sign * other.work[row].us;
    }
}

std::int64_t DayFacts::all_calls(std::size_t line) const {
    return std::reduce(calls[line].begin(), calls[line].end(), std::int64_t{0}, std::plus<>{});
}

}  // namespace fcr
