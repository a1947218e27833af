// Whatever is commanded in whatever room: no call and no seat is lost, and the same commands give
// the same room however time is cut. Debug builds check every place at every event too.
#include "tests/support/any_room.hpp"
#include "tests/support/commanded_room.hpp"

#include <gtest/gtest.h>

#include <random>

namespace fcr::test {
namespace {

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

/// A command of a random kind that fits the scenario in its names alone.
Command any_command(const Scenario& scenario, std::mt19937_64& bits, std::uint32_t key) {
    const auto below = [&](std::size_t count) { return static_cast<std::size_t>(bits() % count); };
    const PoolId pool{below(scenario.pools.size())};
    const PoolId other{below(scenario.pools.size())};
    const CallClassId call_class{below(scenario.call_classes.size())};
    const LineId line{below(scenario.lines.size())};
    const auto people = static_cast<std::uint32_t>(1 + below(3));
    const bool on = below(2) == 0;
    const Duration length = Duration{1s} * static_cast<std::int64_t>(below(1'200));
    switch (below(18)) {
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
                          .list = 20};
        case 6: return HoldShiftEnd{.pool = pool, .length = length};
        case 7: return SetMessage{.on = on, .length = 15s, .deflected = 0.3};
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
        default: return RefuseAid{.on = on};
    }
}

/// The digests after each command; time is cut into so many pieces between them.
std::vector<std::uint64_t> digests_of(std::uint64_t seed, int pieces, std::size_t& accepted) {
    const Scenario scenario = any_commanded_room(seed);
    CommandedRoom room(scenario);
    std::mt19937_64 bits(seed);
    std::vector<std::uint64_t> digests;
    Duration at{0};
    for (std::uint32_t row = 0; row < 40 && room->limit_reached() == Limit::None; ++row) {
        const Duration step{static_cast<std::int64_t>(bits() % 180'000'000)};
        for (int piece = 1; piece <= pieces; ++piece) {
            room.run_until(at + step * piece / pieces);
        }
        at += step;
        accepted += room.obey(any_command(scenario, bits, row)).accepted();
        EXPECT_TRUE(room->counts().conserved()) << "seed " << seed;
        digests.push_back(room->digest());
    }
    room->run_to_end();
    EXPECT_TRUE(room->counts().conserved()) << "seed " << seed;
    digests.push_back(room->digest());
    return digests;
}

TEST(Commands, LoseNothingAndGiveTheSameRoomHoweverTimeIsCut) {
    std::size_t accepted = 0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        const std::vector<std::uint64_t> whole = digests_of(seed, 1, accepted);
        EXPECT_EQ(whole, digests_of(seed, 7, accepted)) << "seed " << seed;
    }
    EXPECT_GT(accepted, 6'000U);
}

}  // namespace
}  // namespace fcr::test
