// Neutral forms of what becomes of answered calls.
#include "tests/property/neutral_forms.hpp"

#include <utility>
#include <vector>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

bool has_incidents(const NoticeLog& log) {
    return log.incidents.size() > 10;
}

bool waits_for_units(const NoticeLog& log) {
    return std::ranges::any_of(log.incidents, [](const IncidentRecord& incident) {
        return incident.units_needed > 0 &&
               (incident.times.assigned == kNever ||
                incident.times.assigned > incident.times.dispatch_decided);
    });
}

bool sends_units(const NoticeLog& log) {
    return log.assignments.size() > 10;
}

template <typename Do>
void for_grades(Scenario& scenario, Do change) {
    std::ranges::for_each(scenario.response->grades, change);
}

constexpr Form kFormsOfResponse[] = {
    {"ResponseToNothing",
     [](Scenario& scenario) { scenario.response.reset(); },
     [](Scenario& scenario) {
         ResponsePlan plan;
         plan.grades.resize(1);
         plan.grading = {{.call_class = CallClassId{0},
                          .incident_probability = 0.0,
                          .mix = {1.0},
                          .given = {{1.0}}}};
         plan.talkgroups = {{.name = "none", .desks = {{.from = kStartOfRun}}}};
         plan.units = {{.name = "none", .units = {{.from = kStartOfRun}}}};
         scenario.response = std::move(plan);
     },
     answers},
    {"GraderErrorsOfThoseWhoMakeNone",
     [](Scenario& scenario) {
         scenario.response->grader_errors.clear();
         for (Grading& grading : scenario.response->grading) {
             for (std::size_t grade = 0; grade < grading.given.size(); ++grade) {
                 grading.given[grade].assign(grading.given.size(), 0.0);
                 grading.given[grade][grade] = 1.0;
             }
         }
     },
     [](Scenario& scenario) {
         for (std::size_t pool = 0; pool < scenario.pools.size(); ++pool) {
             scenario.response->grader_errors.push_back({.pool = PoolId{pool}, .factor = 2.0});
         }
     },
     has_incidents,
     Needs::Response},
    {"GraderErrorsOfFactorOne",
     [](Scenario& scenario) { scenario.response->grader_errors.clear(); },
     [](Scenario& scenario) {
         for (std::size_t pool = 0; pool < scenario.pools.size(); ++pool) {
             scenario.response->grader_errors.push_back({.pool = PoolId{pool}, .factor = 1.0});
         }
     },
     has_incidents,
     Needs::Response},
    {"GradePressureThatNobodyYieldsTo",
     [](Scenario& scenario) { scenario.response->grade_pressure.reset(); },
     [](Scenario& scenario) {
         scenario.response->grade_pressure =
             GradePressure{.free_units_below = 1'000, .shift_probability = 0.0};
     },
     has_incidents,
     Needs::Response},
    {"DiversionToTheLeastUrgent",
     [](Scenario& scenario) {
         for_grades(scenario, [](Grade& grade) {
             grade.diverts_units = false;
             grade.needs_deployment = true;
         });
     },
     [](Scenario& scenario) { scenario.response->grades.back().diverts_units = true; },
     waits_for_units,
     Needs::Response},
    {"GivingUpOfNobody",
     [](Scenario& scenario) {
         for_grades(scenario, [](Grade& grade) { grade.give_up_after.reset(); });
     },
     [](Scenario& scenario) {
         for_grades(scenario, [](Grade& grade) {
             grade.give_up_after = 1s;
             grade.give_up_probability = 0.0;
         });
     },
     waits_for_units,
     Needs::Response},
    {"ChasingOfNobody",
     [](Scenario& scenario) {
         for_grades(scenario, [](Grade& grade) { grade.chase_after.reset(); });
     },
     [](Scenario& scenario) {
         for_grades(scenario, [](Grade& grade) {
             grade.chase_after = 1s;
             grade.chase_probability = 0.0;
         });
     },
     waits_for_units,
     Needs::Response},
    {"FurtherUnitsOfNoShare",
     [](Scenario& scenario) {
         for_grades(scenario, [](Grade& grade) { grade.unit_shares = {0.6, 0.4}; });
     },
     [](Scenario& scenario) {
         for_grades(scenario, [](Grade& grade) { grade.unit_shares = {0.6, 0.4, 0.0, 0.0}; });
     },
     sends_units,
     Needs::Response},
    {"TravelByGradeThatIsTheSame",
     [](Scenario& scenario) {
         for (UnitGroup& group : scenario.response->units) {
             group.travel_by_grade.clear();
         }
     },
     [](Scenario& scenario) {
         for (UnitGroup& group : scenario.response->units) {
             group.travel_by_grade.emplace_back(GradeId{0}, group.travel);
         }
     },
     sends_units,
     Needs::Response},
    {"StrengthThatChangesToAsMuch",
     leave_alone,
     [](Scenario& scenario) {
         const auto twice = [](std::vector<StrengthChange>& changes) {
             std::vector<StrengthChange> more;
             for (const StrengthChange& change : changes) {
                 more.push_back(change);
                 more.push_back({.from = change.from + 7min, .count = change.count});
             }
             changes = std::move(more);
         };
         for (UnitGroup& group : scenario.response->units) {
             twice(group.units);
         }
         for (Talkgroup& talkgroup : scenario.response->talkgroups) {
             twice(talkgroup.desks);
         }
     },
     sends_units,
     Needs::Response},
};

}  // namespace

std::span<const Form> neutral_forms_of_response() {
    return kFormsOfResponse;
}

}  // namespace fcr::test
