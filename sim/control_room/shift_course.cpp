#include "sim/control_room/shift_course.hpp"

#include "sim/control_room/spans.hpp"

#include <algorithm>

namespace fcr {
namespace {

/// Days before the measured part are negative; keys are not.
std::uint64_t day_member(std::int32_t day) {
    return static_cast<std::uint64_t>(std::int64_t{day} + (std::int64_t{1} << 31));
}

double share_of(Duration part, Duration whole) {
    return static_cast<double>(part.count()) / static_cast<double>(whole.count());
}

}  // namespace

/// A family of its own for each person: the post, not the handler's number, which seats of other
/// pools would move.
EntityKey ShiftCourse::key(HandlerId person, PoolId pool, std::uint64_t member) const {
    constexpr std::uint64_t kPeople = std::uint64_t{1} << 60;
    const std::uint64_t post = scenario_.persons[person].post;
    return {.family = kPeople | static_cast<std::uint64_t>(pool.index()) << 32U | post,
            .member = member};
}

PersonCourse ShiftCourse::begin(HandlerId person, PoolId pool) const {
    const CompiledPerson& facts = scenario_.persons[person];
    PersonCourse course;
    SimTime from = kStartOfRun;
    if (facts.recruit) {
        course.alone_from = facts.alone_from;
        from = facts.alone_from;
    }
    course.leaves = tenure_end(course, person, pool, from);
    // Whether somebody is sick on the first day is the chain's long-run share.
    const CompiledPeople& people = scenario_.people[pool];
    course.well_known = scenario_.first_day;
    if (people.sick_share > 0.0) {
        Draw draw =
            streams_.draw(Purpose::Sickness, key(person, pool, day_member(scenario_.first_day)));
        course.sick = draw.next_uniform() < people.sick_share;
    }
    return course;
}

void ShiftCourse::draw_tenure(PersonCourse& course,
                              HandlerId person,
                              PoolId pool,
                              SimTime now) const {
    const CompiledPeople& people = scenario_.people[pool];
    if (!people.people_leave || course.leaves <= now) {
        return;
    }
    const SimTime from = course.alone_from < kNever ? course.alone_from : kStartOfRun;
    const double age_s = to_seconds(std::max(Duration::zero(), now - from));
    const Draw draw = streams_.draw(Purpose::Tenure, key(person, pool, course.holder));
    const Duration stays = duration_from_seconds(people.tenure.sample_beyond(age_s, draw));
    course.leaves = stays >= kNever - from ? kNever : std::max(from + stays, now + Duration{1});
}

std::optional<MissedReason> ShiftCourse::missed(PersonCourse& course,
                                                HandlerId person,
                                                PoolId pool,
                                                const CompiledShift& shift) const {
    const CompiledPeople& people = scenario_.people[pool];
    if (people.people_leave) {
        follow_tenure(course, person, pool, shift.from);
        if (shift.from >= course.leaves) {
            return MissedReason::Unfilled;
        }
    }
    const EntityKey entity = key(person, pool, day_member(shift.day));
    const DrawBlock words = streams_.block(Purpose::Absence, entity);
    const auto uniform = [&](Purpose purpose) {
        Draw draw = streams_.draw(words, purpose, entity);
        return draw.next_uniform();
    };
    if (scenario_.persons[person].zero_hours && uniform(Purpose::Acceptance) >= people.accept) {
        return MissedReason::Declined;
    }
    const double abstracted = uniform(Purpose::Abstraction);
    if (abstracted < people.leave_share) {
        return MissedReason::Leave;
    }
    if (abstracted < people.abstraction_share) {
        return MissedReason::Training;
    }
    if (people.sick_share > 0.0 && is_sick(course, person, pool, shift.day)) {
        return MissedReason::Sick;
    }
    if (uniform(Purpose::Absence) < people.absence_share) {
        return MissedReason::Absent;
    }
    return std::nullopt;
}

/// Lets holders of the post follow one another until the one who holds it at `until`, or has just
/// left it.
void ShiftCourse::follow_tenure(PersonCourse& course,
                                HandlerId person,
                                PoolId pool,
                                SimTime until) const {
    const Duration gap = scenario_.people[pool].replacement;
    while (course.leaves < kNever && gap < kNever - course.leaves && course.leaves + gap <= until) {
        ++course.holder;
        course.alone_from = course.leaves + gap;
        course.leaves = tenure_end(course, person, pool, course.alone_from);
    }
}

SimTime ShiftCourse::tenure_end(const PersonCourse& course,
                                HandlerId person,
                                PoolId pool,
                                SimTime from) const {
    const CompiledPeople& people = scenario_.people[pool];
    if (!people.people_leave) {
        return kNever;
    }
    const Draw draw = streams_.draw(Purpose::Tenure, key(person, pool, course.holder));
    const Duration stays = span_of(people.tenure, draw);
    return stays >= kNever - from ? kNever : from + stays;
}

/// A chain of two states, a step a day.
bool ShiftCourse::is_sick(PersonCourse& course,
                          HandlerId person,
                          PoolId pool,
                          std::int32_t day) const {
    const CompiledPeople& people = scenario_.people[pool];
    while (course.well_known < day) {
        ++course.well_known;
        Draw draw =
            streams_.draw(Purpose::Sickness, key(person, pool, day_member(course.well_known)));
        const double chance = draw.next_uniform();
        course.sick = course.sick ? chance >= people.recovers : chance < people.falls_sick;
    }
    return course.sick;
}

double ShiftCourse::handling_factor(const PersonCourse& course,
                                    PoolId pool,
                                    SimTime on_shift_since,
                                    SimTime now) const {
    const CompiledPeople& people = scenario_.people[pool];
    double factor = 1.0;
    if (course.alone_from < kNever) {
        factor *= proficiency(people, now - course.alone_from);
    }
    const Duration tired = now - on_shift_since - people.fatigue_after;
    if (people.fatigue_per_us > 0.0 && tired > Duration::zero()) {
        factor *= 1.0 + people.fatigue_per_us * static_cast<double>(tired.count());
    }
    if (now >= people.transferred && now - people.transferred < people.transfer_span) {
        const double recovered = share_of(now - people.transferred, people.transfer_span);
        factor *= people.transfer_factor + (1.0 - people.transfer_factor) * recovered;
    }
    return factor;
}

/// Linear between the knots; the first before them, the last after them.
double ShiftCourse::proficiency(const CompiledPeople& people, Duration alone) const {
    const auto knots =
        scenario_.proficiency.rows().subspan(people.proficiency.first, people.proficiency.count);
    if (knots.empty()) {
        return 1.0;
    }
    const ProficiencyKnot* before = &knots.front();
    for (const ProficiencyKnot& knot : knots) {
        if (knot.since > alone) {
            if (&knot == before) {
                return knot.factor;
            }
            const double way = share_of(alone - before->since, knot.since - before->since);
            return before->factor + (knot.factor - before->factor) * way;
        }
        before = &knot;
    }
    return before->factor;
}

}  // namespace fcr
