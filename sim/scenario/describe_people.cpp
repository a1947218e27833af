#include "sim/scenario/describe_people.hpp"

#include "sim/scenario/compile_people.hpp"
#include "sim/scenario/text_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace fcr {

namespace {

/// Somebody comes (+1) or goes (-1).
using Step = std::pair<Duration, int>;

void add_stretch(std::vector<Step>& steps, Duration from, Duration until, Duration end) {
    from = std::clamp(from, Duration::zero(), end);
    until = std::clamp(until, Duration::zero(), end);
    if (from < until) {
        steps.emplace_back(from, 1);
        steps.emplace_back(until, -1);
    }
}

/// What is left of a shift between its breaks.
void add_shift(std::vector<Step>& steps, const PlannedShift& shift, Duration end) {
    Duration at = shift.from;
    for (const PlannedBreak& pause : shift.breaks) {
        add_stretch(steps, at, pause.from, end);
        at = std::max(at, pause.from + pause.length);
    }
    add_stretch(steps, at, shift.from + shift.length, end);
}

std::string percent(double share) {
    return fmt::format("{:.6g} %", 100.0 * share);
}

std::string number(double value) {
    return fmt::format("{:.6g}", value);
}

double in_weeks(Duration span) {
    return to_seconds(span) / to_seconds(kWeekLength);
}

double in_days(Duration span) {
    return to_seconds(span) / to_seconds(kDayLength);
}

/// What there is of something, with its name; nothing when it is 0.
void add_share(std::vector<std::string>& parts, double share, std::string_view what) {
    if (share > 0.0) {
        parts.push_back(fmt::format("{} {}", percent(share), what));
    }
}

std::vector<std::string> losses(const People& people) {
    std::vector<std::string> parts;
    add_share(parts, people.leave_share, "leave");
    add_share(parts, people.training_share, "training");
    add_share(parts, people.meetings_share, "of each shift in meetings");
    if (people.sick_share > 0.0) {
        parts.push_back(fmt::format("{} sick in spells of {} days",
                                    percent(people.sick_share),
                                    number(people.sick_spell_days)));
    }
    add_share(parts, people.absence_share, "absent on the day");
    return parts;
}

std::vector<std::string> changes(const Staff& staff) {
    const People& people = staff.people;
    std::vector<std::string> parts;
    for (const Cohort& cohort : people.cohorts) {
        parts.push_back(fmt::format(
            "{} recruits alone from day {}", cohort.headcount, number(in_days(cohort.alone_from))));
    }
    if (people.leave_per_year > 0.0) {
        parts.push_back(fmt::format(
            "{} leave in a year, {}",
            percent(people.leave_per_year),
            people.replacement
                ? fmt::format("replaced after {} weeks", number(in_weeks(*people.replacement)))
                : std::string("not replaced")));
    }
    if (people.zero_hours) {
        parts.push_back(fmt::format("{} without guaranteed hours accept {} of their offers",
                                    percent(people.zero_hours->share),
                                    percent(people.zero_hours->accept)));
    }
    if (people.fatigue_per_hour > 0.0) {
        parts.push_back(fmt::format("calls take {} longer for each hour on shift after {} h",
                                    percent(people.fatigue_per_hour),
                                    number(to_seconds(people.fatigue_after) / 3600.0)));
    }
    if (people.transfer) {
        parts.push_back(
            fmt::format("transfer on day {}: calls take {} times as long, back to "
                        "normal over {} weeks",
                        number(in_days(people.transfer->from)),
                        number(people.transfer->factor),
                        number(in_weeks(people.transfer->span))));
    }
    return parts;
}

double full_time_posts(const Staff& staff) {
    double hours = 0.0;
    for (const StaffMember& member : staff_members(staff)) {
        hours += paid_hours_a_week(staff.roster, member.post);
    }
    return hours / staff.people.contract_hours_week;
}

std::string describe_staff(const Pool& pool, const RunPlan& run) {
    const Staff& staff = *pool.staff;
    const PlannedPresence presence = planned_presence(staff, run);
    const std::vector<std::string> lost = losses(staff.people);
    const std::uint32_t vacant = vacant_posts(staff);
    std::string text = fmt::format(
        "  {}: roster {}, {} posts{}, {} people ({:.4g} full-time posts of {} h a week); planned "
        "{:.6g} seat-hours a day, {} to {} at once\n",
        pool.name,
        staff.roster.name,
        staff.roster.headcount(),
        vacant > 0 ? fmt::format(" of which {} vacant", vacant) : std::string{},
        staff_size(staff),
        full_time_posts(staff),
        number(staff.people.contract_hours_week),
        presence.hours_a_day,
        presence.fewest,
        presence.most);
    if (!lost.empty()) {
        const People& people = staff.people;
        const double present = (1.0 - people.leave_share - people.training_share) *
                               (1.0 - people.sick_share) * (1.0 - people.absence_share);
        text += fmt::format("    lost: {}; {:.6g} seat-hours a day are expected\n",
                            fmt::join(lost, ", "),
                            presence.hours_a_day * present);
    }
    if (const std::vector<std::string> parts = changes(staff); !parts.empty()) {
        text += fmt::format("    {}\n", fmt::join(parts, "; "));
    }
    return text;
}

}  // namespace

