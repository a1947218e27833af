// Neutral forms of what calls do and beget, on their lines and routes.
#include "tests/property/neutral_forms.hpp"
#include "tests/support/internal_line.hpp"

#include <utility>
#include <vector>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

bool loses(const NoticeLog& log) {
    return std::ranges::any_of(log.calls, [](const CallRecord& call) {
        return call.outcome == Outcome::Abandoned && call.origin == Origin::Caller &&
               call.abandon_reason != AbandonReason::CallBack;
    });
}

bool escalates(const NoticeLog& log) {
    return std::ranges::any_of(log.calls,
                               [](const CallRecord& call) { return call.route_step > 0; });
}

bool rings_back(const NoticeLog& log) {
    return std::ranges::count(log.calls, Origin::RingBack, &CallRecord::origin) > 0;
}

/// Of the classes of those who ring, not of the force's own work.
template <typename Do>
void for_callers(Scenario& scenario, Do change) {
    for (CallClass& call_class : scenario.call_classes) {
        if (!scenario.lines[call_class.line.index()].internal) {
            change(call_class);
        }
    }
}

/// Adds work of the force's own, which is the last class.
void add_work(Scenario& scenario) {
    add_internal(scenario, "own work", ExponentialLaw{60.0}, 3, {PoolId{0}, PoolId{2}});
}

CallClassId last_class(const Scenario& scenario) {
    return CallClassId{scenario.call_classes.size() - 1};
}

void without_follow_ups(Scenario& scenario) {
    for_classes(scenario, [](CallClass& call_class) {
        call_class.after_loss.reset();
        call_class.repeat.reset();
        call_class.ring_back.reset();
        call_class.call_back.reset();
        call_class.cluster.reset();
        call_class.next.clear();
        call_class.recording.reset();
        call_class.interruption = Interruption::Never;
        call_class.preempts = false;
    });
}

void without_follow_ups_but_work(Scenario& scenario) {
    without_follow_ups(scenario);
    add_work(scenario);
}

void without_gates(Scenario& scenario) {
    for_classes(scenario, [](CallClass& call_class) {
        std::erase_if(call_class.route, [](const RouteStep& step) { return step.divert; });
        for (RouteStep& step : call_class.route) {
            step.when.reset();
        }
    });
}

void with_one_pool_a_step(Scenario& scenario) {
    without_gates(scenario);
    for_classes(scenario, [](CallClass& call_class) {
        for (RouteStep& step : call_class.route) {
            step.pools.resize(1);
            step.order = Order::LongestIdle;
        }
    });
}

void by_longest_wait(Scenario& scenario) {
    scenario.priority_rule = PriorityRule::LongestWait;
}

