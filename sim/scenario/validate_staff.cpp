// The people of a pool with a roster: what is said of them in its `people` block.
#include "proto/fcr/v1/scenario.pb.h"
#include "sim/scenario/compile_people.hpp"
#include "sim/scenario/validation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace fcr {

namespace {

using E = v1::People;

constexpr Range kLostShare{.min = 0.0, .max = 0.9};
constexpr Range kDays{.min = -3'660.0, .max = 3'660.0, .unit = "days"};
constexpr Range kWeeks{.min = 0.0, .max = 520.0, .unit = "weeks"};
constexpr Range kFactor{.min = 0.1, .max = 10.0};

Duration weeks(double count) {
    return duration_from_seconds(count * 7.0 * 86'400.0);
}

Duration hours(double count) {
    return duration_from_seconds(count * 3600.0);
}

Duration start_of_day(double day) {
    return static_cast<std::int64_t>(day) * kDayLength;
}

void read_abstraction(const Block& block, People& people) {
    people.leave_share = block.number_or(E::kLeaveShareFieldNumber, kLostShare, 0.0);
    people.training_share = block.number_or(E::kTrainingShareFieldNumber, kLostShare, 0.0);
    if (people.leave_share + people.training_share > kLostShare.max) {
        block.refuse(E::kTrainingShareFieldNumber,
                     "must not make leave and training together more than 0.9 of the shifts");
    }
    people.meetings_share =
        block.number_or(E::kMeetingsShareFieldNumber, {.min = 0.0, .max = 0.5}, 0.0);
    people.absence_share = block.number_or(E::kAbsenceShareFieldNumber, kLostShare, 0.0);
    people.vacancy_share = block.number_or(E::kVacancyShareFieldNumber, kShare, 0.0);
    if (block.has(E::kSicknessFieldNumber)) {
        using S = v1::Sickness;
        const Block sickness = block.child(E::kSicknessFieldNumber);
        people.sick_share = sickness.needed_number(S::kShareFieldNumber, {.min = 0.0, .max = 0.5});
        people.sick_spell_days = sickness.number_or(
            S::kSpellMeanDaysFieldNumber, {.min = 1.0, .max = 365.0, .unit = "days"}, 5.0);
    }
}

void read_cohorts(const Block& block, People& people) {
    using C = v1::Cohort;
    const int count = block.rows(E::kCohortsFieldNumber, 0, 64);
    for (int row = 0; row < count; ++row) {
        const Block entry = block.child(E::kCohortsFieldNumber, row);
        constexpr Range taught{.min = 0.0, .max = 104.0, .unit = "weeks"};
        const double day =
            entry.has(C::kDayFieldNumber) ? entry.number_or(C::kDayFieldNumber, kDays, 0.0) : 0.0;
        if (!entry.has(C::kDayFieldNumber)) {
            entry.missing(C::kDayFieldNumber, "must be given, the first day of the class");
        }
        const double class_weeks = entry.number_or(C::kClassWeeksFieldNumber, taught, 6.0);
        const double tutor_weeks = entry.number_or(C::kTutorWeeksFieldNumber, taught, 6.0);
        people.cohorts.push_back(
            {.headcount = static_cast<std::uint32_t>(
                 entry.needed_number(C::kHeadcountFieldNumber, {.min = 1.0, .max = 4'000.0})),
             .alone_from = start_of_day(day) + weeks(class_weeks) + weeks(tutor_weeks)});
    }
}

void read_proficiency(const Block& block, People& people) {
    using K = v1::Proficiency;
    const int count = block.rows(E::kProficiencyFieldNumber, 0, 16);
    if (count == 0) {
        return;
    }
    people.proficiency.clear();
    for (int row = 0; row < count; ++row) {
        const Block knot = block.child(E::kProficiencyFieldNumber, row);
        const Duration since = weeks(knot.needed_number(K::kWeeksFieldNumber, kWeeks));
        if (!people.proficiency.empty() && since <= people.proficiency.back().since) {
            knot.refuse(K::kWeeksFieldNumber, "must be later than the knot above");
        }
        people.proficiency.push_back(
            {.since = since, .factor = knot.needed_number(K::kHandlingFactorFieldNumber, kFactor)});
    }
}

void read_attrition(const Block& block, People& people) {
    if (!block.has(E::kAttritionFieldNumber)) {
        return;
    }
    using A = v1::Attrition;
    const Block attrition = block.child(E::kAttritionFieldNumber);
    people.leave_per_year =
        attrition.needed_number(A::kPerYearFieldNumber, {.min = 0.0, .max = 5.0});
    if (const auto after = attrition.number(A::kReplacementWeeksFieldNumber, kWeeks)) {
        people.replacement = weeks(*after);
    }
}

void read_fatigue(const Block& block, People& people) {
    if (!block.has(E::kFatigueFieldNumber)) {
        return;
    }
    using F = v1::Fatigue;
    const Block fatigue = block.child(E::kFatigueFieldNumber);
    people.fatigue_per_hour = fatigue.needed_number(F::kFactorPerHFieldNumber, kShare);
    people.fatigue_after = hours(
        fatigue.number_or(F::kAfterHFieldNumber, {.min = 0.0, .max = 24.0, .unit = "hours"}, 0.0));
}

void read_zero_hours(const Block& block, People& people) {
    if (!block.has(E::kZeroHoursFieldNumber)) {
        return;
    }
    using Z = v1::ZeroHours;
    const Block offers = block.child(E::kZeroHoursFieldNumber);
    ZeroHours zero_hours;
    zero_hours.share = offers.needed_number(Z::kShareFieldNumber, kShare);
    zero_hours.accept = offers.needed_number(Z::kAcceptFieldNumber, kShare);
    const Duration notice = hours(offers.number_or(
        Z::kNoticeHFieldNumber, {.min = 0.0, .max = 8'784.0, .unit = "hours"}, 0.0));
    if (const auto day = offers.number(Z::kOffersFromDayFieldNumber, kDays)) {
        zero_hours.first_start = start_of_day(*day) + notice;
    }
    people.zero_hours = zero_hours;
}

void read_transfer(const Block& block, People& people) {
    if (!block.has(E::kTransferFieldNumber)) {
        return;
    }
    using T = v1::Transfer;
    const Block entry = block.child(E::kTransferFieldNumber);
    if (!entry.has(T::kDayFieldNumber)) {
        entry.missing(T::kDayFieldNumber, "must be given, the day of the transfer");
    }
    people.transfer = {
        .from = start_of_day(entry.number_or(T::kDayFieldNumber, kDays, 0.0)),
        .factor = entry.needed_number(T::kHandlingFactorFieldNumber, kFactor),
        .span = weeks(entry.needed_number(
            T::kWeeksFieldNumber, {.min = 0.0, .max = 520.0, .above_min = true, .unit = "weeks"}))};
}

void read_days(const Block& block, People& people) {
    if (const auto day = block.number(E::kFromDayFieldNumber, kDays)) {
        people.from_day = static_cast<std::int64_t>(*day);
    }
    if (const auto day = block.number(E::kUntilDayFieldNumber, kDays)) {
        people.until_day = static_cast<std::int64_t>(*day);
    }
    if (people.from_day && people.until_day && *people.from_day >= *people.until_day) {
        block.refuse(E::kUntilDayFieldNumber, "must be later than from_day");
    }
}

People read_people(const Block& block) {
    People people;
    people.contract_hours_week = block.number_or(
        E::kContractHWeekFieldNumber, {.min = 1.0, .max = 60.0, .unit = "hours"}, 37.0);
    read_abstraction(block, people);
    read_cohorts(block, people);
    read_proficiency(block, people);
    read_attrition(block, people);
    read_fatigue(block, people);
    read_zero_hours(block, people);
    read_transfer(block, people);
    read_days(block, people);
    return people;
}

}  // namespace

void read_staff(Validation& validation, const Block& block, Pool& pool) {
    using P = v1::Pool;
    const bool has_people = block.has(P::kPeopleFieldNumber);
    if (!block.has(P::kRosterFieldNumber)) {
        if (has_people) {
            block.child(P::kPeopleFieldNumber)
                .refuse_block({}, "belongs to a pool with a roster; this one has seats");
        }
        return;
    }
    Staff staff;
    if (has_people) {
        staff.people = read_people(block.child(P::kPeopleFieldNumber));
    }
    const auto row = block.named(P::kRosterFieldNumber, validation.roster_names);
    if (!row) {
        return;
    }
    staff.roster = validation.rosters[*row];
    if (staff.roster.headcount() == 0) {
        return;  // refused where the roster stands
    }
    const DaySpan days = shift_days(validation.scenario.run);
    const std::uint64_t shifts =
        staff_size(staff) * static_cast<std::uint64_t>(days.until - days.from);
    if (shifts * validation.pools.names.size() > kProfileRowsMax) {
        block.refuse(P::kRosterFieldNumber,
                     fmt::format("limit reached: at most {} days of people in all pools; have "
                                 "fewer people or a shorter run",
                                 kProfileRowsMax));
        return;
    }
    pool.staff = std::move(staff);
}

}  // namespace fcr
