// Forks of a room, for tests.
#pragma once

#include "sim/base/check.hpp"
#include "sim/control_room/control_room.hpp"
#include "sim/scenario/compile.hpp"
#include "tests/support/commanded_room.hpp"
#include "tests/support/notice_log.hpp"

#include <utility>

namespace fcr::test {

inline constexpr Duration kForked = std::chrono::minutes{30};

/// A room beside another of the same compiled scenario, with notices of its own.
struct Fork {
    explicit Fork(const CompiledScenario& scenario)
        : room(scenario, log, {.pools = {}, .takes_commands = true}) {}

    void of(const ControlRoom& other, const ForkSeed& seed) {
        room.copy_known(other);
        room.draw_unknown(seed, other.now() + kForked);
    }

    NoticeLog log;
    ControlRoom room;
};

inline CompiledScenario commandable(const Scenario& scenario) {
    auto compiled = compile(scenario);
    FCR_CHECK(compiled.has_value(), "a test's scenario does not compile");
    make_commandable(*compiled, 4'000);
    return std::move(*compiled);
}

}  // namespace fcr::test
