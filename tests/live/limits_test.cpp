// What comes of clients that are slow, silent, too many, or gone; and of a session that fails.
#include "tests/live/raw_client.hpp"
#include "tests/live/running_server.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <new>

namespace fcr {
namespace {

using namespace std::chrono_literals;

/// Times a hundred times shorter than those of a server, so that a test need not wait.
ServerOptions hasty() {
    ServerOptions options = options_of_test();
    options.limits.handshake = 60ms;
    options.limits.header = 60ms;
    options.limits.body = 120ms;
    options.limits.ping = 100ms;
    options.limits.gone = 300ms;
    options.limits.farewell = 100ms;
    options.limits.sweep = 10ms;
    return options;
}

SharedBytes shared(std::string bytes) {
    return std::make_shared<const std::string>(std::move(bytes));
}

TEST(SlowClient, ARequestThatIsNotWholeInTimeIsClosed) {
    RunningServer server(hasty());
    RawClient silent(server.port());
    RawClient slow(server.port());
    slow.send("GET / HTTP/1.1\r\nHost:");

    EXPECT_TRUE(silent.is_closed_within(4s));
    EXPECT_TRUE(slow.is_closed_within(4s));
}

TEST(SlowClient, AByteNowAndThenDoesNotHelp) {
    RunningServer server(hasty());
    RawClient slow(server.port());
    bool taken = true;

    for (int i = 0; i < 1000 && taken; ++i) {
        taken = slow.try_send("X") && !slow.is_closed_within(10ms);
    }

    EXPECT_FALSE(taken);
}

TEST(SlowClient, FiveHundredOfThemKeepNobodyOut) {
    RunningServer server;  // with the times of a server
    std::vector<std::unique_ptr<RawClient>> slow;
    for (int i = 0; i < 500; ++i) {
        slow.push_back(std::make_unique<RawClient>(server.port()));
        slow.back()->send("GET / HTTP/1.1\r\n");
    }

    RawClient user(server.port());

    EXPECT_EQ(user.ask("GET", "/").status, 200);
    EXPECT_EQ(RawClient(server.port()).upgrade().status, 101);
}

TEST(SlowClient, AMessageThatIsNotWholeInTimeClosesItsClient) {
    RunningServer server(hasty());
    RawClient slow(server.port());
    ASSERT_EQ(slow.upgrade().status, 101);

    slow.send(masked_frame(kFin | kBinary, "never whole").substr(0, 9));

    EXPECT_EQ(slow.read_close(), 1008U);
    EXPECT_EQ(server.why_closed(1), "a message was not whole in time");
}

TEST(SlowClient, FragmentsWithPingsBetweenThemDoNotHelp) {
    RunningServer server(hasty());
    RawClient slow(server.port());
    ASSERT_EQ(slow.upgrade().status, 101);
    slow.send(masked_frame(kBinary, "a"));

    for (int i = 0; i < 8; ++i) {
        static_cast<void>(slow.try_send(masked_frame(kFin | kPing, "")));
        std::this_thread::sleep_for(20ms);
    }

    EXPECT_EQ(slow.read_close(), 1008U);
}

TEST(SlowClient, AnAnswerThatIsNotTakenIsCutOff) {
    RunningServer server(hasty());
    server.on_loop([&] {
        server.downloads["big"] = {.file_name = "big.csv",
                                   .content_type = "text/csv; charset=utf-8",
                                   .bytes = shared(std::string(32 << 20, 'x'))};
    });
    RawClient reader(server.port(), false, 4096);
    reader.send(fmt::format("GET /download/big HTTP/1.1\r\nHost: {}\r\n\r\n", reader.host()));
    std::this_thread::sleep_for(400ms);

    EXPECT_TRUE(reader.is_closed_within(4s));
}

TEST(SilentClient, IsPingedAndStaysAsLongAsItAnswers) {
    RunningServer server(hasty());
    RawClient client(server.port());
    ASSERT_EQ(client.upgrade().status, 101);

    for (int i = 0; i < 6; ++i) {
        const auto ping = client.read_frame();
        ASSERT_TRUE(ping.has_value());
        ASSERT_EQ(ping->opcode(), kPing);
        client.send(masked_frame(kFin | kPong, ping->payload));
    }

    client.send(masked_frame(kFin | kBinary, "here"));
    const auto reply = client.read_message();
    ASSERT_TRUE(reply.has_value());
    EXPECT_EQ(reply->payload, "here");
}

TEST(SilentClient, IsGoneAfterATimeWithoutAWord) {
    RunningServer server(hasty());
    RawClient client(server.port());
    ASSERT_EQ(client.upgrade().status, 101);

    EXPECT_EQ(server.why_closed(1), "gone: nothing was heard of it");
    EXPECT_TRUE(client.is_closed_within(4s));
}

TEST(SilentClient, ThatDoesNotTakeItsLeaveIsCutOff) {
    RunningServer server(hasty());
    RawClient client(server.port());
    ASSERT_EQ(client.upgrade().status, 101);
    ASSERT_TRUE(server.sees_opened(1));

    server.on_loop([&] { server.server().close(1, "the seat was taken back"); });

    EXPECT_EQ(server.why_closed(1), "the seat was taken back");
    EXPECT_EQ(client.read_close(), 1008U);
}

TEST(ManyClients, OneMoreThanTheLimitIsAnswered503) {
    ServerOptions options = options_of_test();
    options.limits.clients_max = 5;
    RunningServer server(options);
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 5; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.port()));
        ASSERT_EQ(clients.back()->upgrade().status, 101);
    }

    RawClient next(server.port());
    const HttpReply reply = next.upgrade();

    EXPECT_EQ(reply.status, 503);
    EXPECT_TRUE(reply.has("Retry-After: 10"));
    EXPECT_EQ(RawClient(server.port()).ask("GET", "/").status, 200);
    clients[0]->send(masked_frame(kFin | kBinary, "still served"));
    EXPECT_EQ(clients[0]->read_message()->payload, "still served");
    clients.pop_back();
    ASSERT_FALSE(server.why_closed(5).empty());
    EXPECT_EQ(RawClient(server.port()).upgrade().status, 101);
}

