#include "tests/live/raw_client.hpp"

#include "sim/base/check.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <cstring>

namespace fcr {
namespace {

using namespace std::chrono_literals;

constexpr int kWaitMs = 5000;

std::string big_endian(std::uint64_t number, int bytes) {
    std::string text;
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
        text += static_cast<char>(number >> static_cast<unsigned>(shift) & 0xFFU);
    }
    return text;
}

std::uint64_t from_big_endian(std::string_view text) {
    std::uint64_t number = 0;
    for (const char c : text) {
        number = number << 8U | static_cast<unsigned char>(c);
    }
    return number;
}

template <typename Address>
Descriptor connect_to(const Address& address, int receive_buffer) {
    Descriptor socket(
        ::socket(reinterpret_cast<const sockaddr&>(address).sa_family, SOCK_STREAM, 0));
    if (receive_buffer > 0) {
        FCR_CHECK(
            ::setsockopt(
                socket.number(), SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof(receive_buffer)) ==
                0,
            "a buffer can be small");
    }
    const int on = 1;
    FCR_CHECK(::setsockopt(socket.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on)) == 0,
              "every piece is sent at once");
    FCR_CHECK(
        ::connect(socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)) ==
            0,
        "the server of the test listens");
    return socket;
}

}  // namespace

std::string masked_frame(unsigned char first, std::string_view payload) {
    std::string frame(1, static_cast<char>(first));
    if (payload.size() < 126) {
        frame += static_cast<char>(0x80U | payload.size());
    } else if (payload.size() < 65536) {
        frame += '\xFE' + big_endian(payload.size(), 2);
    } else {
        frame += '\xFF' + big_endian(payload.size(), 8);
    }
    frame += "\1\2\3\4";
    for (std::size_t i = 0; i < payload.size(); ++i) {
        frame += static_cast<char>(static_cast<unsigned char>(payload[i]) ^ (1U + i % 4));
    }
    return frame;
}

std::string close_payload(unsigned code, std::string_view reason) {
    return big_endian(code, 2) + std::string(reason);
}

bool HttpReply::has(std::string_view line) const {
    return header.find(fmt::format("\r\n{}\r\n", line)) != header.npos;
}

unsigned FrameReply::close_code() const {
    return payload.size() < 2 ? 1005 : static_cast<unsigned>(from_big_endian(payload.substr(0, 2)));
}

RawClient::RawClient(std::uint16_t port, bool v6, int receive_buffer) : port_(port), v6_(v6) {
    if (v6) {
        sockaddr_in6 address{};
        address.sin6_family = AF_INET6;
        address.sin6_port = htons(port);
        address.sin6_addr = in6addr_loopback;
        socket_ = connect_to(address, receive_buffer);
    } else {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socket_ = connect_to(address, receive_buffer);
    }
}

std::string RawClient::host() const {
    return fmt::format("{}:{}", v6_ ? "[::1]" : "127.0.0.1", port_);
}

void RawClient::send(std::string_view bytes) {
    FCR_CHECK(try_send(bytes), "the server takes what the test sends");
}

bool RawClient::try_send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = uninterrupted(
            [&] { return ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL); });
        if (sent <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool RawClient::read_more() {
    pollfd waited{.fd = socket_.number(), .events = POLLIN, .revents = 0};
    if (uninterrupted([&] { return ::poll(&waited, 1, kWaitMs); }) <= 0) {
        return false;
    }
    std::array<char, 65536> bytes;
    const auto length =
        uninterrupted([&] { return ::recv(socket_.number(), bytes.data(), bytes.size(), 0); });
    if (length <= 0) {
        return false;
    }
    read_.append(bytes.data(), static_cast<std::size_t>(length));
    return true;
}

HttpReply RawClient::read_reply(bool to_head) {
    std::size_t end = 0;
    while ((end = read_.find("\r\n\r\n")) == read_.npos) {
        if (!read_more()) {
            return {};
        }
    }
    HttpReply reply;
    reply.header = read_.substr(0, end + 2);
    read_.erase(0, end + 4);
    reply.status = std::stoi(reply.header.substr(9, 3));
    const std::size_t length_at = reply.header.find("\r\nContent-Length: ");
    if (length_at != reply.header.npos && !to_head) {
        const std::size_t length = std::stoul(reply.header.substr(length_at + 18));
        while (read_.size() < length) {
            if (!read_more()) {
                return {};
            }
        }
        reply.body = read_.substr(0, length);
        read_.erase(0, length);
    }
    return reply;
}

HttpReply RawClient::ask(std::string_view method,
                         std::string_view target,
                         std::string_view lines,
                         std::optional<std::string> host_value) {
    send(fmt::format("{} {} HTTP/1.1\r\nHost: {}\r\n{}\r\n",
                     method,
                     target,
                     host_value.value_or(host()),
                     lines));
    return read_reply(method == "HEAD");
}

HttpReply RawClient::upgrade() {
    return ask("GET", "/live", fmt::format("Origin: http://{}\r\n{}", host(), kUpgradeLines));
}

std::optional<FrameReply> RawClient::read_frame() {
    const auto has = [this](std::size_t bytes) {
        while (read_.size() < bytes) {
            if (!read_more()) {
                return false;
            }
        }
        return true;
    };
    if (!has(2)) {
        return std::nullopt;
    }
    FrameReply frame{.first = static_cast<unsigned char>(read_[0]), .payload = {}};
    const unsigned short_length = static_cast<unsigned char>(read_[1]);
    const std::size_t extended = short_length == 127 ? 8 : short_length == 126 ? 2 : 0;
    if (!has(2 + extended)) {
        return std::nullopt;
    }
    const std::size_t length =
        extended == 0 ? short_length : from_big_endian(read_.substr(2, extended));
    if (!has(2 + extended + length)) {
        return std::nullopt;
    }
    frame.payload = read_.substr(2 + extended, length);
    read_.erase(0, 2 + extended + length);
    return frame;
}

std::optional<FrameReply> RawClient::read_message() {
    std::optional<FrameReply> frame = read_frame();
    while (frame && frame->opcode() == kPing) {
        frame = read_frame();
    }
    return frame;
}

unsigned RawClient::read_close() {
    while (const std::optional<FrameReply> frame = read_frame()) {
        if (frame->opcode() == kClose) {
            return frame->close_code();
        }
    }
    return 0;
}

bool RawClient::is_closed_within(std::chrono::milliseconds time) {
    const auto until = std::chrono::steady_clock::now() + time;
    while (true) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            until - std::chrono::steady_clock::now());
        pollfd waited{.fd = socket_.number(), .events = POLLIN, .revents = 0};
        if (left <= 0ms || ::poll(&waited, 1, static_cast<int>(left.count())) <= 0) {
            return false;
        }
        std::array<char, 4096> bytes;
        if (::recv(socket_.number(), bytes.data(), bytes.size(), 0) <= 0) {
            return true;
        }
    }
}

}  // namespace fcr
