#include "tests/support/any_commands.hpp"

#include "tests/support/any_room.hpp"

#include <chrono>
#include <cstddef>

namespace fcr::test {

using namespace std::chrono_literals;

Scenario any_commanded_room(std::uint64_t seed) {
    Scenario scenario = seed % 2 == 0 ? any_rich_room(seed) : any_whole_room(seed);
    scenario.supervisor.reset();
    for (Pool& pool : scenario.pools) {
        pool.behaviour.reset();
        pool.called_in_max = pool.staff ? 0 : 5;
    }
    return scenario;
}

Command any_command(const Scenario& scenario, std::mt19937_64& bits, std::uint32_t key) {
    const auto below = [&](std::size_t count) { return static_cast<std::size_t>(bits() % count); };
    const PoolId pool{below(scenario.pools.size())};
    const PoolId other{below(scenario.pools.size())};
    const CallClassId call_class{below(scenario.call_classes.size())};
    const LineId line{below(scenario.lines.size())};
    const auto people = static_cast<std::uint32_t>(1 + below(3));
    const bool on = below(2) == 0;
    const Duration length = Duration{1s} * static_cast<std::int64_t>(below(1'200));
    switch (below(27)) {
        case 0:
        case 1: return MoveStaff{.from = pool, .to = other, .people = people, .log_in = length / 8};
        case 2: return SetOverflow{.open = on, .notice = length / 8};
        case 3: return SetEmergenciesOnly{.on = on};
        case 4:
            return SetDiversion{.on = on,
                                .share = 0.7,
                                .lead = length / 8,
                                .length = length,
                                .pass_back = call_class,
                                .pass_back_lag = 10s};
        case 5:
            return CallIn{.pool = pool,
                          .people = people,
                          .accepts = 0.7,
                          .travel_min = 10s,
                          .travel_max = 300s,
                          .stay = length,
                          .list = 20,
                          .rest = length * 4};
        case 24: return SetSpill{.on = on, .after = length / 8};
        case 25: return SetLongestWait{.on = on};
        case 26:
            return MoveStaff{
                .from = pool, .to = other, .person = HandlerId{below(40)}, .log_in = length / 8};
        case 6: return HoldShiftEnd{.pool = pool, .length = length};
        case 7: return SetMessage{.on = on, .length = 15s, .deflected = 0.3, .patience = 0.5};
        case 8: return SetCallBacks{.on = on};
        case 9: return WorkOnPaper{.handling_factor = 1.3, .back_record = call_class};
        case 10: return RecoverSystems{.spread = length};
        case 11:
            return BringCalls{.call_class = call_class, .calls = 20, .over = length, .key = key};
        case 12: return RaiseDemand{.line = line, .factor = 1.5, .length = length, .key = key};
        case 13: return LoseStaff{.pool = pool, .people = people, .share = 0.2, .length = length};
        case 14: return ReturnStaff{.pool = pool};
        case 15:
            return FailSystem{.system = on ? System::Telephony : System::CommandAndControl,
                              .handling_factor = 1.4,
                              .line = line,
                              .connect_loss_share = 0.3,
                              .length = length};
        case 16: return RefuseOverflow{.on = on};
        case 17: return MoveBreaks{.pool = pool, .length = length, .cancel = on};
        case 18: return Reconcile{.calls = people, .back_record = call_class};
        case 19: return SetTriage{.on = on, .length = 20s, .resolved = 0.2};
        case 20: return StaffDesk{.on = on, .pool = pool, .people = people, .lead = length / 8};
        case 21: return OpenBureau{.on = on, .share = 0.3, .lead = length / 8};
        case 22: return FallBack{.on = on, .travel = length / 4, .handling_factor = 1.2};
        default: return RefuseAid{.on = on};
    }
}

}  // namespace fcr::test
