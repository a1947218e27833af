// What comes of frames, right and wrong, sent byte by byte over a plain socket.
#include "tests/live/raw_client.hpp"
#include "tests/live/running_server.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>

namespace fcr {
namespace {

/// What is sent after the socket is open, and what must come of it: messages that come back, pongs,
/// then a close code, or 0 when the socket stays open.
struct FrameCase {
    std::string name;
    std::string sent;
    std::vector<std::string> messages = {};
    std::vector<std::string> pongs = {};
    std::vector<unsigned> closes = {};  ///< any of these; none: it stays open
};

void PrintTo(const FrameCase& one, std::ostream* out) {
    *out << one.name;
}

std::string repeated(const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) {
        all += text;
    }
    return all;
}

std::string binary(std::string_view payload) {
    return masked_frame(kFin | kBinary, payload);
}

std::string first_of_64_bit_length(std::uint64_t length) {
    std::string frame{"\x82\xFF", 2};
    for (int shift = 56; shift >= 0; shift -= 8) {
        frame += static_cast<char>(length >> static_cast<unsigned>(shift) & 0xFFU);
    }
    return frame + "\1\2\3\4";
}

std::string fragments(int count, std::string_view each) {
    std::string all = masked_frame(kBinary, each);
    for (int i = 1; i < count - 1; ++i) {
        all += masked_frame(kContinuation, each);
    }
    return all + masked_frame(kFin | kContinuation, each);
}

std::vector<FrameCase> frame_cases() {
    std::vector<FrameCase> cases;
    for (const std::size_t length : {0U, 1U, 125U, 126U, 127U, 65535U, 65536U}) {
        const std::string text(length, 'x');
        cases.push_back({fmt::format("BinaryOf{}Bytes", length), binary(text), {text}});
    }
    cases.insert(
        cases.end(),
        {{"TwoMessagesInOnePiece", binary("one") + binary("two"), {"one", "two"}},
         {"OneByteTooMany", binary(std::string(65537, 'x')), {}, {}, {1009}},
         {"AMebibyte", binary(std::string(1 << 20, 'x')), {}, {}, {1009}},
         {"LengthOfTwoGibibytes", first_of_64_bit_length(std::uint64_t{2} << 30U), {}, {}, {1009}},
         {"LengthOf63Bits", first_of_64_bit_length(~std::uint64_t{0} >> 1U), {}, {}, {1009, 1002}},
         {"LengthWithTheTopBit", first_of_64_bit_length(~std::uint64_t{0}), {}, {}, {1009, 1002}},
         {"ShortLengthIn16Bits", std::string("\x82\xFE\0\5\1\2\3\4hello", 13), {}, {}, {1002}},
         {"ShortLengthIn64Bits", first_of_64_bit_length(5) + "hello", {}, {}, {1002}},
         {"NoMask", std::string("\x82\5hello", 7), {}, {}, {1002}},
         {"NoMaskOnPing", std::string("\x89\0", 2), {}, {}, {1002}},
         {"HttpInsteadOfFrames", "GET / HTTP/1.1\r\n\r\n", {}, {}, {1002}}});
    // Pings.
    cases.insert(
        cases.end(),
        {{"EmptyPing", masked_frame(kFin | kPing, ""), {}, {""}},
         {"PingOf125Bytes",
          masked_frame(kFin | kPing, std::string(125, 'p')),
          {},
          {std::string(125, 'p')}},
         {"PingOf126Bytes", masked_frame(kFin | kPing, std::string(126, 'p')), {}, {}, {1002}},
         {"PingInFragments", masked_frame(kPing, "a"), {}, {}, {1002}},
         {"PingBetweenFragments",
          masked_frame(kBinary, "a") + masked_frame(kFin | kPing, "p") +
              masked_frame(kFin | kContinuation, "b"),
          {"ab"},
          {"p"}},
         {"TenPingsInOnePiece",
          repeated(masked_frame(kFin | kPing, "p"), 10),
          {},
          std::vector<std::string>(10, "p")},
         {"PongUnasked", masked_frame(kFin | kPong, "why") + binary("still here"), {"still here"}},
         {"PongInFragments", masked_frame(kPong, ""), {}, {}, {1002}},
         {"PingFlood", repeated(masked_frame(kFin | kPing, ""), 1000), {}, {}, {1008}},
         {"PongFlood", repeated(masked_frame(kFin | kPong, ""), 1000), {}, {}, {1008}}});
    // Reserved bits and opcodes.
    for (const unsigned bits : {0x40U, 0x20U, 0x10U, 0x70U}) {
        const auto reserved = static_cast<unsigned char>(bits);
        cases.push_back({fmt::format("ReservedBits{:X}OnBinary", bits),
                         masked_frame(kFin | reserved | kBinary, "a"),
                         {},
                         {},
                         {1002}});
        cases.push_back({fmt::format("ReservedBits{:X}OnPing", bits),
                         masked_frame(kFin | reserved | kPing, "a"),
                         {},
                         {},
                         {1002}});
    }
    cases.push_back({"ReservedBitOnContinuation",
                     masked_frame(kBinary, "a") + masked_frame(kFin | 0x40 | kContinuation, "b"),
                     {},
                     {},
                     {1002}});
    for (const unsigned opcode : {3U, 4U, 5U, 6U, 7U, 11U, 12U, 13U, 14U, 15U}) {
        cases.push_back({fmt::format("Opcode{}", opcode),
                         masked_frame(static_cast<unsigned char>(kFin | opcode), "a"),
                         {},
                         {},
                         {1002}});
    }
    // Fragments.
    cases.insert(
        cases.end(),
        {{"TwoFragments", fragments(2, "ab"), {"abab"}},
         {"EmptyFragments", fragments(5, ""), {""}},
         {"AsManyFragmentsAsMayBe", fragments(64, "x"), {std::string(64, 'x')}},
         {"OneFragmentTooMany", fragments(65, "x"), {}, {}, {1008}},
         {"TenThousandFragments", fragments(10000, "x"), {}, {}, {1008}},
         {"TenThousandEmptyFragments", fragments(10000, ""), {}, {}, {1008}},
         {"FragmentsThatAreTooMuch", fragments(3, std::string(30000, 'x')), {}, {}, {1009}},
         {"ContinuationOfNothing", masked_frame(kFin | kContinuation, "a"), {}, {}, {1002}},
         {"ContinuationAfterTheLast",
          binary("a") + masked_frame(kContinuation, "b"),
          {"a"},
          {},
          {1002}},
         {"AMessageWithinAMessage", masked_frame(kBinary, "a") + binary("b"), {}, {}, {1002}}});
    // Text.
    cases.insert(
        cases.end(),
        {{"Text", masked_frame(kFin | kText, "hello"), {}, {}, {1003}},
         {"TextInFragments",
          masked_frame(kText, "hel") + masked_frame(kFin | kContinuation, "lo"),
          {},
          {},
          {1003}},
         {"TextThatIsNoUtf8", masked_frame(kFin | kText, "\xC0\xAF"), {}, {}, {1003, 1007}},
         {"TextCutWithinACharacter",
          masked_frame(kFin | kText, "\xE2\x82"),
          {},
          {},
          {1003, 1007}}});
    // Closing.
    const auto close = [](unsigned code, std::string_view reason = {}) {
        return masked_frame(kFin | kClose, close_payload(code, reason));
    };
    cases.insert(cases.end(),
                 {{"CloseWithoutACode", masked_frame(kFin | kClose, ""), {}, {}, {1000, 1005}},
                  {"CloseWithHalfACode", masked_frame(kFin | kClose, "\3"), {}, {}, {1002}},
                  {"CloseWithAReason", close(1000, "bye"), {}, {}, {1000}},
                  {"CloseWithAReasonInUtf8", close(1000, "\xE2\x82\xAC"), {}, {}, {1000}},
                  {"CloseWithTheLongestReason", close(1000, std::string(123, 'r')), {}, {}, {1000}},
                  {"CloseWithAReasonTooLong", close(1000, std::string(124, 'r')), {}, {}, {1002}},
                  {"CloseWithAReasonThatIsNoUtf8",
                   close(1000, "\xF8\x88\x80\x80\x80"),
                   {},
                   {},
                   {1002, 1007}},
                  {"CloseWithASurrogate", close(1000, "\xED\xA0\x80"), {}, {}, {1002, 1007}},
                  {"CloseInFragments", masked_frame(kClose, ""), {}, {}, {1002}},
                  {"MessageAfterClose", close(1000) + binary("too late"), {}, {}, {1000}},
                  {"PingAfterClose", close(1000) + masked_frame(kFin | kPing, ""), {}, {}, {1000}},
                  {"CloseTwice", close(1000) + close(1001), {}, {}, {1000}}});
    for (const unsigned code : {1001U, 1003U, 1007U, 1008U, 1011U, 3000U, 3999U, 4000U, 4999U}) {
        cases.push_back({fmt::format("CloseCode{}", code), close(code), {}, {}, {code}});
    }
    for (const unsigned code : {0U, 999U, 1004U, 1005U, 1006U, 1100U, 2999U}) {
        cases.push_back({fmt::format("CloseCode{}IsNone", code), close(code), {}, {}, {1002}});
    }
    // RFC 6455 knows none above 4999; Beast 1.81 gives them back.
    for (const unsigned code : {5000U, 65535U}) {
        cases.push_back({fmt::format("CloseCode{}", code), close(code), {}, {}, {1002, code}});
    }
    return cases;
}

/// One server for all cases, with an honest client beside that must notice nothing.
class Frames : public testing::TestWithParam<FrameCase> {
protected:
    static void SetUpTestSuite() {
        ServerOptions options = options_of_test();
        options.limits.farewell = std::chrono::milliseconds{100};
        options.limits.sweep = std::chrono::milliseconds{20};
        server = std::make_unique<RunningServer>(options);
        honest = std::make_unique<RawClient>(server->port());
        ASSERT_EQ(honest->upgrade().status, 101);
    }
    static void TearDownTestSuite() {
        honest.reset();
        server.reset();
    }

