// Rewinding: a branch from an earlier moment, and the exercise it came from as it was.
#include "tests/unit/hosting/hosted.hpp"

#include <gtest/gtest.h>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

v1::ClientMessage branch_from(Duration since, const std::string& id = "b") {
    v1::ClientMessage message;
    message.mutable_begin_branch()->set_id(id);
    message.mutable_begin_branch()->set_at_us(
        (quiet_weekday().plan.start + since - kStartOfRun).count());
    return message;
}

/// An hour in which overflow was opened after half of it.
struct Played : Hosted {
    Played() {
        controller = start();
        supervisor = join(Role::Supervisor);
        run(controller, v1::RunOrder::START);
        advance(30min);
        act(supervisor, "open_overflow");
        advance(60min);
    }
    ClientId controller = 0;
    ClientId supervisor = 0;
};

TEST(HostBranch, GoesOnFromTheMomentPaused) {
    Played played;
    const std::vector<MinuteDigest> before = played.host.room().exercise().digests();
    played.say(played.controller, branch_from(20min));
    played.sync();
    EXPECT_TRUE(played.answer(played.controller, "b").accepted());
    const Exercise& exercise = played.host.room().exercise();
    EXPECT_EQ(exercise.now(), played.host.room().plan().start + 20min);
    EXPECT_EQ(exercise.state(), ExerciseState::Paused);
    EXPECT_TRUE(exercise.actions().empty());
    ASSERT_EQ(exercise.digests().size(), 20U);
    for (std::size_t minute = 0; minute < 20; ++minute) {
        EXPECT_EQ(exercise.digests()[minute], before[minute]);
    }
    EXPECT_EQ(played.host.branch(), 1U);
}

TEST(HostBranch, EverybodySaysHelloAgainAndKeepsTheSeat) {
    Played played;
    const std::string token = played.welcome(played.supervisor).token();
    played.say(played.controller, branch_from(20min));
    played.sync();
    EXPECT_EQ(played.ports.told[played.supervisor].back().goodbye().why(), v1::Goodbye::BRANCHED);
    EXPECT_TRUE(played.ports.closed.contains(played.supervisor));
    const ClientId again = played.open();
    v1::ClientMessage message;
    message.mutable_hello()->set_format(1);
    message.mutable_hello()->set_token(token);
    message.mutable_hello()->set_have_through(60);
    played.say(again, message);
    played.sync();
    played.wait(1s);
    EXPECT_EQ(played.welcome(again).seat(), "supervisor-1");
    EXPECT_EQ(played.welcome(again).branch(), 1U);
    const auto* const feed = played.last(again, [](const auto& m) { return m.has_feed(); });
    ASSERT_NE(feed, nullptr);
    EXPECT_TRUE(feed->feed().snapshot());
}

/// They were closed for want of a hello when a tick came before the disk was done, so that the
/// controller asked again and began a second branch.
TEST(HostBranch, NobodyIsClosedBeforeTheGoodbyeHoweverSlowTheDisk) {
    Played played;
    played.say(played.controller, branch_from(20min));
    played.now += 10s;
    played.host.tick(played.now);
    EXPECT_TRUE(played.ports.closed.empty());
    played.sync();
    EXPECT_TRUE(played.answer(played.controller, "b").accepted());
    EXPECT_EQ(played.ports.told[played.controller].back().goodbye().why(), v1::Goodbye::BRANCHED);
}

TEST(HostBranch, TheOldJournalIsLeftAsItWasAndTheNewOneStandsAlone) {
    Played played;
    const std::vector<std::byte> before = played.ports.journal;
    played.say(played.controller, branch_from(45min));
    played.sync();
    const std::vector<std::byte>& old = played.ports.journals.at(0);
    ASSERT_GE(old.size(), before.size());
    EXPECT_TRUE(std::equal(before.begin(), before.end(), old.begin()));
    EXPECT_EQ(records_of(old).back().kind, records_of(before).back().kind);

    Recovered recovered(played.ports.journal);
    Host& host = recovered.host;
    EXPECT_EQ(host.branch(), 1U);
    EXPECT_EQ(host.room().exercise().actions().size(), 1U);
    EXPECT_EQ(host.room().exercise().digests().size(), 45U);
}

TEST(HostBranch, WhoJoinedLaterIsThereFromTheBeginning) {
    Played played;
    played.join(Role::Observer, "Late");
    played.say(played.controller, branch_from(5min));
    played.sync();
    EXPECT_EQ(played.host.room().exercise().seats().all().at("observer-1").name, "Late");
}

TEST(HostBranch, AJumpIsCutShort) {
    Hosted hosted;
    const ClientId controller = hosted.start();
    hosted.run(controller, v1::RunOrder::START);
    hosted.put_in(controller, [](v1::ExerciseInput& input) {
        input.mutable_run()->set_kind(v1::RunOrder::JUMP);
        input.mutable_run()->set_span_us(7'200'000'000);
    });
    const std::vector<MinuteDigest> before = hosted.host.room().exercise().digests();
    hosted.say(controller, branch_from(1h));
    hosted.sync();
    EXPECT_EQ(hosted.host.room().exercise().now(), hosted.host.room().plan().start + 1h);
    EXPECT_EQ(hosted.host.room().exercise().digests().back().room, before[59].room);
}

/// A controller who had no answer asked again on the next connection and began a second branch.
TEST(HostBranch, TheSameIdBeginsOneBranchAlsoAfterACrash) {
    Played played;
    const std::string token = played.welcome(played.controller).token();
    played.say(played.controller, branch_from(20min));
    played.sync();
    const v1::InputAnswer first = played.answer(played.controller, "b");
    const ClientId again = played.come_back(token);
    played.say(again, branch_from(20min));
    played.sync();
    EXPECT_TRUE(played.answer(again, "b").accepted());
    EXPECT_TRUE(played.answer(again, "b").repeated());
    EXPECT_EQ(played.answer(again, "b").at_us(), first.at_us());
    EXPECT_EQ(played.host.branch(), 1U);
    EXPECT_FALSE(played.ports.closed.contains(again)) << "nobody is sent away again";

    Recovered recovered(played.ports.journal);
    Host& host = recovered.host;
    host.opened(1, "127.0.0.1", 0s);
    v1::ClientMessage hello;
    hello.mutable_hello()->set_format(1);
    hello.mutable_hello()->set_token(token);
    host.said(1, hello.SerializeAsString(), 0s);
    host.said(1, branch_from(20min).SerializeAsString(), 0s);
    host.durable(recovered.ports.sync(), false, {}, 0s);
    EXPECT_EQ(host.branch(), 1U);
    const v1::InputAnswer& answer = recovered.ports.told[1].back().answer();
    EXPECT_TRUE(answer.accepted() && answer.repeated());
    EXPECT_EQ(answer.at_us(), first.at_us());
}

TEST(HostBranch, IsRefusedBeyondNowAndWhenItCannotBeKept) {
    Played played;
    played.say(played.controller, branch_from(61min));
    played.sync();
    EXPECT_FALSE(played.answer(played.controller, "b").accepted());
    played.ports.branch_fault = "No space left on device";
    played.say(played.controller, branch_from(20min, "c"));
    played.sync();
    EXPECT_NE(played.answer(played.controller, "c").reason().find("No space left"),
              std::string::npos);
    EXPECT_EQ(played.host.branch(), 0U);
    EXPECT_EQ(played.host.room().exercise().actions().size(), 1U);
}

}  // namespace
}  // namespace fcr::test
