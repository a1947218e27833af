// Rosters: shifts, cycles, teams, and lists of shifts from CSV files.
#include "proto/fcr/v1/scenario.pb.h"
#include "sim/scenario/near_name.hpp"
#include "sim/scenario/roster_csv.hpp"
#include "sim/scenario/validation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace fcr {

namespace {

using R = v1::Roster;

constexpr const char* kOff = "off";

Duration hours(double count) {
    return duration_from_seconds(count * 3600.0);
}

std::uint32_t count_of(const Block& block, int field, double min, double max) {
    return static_cast<std::uint32_t>(block.needed_number(field, {.min = min, .max = max}));
}

BreakRule read_break(const Block& block, const ShiftKind& shift) {
    using B = v1::BreakRule;
    BreakRule rule;
    rule.after = hours(
        block.needed_number(B::kAfterHFieldNumber, {.min = 0.0, .max = 24.0, .unit = "hours"}));
    rule.length = duration_from_seconds(
        60.0 *
        block.needed_number(B::kLengthMinFieldNumber,
                            {.min = 0.0, .max = 240.0, .above_min = true, .unit = "minutes"}));
    rule.kind =
        block.enumerator(B::kKindFieldNumber) == v1::MEAL ? BreakKind::Meal : BreakKind::Rest;
    rule.waves = block.count_or(B::kWavesFieldNumber, {.min = 1.0, .max = 16.0}, 1);
    if (shift.length > Duration::zero() && rule.after + rule.waves * rule.length > shift.length) {
        block.refuse(B::kAfterHFieldNumber,
                     fmt::format("must be such that the last of {} waves ends within the shift of "
                                 "{:.6g} h",
                                 rule.waves,
                                 to_seconds(shift.length) / 3600.0));
    }
    return rule;
}

ShiftKind read_shift(const Block& block, const Names& known) {
    using S = v1::ShiftKind;
    ShiftKind shift;
    shift.name = block.text(S::kNameFieldNumber);
    if (!block.has(S::kNameFieldNumber)) {
        block.missing(S::kNameFieldNumber, "must be given");
    } else if (!is_name(shift.name) || shift.name == kOff) {
        block.refuse(S::kNameFieldNumber, std::string(kNameRemedy) + ", and not off");
    } else if (known.find(shift.name)) {
        block.refuse(S::kNameFieldNumber, "must be unique; an earlier one has this name");
    }
    const double start =
        block.needed_number(S::kStartHFieldNumber, {.min = 0.0, .max = 24.0, .unit = "hours"});
    if (start >= 24.0) {
        block.refuse(S::kStartHFieldNumber, "must be below 24 hours after midnight");
    }
    shift.start = hours(start);
    shift.length = hours(block.needed_number(
        S::kLengthHFieldNumber, {.min = 0.0, .max = 24.0, .above_min = true, .unit = "hours"}));
    const int breaks = block.rows(S::kBreaksFieldNumber, 0, 8);
    for (int row = 0; row < breaks; ++row) {
        const Block entry = block.child(S::kBreaksFieldNumber, row);
        shift.breaks.push_back(read_break(entry, shift));
        if (row > 0 &&
            shift.breaks[static_cast<std::size_t>(row) - 1].after > shift.breaks.back().after) {
            entry.refuse(v1::BreakRule::kAfterHFieldNumber, "must not be before the break above");
        }
    }
    return shift;
}

void read_cycle(const Block& block, const Names& shifts, Roster& roster) {
    const int days = block.rows(R::kCycleFieldNumber, 1, 400);
    for (int day = 0; day < days; ++day) {
        const std::string name = block.text(R::kCycleFieldNumber, day);
        std::optional<std::size_t> shift;
        if (name != kOff) {
            shift = shifts.find(name);
            if (!shift) {
                block.refuse(R::kCycleFieldNumber,
                             day,
                             fmt::format("must be \"off\" or the name of a shift of this roster{}",
                                         suggest(name, shifts.names)));
                return;
            }
        }
        roster.cycle.push_back(shift);
    }
    for (std::size_t day = 0; day < roster.cycle.size(); ++day) {
        const auto& today = roster.cycle[day];
        const auto& tomorrow = roster.cycle[(day + 1) % roster.cycle.size()];
        if (today && tomorrow &&
            roster.shifts[*today].start + roster.shifts[*today].length >
                kDayLength + roster.shifts[*tomorrow].start) {
            block.refuse(R::kCycleFieldNumber,
                         static_cast<int>((day + 1) % roster.cycle.size()),
                         fmt::format("must begin after the shift of the day before has ended; {} "
                                     "ends at {:.6g} h of this day",
                                     roster.shifts[*today].name,
                                     to_seconds(roster.shifts[*today].start +
                                                roster.shifts[*today].length - kDayLength) /
                                         3600.0));
            return;
        }
    }
    if (days > 0 && std::ranges::none_of(roster.cycle, [](const auto& day) { return !!day; })) {
        block.refuse(R::kCycleFieldNumber, 0, "must have a shift on some day; all are off");
    }
}

void read_teams(const Block& block, Roster& roster) {
    using T = v1::Team;
    const int teams = block.rows(R::kTeamsFieldNumber, 1, 64);
    for (int row = 0; row < teams; ++row) {
        const Block entry = block.child(R::kTeamsFieldNumber, row);
        Team team;
        team.name = entry.text(T::kNameFieldNumber);
        if (entry.has(T::kNameFieldNumber) && !is_name(team.name)) {
            entry.refuse(T::kNameFieldNumber, std::string(kNameRemedy));
        } else if (!team.name.empty() && std::ranges::count(roster.teams, team.name, &Team::name)) {
            entry.refuse(T::kNameFieldNumber, "must be unique; an earlier one has this name");
        }
        const double last = std::max<double>(0.0, static_cast<double>(roster.cycle.size()) - 1.0);
        team.offset = entry.count_or(T::kOffsetDaysFieldNumber, {.min = 0.0, .max = last}, 0);
        team.headcount = count_of(entry, T::kHeadcountFieldNumber, 0.0, 4'000.0);
        roster.teams.push_back(std::move(team));
    }
    if (teams > 0 && roster.headcount() == 0) {
        block.child(R::kTeamsFieldNumber, 0)
            .refuse(T::kHeadcountFieldNumber, "must be above 0 in one team at least");
    }
}

void read_pattern(const Block& block, Roster& roster) {
    Names shifts{.kind = "a shift"};
    const int count = block.rows(R::kShiftsFieldNumber, 1, 32);
    for (int row = 0; row < count; ++row) {
        roster.shifts.push_back(read_shift(block.child(R::kShiftsFieldNumber, row), shifts));
        shifts.names.push_back(roster.shifts.back().name);
    }
    read_cycle(block, shifts, roster);
    read_teams(block, roster);
    if (block.has(R::kCsvCycleDaysFieldNumber)) {
        block.refuse(R::kCsvCycleDaysFieldNumber, "belongs to a roster_csv; there is none");
    }
}

void read_list(const Validation& validation, const Block& block, Roster& roster) {
    constexpr int field = R::kRosterCsvFieldNumber;
    roster.listed_cycle =
        block.count_or(R::kCsvCycleDaysFieldNumber, {.min = 1.0, .max = 400.0}, 0);
    const std::string name = block.text(field);
    if (name.empty() || name.find('\0') != std::string::npos) {
        block.refuse(field, "must be the path of a CSV file");
        return;
    }
    Result<std::vector<ListedPerson>> people =
        read_roster_csv(validation.profiles.folder() / name, roster.listed_cycle);
    if (people) {
        roster.listed = std::move(*people);
        return;
    }
    for (Problem& problem : people.error()) {
        if (problem.line == 0) {
            // Not the file's content is wrong but the file: that is told where it is named.
            block.refuse(field, fmt::format("{}: {}", problem.file, problem.remedy));
        } else {
            block.refuse_file(field, std::move(problem));
        }
    }
}

}  // namespace

void validate_rosters(Validation& validation) {
    for (std::size_t row = 0; row < validation.roster_names.names.size(); ++row) {
        const Block block =
            validation.root.child(v1::Scenario::kRostersFieldNumber, static_cast<int>(row));
        Roster& roster = validation.rosters.emplace_back();
        roster.name = validation.roster_names.names[row];
        const bool pattern = block.size(R::kShiftsFieldNumber) > 0 ||
                             block.size(R::kCycleFieldNumber) > 0 ||
                             block.size(R::kTeamsFieldNumber) > 0;
        if (pattern == block.has(R::kRosterCsvFieldNumber)) {
            block.refuse_block({}, "must have either shifts, cycle and teams, or a roster_csv");
        } else if (pattern) {
            read_pattern(block, roster);
        } else {
            read_list(validation, block, roster);
        }
    }
}

}  // namespace fcr
