// Rosters for tests.
#pragma once

#include "sim/scenario/people.hpp"
#include "sim/scenario/roster.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace fcr::test {

/// Listed people who each work one shift, from 0 of day 0, of this length with these breaks.
inline Roster one_shift(std::uint32_t people,
                        Duration length,
                        const std::vector<PlannedBreak>& breaks = {}) {
    Roster roster{
        .name = "test", .shifts = {}, .cycle = {}, .teams = {}, .listed = {}, .listed_cycle = 0};
    for (std::uint32_t person = 0; person < people; ++person) {
        roster.listed.push_back(
            {.name = "p" + std::to_string(person),
             .shifts = {{.day = 0, .from = Duration::zero(), .length = length, .breaks = breaks}}});
    }
    return roster;
}

/// People who work the same hours every day.
inline Roster every_day(std::uint32_t people,
                        Duration start,
                        Duration length,
                        std::vector<BreakRule> breaks = {}) {
    return {
        .name = "test",
        .shifts = {{.name = "day", .start = start, .length = length, .breaks = std::move(breaks)}},
        .cycle = {0},
        .teams = {{.name = "A", .offset = 0, .headcount = people}},
        .listed = {},
        .listed_cycle = 0};
}

}  // namespace fcr::test
