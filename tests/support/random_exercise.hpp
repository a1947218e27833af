// What people might put into an exercise, by chance: sensible, refused and out of place.
#pragma once

#include "sim/exercise/action.hpp"
#include "sim/exercise/exercise_plan.hpp"
#include "tests/support/recorded_exercise.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace fcr::test {

/// Makes inputs of random kinds that fit the plan in its names alone. The words of
/// std::mt19937_64 are the same everywhere, and one is drawn a statement: compilers differ in the
/// order of arguments.
class RandomInputs {
public:
    RandomInputs(const ExercisePlan& plan, std::uint64_t seed) : plan_(plan), bits_(seed) {}

    [[nodiscard]] std::size_t below(std::size_t count) {
        return static_cast<std::size_t>(bits_() % count);
    }

    [[nodiscard]] std::string any() {
        switch (below(10)) {
            case 0:
            case 1:
            case 2:
            case 3: return action();
            case 4: return inject();
            case 5: return line();
            case 6: return run();
            case 7: return note();
            case 8: return join();
            default: return "seat: 'c' run { kind: PAUSE reason: 'a question' } ";
        }
    }

private:
    [[nodiscard]] std::string seat() {
        constexpr const char* seats[] = {"c", "c2", "d1", "d2", "d3", "e", "nobody"};
        return seats[below(std::size(seats))];
    }
    [[nodiscard]] std::string pool() {
        return plan_.scenario->pools[below(plan_.scenario->pools.size())].name;
    }
    [[nodiscard]] std::string note() {
        const std::string who = seat();
        return fmt::format("seat: '{}' note {{ text: 'seen {}' }}", who, below(99));
    }
    [[nodiscard]] std::string join() {
        const std::string who = seat();
        const char* const role = below(2) == 0 ? "SUPERVISOR" : "OBSERVER";
        return fmt::format("seat: '{}' join {{ role: {} name: 'N{}' }}", who, role, below(9));
    }
    [[nodiscard]] std::string action() {
        const auto kind = static_cast<ActionKind>(below(kActionKinds));
        const std::size_t supervisor = 1 + below(2);
        const std::string from = pool();
        const std::string to = pool();
        const std::size_t people = 1 + below(4);
        const std::size_t minutes = 1 + below(120);
        const char* const reason = below(8) == 0 ? "" : "because";
        const char* const text = below(8) == 0 ? "" : "text";
        return fmt::format(
            "seat: 'd{}' action {{ kind: '{}' pool: '{}' to: '{}' people: {} length_us: {} reason: "
            "'{}' text: '{}' methane {{ type: 'crash' }} }}",
            supervisor,
            name_of(kind),
            from,
            to,
            people,
            60'000'000 * minutes,
            reason,
            text);
    }
    [[nodiscard]] std::string inject() {
        const std::string head = "seat: 'c' ad_hoc { title: 'by hand' inject { ";
        switch (below(7)) {
            case 0: {
                const char* const call_class = below(2) == 0 ? "999" : "101";
                const std::size_t calls = 1 + below(30);
                return head + fmt::format("burst {{ call_class: '{}' calls: {} over_s: {} }} }} }}",
                                          call_class,
                                          calls,
                                          30 + below(600));
            }
            case 1: {
                const std::size_t factor = 1 + below(3);
                return head +
                       fmt::format("demand {{ line: '101' factor: {}.5 length_s: {} }} }} }}",
                                   factor,
                                   60 + below(3'600));
            }
            case 2: {
                const std::size_t people = 1 + below(5);
                return head + fmt::format(
                                  "staff_loss {{ pool: 'in_house' people: {} length_s: {} }} }} }}",
                                  people,
                                  60 + below(3'600));
            }
            case 3: return head + "staff_return { pool: 'in_house' } } }";
            case 4:
                return head + fmt::format(
                                  "system_fault {{ system: COMMAND_AND_CONTROL length_s: {} "
                                  "}} }} }}",
                                  60 + below(3'600));
            case 5:
                return head + fmt::format("contractor_refuses {{ on: {} }} }} }}", below(2) == 0);
            default: return head + "told { text: 'hello' } } }";
        }
    }
    [[nodiscard]] std::string line() {
        constexpr const char* kinds[] = {"HOLD", "RELEASE", "SKIP", "FIRE"};
        const char* const kind = kinds[below(std::size(kinds))];
        const std::string& id = plan_.lines[below(plan_.lines.size())].id;
        return fmt::format("seat: 'c' line {{ kind: {} line: '{}' }}", kind, id);
    }
    [[nodiscard]] std::string run() {
        switch (below(5)) {
            case 0: return fmt::format("seat: 'c' run {{ kind: SET_SPEED speed: {} }}", below(62));
            case 1:
                return fmt::format("seat: 'c' run {{ kind: STEP span_us: {} }}",
                                   1'000 * below(600'000));
            case 2:
                return fmt::format(
                    "seat: 'c' run {{ kind: JUMP span_us: {} }}",
                    below(static_cast<std::size_t>((plan_.end - plan_.start).count())));
            case 3: return "seat: 'c' run { kind: NO_DUFF reason: 'a real one' }";
            default: return "seat: 'c' run { kind: RESUME }";
        }
    }

    const ExercisePlan& plan_;
    std::mt19937_64 bits_;
};

/// A script of 20 to 80 inputs at random moments; who pauses goes on soon.
inline std::vector<ScriptedInput> random_script(const ExercisePlan& plan, std::uint64_t seed) {
    RandomInputs inputs(plan, seed);
    const auto length = static_cast<std::size_t>((plan.end - plan.start).count());
    std::vector<Duration> moments(20 + inputs.below(61));
    for (Duration& moment : moments) {
        moment = Duration{static_cast<std::int64_t>(inputs.below(length))};
    }
    std::ranges::sort(moments);
    std::vector<ScriptedInput> script;
    for (const char* text : {"seat: 'c' join { role: CONTROLLER name: 'C' }",
                             "seat: 'c' run { kind: OPEN_LOBBY }",
                             "seat: 'd1' join { role: SUPERVISOR name: 'D' }",
                             "seat: 'd2' join { role: SUPERVISOR name: 'E' }",
                             "seat: 'e' join { role: EVALUATOR name: 'F' }",
                             "seat: 'c' run { kind: START }"}) {
        script.push_back({.since = {}, .text = text});
    }
    for (const Duration moment : moments) {
        script.push_back({.since = moment, .text = inputs.any()});
        const std::string& put = script.back().text;
        if (put.find("PAUSE") != std::string::npos || put.find("NO_DUFF") != std::string::npos) {
            script.push_back({.since = moment, .text = inputs.any()});
            script.push_back({.since = moment, .text = "seat: 'c' run { kind: CONFIRM_OVER }"});
            script.push_back({.since = moment, .text = "seat: 'c' run { kind: CONFIRM_OVER }"});
            script.push_back({.since = moment, .text = "seat: 'c' run { kind: RESUME }"});
        }
    }
    script.push_back({.since = Duration{static_cast<std::int64_t>(length)},
                      .text = "seat: 'c' run { kind: BEGIN_DEBRIEF }"});
    return script;
}

}  // namespace fcr::test