TEST(ManyClients, AnAddressHasTwentyConnectionsAndNoMore) {
    RunningServer server{ServerOptions{}};
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 20; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.port()));
        ASSERT_EQ(clients.back()->upgrade().status, 101);
    }

    EXPECT_TRUE(RawClient(server.port()).is_closed_within(4s));
    EXPECT_EQ(RawClient(server.port(), true).ask("GET", "/").status, 200);
    clients.pop_back();
    EXPECT_TRUE(RunningServer::eventually([&] {
        RawClient next(server.port());
        return next.try_send(fmt::format("GET / HTTP/1.1\r\nHost: {}\r\n\r\n", next.host())) &&
               next.read_reply().status == 200;
    }));
}

TEST(ManyClients, ConnectionsBeyondAllAreClosedAtOnce) {
    ServerOptions options = options_of_test();
    options.limits.connections_max = 3;
    RunningServer server(options);
    RawClient one(server.port());
    RawClient two(server.port());
    RawClient three(server.port());
    ASSERT_EQ(three.ask("GET", "/").status, 200);

    EXPECT_TRUE(RawClient(server.port()).is_closed_within(4s));
    EXPECT_EQ(one.ask("GET", "/").status, 200);
}

/// A client with a small buffer that has not read for a while, and what it is sent.
class StoppedReader : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_EQ(client_.upgrade().status, 101);
        ASSERT_TRUE(server_.sees_opened(1));
    }

    static std::string state(int number) {
        return fmt::format("{:06}", number) + std::string(4000, 's');
    }

    RunningServer server_;
    RawClient client_{server_.port(), false, 4096};
};

