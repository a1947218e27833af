// Rosters: who works when, as the scenario says it and as whole shifts of each person.
#pragma once

#include "sim/base/time.hpp"
#include "sim/domain/shift.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

inline constexpr Duration kDayLength = std::chrono::hours{24};
inline constexpr Duration kWeekLength = 7 * kDayLength;

/// A break of a kind of shift. The n-th person of a team goes `n % waves` lengths later.
struct BreakRule {
    Duration after{0};  ///< since the shift's start
    Duration length{0};
    BreakKind kind = BreakKind::Rest;
    std::uint32_t waves = 1;
};

struct ShiftKind {
    std::string name;
    Duration start{0};  ///< since midnight
    Duration length{0};
    std::vector<BreakRule> breaks;
};

/// People who work the same shifts: on day 0 the day `offset` of the cycle.
struct Team {
    std::string name;
    std::uint32_t offset = 0;
    std::uint32_t headcount = 0;
};

/// A break with its place; times are since the measured midnight, and may be negative.
struct PlannedBreak {
    Duration from{0};
    Duration length{0};
    BreakKind kind = BreakKind::Rest;
};

/// One shift of one person. It belongs to the day it starts on.
struct PlannedShift {
    std::int64_t day = 0;  ///< 0: the first measured day
    Duration from{0};
    Duration length{0};
    std::vector<PlannedBreak> breaks{};  ///< by rising start, within the shift
};

/// A person whose shifts are listed one by one, by rising start.
struct ListedPerson {
    std::string name;
    std::vector<PlannedShift> shifts;
};

/// A pattern, or a list of people where there are any.
struct Roster {
    std::string name;
    std::vector<ShiftKind> shifts;
    std::vector<std::optional<std::size_t>> cycle;  ///< a row of `shifts`; empty: a day off
    std::vector<Team> teams;
    std::vector<ListedPerson> listed;
    std::uint32_t listed_cycle = 0;  ///< days after which a list repeats; 0: it does not

    /// Posts of all teams, or people listed.
    [[nodiscard]] std::uint32_t headcount() const;
};

/// A span of days: [from, until).
struct DaySpan {
    std::int64_t from = 0;
    std::int64_t until = 0;
};

/// The shifts that start on the days, of the post of this number. Posts are numbered over the
/// teams in turn (the first of every team, the second of every team, ...), so that those up to any
/// number are spread over the teams; numbers beyond the headcount go on in turn.
[[nodiscard]] std::vector<PlannedShift> planned_shifts(const Roster& roster,
                                                       std::uint32_t post,
                                                       DaySpan days);

/// Paid hours of a week of the post: the mean over the cycle, breaks paid and meals not.
[[nodiscard]] double paid_hours_a_week(const Roster& roster, std::uint32_t post);

}  // namespace fcr
