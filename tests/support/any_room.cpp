#include "tests/support/any_room.hpp"

#include "tests/support/any_people.hpp"
#include "tests/support/any_response.hpp"
#include "tests/support/scenario_builder.hpp"

#include <optional>
#include <random>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

Law any_law(std::mt19937_64& random, double mean) {
    switch (random() % 6) {
        case 0: return ConstantLaw{mean};
        case 1: return ExponentialLaw{mean};
        case 2: return LognormalLaw{mean, 1.2};
        case 3: return GammaLaw{mean, 0.5};
        case 4: return UniformLaw{0.0, 2.0 * mean};
        default: return HyperexponentialLaw{{{0.3, mean * 2.0}, {0.7, mean * 4.0 / 7.0}}};
    }
}

}  // namespace

Scenario any_room(std::uint64_t seed) {
    std::mt19937_64 random(seed);
    const auto chance = [&random](unsigned of) { return random() % of == 0; };
    const auto seats = [&random] {
        std::vector<SeatChange> changes;
        for (double at = 0.0; at < 14'400.0; at += 1800.0) {
            changes.push_back({.from = kStartOfRun + duration_from_seconds(at),
                               .seats = static_cast<std::uint32_t>(random() % 6)});
        }
        return changes;
    };
    const auto pools = [&random] {
        const std::vector<std::string> names{"a", "b", "c"};
        std::vector<std::string> chosen;
        for (const std::string& name : names) {
            if (random() % 2 == 0) {
                chosen.push_back(name);
            }
        }
        return chosen.empty() ? std::vector<std::string>{names[random() % 3]} : chosen;
    };
    const auto call_class = [&](double share, std::uint32_t priority) {
        ClassOptions options{.share = share, .priority = priority};
        options.time_credit = std::chrono::seconds(random() % 120);
        options.talk = any_law(random, 200.0);
        options.wrap_up = chance(2) ? any_law(random, 40.0) : ConstantLaw{};
        if (!chance(4)) {
            options.patience = any_law(random, 120.0);
        }
        options.balk_probability = chance(3) ? 0.2 : 0.0;
        options.route = {{.after = 0s, .pools = pools()}};
        Duration after{0};
        for (auto steps = random() % 3; steps > 0; --steps) {
            after += std::chrono::seconds(random() % 60);
            options.route.push_back({.after = after, .pools = pools(), .move = chance(2)});
        }
        return options;
    };
    const auto line = [&](bool emergency) {
        LineOptions options{.per_hour = 20.0 + static_cast<double>(random() % 80),
                            .emergency = emergency};
        options.day_factor_cv = chance(2) ? 0.3 : 0.0;
        if (emergency && chance(2)) {
            options.operator_leg = OperatorLeg{.answer = ExponentialLaw{2.0},
                                               .select = ConstantLaw{5.0},
                                               .connect = NormalLaw{4.4, 1.0, 1.0}};
        }
        options.message = chance(3) ? any_law(random, 15.0) : ConstantLaw{};
        if (chance(3)) {
            options.lines_max = static_cast<std::uint32_t>(3 + random() % 10);
        }
        return options;
    };
    ScenarioBuilder builder;
    builder.line("999", line(true));
    builder.call_class("immediate", call_class(0.3, 1));
    builder.call_class("other", call_class(0.7, 2));
    builder.line("101", line(false));
    builder.call_class("101", call_class(1.0, 3));
    for (const char* name : {"a", "b", "c"}) {
        PoolOptions options{.seat_changes = seats()};
        options.pick_up = chance(2) ? any_law(random, 3.0) : ConstantLaw{};
        options.after_call_gap = chance(2) ? any_law(random, 20.0) : ConstantLaw{};
        if (chance(2)) {
            options.seats_kept_free = {{"101", static_cast<std::uint32_t>(random() % 3)}};
        }
        builder.pool(name, options);
    }
    if (chance(2)) {
        builder.time_credit();
    }
    return builder.warm_up(1h).measured(3h).drain_max(2h).build();
}

