#include "sim/scenario/compile_people.hpp"

#include <algorithm>
#include <vector>

namespace fcr {

namespace {

constexpr double kSecondsPerYear = 365.25 * 86'400.0;
constexpr double kUsPerHour = 3600.0 * 1e6;

/// The rows on their way into the tables.
struct PeopleRows {
    std::vector<CompiledShift> shifts;
    std::vector<CompiledBreak> breaks;
    std::vector<ProficiencyKnot> proficiency;
};

template <typename IdType, typename T>
Table<IdType, T> to_table(const std::vector<T>& rows) {
    Table<IdType, T> table(rows.size());
    std::ranges::copy(rows, table.begin());
    return table;
}

template <typename T>
Rows rows_from(const std::vector<T>& rows, std::size_t first) {
    return {.first = static_cast<std::uint32_t>(first),
            .count = static_cast<std::uint32_t>(rows.size() - first)};
}

CompiledPeople compile_rules(const People& people, SimTime midnight, PeopleRows& rows) {
    CompiledPeople compiled;
    compiled.leave_share = people.leave_share;
    compiled.abstraction_share = people.leave_share + people.training_share;
    compiled.absence_share = people.absence_share;
    compiled.sick_share = people.sick_share;
    compiled.recovers = 1.0 / people.sick_spell_days;
    compiled.falls_sick = people.sick_share / (1.0 - people.sick_share) * compiled.recovers;
    compiled.accept = people.zero_hours ? people.zero_hours->accept : 1.0;
    // A rate so small that nobody ever leaves has no mean that can be written down.
    if (people.leave_per_year > 1e-12) {
        compiled.people_leave = true;
        compiled.tenure = Distribution::exponential(kSecondsPerYear / people.leave_per_year);
        compiled.replacement = people.replacement.value_or(kLongestSpan);
    }
    compiled.fatigue_per_us = people.fatigue_per_hour / kUsPerHour;
    compiled.fatigue_after = people.fatigue_after;
    if (people.transfer) {
        compiled.transferred = midnight + people.transfer->from;
        compiled.transfer_factor = people.transfer->factor;
        compiled.transfer_span = people.transfer->span;
    }
    const std::size_t first = rows.proficiency.size();
    rows.proficiency.insert(
        rows.proficiency.end(), people.proficiency.begin(), people.proficiency.end());
    compiled.proficiency = rows_from(rows.proficiency, first);
    return compiled;
}

void add_breaks(const PlannedShift& shift, SimTime midnight, PeopleRows& rows) {
    for (const PlannedBreak& pause : shift.breaks) {
        const SimTime from = midnight + pause.from;
        const SimTime until = from + pause.length;
        if (until > kStartOfRun) {
            const SimTime begins = std::max(from, kStartOfRun);
            rows.breaks.push_back({.from = begins, .length = until - begins, .kind = pause.kind});
        }
    }
}

CompiledPerson compile_person(PoolId pool,
                              const Staff& staff,
                              const StaffMember& member,
                              const Scenario& scenario,
                              PeopleRows& rows) {
    const SimTime midnight = kStartOfRun + scenario.run.warm_up;
    const SimTime end = midnight + scenario.run.measured + scenario.run.drain_max;
    const std::size_t first = rows.shifts.size();
    for (const PlannedShift& shift : shifts_of(staff, member, shift_days(scenario.run))) {
        const SimTime from = midnight + shift.from;
        if (from >= end || from + shift.length <= kStartOfRun) {
            continue;
        }
        const std::size_t first_break = rows.breaks.size();
        add_breaks(shift, midnight, rows);
        rows.shifts.push_back({.from = from,
                               .until = from + shift.length,
                               .day = static_cast<std::int32_t>(shift.day),
                               .breaks = rows_from(rows.breaks, first_break)});
    }
    return {.pool = pool,
            .shifts = rows_from(rows.shifts, first),
            .post = member.post,
            .zero_hours = member.zero_hours,
            .recruit = member.alone_from.has_value(),
            .alone_from = midnight + member.alone_from.value_or(Duration::zero())};
}

}  // namespace

DaySpan shift_days(const RunPlan& run) {
    // A listed shift lasts a day at most, and one that begins the day before may reach into it.
    const std::int64_t warm_up_days = (run.warm_up + kDayLength - Duration{1}) / kDayLength;
    return {.from = -warm_up_days - 1, .until = (run.measured + run.drain_max) / kDayLength + 1};
}

void compile_people(const Scenario& scenario, CompiledScenario& compiled) {
    const bool rostered = std::ranges::any_of(
        scenario.pools, [](const Pool& pool) { return pool.staff.has_value(); });
    if (!rostered) {
        return;
    }
    const SimTime midnight = kStartOfRun + scenario.run.warm_up;
    PeopleRows rows;
    compiled.first_day = static_cast<std::int32_t>(shift_days(scenario.run).from);
    compiled.people = Table<PoolId, CompiledPeople>(scenario.pools.size());
    compiled.persons = Table<HandlerId, CompiledPerson>(compiled.handlers_max);
    for (std::size_t row = 0; row < scenario.pools.size(); ++row) {
        const std::optional<Staff>& staff = scenario.pools[row].staff;
        if (!staff) {
            continue;
        }
        compiled.people[PoolId{row}] = compile_rules(staff->people, midnight, rows);
        std::uint32_t handler = compiled.pools[PoolId{row}].first_handler;
        for (const StaffMember& member : staff_members(*staff)) {
            compiled.persons[HandlerId{handler++}] =
                compile_person(PoolId{row}, *staff, member, scenario, rows);
        }
    }
    compiled.shifts = to_table<ShiftId>(rows.shifts);
    compiled.shift_breaks = to_table<ShiftBreakId>(rows.breaks);
    compiled.proficiency = to_table<ProficiencyId>(rows.proficiency);
}

}  // namespace fcr