constexpr Form kFormsOfCalls[] = {
    {"RingBackOfNobody",
     without_follow_ups_but_work,
     [](Scenario& scenario) {
         for_callers(scenario, [to = last_class(scenario)](CallClass& call_class) {
             call_class.ring_back = RingBack{.share = 0.0, .work = {.to = to}};
         });
     },
     loses},
    {"CallBackThatNobodyAccepts",
     without_follow_ups_but_work,
     [](Scenario& scenario) {
         for_callers(scenario, [to = last_class(scenario)](CallClass& call_class) {
             call_class.call_back = CallBackOffer{.accept = 0.0, .work = {.to = to}};
         });
     },
     queues},
    {"OutboundThatReachesEverybody",
     [](Scenario& scenario) {
         without_follow_ups_but_work(scenario);
         for_callers(scenario, [to = last_class(scenario)](CallClass& call_class) {
             call_class.ring_back = RingBack{.share = 1.0, .work = {.to = to}};
         });
     },
     [](Scenario& scenario) { scenario.call_classes.back().outbound = Outbound{.reached = 1.0}; },
     rings_back},
    {"OutboundThatNobodyNeeds",
     [](Scenario& scenario) {
         without_follow_ups(scenario);
         scenario.disruptions.clear();
         scenario.response.reset();
     },
     [](Scenario& scenario) {
         for_callers(scenario,
                     [](CallClass& call_class) { call_class.outbound = Outbound{.reached = 0.0}; });
     },
     answers},
    {"RedialsOfNobody",
     without_follow_ups,
     [](Scenario& scenario) {
         for_callers(scenario, [](CallClass& call_class) {
             call_class.after_loss = AfterLoss{.redial_delay = ConstantLaw{30.0}};
         });
     },
     loses},
    {"RepeatsOfNobody",
     without_follow_ups,
     [](Scenario& scenario) {
         for_callers(scenario, [](CallClass& call_class) { call_class.repeat = RepeatContact{}; });
     },
     answers},
    {"ClustersOfOne",
     without_follow_ups,
     [](Scenario& scenario) {
         for_callers(scenario, [](CallClass& call_class) {
             call_class.cluster = Cluster{.sizes = {{1, 1.0}}};
         });
     },
     answers},
    {"StagesOfNoShare",
     without_follow_ups_but_work,
     [](Scenario& scenario) {
         for_callers(scenario, [to = last_class(scenario)](CallClass& call_class) {
             call_class.next = {{.share = 0.0, .to = to},
                                {.share = 0.0, .to = to, .conference = true}};
         });
     },
     answers},
    {"RecordingOfNoShare",
     without_follow_ups,
     [](Scenario& scenario) {
         for_callers(scenario, [](CallClass& call_class) {
             call_class.recording = ExtraWork{.share = 0.0, .work = ConstantLaw{100.0}};
         });
     },
     answers},
    {"GateThatIsAlwaysOpen",
     without_gates,
     [](Scenario& scenario) {
         for_classes(scenario, [](CallClass& call_class) {
             for (std::size_t step = 1; step < call_class.route.size(); ++step) {
                 call_class.route[step].when = Gate{
                     .from_of_day = 0h, .until_of_day = 24h, .share = 1.0, .free_at_most = 10'000};
             }
         });
     },
     escalates},
    {"StepAfterTheEndWhoseGateNeverOpens",
     without_gates,
     [](Scenario& scenario) {
         for_classes(scenario, [](CallClass& call_class) {
             call_class.route.push_back({.after = 100h,
                                         .pools = call_class.route.front().pools,
                                         .move = true,
                                         .when = Gate{.share = 0.0}});
         });
     },
     queues},
    {"DiversionAfterTheEnd",
     without_gates,
     [](Scenario& scenario) {
         for_classes(scenario, [](CallClass& call_class) {
             call_class.route.push_back({.after = 100h, .pools = {}, .divert = true});
         });
     },
     queues},
    {"OrderAmongOnePool",
     with_one_pool_a_step,
     [](Scenario& scenario) {
         for_classes(scenario, [](CallClass& call_class) {
             call_class.route.front().order = Order::Random;
             call_class.route.back().order = Order::AsListed;
         });
     },
     answers},
    {"PreemptionWithNothingToInterrupt",
     [](Scenario& scenario) {
         for_classes(scenario, [](CallClass& call_class) {
             call_class.preempts = false;
             call_class.interruption = Interruption::Never;
         });
     },
     [](Scenario& scenario) {
         for_classes(scenario, [](CallClass& call_class) { call_class.preempts = true; });
     },
     queues},
    {"InterruptionWithNobodyWhoInterrupts",
     [](Scenario& scenario) {
         for_classes(scenario, [](CallClass& call_class) {
             call_class.preempts = false;
             call_class.interruption = Interruption::Never;
         });
     },
     [](Scenario& scenario) {
         for_classes(scenario, [](CallClass& call_class) {
             call_class.interruption =
                 call_class.priority % 2 == 0 ? Interruption::Hold : Interruption::SetAside;
         });
     },
     queues},
    {"PreferenceWithoutHeadStart",
     [](Scenario& scenario) { for_pools(scenario, [](Pool& pool) { pool.preferences.clear(); }); },
     [](Scenario& scenario) {
         for_pools(scenario, [](Pool& pool) {
             for (const CallClassId skill : pool.skills) {
                 pool.preferences.push_back({.call_class = skill});
             }
         });
     },
     queues},
    {"TimeCreditOfNothing",
     by_longest_wait,
     [](Scenario& scenario) {
         scenario.priority_rule = PriorityRule::TimeCredit;
         for_classes(scenario, [](CallClass& call_class) { call_class.time_credit = 0s; });
     },
     queues},
    {"AgeingAtOneRate",
     by_longest_wait,
     [](Scenario& scenario) {
         scenario.priority_rule = PriorityRule::Ageing;
         for_classes(scenario, [](CallClass& call_class) { call_class.ageing = 1.0; });
     },
     queues},
    {"PrioritiesAllAlike",
     [](Scenario& scenario) {
         by_longest_wait(scenario);
         for_classes(scenario, [](CallClass& call_class) { call_class.priority = 1; });
     },
     [](Scenario& scenario) { scenario.priority_rule = PriorityRule::Strict; },
     queues},
    {"MoreLinesThanCalls",
     [](Scenario& scenario) { for_lines(scenario, [](Line& line) { line.lines_max.reset(); }); },
     [](Scenario& scenario) { for_lines(scenario, [](Line& line) { line.lines_max = 2'000; }); },
     answers},
    {"HourFactorThatDoesNotVary",
     [](Scenario& scenario) {
         for_lines(scenario, [](Line& line) { line.arrivals.hour_factor = {}; });
     },
     [](Scenario& scenario) {
         for_lines(scenario, [](Line& line) { line.arrivals.hour_factor.correlation = 0.5; });
     },
     answers},
    {"DayFactorThatDoesNotVary",
     [](Scenario& scenario) {
         for_lines(scenario, [](Line& line) { line.arrivals.day_factor_cv = 0.0; });
     },
     [](Scenario& scenario) { scenario.day_factor_correlation = 0.7; },
     answers},
    {"SurgeOfNobody",
     [](Scenario& scenario) { scenario.surges.clear(); },
     [](Scenario& scenario) {
         scenario.surges = {{.name = "none",
                             .call_class = CallClassId{0},
                             .start = 1h,
                             .spread = ExponentialLaw{300.0}}};
     },
     answers},
    {"NamedCallerWhoNeverRings",
     [](Scenario& scenario) { scenario.named_callers.clear(); },
     [](Scenario& scenario) {
         scenario.named_callers = {{.name = "nobody",
                                    .call_class = CallClassId{1},
                                    .hour_weights = std::vector<double>(24, 1.0)}};
     },
     answers},
};

}  // namespace

std::span<const Form> neutral_forms_of_calls() {
    return kFormsOfCalls;
}

}  // namespace fcr::test
