// What waits for a client is bounded: two states at most, and messages up to a limit.
#include "sim/live/outbox.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

Outbox::Frame frame(std::string bytes) {
    return std::make_shared<const std::string>(std::move(bytes));
}

TEST(Outbox, TheNewestStateTakesThePlaceOfTheOneThatWaits) {
    Outbox box({.messages_max = 3, .bytes_max = 100});

    box.put_state(frame("old"));
    box.put_state(frame("new"));

    EXPECT_EQ(*box.next(), "new");
    EXPECT_EQ(box.next(), nullptr);
}

TEST(Outbox, AStateThatIsReplacedIsFreed) {
    Outbox box({.messages_max = 3, .bytes_max = 100});
    auto old = frame("old");
    const std::weak_ptr<const std::string> seen = old;

    box.put_state(std::move(old));
    box.put_state(frame("new"));

    EXPECT_TRUE(seen.expired());
}

TEST(Outbox, MessagesKeepTheirOrderAndGoBeforeAState) {
    Outbox box({.messages_max = 3, .bytes_max = 100});

    box.put_state(frame("state"));
    ASSERT_TRUE(box.put(frame("1")));
    ASSERT_TRUE(box.put(frame("2")));

    EXPECT_EQ(*box.next(), "1");
    EXPECT_EQ(*box.next(), "2");
    EXPECT_EQ(*box.next(), "state");
}

TEST(Outbox, OneMessageMoreThanTheLimitIsNotTaken) {
    Outbox box({.messages_max = 1000, .bytes_max = 256 * 1024});
    for (int i = 0; i < 1000; ++i) {
        ASSERT_TRUE(box.put(frame("ack")));
    }

    EXPECT_FALSE(box.put(frame("ack")));

    ASSERT_NE(box.next(), nullptr);
    EXPECT_TRUE(box.put(frame("ack")));
}

TEST(Outbox, OneByteMoreThanTheLimitIsNotTaken) {
    Outbox box({.messages_max = 1000, .bytes_max = 256 * 1024});
    ASSERT_TRUE(box.put(frame(std::string(256 * 1024 - 1, 'x'))));

    EXPECT_FALSE(box.put(frame("12")));
    EXPECT_TRUE(box.put(frame("1")));
    EXPECT_FALSE(box.put(frame("1")));
}

TEST(Outbox, ClearedOwesNothing) {
    Outbox box({.messages_max = 3, .bytes_max = 10});
    ASSERT_TRUE(box.put(frame("0123456789")));
    box.put_state(frame("state"));

    box.clear();

    EXPECT_FALSE(box.owes());
    EXPECT_EQ(box.next(), nullptr);
    EXPECT_TRUE(box.put(frame("0123456789")));
}

}  // namespace
}  // namespace fcr
