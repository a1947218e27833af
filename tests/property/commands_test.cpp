// Whatever is commanded in whatever room: no call and no seat is lost, and the same commands give
// the same room however time is cut. Debug builds check every place at every event too.
#include "tests/support/any_commands.hpp"
#include "tests/support/commanded_room.hpp"

#include <gtest/gtest.h>

#include <random>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

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

/// What is seen of people one by one adds up to what is seen of their pools.
void expect_everybody_seen(const ControlRoom& room,
                           const CompiledScenario& scenario,
                           std::uint64_t seed) {
    std::vector<PoolSight> seen(scenario.pools.size());
    for (const CompiledPool& pool : scenario.pools.rows()) {
        for (std::uint32_t row = 0; row < pool.seats_max; ++row) {
            const PersonSight person = room.sight_of(HandlerId{pool.first_handler + row});
            PoolSight& of = seen[person.pool.index()];
            const bool has_call = person.doing == Doing::Ringing ||
                                  person.doing == Doing::Talking ||
                                  person.doing == Doing::WrappingUp;
            EXPECT_EQ(person.line.has_value(), has_call) << "seed " << seed;
            EXPECT_TRUE(!person.since || *person.since <= room.now()) << "seed " << seed;
            EXPECT_TRUE(!person.next_break || person.shift_until) << "seed " << seed;
            of.free += person.doing == Doing::Free;
            of.ringing += person.doing == Doing::Ringing;
            of.talking += person.doing == Doing::Talking;
            of.wrapping_up += person.doing == Doing::WrappingUp;
            of.after_call += person.doing == Doing::AfterCall;
            of.on_break += person.doing == Doing::OnBreak || person.doing == Doing::OnTheWay;
        }
    }
    for (std::size_t row = 0; row < seen.size(); ++row) {
        const PoolSight sight = room.sight_of(PoolId{row});
        const PoolSight& of = seen[row];
        EXPECT_EQ(of.free, sight.free) << "seed " << seed << " pool " << row;
        EXPECT_EQ(of.ringing, sight.ringing) << "seed " << seed << " pool " << row;
        EXPECT_EQ(of.talking, sight.talking) << "seed " << seed << " pool " << row;
        EXPECT_EQ(of.wrapping_up, sight.wrapping_up) << "seed " << seed << " pool " << row;
        EXPECT_EQ(of.after_call, sight.after_call) << "seed " << seed << " pool " << row;
        EXPECT_EQ(of.on_break, sight.on_break) << "seed " << seed << " pool " << row;
        EXPECT_EQ(of.free + of.ringing + of.talking + of.wrapping_up + of.after_call, sight.on_duty)
            << "seed " << seed << " pool " << row;
    }
}

TEST(Commands, LoseNothingAndGiveTheSameRoomHoweverTimeIsCut) {
    std::size_t accepted = 0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        const std::vector<std::uint64_t> whole = digests_of(seed, 1, accepted);
        EXPECT_EQ(whole, digests_of(seed, 7, accepted)) << "seed " << seed;
    }
    EXPECT_GT(accepted, 6'000U);
}

TEST(Commands, WhateverIsInForceTheRoomHasFuturesThatLoseNothing) {
    std::size_t futures = 0;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        const Scenario scenario = any_commanded_room(seed);
        auto compiled = compile(scenario);
        ASSERT_TRUE(compiled.has_value());
        make_commandable(*compiled, 4'000);
        NoticeLog log;
        NoticeLog future_log;
        const RoomPeople nobody{.pools = {}, .takes_commands = true};
        ControlRoom room(*compiled, log, nobody);
        ControlRoom future(*compiled, future_log, nobody);
        room.begin(Streams(seed, 0));
        std::mt19937_64 bits(seed);
        SimTime at = kStartOfRun;
        for (std::uint32_t row = 0; row < 30 && room.limit_reached() == Limit::None; ++row) {
            at += Duration{static_cast<std::int64_t>(bits() % 180'000'000)};
            room.run_until(at);
            static_cast<void>(room.obey(any_command(scenario, bits, row)));
            expect_everybody_seen(room, *compiled, seed);
            if (row % 5 == 4) {
                const std::uint64_t before = room.digest();
                future.copy_known(room);
                future.draw_unknown({.seed = seed, .path = row}, at + 30min);
                future.run_until(at + 30min);
                EXPECT_TRUE(future.counts().conserved()) << "seed " << seed << " row " << row;
                EXPECT_EQ(room.digest(), before);
                ++futures;
            }
        }
    }
    EXPECT_GT(futures, 400U);
}

}  // namespace
}  // namespace fcr::test
