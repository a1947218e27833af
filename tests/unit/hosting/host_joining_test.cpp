// Who comes: by code, by token, as a wall; and who does not.
#include "tests/unit/hosting/hosted.hpp"

#include <gtest/gtest.h>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

v1::ClientMessage hello(std::uint32_t format = 1) {
    v1::ClientMessage message;
    message.mutable_hello()->set_format(format);
    return message;
}

TEST(HostJoining, ACodeGivesASeatOfItsRoleAndAToken) {
    Hosted hosted;
    const ClientId client = hosted.join(Role::Controller, "C. Roller");
    const v1::Welcome& welcome = hosted.welcome(client);
    EXPECT_EQ(welcome.seat(), "controller-1");
    EXPECT_EQ(welcome.role(), v1::JoinSeat::CONTROLLER);
    EXPECT_EQ(welcome.token().size(), 32U);
    EXPECT_EQ(welcome.title(), "Quiet weekday");
    EXPECT_GT(welcome.planned_size(), 3);
    EXPECT_EQ(welcome.start_civil(), "T09:00:00");
    ASSERT_EQ(welcome.other_lines_size(), 1);
    EXPECT_EQ(welcome.other_lines(0), "101");
    EXPECT_EQ(hosted.host.room().exercise().seats().all().at("controller-1").name, "C. Roller");
}

TEST(HostJoining, WhoIsHereIsToldInTheLobbyAndNotWhileItRuns) {
    Hosted hosted;
    const ClientId controller = hosted.start();
    const ClientId player = hosted.join(Role::Supervisor, "S. U. Pervisor");
    hosted.wait(1s);
    const v1::RoomState lobby = hosted.state(player);
    ASSERT_EQ(lobby.present_size(), 2);
    EXPECT_EQ(lobby.present(1).seat(), "supervisor-1");
    EXPECT_EQ(lobby.present(1).name(), "S. U. Pervisor");
    EXPECT_EQ(lobby.present(1).connections(), 1U);

    hosted.run(controller, v1::RunOrder::START);
    hosted.wait(1s);
    EXPECT_EQ(hosted.state(player).present_size(), 0);
}

TEST(HostJoining, NothingIsToldBeforeItIsOnTheDisk) {
    Hosted hosted;
    const ClientId client = hosted.open();
    v1::ClientMessage message = hello();
    message.mutable_hello()->set_code(hosted.host.make_code(Role::Controller, hosted.now));
    hosted.say(client, message);
    hosted.host.tick(hosted.now + 1s);
    EXPECT_TRUE(hosted.ports.told[client].empty());
    hosted.sync();
    EXPECT_TRUE(hosted.ports.told[client].front().has_welcome());
}

TEST(HostJoining, ATokenBringsBackToTheSeat) {
    Hosted hosted;
    const ClientId first = hosted.join(Role::Controller);
    const std::string token = hosted.welcome(first).token();
    hosted.host.closed(first);
    const ClientId again = hosted.come_back(token);
    EXPECT_EQ(hosted.welcome(again).seat(), "controller-1");
    EXPECT_EQ(hosted.welcome(again).token(), "");
    EXPECT_EQ(hosted.host.room().exercise().seats().all().size(), 1U);
}

TEST(HostJoining, WhoComesBackIsToldWhatIsNewAlone) {
    Hosted hosted;
    const ClientId controller = hosted.start();
    hosted.run(controller, v1::RunOrder::START);
    hosted.advance(3min);
    hosted.wait(1s);
    const std::string token = hosted.welcome(controller).token();
    const std::uint64_t had = hosted.host.room().directing().through();
    hosted.host.closed(controller);
    hosted.advance(5min);
    const ClientId again = hosted.open();
    v1::ClientMessage message = hello();
    message.mutable_hello()->set_token(token);
    message.mutable_hello()->set_have_through(had);
    message.mutable_hello()->set_branch(0);
    hosted.say(again, message);
    hosted.sync();
    hosted.wait(1s);
    const auto* const feed = hosted.last(again, [](const auto& m) { return m.has_feed(); });
    ASSERT_NE(feed, nullptr);
    EXPECT_FALSE(feed->feed().snapshot());
    EXPECT_EQ(feed->feed().entries(0).number(), had + 1);
    EXPECT_EQ(feed->feed().entries(feed->feed().entries_size() - 1).number(),
              hosted.host.room().directing().through());
}