Scenario any_rich_room(std::uint64_t seed) {
    Scenario scenario = any_room(seed);
    std::mt19937_64 random(seed + 0x9E3779B97F4A7C15U);
    const auto chance = [&random](unsigned of) { return random() % of == 0; };
    const auto share = [&random] { return static_cast<double>(random() % 101) / 100.0; };

    // An internal line whose two classes are the room's own work.
    const LineId internal{scenario.lines.size()};
    Line& line = scenario.lines.emplace_back();
    line.name = "internal";
    line.internal = true;
    const CallClassId work{scenario.call_classes.size()};
    const CallClassId second{work.index() + 1};
    for (const char* name : {"work", "second"}) {
        CallClass& call_class = scenario.call_classes.emplace_back();
        call_class.name = name;
        call_class.line = internal;
        call_class.priority = 4;
        call_class.talk = any_law(random, 60.0);
        call_class.patience = chance(2) ? any_law(random, 200.0) : Law{NeverLaw{}};
        RouteStep step;
        step.pools = {PoolId{random() % 3}, PoolId{2}};
        if (step.pools[0] == step.pools[1]) {
            step.pools.pop_back();
        }
        call_class.route = {step};
    }
    for (Pool& pool : scenario.pools) {
        pool.skills = {CallClassId{0}, CallClassId{1}, CallClassId{2}, work, second};
        if (chance(3)) {
            pool.preferences = {{.call_class = CallClassId{random() % 5},
                                 .head_start = std::chrono::seconds(random() % 200)}};
        }
    }
    scenario.priority_rule = static_cast<PriorityRule>(random() % 4);
    for (std::size_t row = 0; row < 3; ++row) {
        CallClass& call_class = scenario.call_classes[row];
        if (chance(2)) {
            call_class.after_loss =
                AfterLoss{.redial_first = share(),
                          .redial_later = share(),
                          .redial_delay = any_law(random, 120.0),
                          .attempts_max = 1 + static_cast<std::uint32_t>(random() % 5),
                          .change_share = share(),
                          .change_to = CallClassId{random() % 3},
                          .change_after_wait = std::chrono::seconds(random() % 60),
                          .change_delay = any_law(random, 20.0)};
        }
        if (chance(3)) {
            call_class.repeat =
                RepeatContact{.share = share() * 0.5,
                              .share_after_wait = share() * 0.5,
                              .after_wait = std::chrono::seconds(random() % 60),
                              .call = {.to = CallClassId{row}, .delay = any_law(random, 600.0)}};
        }
        if (chance(3)) {
            call_class.ring_back = RingBack{.share = share(), .work = {.to = work}};
        }
        if (chance(3)) {
            call_class.call_back =
                CallBackOffer{.when_wait_over = std::chrono::seconds(random() % 300),
                              .accept = share(),
                              .work = {.to = work, .delay = any_law(random, 100.0)}};
        }
        if (chance(3)) {
            call_class.cluster = Cluster{.sizes = {{1, 0.8}, {2, 0.9}, {9, 1.0}},
                                         .gap = any_law(random, 40.0),
                                         .duplicate = CallClassId{random() % 3},
                                         .recognised = share()};
        }
        if (chance(3)) {
            call_class.next = {{.share = share() * 0.5, .to = second, .conference = chance(2)},
                               {.share = share() * 0.5, .to = second, .conference = chance(2)}};
        }
        if (chance(3)) {
            call_class.recording = ExtraWork{.share = share(), .work = any_law(random, 90.0)};
        }
        for (std::size_t step = 1; step < call_class.route.size(); ++step) {
            if (chance(3)) {
                call_class.route[step].when =
                    Gate{.share = chance(2) ? std::optional<double>(share()) : std::nullopt,
                         .queue_at_least = static_cast<std::uint32_t>(random() % 4),
                         .service_below = chance(2) ? share() : 0.0,
                         .service_within = std::chrono::seconds(1 + random() % 60)};
            }
        }
        call_class.route.front().order = static_cast<Order>(random() % 3);
        if (call_class.route.size() < 8 && chance(4)) {
            RouteStep divert;
            divert.after = call_class.route.back().after + std::chrono::seconds(random() % 120);
            divert.divert = true;
            divert.pass_back = FollowUp{.to = work, .delay = any_law(random, 200.0)};
            call_class.route.push_back(divert);
        }
    }
    scenario.call_classes[work.index()].outbound = Outbound{.reached = share()};
    if (chance(2)) {
        scenario.call_classes[0].preempts = true;
        scenario.call_classes[2].interruption = static_cast<Interruption>(random() % 3);
        scenario.call_classes[work.index()].interruption = Interruption::SetAside;
        if (scenario.call_classes[1].after_loss) {
            scenario.call_classes[1].interruption = Interruption::RingsAgain;
        }
    }
    if (chance(2)) {
        scenario.disruptions = {
            {.name = "outage",
             .start = std::chrono::minutes(random() % 120),
             .chance = share(),
             .stages = {{.length = std::chrono::minutes(10),
                         .staff = {{.pool = PoolId{random() % 3}, .multiplier = share()}},
                         .handling_factor = 1.0 + share(),
                         .lines = {{.line = LineId{0},
                                    .connect_loss_share = share(),
                                    .lost_ring_share = share(),
                                    .lost_ring = {.to = CallClassId{2}}}},
                         .back_record = FollowUp{.to = work}},
                        {.length = std::chrono::minutes(20), .staff = {{.multiplier = share()}}}}}};
    }
    return scenario;
}

Scenario any_whole_room(std::uint64_t seed) {
    Scenario scenario = any_rich_room(seed);
    std::mt19937_64 random(seed + 0x3C6EF372FE94F82AU);
    const auto chance = [&random](unsigned of) { return random() % of == 0; };
    for (std::size_t row = 0; row < 2; ++row) {
        if (chance(2)) {
            scenario.lines[row].arrivals.hour_factor = {.cv = 0.3, .correlation = 0.5};
        }
    }
    if (chance(2)) {
        scenario.surges = {{.name = "crash",
                            .call_class = CallClassId{random() % 3},
                            .start = std::chrono::minutes(random() % 240),
                            .spread = any_law(random, 300.0),
                            .calls = static_cast<double>(random() % 40),
                            .exactly = chance(2)}};
    }
    if (chance(2)) {
        scenario.named_callers = {{.name = "regular",
                                   .call_class = CallClassId{random() % 3},
                                   .calls_per_day = static_cast<double>(random() % 100),
                                   .hour_weights = std::vector<double>(24, 1.0)}};
    }
    if (!chance(4)) {
        scenario = with_any_people(std::move(scenario), seed);
    }
    return chance(4) ? scenario : with_any_response(std::move(scenario), seed);
}

}  // namespace fcr::test
