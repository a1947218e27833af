// Neutral forms of those who answer, and of what disturbs them.
#include "tests/property/neutral_forms.hpp"

#include <utility>
#include <vector>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

bool has_shifts(const NoticeLog& log) {
    return std::ranges::any_of(log.seats,
                               [](const SeatTaken& seat) { return seat.planned != kNever; });
}

template <typename Do>
void for_people(Scenario& scenario, Do change) {
    for (Pool& pool : scenario.pools) {
        if (pool.staff) {
            change(pool.staff->people);
        }
    }
}

void without_disruptions(Scenario& scenario) {
    scenario.disruptions.clear();
}

/// An outage that stops everything for an hour, if it comes.
Disruption outage(const Scenario& scenario, double chance) {
    DisruptionStage stage{.length = 1h,
                          .staff = {{.multiplier = 0.0}},
                          .handling_factor = 3.0,
                          .back_record = FollowUp{.to = CallClassId{0}}};
    for (std::size_t row = 0; row < scenario.lines.size(); ++row) {
        stage.lines.push_back({.line = LineId{row}, .connect_loss_share = 1.0});
    }
    return {.name = "outage", .start = 20min, .chance = chance, .stages = {std::move(stage)}};
}

constexpr Form kFormsOfHandlers[] = {
    {"PickUpAndGapOfNoLength",
     [](Scenario& scenario) {
         for_pools(scenario, [](Pool& pool) {
             pool.pick_up = ConstantLaw{};
             pool.after_call_gap = ConstantLaw{};
         });
     },
     [](Scenario& scenario) {
         for_pools(scenario, [](Pool& pool) {
             pool.pick_up = UniformLaw{0.0, 1e-9};
             pool.after_call_gap = UniformLaw{0.0, 1e-9};
         });
     },
     answers},
    {"NoSeatKeptFree",
     [](Scenario& scenario) {
         for_pools(scenario, [](Pool& pool) { pool.seats_kept_free.clear(); });
     },
     [](Scenario& scenario) {
         for_pools(scenario, [](Pool& pool) {
             for (const CallClassId skill : pool.skills) {
                 pool.seats_kept_free.push_back({.call_class = skill});
             }
         });
     },
     queues},
    {"SeatsThatChangeToAsMany",
     leave_alone,
     [](Scenario& scenario) {
         for_pools(scenario, [](Pool& pool) {
             std::vector<SeatChange> twice;
             for (const SeatChange& change : pool.seats) {
                 twice.push_back(change);
                 twice.push_back({.from = change.from + 7min, .seats = change.seats});
             }
             pool.seats = std::move(twice);
         });
     },
     answers},
    {"SeatsForTwoCallsInsteadOfTwoSeats",
     [](Scenario& scenario) {
         without_disruptions(scenario);
         for_pools(scenario, [](Pool& pool) {
             for (SeatChange& change : pool.seats) {
                 change.seats = change.seats / 2 * 2;
             }
         });
     },
     [](Scenario& scenario) {
         for_pools(scenario, [](Pool& pool) {
             pool.concurrency = pool.staff ? 1 : 2;
             for (SeatChange& change : pool.seats) {
                 change.seats /= 2;
             }
         });
     },
     answers},
    {"PeopleWhoDoAsTheRulesSay",
     leave_alone,
     [](Scenario& scenario) {
         for_pools(scenario, [](Pool& pool) { pool.behaviour = BehaviourPlan{}; });
     },
     queues},
    {"SupervisorWhoDoesNothing",
     leave_alone,
     [](Scenario& scenario) { scenario.supervisor = SupervisorPlan{}; },
     queues},
    {"DisruptionThatNeverComes",
     without_disruptions,
     [](Scenario& scenario) { scenario.disruptions = {outage(scenario, 0.0)}; },
     answers},
    {"DisruptionThatDisruptsNothing",
     without_disruptions,
     [](Scenario& scenario) {
         Disruption nothing{
             .name = "nothing", .start = 20min, .stages = {{.length = 30min}, {.length = 30min}}};
         for (DisruptionStage& stage : nothing.stages) {
             stage.staff = {{.pool = PoolId{0}}, {}};
             for (std::size_t row = 0; row < scenario.lines.size(); ++row) {
                 stage.lines.push_back({.line = LineId{row}, .lost_ring_share = 1.0});
             }
         }
         scenario.disruptions = {std::move(nothing)};
     },
     answers},
    {"ZeroHoursThatAlwaysAccept",
     [](Scenario& scenario) {
         for_people(scenario, [](People& people) { people.zero_hours.reset(); });
     },
     [](Scenario& scenario) {
         for_people(scenario, [](People& people) {
             people.zero_hours = ZeroHours{.share = 0.5, .accept = 1.0, .first_start = {}};
         });
     },
     has_shifts,
     Needs::People},
    {"TransferOfFactorOne",
     leave_alone,
     [](Scenario& scenario) {
         for_people(scenario, [](People& people) {
             people.transfer = Transfer{.from = 30min, .factor = 1.0, .span = 2h};
         });
     },
     has_shifts,
     Needs::People},
    {"FatigueOfNothing",
     [](Scenario& scenario) {
         for_people(scenario, [](People& people) { people.fatigue_per_hour = 0.0; });
     },
     [](Scenario& scenario) {
         for_people(scenario, [](People& people) { people.fatigue_after = 10min; });
     },
     has_shifts,
     Needs::People},
    {"FatigueThatNeverBegins",
     [](Scenario& scenario) {
         for_people(scenario, [](People& people) { people.fatigue_per_hour = 0.0; });
     },
     [](Scenario& scenario) {
         for_people(scenario, [](People& people) {
             people.fatigue_per_hour = 0.5;
             people.fatigue_after = 100h;
         });
     },
     has_shifts,
     Needs::People},
    {"RecruitsAsQuickAsOthers",
     [](Scenario& scenario) {
         for_people(scenario, [](People& people) {
             people.leave_per_year = 0.0;
             people.zero_hours.reset();
         });
     },
     [](Scenario& scenario) {
         for (Pool& pool : scenario.pools) {
             if (pool.staff) {
                 People& people = pool.staff->people;
                 people.vacancy_share = 0.5;
                 people.cohorts = {{.headcount = vacant_posts(*pool.staff), .alone_from = -1000h}};
                 people.proficiency = {{0h, 1.0}, {900h, 1.0}, {1100h, 1.0}};
             }
         }
     },
     has_shifts,
     Needs::People},
};

}  // namespace

std::span<const Form> neutral_forms_of_handlers() {
    return kFormsOfHandlers;
}

}  // namespace fcr::test
