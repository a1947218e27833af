#include "tests/support/any_people.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <utility>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

Staff any_staff(std::mt19937_64& random) {
    const auto minutes = [&random](std::uint64_t from, std::uint64_t count) {
        return Duration(std::chrono::minutes(from + random() % count));
    };
    Staff staff;
    for (std::uint64_t people = 1 + random() % 6; people > 0; --people) {
        ListedPerson person{.name = "p" + std::to_string(people), .shifts = {}};
        Duration at = minutes(0, 60) - 90min;
        while (at < 6h) {
            PlannedShift shift{.day = 0, .from = at, .length = minutes(20, 120), .breaks = {}};
            for (std::uint64_t breaks = random() % 4; breaks > 0; --breaks) {
                const Duration length = std::min(minutes(1, 20), shift.length);
                const Duration latest = shift.length - length;
                const Duration from =
                    latest > 0s ? Duration(static_cast<std::int64_t>(
                                      random() % static_cast<std::uint64_t>(latest.count())))
                                : Duration::zero();
                shift.breaks.push_back({.from = at + from,
                                        .length = length,
                                        .kind = static_cast<BreakKind>(random() % 3)});
            }
            std::ranges::sort(shift.breaks, {}, &PlannedBreak::from);
            at += shift.length + (random() % 3 == 0 ? Duration::zero() : minutes(0, 60));
            person.shifts.push_back(std::move(shift));
        }
        staff.roster.listed.push_back(std::move(person));
    }
    const auto share = [&random] { return random() % 2 == 0 ? 0.1 : 0.0; };
    staff.people.leave_share = share();
    staff.people.absence_share = share();
    staff.people.sick_share = share();
    staff.people.fatigue_per_hour = share();
    staff.people.leave_per_year = random() % 2 == 0 ? 1000.0 : 0.0;
    staff.people.replacement = 30min;
    if (random() % 2 == 0) {
        staff.people.zero_hours = ZeroHours{.share = 0.5, .accept = 0.6, .first_start = {}};
    }
    return staff;
}

}  // namespace

Scenario with_any_people(Scenario scenario, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    for (const std::size_t pool : {seed % 3, (seed + 1) % 3}) {
        scenario.pools[pool].staff = any_staff(random);
        scenario.pools[pool].seats = {{.from = kStartOfRun, .seats = 0}};
    }
    return scenario;
}

}  // namespace fcr::test