PlannedPresence planned_presence(const Staff& staff, const RunPlan& run) {
    std::vector<Step> steps;
    for (const StaffMember& member : staff_members(staff)) {
        for (const PlannedShift& shift : shifts_of(staff, member, shift_days(run))) {
            add_shift(steps, shift, run.measured);
        }
    }
    std::ranges::sort(steps);
    PlannedPresence presence{.fewest = ~std::uint32_t{0}};
    Duration sum{0};
    int present = 0;
    Duration at{0};
    for (std::size_t row = 0; row <= steps.size(); ++row) {
        const Duration next = row < steps.size() ? steps[row].first : run.measured;
        if (next > at) {
            presence.fewest = std::min(presence.fewest, static_cast<std::uint32_t>(present));
            presence.most = std::max(presence.most, static_cast<std::uint32_t>(present));
            sum += present * (next - at);
            at = next;
        }
        present += row < steps.size() ? steps[row].second : 0;
    }
    presence.hours_a_day = to_seconds(sum) / 3600.0 / in_days(run.measured);
    return presence;
}

std::string describe_people(const Scenario& scenario) {
    std::string text;
    for (const Pool& pool : scenario.pools) {
        if (pool.staff) {
            text += describe_staff(pool, scenario.run);
        }
    }
    return text.empty() ? text : "\nPeople\n" + text;
}

namespace {

std::string describe_supervisor(const Scenario& scenario) {
    if (!scenario.supervisor) {
        return {};
    }
    const SupervisorPlan& plan = *scenario.supervisor;
    const std::string wait = short_number(to_seconds(plan.wait));
    switch (plan.rule) {
        case SupervisorRule::DoNothing: return "  the supervisor does nothing\n";
        case SupervisorRule::OpenOverflow:
            return fmt::format(
                "  the supervisor opens the overflow when a caller of no emergency line has waited "
                "{} s, until none waits\n",
                wait);
        case SupervisorRule::AllToEmergencies:
            return fmt::format(
                "  when an emergency caller has waited {} s, handlers take emergency "
                "calls only until none waits\n",
                wait);
        case SupervisorRule::AskEarly: break;
    }
    return fmt::format(
        "  when {} calls wait the supervisor asks for {} more in {}, who come after {} s and stay "
        "{} s\n",
        plan.queue,
        plan.seats,
        scenario.pools[plan.pool.index()].name,
        short_number(to_seconds(plan.lag)),
        short_number(to_seconds(plan.stay)));
}

}  // namespace

std::string describe_behaviours(const Scenario& scenario) {
    const auto hours = [](const HoursOfDay& of_day) {
        return of_day.from == of_day.until
                   ? std::string{}
                   : fmt::format(" from {} to {} h",
                                 short_number(to_seconds(of_day.from) / 3600.0),
                                 short_number(to_seconds(of_day.until) / 3600.0));
    };
    std::string text;
    for (const Pool& pool : scenario.pools) {
        if (!pool.behaviour) {
            continue;
        }
        const BehaviourPlan& plan = *pool.behaviour;
        if (plan.threshold_first) {
            text += fmt::format("  {}: calls that have waited {} s come last\n",
                                pool.name,
                                short_number(to_seconds(*plan.threshold_first)));
        }
        if (plan.hurry_queue > 0) {
            text += fmt::format("  {}: while {} or more wait, calls take {} times as long\n",
                                pool.name,
                                plan.hurry_queue,
                                short_number(plan.hurry_factor));
        }
        if (plan.padding_per_hour > 0.0) {
            text += fmt::format(
                "  {}: rings its own line as {} up to {} times an hour{}, talk {}, when nobody "
                "waits and {} or more are free\n",
                pool.name,
                scenario.call_classes[plan.padding_class.index()].name,
                short_number(plan.padding_per_hour),
                hours(plan.padding_hours),
                to_string(plan.padding_talk),
                plan.padding_free);
        }
        if (plan.withdrawn_share > 0.0) {
            text += fmt::format("  {}: {} % of its seats serve another client{}\n",
                                pool.name,
                                short_number(100.0 * plan.withdrawn_share),
                                hours(plan.withdrawn_hours));
        }
    }
    text += describe_supervisor(scenario);
    return text.empty() ? text : "\nBehaviour\n" + text;
}

}  // namespace fcr
