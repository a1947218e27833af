#include "sim/scenario/people.hpp"

#include <algorithm>
#include <cmath>

namespace fcr {

namespace {

std::uint32_t rounded(double value) {
    return static_cast<std::uint32_t>(std::lround(value));
}

/// The meeting of a shift: at a place that moves evenly over the shifts of a person and the people
/// of a team, so that they do not all meet at once (multiples of the golden ratio, Weyl 1916).
PlannedBreak meeting_of(const PlannedShift& shift, double share, std::uint32_t post) {
    constexpr double golden = 0.6180339887498949;
    const double steps = static_cast<double>(shift.day) + 3.0 * post;
    const double place = steps * golden - std::floor(steps * golden);
    const Duration length = duration_from_seconds(to_seconds(shift.length) * share);
    const Duration latest = shift.length - length;
    return {.from = shift.from + duration_from_seconds(to_seconds(latest) * place),
            .length = length,
            .kind = BreakKind::Meeting};
}

}  // namespace

std::uint32_t vacant_posts(const Staff& staff) {
    return rounded(staff.people.vacancy_share * staff.roster.headcount());
}

std::uint32_t staff_size(const Staff& staff) {
    std::uint32_t size = staff.roster.headcount() - vacant_posts(staff);
    for (const Cohort& cohort : staff.people.cohorts) {
        size += cohort.headcount;
    }
    return size;
}

std::vector<StaffMember> staff_members(const Staff& staff) {
    const std::uint32_t filled = staff.roster.headcount() - vacant_posts(staff);
    const std::uint32_t flexible =
        staff.people.zero_hours ? rounded(staff.people.zero_hours->share * filled) : 0;
    std::vector<StaffMember> members;
    for (std::uint32_t post = 0; post < filled; ++post) {
        members.push_back(
            {.post = post, .zero_hours = post >= filled - flexible, .alone_from = {}});
    }
    for (const Cohort& cohort : staff.people.cohorts) {
        for (std::uint32_t recruit = 0; recruit < cohort.headcount; ++recruit) {
            members.push_back({.post = static_cast<std::uint32_t>(members.size()),
                               .zero_hours = false,
                               .alone_from = cohort.alone_from});
        }
    }
    return members;
}

std::vector<PlannedShift> shifts_of(const Staff& staff, const StaffMember& member, DaySpan days) {
    const People& people = staff.people;
    std::vector<PlannedShift> shifts =
        planned_shifts(staff.roster,
                       member.post,
                       {.from = std::max(days.from, people.from_day.value_or(days.from)),
                        .until = std::min(days.until, people.until_day.value_or(days.until))});
    std::erase_if(shifts, [&](const PlannedShift& shift) {
        const bool too_early = member.alone_from && shift.from < *member.alone_from;
        const bool no_offer = member.zero_hours && people.zero_hours->first_start &&
                              shift.from < *people.zero_hours->first_start;
        return too_early || no_offer;
    });
    if (people.meetings_share > 0.0) {
        for (PlannedShift& shift : shifts) {
            shift.breaks.push_back(meeting_of(shift, people.meetings_share, member.post));
            std::ranges::stable_sort(shift.breaks, {}, &PlannedBreak::from);
        }
    }
    return shifts;
}

}  // namespace fcr
