#include "sim/scenario/roster.hpp"

#include "sim/base/check.hpp"

#include <algorithm>

namespace fcr {

namespace {

/// Where a post stands: its team, and which of the team it is.
struct Place {
    std::size_t team = 0;
    std::uint32_t ordinal = 0;
};

Place place_of(const Roster& roster, std::uint32_t post) {
    const std::uint32_t posts = roster.headcount();
    const auto teams = static_cast<std::uint32_t>(roster.teams.size());
    FCR_CHECK(teams > 0, "a roster pattern has a team");
    if (post >= posts) {
        const std::uint32_t beyond = post - posts;
        const std::size_t team = beyond % teams;
        return {.team = team, .ordinal = roster.teams[team].headcount + beyond / teams};
    }
    std::uint32_t before = 0;
    for (std::uint32_t ordinal = 0;; ++ordinal) {
        for (std::size_t team = 0; team < roster.teams.size(); ++team) {
            if (ordinal < roster.teams[team].headcount && before++ == post) {
                return {.team = team, .ordinal = ordinal};
            }
        }
    }
}

PlannedShift shift_on(const ShiftKind& kind, std::int64_t day, std::uint32_t ordinal) {
    PlannedShift shift{
        .day = day, .from = day * kDayLength + kind.start, .length = kind.length, .breaks = {}};
    for (const BreakRule& rule : kind.breaks) {
        const std::uint32_t wave = ordinal % rule.waves;
        shift.breaks.push_back({.from = shift.from + rule.after + wave * rule.length,
                                .length = rule.length,
                                .kind = rule.kind});
    }
    std::ranges::stable_sort(shift.breaks, {}, &PlannedBreak::from);
    return shift;
}

std::vector<PlannedShift> shifts_of_pattern(const Roster& roster,
                                            std::uint32_t post,
                                            DaySpan days) {
    const Place place = place_of(roster, post);
    const auto cycle = static_cast<std::int64_t>(roster.cycle.size());
    std::vector<PlannedShift> shifts;
    for (std::int64_t day = days.from; day < days.until; ++day) {
        const std::int64_t of_cycle =
            ((day + roster.teams[place.team].offset) % cycle + cycle) % cycle;
        if (const auto& kind = roster.cycle[static_cast<std::size_t>(of_cycle)]) {
            shifts.push_back(shift_on(roster.shifts[*kind], day, place.ordinal));
        }
    }
    return shifts;
}

std::vector<PlannedShift> shifts_of_list(const Roster& roster, std::uint32_t post, DaySpan days) {
    const ListedPerson& person = roster.listed[post % roster.listed.size()];
    std::vector<PlannedShift> shifts;
    const auto add = [&](PlannedShift shift, std::int64_t later) {
        shift.day += later;
        if (shift.day < days.from || shift.day >= days.until) {
            return;
        }
        shift.from += later * kDayLength;
        for (PlannedBreak& pause : shift.breaks) {
            pause.from += later * kDayLength;
        }
        shifts.push_back(std::move(shift));
    };
    if (roster.listed_cycle == 0) {
        for (const PlannedShift& shift : person.shifts) {
            add(shift, 0);
        }
        return shifts;
    }
    const std::int64_t cycle = roster.listed_cycle;
    const std::int64_t before = ((days.from % cycle + cycle) % cycle) - days.from;
    for (std::int64_t later = -before - cycle; later < days.until; later += cycle) {
        for (const PlannedShift& shift : person.shifts) {
            add(shift, later);
        }
    }
    return shifts;
}

Duration paid(const PlannedShift& shift) {
    Duration hours = shift.length;
    for (const PlannedBreak& pause : shift.breaks) {
        if (pause.kind == BreakKind::Meal) {
            hours -= pause.length;
        }
    }
    return hours;
}

}  // namespace

std::uint32_t Roster::headcount() const {
    if (!listed.empty()) {
        return static_cast<std::uint32_t>(listed.size());
    }
    std::uint32_t posts = 0;
    for (const Team& team : teams) {
        posts += team.headcount;
    }
    return posts;
}

std::vector<PlannedShift> planned_shifts(const Roster& roster, std::uint32_t post, DaySpan days) {
    return roster.listed.empty() ? shifts_of_pattern(roster, post, days)
                                 : shifts_of_list(roster, post, days);
}

double paid_hours_a_week(const Roster& roster, std::uint32_t post) {
    DaySpan days{.from = 0, .until = static_cast<std::int64_t>(roster.cycle.size())};
    if (!roster.listed.empty()) {
        const std::vector<PlannedShift>& shifts = roster.listed[post % roster.listed.size()].shifts;
        if (shifts.empty()) {
            return 0.0;
        }
        days = {.from = shifts.front().day, .until = shifts.back().day + 1};
        if (roster.listed_cycle > 0) {
            days = {.from = 0, .until = roster.listed_cycle};
        }
    }
    Duration sum{0};
    for (const PlannedShift& shift : planned_shifts(roster, post, days)) {
        sum += paid(shift);
    }
    const double weeks = static_cast<double>(days.until - days.from) / 7.0;
    return to_seconds(sum) / 3600.0 / weeks;
}

}  // namespace fcr
