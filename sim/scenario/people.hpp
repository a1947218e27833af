// People: what keeps the handlers of a roster from being seats.
#pragma once

#include "sim/base/time.hpp"
#include "sim/scenario/roster.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace fcr {

/// Handling factor of recruits by time since working alone.
struct ProficiencyKnot {
    Duration since{0};
    double factor = 1.0;
};

/// Recruits who are on the phones from `alone_from` on, since the measured midnight.
struct Cohort {
    std::uint32_t headcount = 0;
    Duration alone_from{0};
};

struct ZeroHours {
    double share = 0.0;
    double accept = 1.0;
    /// Shifts that start before it cannot be offered in time; since the measured midnight.
    std::optional<Duration> first_start;
};

struct Transfer {
    Duration from{0};  ///< since the measured midnight
    double factor = 1.0;
    Duration span{0};
};

/// What is said of the people of one pool. Without a word everybody comes to every shift.
struct People {
    double contract_hours_week = 37.0;
    double leave_share = 0.0;
    double training_share = 0.0;
    double meetings_share = 0.0;
    double absence_share = 0.0;
    double sick_share = 0.0;
    double sick_spell_days = 5.0;
    double vacancy_share = 0.0;
    std::vector<Cohort> cohorts;
    std::vector<ProficiencyKnot> proficiency{{Duration{0}, 1.5},
                                             {std::chrono::hours{13 * 168}, 1.25},
                                             {std::chrono::hours{26 * 168}, 1.0}};
    double leave_per_year = 0.0;          ///< attrition: hazard of leaving
    std::optional<Duration> replacement;  ///< from leaving to a recruit in the post
    double fatigue_per_hour = 0.0;
    Duration fatigue_after{0};
    std::optional<ZeroHours> zero_hours;
    std::optional<Transfer> transfer;
    std::optional<std::int64_t> from_day;
    std::optional<std::int64_t> until_day;
};

/// A pool whose handlers are people.
struct Staff {
    Roster roster;
    People people;
};

/// Somebody who works on the phones in some part of the run. The number of the post is who it is.
struct StaffMember {
    std::uint32_t post = 0;
    bool zero_hours = false;
    std::optional<Duration> alone_from;  ///< of a recruit, since the measured midnight
};

/// Posts of the roster that nobody holds at first: the last of the order of planned_shifts.
[[nodiscard]] std::uint32_t vacant_posts(const Staff& staff);

/// Everybody by post. Recruits follow those who are there, so that they fill vacant posts first.
[[nodiscard]] std::vector<StaffMember> staff_members(const Staff& staff);

/// How many they are.
[[nodiscard]] std::uint32_t staff_size(const Staff& staff);

/// The shifts of a member that start on the days and are worked unless chance is against it, with
/// meetings among the breaks.
[[nodiscard]] std::vector<PlannedShift> shifts_of(const Staff& staff,
                                                  const StaffMember& member,
                                                  DaySpan days);

}  // namespace fcr
