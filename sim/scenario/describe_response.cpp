#include "sim/scenario/describe_response.hpp"

#include "sim/scenario/text_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace fcr {

namespace {

std::string number(double value) {
    return short_number(value);
}

std::string seconds(Duration span) {
    return number(to_seconds(span)) + " s";
}

std::string_view start_words(TargetStart start) {
    switch (start) {
        case TargetStart::Answered: return "the answer";
        case TargetStart::Incident: return "the incident's opening";
        case TargetStart::Graded: return "the grade";
        case TargetStart::Dispatched: return "the dispatch";
        case TargetStart::Appointment: return "the appointment";
    }
    return {};
}

std::string shares_of_grades(const ResponsePlan& plan, const std::vector<double>& shares) {
    std::vector<std::string> parts;
    for (std::size_t grade = 0; grade < shares.size(); ++grade) {
        if (shares[grade] > 0.0) {
            parts.push_back(
                fmt::format("{} % {}", number(100.0 * shares[grade]), plan.grades[grade].name));
        }
    }
    return fmt::format("{}", fmt::join(parts, ", "));
}

std::string limit_words(const std::optional<Duration>& after, double probability) {
    if (!after) {
        return "-";
    }
    return fmt::format("{} % after {}", number(100.0 * probability), seconds(*after));
}

std::string describe_grades(const Scenario& scenario) {
    const ResponsePlan& plan = *scenario.response;
    std::vector<TextRow> rows{{"grade",
                               "priority",
                               "attend within",
                               "units",
                               "on scene",
                               "paperwork",
                               "appointment",
                               "given up",
                               "chased",
                               "diverts"}};
    for (const Grade& grade : plan.grades) {
        const std::string priority = fmt::format("{}", grade.priority);
        if (!grade.needs_deployment) {
            rows.push_back({grade.name, priority, "no deployment", "", "", "", "", "", "", ""});
            continue;
        }
        std::vector<std::string> units;
        for (std::size_t row = 0; row < grade.unit_shares.size(); ++row) {
            units.push_back(
                fmt::format("{} % {}", number(100.0 * grade.unit_shares[row]), row + 1));
        }
        rows.push_back(
            {grade.name,
             priority,
             grade.target
                 ? fmt::format("{} of {}", seconds(*grade.target), start_words(grade.target_start))
                 : "no target",
             fmt::format("{}", fmt::join(units, ", ")),
             to_string(grade.on_scene),
             to_string(grade.paperwork),
             grade.appointment ? to_string(*grade.appointment) : "-",
             limit_words(grade.give_up_after, grade.give_up_probability),
             limit_words(grade.chase_after, grade.chase_probability) +
                 (grade.chase_class
                      ? fmt::format(" as {}",
                                    scenario.call_classes[grade.chase_class->index()].name)
                      : std::string{}),
             grade.diverts_units ? "yes" : "no"});
    }
    return "\nGrades\n" + in_columns(rows);
}

/// How often a class's incidents are not given their true grade.
double misgraded(const Grading& grading) {
    double wrong = 0.0;
    for (std::size_t grade = 0; grade < grading.mix.size(); ++grade) {
        wrong += grading.mix[grade] * (1.0 - grading.given[grade][grade]);
    }
    return wrong;
}

std::string describe_grading(const Scenario& scenario) {
    const ResponsePlan& plan = *scenario.response;
    std::vector<TextRow> rows{{"call class",
                               "incidents/answered",
                               "true grades",
                               "misgraded",
                               "answer to incident",
                               "incident to grade"}};
    for (const Grading& grading : plan.grading) {
        rows.push_back({scenario.call_classes[grading.call_class.index()].name,
                        number(grading.incident_probability),
                        shares_of_grades(plan, grading.mix),
                        number(100.0 * misgraded(grading)) + " %",
                        to_string(grading.incident_delay),
                        to_string(grading.grade_delay)});
    }
    std::string text = "\nGrading\n" + in_columns(rows);
    for (const GraderErrors& errors : plan.grader_errors) {
        text += fmt::format("  pool {} makes {} times the errors\n",
                            scenario.pools[errors.pool.index()].name,
                            number(errors.factor));
    }
    if (plan.grade_pressure) {
        text += fmt::format(
            "  with fewer than {} units free, {} % are given the next less urgent grade\n",
            plan.grade_pressure->free_units_below,
            number(100.0 * plan.grade_pressure->shift_probability));
    }
    text += fmt::format("  grading policy and command lie with {}\n",
                        scenario.employers[plan.command_employer.index()].name);
    return text;
}

struct Strength {
    std::uint32_t fewest = 0;
    std::uint32_t most = 0;
    double hours_a_day = 0.0;
};

Strength summarise(const std::vector<StrengthChange>& changes, const RunPlan& run) {
    const SimTime from = kStartOfRun + run.warm_up;
    const SimTime until = from + run.measured;
    Strength strength;
    bool first = true;
    for (std::size_t row = 0; row < changes.size(); ++row) {
        const SimTime begin = std::max(from, changes[row].from);
        const SimTime end =
            row + 1 < changes.size() ? std::min(until, changes[row + 1].from) : until;
        if (begin >= end) {
            continue;
        }
        const std::uint32_t count = changes[row].count;
        strength.fewest = first ? count : std::min(strength.fewest, count);
        strength.most = std::max(strength.most, count);
        strength.hours_a_day += count * to_seconds(end - begin) / to_seconds(run.measured) * 24.0;
        first = false;
    }
    return strength;
}

std::string range_words(const Strength& strength) {
    return strength.fewest == strength.most
               ? fmt::format("{}", strength.most)
               : fmt::format("{} to {}", strength.fewest, strength.most);
}

std::string describe_talkgroups(const Scenario& scenario) {
    std::vector<TextRow> rows{
        {"talkgroup", "share", "desks", "desk-hours/day", "employer", "work on each"}};
    for (const Talkgroup& talkgroup : scenario.response->talkgroups) {
        const Strength desks = summarise(talkgroup.desks, scenario.run);
        const Employer& employer = scenario.employers[talkgroup.employer.index()];
        rows.push_back({talkgroup.name,
                        number(talkgroup.share),
                        range_words(desks),
                        number(desks.hours_a_day),
                        employer.name + (employer.contractor ? " (contractor, agreed)" : ""),
                        to_string(talkgroup.dispatch_work)});
    }
    return "\nTalkgroups\n" + in_columns(rows);
}

std::string describe_units(const Scenario& scenario) {
    const ResponsePlan& plan = *scenario.response;
    std::vector<TextRow> rows{
        {"units", "talkgroup", "on duty", "unit-hours/day", "mobilise", "travel", "paperwork"}};
    for (const UnitGroup& group : plan.units) {
        const Strength units = summarise(group.units, scenario.run);
        std::vector<std::string> travel;
        for (const auto& [grade, law] : group.travel_by_grade) {
            travel.push_back(
                fmt::format("{}: {}", plan.grades[grade.index()].name, to_string(law)));
        }
        travel.push_back(
            fmt::format("{}{}", travel.empty() ? "" : "others: ", to_string(group.travel)));
        rows.push_back({group.name,
                        group.talkgroup ? plan.talkgroups[group.talkgroup->index()].name : "any",
                        range_words(units),
                        number(units.hours_a_day),
                        to_string(group.mobilise),
                        fmt::format("{}", fmt::join(travel, "; ")),
                        fmt::format("x {}", number(group.paperwork_factor))});
    }
    return "\nUnits\n" + in_columns(rows);
}

}  // namespace

std::string describe_response(const Scenario& scenario) {
    if (!scenario.response) {
        return {};
    }
    return describe_grades(scenario) + describe_grading(scenario) + describe_talkgroups(scenario) +
           describe_units(scenario);
}

}  // namespace fcr