TEST_F(StoppedReader, CostsTwoStatesAndThenGetsTheNewest) {
    std::vector<std::weak_ptr<const std::string>> sent;
    for (int i = 0; i < 2000; ++i) {
        server_.on_loop([&] {
            const SharedBytes bytes = shared(state(i));
            sent.push_back(bytes);
            server_.server().send_state(1, bytes);
        });
    }
    int held = 0;
    server_.on_loop([&] {
        held = static_cast<int>(
            std::ranges::count_if(sent, [](const auto& s) { return !s.expired(); }));
    });
    EXPECT_LE(held, 2);

    std::vector<std::string> got;
    while (got.empty() || got.back() != state(1999)) {
        const auto frame = client_.read_message();
        ASSERT_TRUE(frame.has_value());
        got.push_back(frame->payload);
    }

    // What the kernels had taken before, then the newest of those that waited.
    EXPECT_LT(got.size(), 200U);
    EXPECT_TRUE(std::ranges::is_sorted(got));
    server_.on_loop([&] { server_.server().send_state(1, shared("after")); });
    EXPECT_EQ(client_.read_message()->payload, "after");
}

TEST_F(StoppedReader, IsClosedWhenMoreWaitsThatMustArriveThanTheLimit) {
    for (int i = 0; i < 300; ++i) {
        server_.on_loop([&] { server_.server().send(1, shared(state(i))); });
    }

    EXPECT_EQ(server_.why_closed(1), "too slow: more waits for this client than it may");
    EXPECT_TRUE(client_.is_closed_within(4s));
}

TEST_F(StoppedReader, GetsEverythingThatMustArriveInOrderWhenItReadsAgain) {
    for (int i = 0; i < 60; ++i) {
        server_.on_loop([&] {
            server_.server().send_state(1, shared("state"));
            server_.server().send(1, shared(state(i)));
        });
    }

    std::vector<std::string> messages;
    while (messages.size() < 60) {
        const auto frame = client_.read_message();
        ASSERT_TRUE(frame.has_value());
        if (frame->payload != "state") {
            messages.push_back(frame->payload);
        }
    }
    for (int i = 0; i < 60; ++i) {
        EXPECT_EQ(messages[static_cast<std::size_t>(i)], state(i));
    }
}

TEST_F(StoppedReader, DoesNotHoldUpTheOthers) {
    RawClient other(server_.port());
    ASSERT_EQ(other.upgrade().status, 101);
    ASSERT_TRUE(server_.sees_opened(2));

    for (int i = 0; i < 200; ++i) {
        server_.on_loop([&] {
            server_.server().send_state(1, shared(state(i)));
            server_.server().send(2, shared(state(i)));
        });
        const auto frame = other.read_message();
        ASSERT_TRUE(frame.has_value());
        ASSERT_EQ(frame->payload, state(i));
    }
}

TEST(Closing, WhatMustArriveArrivesBeforeTheReason) {
    RunningServer server;
    RawClient client(server.port());
    ASSERT_EQ(client.upgrade().status, 101);
    ASSERT_TRUE(server.sees_opened(1));

    server.on_loop([&] {
        server.server().send(1, shared("the code is wrong"));
        server.server().send_state(1, shared("a state"));
        server.server().close(1, "not joined", CloseCode::Policy);
        server.server().send(1, shared("too late"));
    });

    EXPECT_EQ(client.read_message()->payload, "the code is wrong");
    const auto close = client.read_message();
    ASSERT_TRUE(close.has_value());
    EXPECT_EQ(close->opcode(), kClose);
    EXPECT_EQ(close->payload, close_payload(1008, "not joined"));
    client.send(masked_frame(kFin | kClose, close->payload));
    EXPECT_TRUE(client.is_closed_within(1s));
    EXPECT_EQ(server.why_closed(1), "not joined");
}

