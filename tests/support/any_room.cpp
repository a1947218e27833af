#include "tests/support/any_room.hpp"

#include "tests/support/scenario_builder.hpp"

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

}  // namespace fcr::test
