// Fragments and control frames are counted exactly, however the bytes come in pieces.
#include "sim/live/frame_meter.hpp"

#include <gtest/gtest.h>

#include <string>

namespace fcr {
namespace {

using namespace std::chrono_literals;
using Verdict = FrameMeter::Verdict;

constexpr FrameMeter::Limits kLimits{
    .fragments_max = 4, .controls_burst = 3, .controls_per_second = 1.0};
constexpr FrameMeter::Time kBegin{1h};
constexpr unsigned char kLast = 0x80;

/// A frame as clients send it, with a mask.
std::string frame(unsigned char first, std::size_t length) {
    std::string bytes{static_cast<char>(first)};
    if (length < 126) {
        bytes += static_cast<char>(0x80 | length);
    } else if (length < 65536) {
        bytes += static_cast<char>(0x80 | 126);
        bytes += {static_cast<char>(length >> 8U), static_cast<char>(length & 0xFFU)};
    } else {
        bytes += static_cast<char>(0x80 | 127);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes += static_cast<char>(length >> static_cast<unsigned>(shift) & 0xFFU);
        }
    }
    return bytes + "mask" + std::string(length, '\xff');
}

std::span<const unsigned char> as_bytes(const std::string& text) {
    return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

TEST(FrameMeter, MessagesOfAllowedFragmentsCanComeForEver) {
    FrameMeter meter(kLimits, kBegin);
    const std::string message =
        frame(0x02, 5) + frame(0x00, 0) + frame(0x00, 200) + frame(kLast | 0x00, 70000);

    for (int i = 0; i < 1000; ++i) {
        ASSERT_EQ(meter.take(as_bytes(message), kBegin), Verdict::Fine);
    }
}

TEST(FrameMeter, OneFragmentMoreIsTooMany) {
    FrameMeter meter(kLimits, kBegin);
    const std::string four = frame(0x02, 1) + frame(0x00, 1) + frame(0x00, 1) + frame(0x00, 1);
    ASSERT_EQ(meter.take(as_bytes(four), kBegin), Verdict::Fine);

    EXPECT_EQ(meter.take(as_bytes(frame(kLast, 1)), kBegin), Verdict::TooManyFragments);
}

TEST(FrameMeter, EmptyFragmentsCountToo) {
    FrameMeter meter(kLimits, kBegin);
    std::string five = frame(0x02, 0);
    for (int i = 0; i < 4; ++i) {
        five += frame(0x00, 0);
    }

    EXPECT_EQ(meter.take(as_bytes(five), kBegin), Verdict::TooManyFragments);
}

TEST(FrameMeter, ControlFramesWithinAMessageAreNoFragments) {
    FrameMeter meter(kLimits, kBegin);
    const std::string message =
        frame(0x02, 1) + frame(0x89, 5) + frame(0x00, 1) + frame(0x8A, 0) + frame(kLast, 1);

    EXPECT_EQ(meter.take(as_bytes(message), kBegin), Verdict::Fine);
}

TEST(FrameMeter, PingsUpToABurstAndThenAsManyAsTimeAllows) {
    FrameMeter meter(kLimits, kBegin);
    const std::string ping = frame(0x89, 0);
    for (int i = 0; i < 3; ++i) {
        ASSERT_EQ(meter.take(as_bytes(ping), kBegin), Verdict::Fine);
    }
    ASSERT_EQ(meter.take(as_bytes(ping), kBegin + 1s), Verdict::Fine);

    EXPECT_EQ(meter.take(as_bytes(ping), kBegin + 1500ms), Verdict::TooManyControls);
}

TEST(FrameMeter, APauseIsNoLicenceForMoreThanABurst) {
    FrameMeter meter(kLimits, kBegin);
    std::string pings;
    for (int i = 0; i < 4; ++i) {
        pings += frame(0x89, 125);
    }

    EXPECT_EQ(meter.take(as_bytes(pings), kBegin + 1h), Verdict::TooManyControls);
}

TEST(FrameMeter, BytesOneByOneAreCountedAsTogether) {
    FrameMeter meter(kLimits, kBegin);
    const std::string message =
        frame(0x02, 300) + frame(0x89, 3) + frame(0x00, 0) + frame(kLast, 66000);

    for (int i = 0; i < 3; ++i) {
        for (const char byte : message) {
            const auto piece = static_cast<unsigned char>(byte);
            ASSERT_EQ(meter.take({&piece, 1}, kBegin), Verdict::Fine);
        }
    }
    EXPECT_EQ(meter.unfinished_since(kBegin + 1h), kBegin + 1h);
}

TEST(FrameMeter, TellsSinceWhenAMessageHasBeenComing) {
    FrameMeter meter(kLimits, kBegin);
    const std::string message = frame(0x82, 10);

    ASSERT_EQ(meter.take(as_bytes(message).first(1), kBegin + 1s), Verdict::Fine);
    EXPECT_EQ(meter.unfinished_since(kBegin + 9s), kBegin + 1s);
    ASSERT_EQ(meter.take(as_bytes(message).subspan(1), kBegin + 2s), Verdict::Fine);
    EXPECT_EQ(meter.unfinished_since(kBegin + 9s), kBegin + 9s);

    ASSERT_EQ(meter.take(as_bytes(frame(0x02, 1)), kBegin + 3s), Verdict::Fine);
    ASSERT_EQ(meter.take(as_bytes(frame(0x00, 1)), kBegin + 4s), Verdict::Fine);
    EXPECT_EQ(meter.unfinished_since(kBegin + 9s), kBegin + 3s);
}

TEST(FrameMeter, ALengthOfSixtyThreeBitsIsOnlyFollowed) {
    FrameMeter meter(kLimits, kBegin);
    std::string head{
        "\x82\xff\x7f\xff\xff\xff\xff\xff\xff\xff"
        "mask",
        14};

    EXPECT_EQ(meter.take(as_bytes(head), kBegin), Verdict::Fine);
    EXPECT_EQ(meter.take(as_bytes(std::string(100000, 'x')), kBegin), Verdict::Fine);
    EXPECT_EQ(meter.unfinished_since(kBegin + 1s), kBegin);
}

}  // namespace
}  // namespace fcr
