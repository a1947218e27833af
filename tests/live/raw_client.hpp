// A client of a test that sends whatever bytes it likes: plain sockets of Linux, no WebSocket
// library.
#pragma once

#include "sim/live/descriptor.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fcr {

/// Bits and opcodes of a frame's first byte.
inline constexpr unsigned char kFin = 0x80;
inline constexpr unsigned char kContinuation = 0x0;
inline constexpr unsigned char kText = 0x1;
inline constexpr unsigned char kBinary = 0x2;
inline constexpr unsigned char kClose = 0x8;
inline constexpr unsigned char kPing = 0x9;
inline constexpr unsigned char kPong = 0xA;

/// A frame with the mask 1 2 3 4, in the shortest form of its length.
[[nodiscard]] std::string masked_frame(unsigned char first, std::string_view payload);

/// The two bytes of a close code, then the reason.
[[nodiscard]] std::string close_payload(unsigned code, std::string_view reason = {});

struct HttpReply {
    int status = 0;      ///< 0 when the connection was closed without one
    std::string header;  ///< with the status line
    std::string body;

    [[nodiscard]] bool has(std::string_view line) const;
};

struct FrameReply {
    unsigned char first = 0;
    std::string payload;

    [[nodiscard]] unsigned char opcode() const { return first & 0x0FU; }
    /// Of a close frame; 1005 when it has none.
    [[nodiscard]] unsigned close_code() const;
};

/// Blocking; waits at most five seconds for anything.
class RawClient {
public:
    /// To 127.0.0.1, or to ::1.
    explicit RawClient(std::uint16_t port, bool v6 = false, int receive_buffer = 0);

    void send(std::string_view bytes);
    /// False when the peer has closed.
    [[nodiscard]] bool try_send(std::string_view bytes);

    /// A whole answer. An answer to HEAD has no body, whatever its length says.
    [[nodiscard]] HttpReply read_reply(bool to_head = false);
    /// A request with the right Host and these further lines, and its answer.
    HttpReply ask(std::string_view method,
                  std::string_view target,
                  std::string_view lines = {},
                  std::optional<std::string> host = {});

    /// Opens the socket as a page of the server would; the answer.
    HttpReply upgrade();
    /// The next frame; empty when the connection is closed or nothing came.
    [[nodiscard]] std::optional<FrameReply> read_frame();
    /// The next frame that is no ping.
    [[nodiscard]] std::optional<FrameReply> read_message();
    /// Reads what comes until a close frame; its code, 0 when the connection ends without.
    [[nodiscard]] unsigned read_close();

    /// Whether the peer closes within this time; what it sends meanwhile is dropped.
    [[nodiscard]] bool is_closed_within(std::chrono::milliseconds time);

    /// What the server is called by this client.
    [[nodiscard]] std::string host() const;

private:
    [[nodiscard]] bool read_more();

    Descriptor socket_;
    std::uint16_t port_;
    bool v6_;
    std::string read_;  ///< and not yet used
};

/// The lines of a request to open a socket, without Host and Origin.
inline constexpr std::string_view kUpgradeLines =
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

}  // namespace fcr