TEST(HostJoining, WhoComesLateGetsASnapshotOfAll) {
    Hosted hosted;
    const ClientId controller = hosted.start();
    hosted.run(controller, v1::RunOrder::START);
    hosted.advance(3h);
    const ClientId observer = hosted.join(Role::Observer);
    hosted.wait(1s);
    std::uint64_t next = 1;
    std::size_t bytes = 0;
    for (const v1::ServerMessage& message : hosted.ports.told[observer]) {
        bytes += message.ByteSizeLong();
        for (const v1::FeedEntry& entry : message.feed().entries()) {
            EXPECT_EQ(entry.number(), next++);
            EXPECT_FALSE(entry.has_line()) << "players do not see the events list";
        }
    }
    EXPECT_EQ(next - 1, hosted.host.room().everybody().through());
    EXPECT_GE(next - 1, 180U);
    EXPECT_LT(bytes, 256U * 1024);
}

TEST(HostJoining, WhoComesLateIsToldAtOnceWhatEverybodyHas) {
    Hosted hosted;
    hosted.play(3h);
    const ClientId there = hosted.join(Role::Supervisor);
    hosted.wait(1s);
    const std::uint64_t number = hosted.state(there).number();
    const ClientId late = hosted.join(Role::Supervisor);
    EXPECT_EQ(hosted.state(late).number(), number);
    EXPECT_EQ(hosted.state(there).number(), number) << "no frames are made for it";
    const std::vector<v1::ServerMessage>& told = hosted.ports.told[late];
    ASSERT_GE(told.size(), 3U);
    EXPECT_TRUE(told.front().has_welcome());
    EXPECT_TRUE(told.back().has_state()) << "last, so that the page is drawn once";
    EXPECT_NE(hosted.last(late, [](const auto& m) { return m.has_feed(); }), nullptr);
    EXPECT_NE(hosted.last(late, [](const auto& m) { return m.has_costs(); }), nullptr);
    EXPECT_NE(hosted.last(late, [](const auto& m) { return m.has_people(); }), nullptr);
    hosted.wait(1s);
    EXPECT_GT(hosted.state(late).number(), number) << "with its seat";
}

/// The frames of a branch that was left are not those of the next.
TEST(HostJoining, WhoComesFirstToABranchWaitsForItsFrames) {
    Hosted hosted;
    const ClientId controller = hosted.play(1h);
    const std::string token = hosted.welcome(controller).token();
    v1::ClientMessage branch;
    branch.mutable_begin_branch()->set_id("b");
    branch.mutable_begin_branch()->set_at_us(
        (hosted.host.room().plan().start - kStartOfRun).count());
    hosted.say(controller, branch);
    hosted.sync();
    hosted.host.closed(controller);
    const ClientId again = hosted.come_back(token);
    const auto has_state = [](const auto& m) { return m.has_state(); };
    EXPECT_EQ(hosted.welcome(again).branch(), 1U);
    EXPECT_EQ(hosted.last(again, has_state), nullptr);
    hosted.wait(1s);
    EXPECT_EQ(hosted.state(again).branch(), 1U);
}

TEST(HostJoining, AWallNeedsNoCodeWhereNobodyElseCanConnect) {
    for (const bool freely : {true, false}) {
        Hosted hosted({.build = "test", .walls_join_freely = freely});
        const ClientId wall = hosted.open();
        v1::ClientMessage message = hello();
        message.mutable_hello()->set_wall(true);
        hosted.say(wall, message);
        hosted.sync();
        hosted.wait(1s);
        const auto* const last = hosted.last(wall, [](const auto&) { return true; });
        ASSERT_NE(last, nullptr);
        EXPECT_EQ(last->has_state(), freely);
        EXPECT_EQ(last->has_goodbye(), !freely);
    }
}

TEST(HostJoining, AWrongCodeIsToldAndTheSixthMustWait) {
    Hosted hosted;
    for (int tries = 0; tries < 6; ++tries) {
        const ClientId client = hosted.open();
        v1::ClientMessage message = hello();
        message.mutable_hello()->set_code("00000-0000" + std::to_string(tries));
        hosted.say(client, message);
        hosted.sync();
        ASSERT_EQ(hosted.ports.told[client].size(), 1U);
        EXPECT_EQ(hosted.ports.told[client][0].goodbye().why(),
                  tries < 5 ? v1::Goodbye::NOT_ADMITTED : v1::Goodbye::SLOW_DOWN);
        EXPECT_TRUE(hosted.ports.closed.contains(client));
    }
    const ClientId right = hosted.join(Role::Controller);
    EXPECT_EQ(hosted.ports.told[right][0].goodbye().why(), v1::Goodbye::SLOW_DOWN);
    hosted.wait(61s);
    EXPECT_EQ(hosted.welcome(hosted.join(Role::Controller)).seat(), "controller-1");
}

