// A room that takes commands, for tests.
#pragma once

#include "sim/control_room/control_room.hpp"
#include "tests/support/notice_log.hpp"

#include <vector>

namespace fcr::test {

/// One replication of a scenario, which must compile; stopped and commanded at will.
class CommandedRoom {
public:
    explicit CommandedRoom(const Scenario& scenario, std::uint32_t calls_max = 4'000)
        : compiled_(commandable(scenario, calls_max)),
          room_(compiled_, log_, {.pools = {}, .takes_commands = true}) {
        room_.begin(Streams(1, 0));
    }

    /// To so long after the start of the run.
    void run_until(Duration since) { room_.run_until(kStartOfRun + since); }
    CommandAnswer obey(const Command& command) { return room_.obey(command); }
    ControlRoom* operator->() { return &room_; }
    [[nodiscard]] const NoticeLog& log() const { return log_; }

    /// Runs to the end; the calls by order of arrival.
    [[nodiscard]] const std::vector<CallRecord>& finish() {
        room_.run_to_end();
        FCR_CHECK(room_.limit_reached() == Limit::None, "a test's room reached a limit");
        FCR_CHECK(room_.counts().conserved(), "a call is lost or doubled");
        calls_ = log_.by_arrival();
        return calls_;
    }

private:
    static CompiledScenario commandable(const Scenario& scenario, std::uint32_t calls_max) {
        auto compiled = compile(scenario);
        FCR_CHECK(compiled.has_value(), "a test's scenario does not compile");
        make_commandable(*compiled, calls_max);
        return std::move(*compiled);
    }

    NoticeLog log_;
    CompiledScenario compiled_;
    ControlRoom room_;
    std::vector<CallRecord> calls_;
};

}  // namespace fcr::test
