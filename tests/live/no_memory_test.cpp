// A session whose memory fails ends; every other session goes on.
#include "tests/live/raw_client.hpp"
#include "tests/live/running_server.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

namespace {

/// Allocations of this thread until one fails; negative: none does.
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): operator new has no other way
thread_local long allocations_left = -1;

}  // namespace

// Not inlined, or GCC sees half of a pair and warns.
// NOLINTNEXTLINE(cppcoreguidelines-owning-memory,cppcoreguidelines-no-malloc): this is operator new
[[gnu::noinline]] void* operator new(std::size_t size) {
    if (allocations_left >= 0 && allocations_left-- == 0) {
        throw std::bad_alloc();
    }
    // NOLINTNEXTLINE(cppcoreguidelines-no-malloc): as above
    if (void* const memory = std::malloc(size == 0 ? 1 : size)) {
        return memory;
    }
    throw std::bad_alloc();
}

[[gnu::noinline]] void operator delete(void* memory) noexcept {
    // NOLINTNEXTLINE(cppcoreguidelines-no-malloc): as above
    std::free(memory);
}

[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
    // NOLINTNEXTLINE(cppcoreguidelines-no-malloc): as above
    std::free(memory);
}

namespace fcr {
namespace {

using namespace std::chrono_literals;

/// More than a session of this test allocates.
constexpr long kAllocations = 150;

TEST(NoMemory, OneAllocationThatFailsCostsOneSession) {
    ServerOptions options = options_of_test();
    options.limits.handshake = 60ms;
    options.limits.header = 60ms;
    options.limits.body = 60ms;
    options.limits.ping = 20ms;
    options.limits.gone = 60ms;
    options.limits.farewell = 40ms;
    options.limits.sweep = 5ms;
    RunningServer server(options);
    const std::string big(5000, 'b');
    long fired = 0;

    for (long n = 0; n < kAllocations; ++n) {
        server.on_loop([n] { allocations_left = n; });
        {
            // Whatever becomes of this one: a page, a socket, messages both ways, its leave.
            RawClient victim(server.port());
            const std::string request =
                fmt::format("GET / HTTP/1.1\r\nHost: {}\r\n\r\n", victim.host());
            if (victim.try_send(request) && victim.read_reply().status == 200 &&
                victim.upgrade().status == 101) {
                static_cast<void>(victim.try_send(masked_frame(kFin | kBinary, big)));
                static_cast<void>(victim.read_message());
                static_cast<void>(victim.try_send(masked_frame(kFin | kClose, "")));
                static_cast<void>(victim.read_close());
            }
        }
        server.on_loop([&] {
            fired += allocations_left < 0 ? 1 : 0;
            allocations_left = -1;
        });

        RawClient honest(server.port());
        ASSERT_EQ(honest.ask("GET", "/").status, 200) << n;
        ASSERT_EQ(honest.upgrade().status, 101) << n;
        honest.send(masked_frame(kFin | kBinary, big));
        const auto reply = honest.read_message();
        ASSERT_TRUE(reply.has_value()) << n;
        ASSERT_EQ(reply->payload, big) << n;
    }

    EXPECT_GT(fired, 20);
    EXPECT_LT(fired, kAllocations) << "kAllocations is less than a session has";
    // Nobody stays, and of everybody that came it was told that he left.
    EXPECT_TRUE(RunningServer::eventually([&] {
        std::size_t left = 0;
        server.on_loop([&] { left = server.server().clients(); });
        return left == 0;
    }));
    EXPECT_TRUE(RunningServer::eventually([&] { return server.closed == server.opened; }));
    EXPECT_GT(server.opened, static_cast<std::size_t>(kAllocations));
}

}  // namespace
}  // namespace fcr