TEST(Closing, ALongReasonIsCutBetweenCharacters) {
    RunningServer server;
    RawClient client(server.port());
    ASSERT_EQ(client.upgrade().status, 101);
    ASSERT_TRUE(server.sees_opened(1));
    std::string reason(122, 'r');
    reason += "\xC2\xA3";  // a pound sign: bytes 122 and 123

    server.on_loop([&] { server.server().close(1, reason); });

    EXPECT_EQ(client.read_message()->payload, close_payload(1008, std::string(122, 'r')));
}

TEST(Closing, AClientIsToldOnceHoweverItEnds) {
    RunningServer server(hasty());
    for (int i = 0; i < 30; ++i) {
        RawClient client(server.port());
        ASSERT_EQ(client.upgrade().status, 101);
        const auto id = static_cast<ClientId>(i + 1);
        if (i % 3 == 0) {
            client.send(masked_frame(kFin | kClose, close_payload(1000)));
        }
        if (i % 2 == 0) {
            server.on_loop([&] { server.server().close(id, "enough"); });
        }
    }

    ASSERT_TRUE(server.sees([](const auto& seen) { return seen.closed.size() == 30; }));
    EXPECT_TRUE(server.sees([](const auto& seen) {
        return std::ranges::all_of(seen.closed,
                                   [](const auto& one) { return one.second.size() == 1; });
    }));
}

TEST(Closing, NothingIsToldOfAClientThatTheOwnerHasClosed) {
    RunningServer server;
    server.on_said = [&](ClientId client, std::string_view) {
        server.server().close(client, "one is enough");
    };
    RawClient client(server.port());
    ASSERT_EQ(client.upgrade().status, 101);

    client.send(masked_frame(kFin | kBinary, "one") + masked_frame(kFin | kBinary, "two"));

    EXPECT_EQ(client.read_close(), 1008U);
    EXPECT_TRUE(server.sees([](const auto& seen) { return seen.said.at(1).size() == 1; }));
}

TEST(Closing, AServerThatStopsTakesLeaveOfEverybody) {
    RunningServer server(hasty());
    RawClient client(server.port());
    RawClient browser(server.port());
    ASSERT_EQ(client.upgrade().status, 101);
    ASSERT_EQ(browser.ask("GET", "/").status, 200);

    EXPECT_TRUE(server.stop());

    EXPECT_EQ(client.read_close(), 1001U);
    EXPECT_TRUE(browser.is_closed_within(4s));
    EXPECT_EQ(server.why_closed(1), "the exercise is being closed");
}

// A stream of Beast's that was cut between the two closes kept its session for ever.
TEST(Closing, AServerThatGoesInTheMiddleOfALeaveEnds) {
    for (int i = 0; i < 50; ++i) {
        RunningServer server;
        RawClient client(server.port());
        ASSERT_EQ(client.upgrade().status, 101);
        client.send(masked_frame(kFin | kClose, close_payload(1000)));
        if (i % 2 == 0) {
            server.on_loop([&] { server.server().close(1, "at the same time"); });
        }
    }
}

TEST(FailingSession, AnExceptionClosesItsClientAlone) {
    RunningServer server;
    server.on_said = [&](ClientId client, std::string_view bytes) {
        if (bytes == "memory") {
            throw std::bad_alloc();
        }
        if (bytes == "fault") {
            throw std::runtime_error("fault");
        }
        server.server().send(client, shared(std::string(bytes)));
    };
    RawClient good(server.port());
    ASSERT_EQ(good.upgrade().status, 101);

    for (const std::string_view bad : {"memory", "fault"}) {
        RawClient client(server.port());
        ASSERT_EQ(client.upgrade().status, 101);
        client.send(masked_frame(kFin | kBinary, bad));
        EXPECT_EQ(client.read_close(), 1011U);
    }

    good.send(masked_frame(kFin | kBinary, "good"));
    EXPECT_EQ(good.read_message()->payload, "good");
    EXPECT_EQ(server.why_closed(2), "this server failed");
    EXPECT_EQ(server.why_closed(3), "this server failed");
}

}  // namespace
}  // namespace fcr
