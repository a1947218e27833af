#include "sim/scenario/compile_response.hpp"

#include "sim/base/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace fcr {
namespace {

constexpr double kDeviations = 12.0;
constexpr double kDaysHeld = 3.0;
constexpr double kIncidentsMin = 256.0;
constexpr double kDay = 86'400.0;

template <typename IdType, typename T>
Table<IdType, T> to_table(const std::vector<T>& rows) {
    Table<IdType, T> table(rows.size());
    std::ranges::copy(rows, table.begin());
    return table;
}

std::uint32_t size_of(std::size_t rows) {
    return static_cast<std::uint32_t>(rows);
}

std::uint32_t most_of(const std::vector<StrengthChange>& changes) {
    std::uint32_t most = 0;
    for (const StrengthChange& change : changes) {
        most = std::max(most, change.count);
    }
    return most;
}

/// Appends the shares up to and with each; the last is 1 exactly, so that every draw finds one.
void append_cumulative(std::vector<double>& into, const std::vector<double>& shares) {
    double sum = 0.0;
    for (const double share : shares) {
        sum += share;
        into.push_back(sum);
    }
    // What is left of rounding belongs to the last grade that has a share at all.
    std::size_t last = shares.size();
    while (last > 1 && shares[last - 1] <= 0.0) {
        --last;
    }
    for (std::size_t row = last; row <= shares.size(); ++row) {
        into[into.size() - shares.size() + row - 1] = 1.0;
    }
}

CompiledGrade compile_grade(const Grade& grade) {
    CompiledGrade compiled;
    compiled.name = grade.name;
    compiled.priority = grade.priority;
    compiled.needs_deployment = grade.needs_deployment;
    compiled.target = grade.target;
    compiled.target_start = grade.target_start;
    std::vector<double> cumulative;
    append_cumulative(cumulative, grade.unit_shares);
    compiled.unit_shares.fill(1.0);
    std::ranges::copy(cumulative, compiled.unit_shares.begin());
    compiled.on_scene = to_distribution(grade.on_scene);
    compiled.paperwork = to_distribution(grade.paperwork);
    compiled.has_appointment = grade.appointment.has_value();
    if (grade.appointment) {
        compiled.appointment = to_distribution(*grade.appointment);
    }
    compiled.give_up_after = grade.give_up_after;
    compiled.give_up_probability = grade.give_up_probability;
    compiled.chase_after = grade.chase_after;
    compiled.chase_probability = grade.chase_probability;
    compiled.chase_class = grade.chase_class;
    compiled.diverts_units = grade.diverts_units;
    return compiled;
}

void compile_grades(const ResponsePlan& plan, CompiledResponse& compiled) {
    compiled.grades = Table<GradeId, CompiledGrade>(plan.grades.size());
    std::vector<GradeId> order;
    for (std::size_t row = 0; row < plan.grades.size(); ++row) {
        compiled.grades[GradeId{row}] = compile_grade(plan.grades[row]);
        order.emplace_back(row);
    }
    std::ranges::stable_sort(
        order, {}, [&plan](GradeId grade) { return plan.grades[grade.index()].priority; });
    for (std::size_t rank = 0; rank + 1 < order.size(); ++rank) {
        compiled.grades[order[rank]].less_urgent = order[rank + 1];
    }
    compiled.by_priority = to_table<CompiledResponse::RankId>(order);
}

/// A matrix row with every share of a wrong grade multiplied; together they are at most 1.
std::vector<double> with_errors(const std::vector<double>& given,
                                std::size_t right,
                                double factor) {
    double wrong = 0.0;
    for (std::size_t grade = 0; grade < given.size(); ++grade) {
        wrong += grade == right ? 0.0 : given[grade];
    }
    const double scale = wrong * factor > 1.0 ? 1.0 / wrong : factor;
    std::vector<double> row = given;
    double sum = 0.0;
    for (std::size_t grade = 0; grade < given.size(); ++grade) {
        if (grade != right) {
            row[grade] *= scale;
            sum += row[grade];
        }
    }
    row[right] = std::max(0.0, 1.0 - sum);
    return row;
}

void compile_grading(const Scenario& scenario, CompiledResponse& compiled) {
    const ResponsePlan& plan = *scenario.response;
    const std::size_t grades = plan.grades.size();
    compiled.pools = scenario.pools.size();
    compiled.grading = Table<CallClassId, CompiledGrading>(scenario.call_classes.size());
    std::vector<double> mix;
    std::vector<double> given;
    for (std::size_t row = 0; row < scenario.call_classes.size(); ++row) {
        const auto found = std::ranges::find(plan.grading, CallClassId{row}, &Grading::call_class);
        const bool has = found != plan.grading.end();
        if (has) {
            compiled.grading[CallClassId{row}] = {
                .incident_probability = found->incident_probability,
                .incident_delay = to_distribution(found->incident_delay),
                .grade_delay = to_distribution(found->grade_delay)};
        }
        append_cumulative(mix, has ? found->mix : std::vector<double>(grades, 0.0));
        for (std::size_t pool = 0; pool < scenario.pools.size(); ++pool) {
            const auto errors =
                std::ranges::find(plan.grader_errors, PoolId{pool}, &GraderErrors::pool);
            const double factor = errors == plan.grader_errors.end() ? 1.0 : errors->factor;
            for (std::size_t grade = 0; grade < grades; ++grade) {
                append_cumulative(given,
                                  has ? with_errors(found->given[grade], grade, factor)
                                      : std::vector<double>(grades, 0.0));
            }
        }
    }
    compiled.mix = to_table<CompiledResponse::ShareId>(mix);
    compiled.given = to_table<CompiledResponse::ShareId>(given);
}

void compile_talkgroups(const ResponsePlan& plan,
                        CompiledResponse& compiled,
                        std::vector<StrengthChange>& changes) {
    compiled.talkgroups = Table<TalkgroupId, CompiledTalkgroup>(plan.talkgroups.size());
    std::vector<double> shares;
    for (const Talkgroup& talkgroup : plan.talkgroups) {
        shares.push_back(talkgroup.share);
    }
    std::vector<double> cumulative;
    append_cumulative(cumulative, shares);
    std::vector<UnitGroupId> serving;
    for (std::size_t row = 0; row < plan.talkgroups.size(); ++row) {
        const Talkgroup& talkgroup = plan.talkgroups[row];
        CompiledTalkgroup& target = compiled.talkgroups[TalkgroupId{row}];
        target.name = talkgroup.name;
        target.cumulative_share = cumulative[row];
        target.dispatch_work = to_distribution(talkgroup.dispatch_work);
        target.employer = talkgroup.employer;
        target.changes = {size_of(changes.size()), size_of(talkgroup.desks.size())};
        changes.insert(changes.end(), talkgroup.desks.begin(), talkgroup.desks.end());
        target.desks_max = most_of(talkgroup.desks);
        target.first_desk = compiled.desks_max;
        compiled.desks_max += target.desks_max;
        target.groups.first = size_of(serving.size());
        for (const bool own : {true, false}) {
            for (std::size_t group = 0; group < plan.units.size(); ++group) {
                const std::optional<TalkgroupId> of = plan.units[group].talkgroup;
                if (own ? of == TalkgroupId{row} : !of) {
                    serving.emplace_back(group);
                }
            }
        }
        target.groups.count = size_of(serving.size()) - target.groups.first;
    }
    compiled.serving = to_table<CompiledResponse::ServingId>(serving);
}

void compile_units(const ResponsePlan& plan,
                   CompiledResponse& compiled,
                   std::vector<StrengthChange>& changes) {
    compiled.groups = Table<UnitGroupId, CompiledUnitGroup>(plan.units.size());
    compiled.travel =
        Table<CompiledResponse::LawId, Distribution>(plan.units.size() * plan.grades.size());
    for (std::size_t row = 0; row < plan.units.size(); ++row) {
        const UnitGroup& group = plan.units[row];
        CompiledUnitGroup& target = compiled.groups[UnitGroupId{row}];
        target.name = group.name;
        target.talkgroup = group.talkgroup;
        target.mobilise = to_distribution(group.mobilise);
        target.paperwork_factor = group.paperwork_factor;
        target.changes = {size_of(changes.size()), size_of(group.units.size())};
        changes.insert(changes.end(), group.units.begin(), group.units.end());
        target.units_max = most_of(group.units);
        target.first_unit = compiled.units_max;
        compiled.units_max += target.units_max;
        for (std::size_t grade = 0; grade < plan.grades.size(); ++grade) {
            const auto own = std::ranges::find(
                group.travel_by_grade, GradeId{grade}, &std::pair<GradeId, Law>::first);
            compiled.travel[CompiledResponse::LawId{row * plan.grades.size() + grade}] =
                to_distribution(own == group.travel_by_grade.end() ? group.travel : own->second);
        }
    }
}

/// Incidents that each day of the run brings if every call is answered, the volume of a bad day.
std::vector<double> incidents_by_day(const Scenario& scenario) {
    const ResponsePlan& plan = *scenario.response;
    const Duration day = std::chrono::hours{24};
    std::vector<double> days(
        static_cast<std::size_t>((scenario.run.warm_up + scenario.run.measured) / day) + 1, 0.0);
    for (const Grading& grading : plan.grading) {
        const CallClass& call_class = scenario.call_classes[grading.call_class.index()];
        if (scenario.load) {
            for (const RecordedCall& call : *scenario.load) {
                if (call.call_class == grading.call_class) {
                    days[static_cast<std::size_t>((call.at - kStartOfRun) / day)] +=
                        grading.incident_probability;
                }
            }
            continue;
        }
        const ArrivalProfile& profile = scenario.lines[call_class.line.index()].arrivals;
        const double part = call_class.share * grading.incident_probability *
                            (1.0 + kDeviations * profile.day_factor_cv);
        for (std::size_t row = 0; row < profile.calls.size(); ++row) {
            days[static_cast<std::size_t>(profile.interval * static_cast<std::int64_t>(row) /
                                          day)] += part * profile.calls[row];
        }
    }
    return days;
}

}  // namespace