TEST(HostJoining, APageOfAnotherVersionIsToldToReload) {
    Hosted hosted;
    const ClientId client = hosted.open();
    hosted.say(client, hello(2));
    hosted.sync();
    EXPECT_EQ(hosted.ports.told[client][0].goodbye().why(), v1::Goodbye::ANOTHER_FORMAT);
}

TEST(HostJoining, WhoSaysNoHelloIsClosed) {
    Hosted hosted;
    const ClientId silent = hosted.open();
    const ClientId rude = hosted.open();
    hosted.host.said(rude, "\x0f\xff\xff", hosted.now);
    EXPECT_TRUE(hosted.ports.closed.contains(rude));
    hosted.wait(4s);
    EXPECT_FALSE(hosted.ports.closed.contains(silent));
    hosted.wait(2s);
    EXPECT_TRUE(hosted.ports.closed.contains(silent));
}

TEST(HostJoining, ARemovedSeatIsClosedAndItsTokenVoid) {
    Hosted hosted;
    const ClientId controller = hosted.start();
    const ClientId player = hosted.join(Role::Supervisor);
    const std::string token = hosted.welcome(player).token();
    v1::ClientMessage removal;
    removal.mutable_remove_seat()->set_id("r");
    removal.mutable_remove_seat()->set_seat("supervisor-1");
    hosted.say(controller, removal);
    hosted.sync();
    EXPECT_TRUE(hosted.answer(controller, "r").accepted());
    EXPECT_EQ(hosted.ports.told[player].back().goodbye().why(), v1::Goodbye::REMOVED);
    const ClientId again = hosted.come_back(token);
    EXPECT_EQ(hosted.ports.told[again].back().goodbye().why(), v1::Goodbye::NOT_ADMITTED);
}

TEST(HostJoining, TheAuditLogHoldsNoTokenAndNoCode) {
    Hosted hosted;
    const std::string code = hosted.host.make_code(Role::Supervisor, hosted.now);
    const ClientId controller = hosted.start();
    const std::string token = hosted.welcome(controller).token();
    EXPECT_FALSE(hosted.ports.audit_log.empty());
    for (const std::string& line : hosted.ports.audit_log) {
        EXPECT_EQ(line.find(token), std::string::npos);
        EXPECT_EQ(line.find(code), std::string::npos);
    }
}

/// A connection for which more than 256 KiB wait is cut, so who came late could never stay.
TEST(HostJoining, MuchIsToldAsFastAsItIsTakenAndInOrder) {
    Hosted hosted;
    const ClientId controller = hosted.start();
    for (int note = 0; note < 150; ++note) {
        hosted.wait(1s);
        const v1::InputAnswer answer = hosted.put_in(controller, [](v1::ExerciseInput& input) {
            input.mutable_note()->set_text(std::string(3'900, 'x'));
        });
        ASSERT_TRUE(answer.accepted()) << answer.reason();
    }
    const ClientId late = hosted.open();
    std::size_t& waiting = hosted.ports.waiting[late];
    v1::ClientMessage message = hello();
    message.mutable_hello()->set_code(hosted.host.make_code(Role::Evaluator, hosted.now));
    hosted.say(late, message);
    hosted.sync();
    for (int turn = 0; turn < 3; ++turn) {
        hosted.wait(1s);
        EXPECT_GT(waiting, Host::kFeedWaitsMax);
        EXPECT_LT(waiting, 192 * 1024U) << "it takes nothing";
    }
    const std::uint64_t through = hosted.host.room().directing().through();
    std::uint64_t last = 0;
    for (int turn = 0; turn < 20 && last < through; ++turn) {
        waiting = 0;
        hosted.wait(Host::kFrameEvery);
        EXPECT_LT(waiting, 192 * 1024U);
        last = 0;
        for (const v1::ServerMessage& told : hosted.ports.told[late]) {
            for (const v1::FeedEntry& entry : told.feed().entries()) {
                ASSERT_EQ(entry.number(), ++last);
            }
        }
    }
    EXPECT_EQ(last, through);
}

TEST(HostJoining, ControlCharactersAreTakenOutOfNames) {
    Hosted hosted;
    hosted.join(Role::Controller, "A\x01\x07 \xE2\x80\xAE b\xC2\x9B\x7F");
    EXPECT_EQ(hosted.host.room().exercise().seats().all().at("controller-1").name, "A  b");
}

}  // namespace
}  // namespace fcr::test