    static void honest_client_is_served() {
        honest->send(binary("honest"));
        const auto reply = honest->read_message();
        ASSERT_TRUE(reply.has_value());
        EXPECT_EQ(reply->payload, "honest");
    }

    // NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): GoogleTest's way
    inline static std::unique_ptr<RunningServer> server;
    // NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): GoogleTest's way
    inline static std::unique_ptr<RawClient> honest;
};

void expect_outcome(RawClient& client, const FrameCase& expected) {
    std::vector<std::string> messages;
    std::vector<std::string> pongs;
    while (messages.size() < expected.messages.size() || pongs.size() < expected.pongs.size()) {
        const auto frame = client.read_frame();
        ASSERT_TRUE(frame.has_value());
        ASSERT_TRUE(frame->first == (kFin | kBinary) || frame->first == (kFin | kPong))
            << static_cast<unsigned>(frame->first);
        (frame->opcode() == kBinary ? messages : pongs).push_back(frame->payload);
    }
    EXPECT_EQ(messages, expected.messages);
    EXPECT_EQ(pongs, expected.pongs);
    if (expected.closes.empty()) {
        client.send(masked_frame(kFin | kClose, close_payload(1000)));
        EXPECT_EQ(client.read_close(), 1000U);
        return;
    }
    EXPECT_THAT(expected.closes, testing::Contains(client.read_close()));
}

TEST_P(Frames, ComeToTheirEnd) {
    RawClient client(server->port());
    ASSERT_EQ(client.upgrade().status, 101);

    // The server may close while the end of it is still on its way.
    static_cast<void>(client.try_send(GetParam().sent));

    expect_outcome(client, GetParam());
    EXPECT_TRUE(client.is_closed_within(std::chrono::seconds{4}));
    honest_client_is_served();
}

class ShortFrames : public Frames {};

TEST_P(ShortFrames, ComeToTheSameEndByteByByte) {
    RawClient client(server->port());
    ASSERT_EQ(client.upgrade().status, 101);

    for (const char byte : GetParam().sent) {
        if (!client.try_send({&byte, 1})) {
            break;
        }
    }

    expect_outcome(client, GetParam());
    honest_client_is_served();
}

std::vector<FrameCase> short_frame_cases() {
    std::vector<FrameCase> cases = frame_cases();
    std::erase_if(cases, [](const FrameCase& one) { return one.sent.size() > 1000; });
    return cases;
}

std::string name_of(const testing::TestParamInfo<FrameCase>& info) {
    return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(Table, Frames, testing::ValuesIn(frame_cases()), name_of);
INSTANTIATE_TEST_SUITE_P(Table, ShortFrames, testing::ValuesIn(short_frame_cases()), name_of);

}  // namespace
}  // namespace fcr