std::uint32_t incidents_max(const Scenario& scenario) {
    const std::vector<double> days = incidents_by_day(scenario);
    double total = 0.0;
    double busiest = 0.0;
    for (const double day : days) {
        total += day;
        busiest = std::max(busiest, day);
    }
    double appointment_days = 0.0;
    for (const Grade& grade : scenario.response->grades) {
        if (grade.appointment) {
            appointment_days = std::max(appointment_days, 2.0 * mean_s(*grade.appointment) / kDay);
        }
    }
    const double expected = std::min(total, busiest * (kDaysHeld + appointment_days));
    const double most = expected + kDeviations * std::sqrt(expected);
    return static_cast<std::uint32_t>(
        std::clamp(most, kIncidentsMin, static_cast<double>(kIncidentsMax)));
}

Problems response_problems(const Scenario& scenario) {
    Problems problems;
    if (!scenario.response) {
        return problems;
    }
    const auto check = [&](std::string field, std::uint64_t found, std::uint32_t most) {
        if (found > most) {
            problems.push_back({.file = {},
                                .line = 0,
                                .column = 0,
                                .field = std::move(field),
                                .value = fmt::format("{}", found),
                                .remedy = fmt::format("limit reached: at most {} together", most)});
        }
    };
    std::uint64_t desks = 0;
    for (const Talkgroup& talkgroup : scenario.response->talkgroups) {
        desks += most_of(talkgroup.desks);
    }
    std::uint64_t units = 0;
    for (const UnitGroup& group : scenario.response->units) {
        units += most_of(group.units);
    }
    check("response.talkgroups", desks, kDesksMax);
    check("response.units", units, kUnitsMax);
    return problems;
}

CompiledResponse compile_response(const Scenario& scenario) {
    FCR_CHECK(scenario.response.has_value(), "only a response is compiled");
    const ResponsePlan& plan = *scenario.response;
    CompiledResponse compiled;
    compile_grades(plan, compiled);
    compile_grading(scenario, compiled);
    std::vector<StrengthChange> changes;
    compile_talkgroups(plan, compiled, changes);
    compile_units(plan, compiled, changes);
    compiled.changes = to_table<CompiledResponse::ChangeId>(changes);
    compiled.grade_pressure = plan.grade_pressure;
    compiled.incidents_max = incidents_max(scenario);
    return compiled;
}

}  // namespace fcr
