#include "sim/analysis/replaying.hpp"

#include "sim/base/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace fcr {

namespace {

constexpr Duration kWholeDay = std::chrono::hours{24};

/// Seats from a time of the day on.
struct DailyChange {
    Duration from{0};
    std::uint32_t seats = 0;
};

/// The time of day at an instant of a run whose measured part begins at midnight.
Duration time_of_day(SimTime at, const RunPlan& run) {
    const Duration since = (at - kStartOfRun - run.warm_up) % kWholeDay;
    return since < Duration::zero() ? since + kWholeDay : since;
}

/// The seats of the run's last day in order of the time of day, the first at midnight.
std::vector<DailyChange> last_day(const std::vector<SeatChange>& seats, const RunPlan& run) {
    const SimTime end = kStartOfRun + run.warm_up + run.measured;
    const SimTime begin = std::max(kStartOfRun, end - kWholeDay);
    std::vector<DailyChange> day{{.from = time_of_day(begin, run), .seats = 0}};
    for (const SeatChange& change : seats) {
        if (change.from <= begin) {
            day.front().seats = change.seats;
        } else if (change.from < begin + kWholeDay) {
            day.push_back({.from = time_of_day(change.from, run), .seats = change.seats});
        }
    }
    std::ranges::stable_sort(day, {}, &DailyChange::from);
    if (day.front().from > Duration::zero()) {
        // The day before midnight ends as the day after it begins.
        day.insert(day.begin(), {.from = Duration::zero(), .seats = day.back().seats});
    }
    return day;
}

}  // namespace

std::vector<SeatChange> repeat_daily_seats(const std::vector<SeatChange>& seats,
                                           const RunPlan& run,
                                           std::int64_t days) {
    FCR_CHECK(!seats.empty() && seats.front().from == kStartOfRun, "seats begin with the run");
    FCR_CHECK(days >= 1, "a run has a day");
    const std::vector<DailyChange> pattern = last_day(seats, run);
    std::vector<SeatChange> repeated;
    for (std::int64_t day = 0; day < days; ++day) {
        for (const DailyChange& change : pattern) {
            if (repeated.empty() || repeated.back().seats != change.seats) {
                repeated.push_back(
                    {.from = kStartOfRun + day * kWholeDay + change.from, .seats = change.seats});
            }
        }
    }
    return repeated;
}

void put_load(Scenario& scenario, LoadIntake intake) {
    FCR_CHECK(intake.counts.by_class.size() == scenario.call_classes.size(),
              "the load was read for another scenario");
    for (Pool& pool : scenario.pools) {
        pool.seats = repeat_daily_seats(pool.seats, scenario.run, intake.days);
    }
    const LocalTime last_day = intake.midnight + (intake.days - 1) * kWholeDay;
    scenario.run.warm_up = Duration::zero();
    scenario.run.measured = intake.days * kWholeDay;
    scenario.run.day_type = fmt::format("{} to {}", date_of(intake.midnight), date_of(last_day));
    scenario.calendar.reset();  // the load brings its own dates
    scenario.load = std::move(intake.calls);
}

}  // namespace fcr
