// Fuzzes what a connection sends to the server: requests, the one that opens a socket, and frames.
//
// The first byte says in pieces of what size the rest comes, a head's end being the end of a piece
// too; 0: all at once. HOST in it stands for the server's name and port. Whatever came, the answers
// are those of a server that gives nothing but its pages, and the connection ends when the peer
// leaves.
#include "sim/base/check.hpp"
#include "sim/live/server.hpp"

#include <arpa/inet.h>
#include <boost/asio/io_context.hpp>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <spdlog/sinks/null_sink.h>
#include <spdlog/spdlog.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace {

constexpr std::string_view kPage = "<!doctype html><title>page</title>";
constexpr std::string_view kDownloaded = "a review";
constexpr std::string_view kEndOfHead = "\r\n\r\n";
constexpr std::size_t kRequestsMax = 100;
constexpr std::size_t kAtOnce = 256;

/// Sends back what a client says; has one download.
class Echo final : public fcr::ServerEvents {
public:
    void client_opened(fcr::ClientId /*client*/, const std::string& /*address*/) override {
        ++open;
    }
    void client_said(fcr::ClientId client, std::string_view bytes) override {
        FCR_CHECK(bytes.size() <= fcr::ServerLimits{}.message_bytes_max, "a message is too long");
        server->send(client, std::make_shared<const std::string>(bytes));
    }
    void client_closed(fcr::ClientId /*client*/, std::string_view /*why*/) override { --open; }
    std::optional<fcr::Download> download(std::string_view id) override {
        FCR_CHECK(!id.empty() && id.size() <= 64, "an id of another length");
        if (id != "abc") {
            return std::nullopt;
        }
        return fcr::Download{.file_name = "review.html",
                             .content_type = "text/html; charset=utf-8",
                             .bytes = std::make_shared<const std::string>(kDownloaded)};
    }
    fcr::Server* server = nullptr;
    int open = 0;
};

/// One server for all inputs, on a free port of this machine.
struct Served {
    Served() {
        spdlog::drop("audit");
        spdlog::create<spdlog::sinks::null_sink_st>("audit");
        fcr::ServerOptions options;
        options.limits.connections_per_address = 1000;
        server.emplace(io,
                       options,
                       std::vector<fcr::ServedFile>{
                           {"/", "text/html; charset=utf-8", kPage},
                           {"/app-1a2b.js", "text/javascript; charset=utf-8", kPage, true}},
                       events);
        FCR_CHECK(server->start().has_value(), "no free port");
        events.server = &*server;
        name = "127.0.0.1:" + std::to_string(server->port());
    }
    boost::asio::io_context io{1};
    Echo events;
    std::optional<fcr::Server> server;
    std::string name;
};

int connect_to(std::uint16_t port) {
    const int peer = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    FCR_CHECK(
        peer >= 0 && ::connect(peer, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0,
        "nobody listens");
    // Closed without a state of waiting, of which there would soon be as many as ports.
    const linger at_once{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(peer, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    const int yes = 1;
    ::setsockopt(peer, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    return peer;
}

/// What is there to read now; whether the server has closed.
bool read_some(int peer, std::string& answer) {
    std::array<char, 16'384> bytes{};
    for (;;) {
        const ssize_t got = ::recv(peer, bytes.data(), bytes.size(), MSG_DONTWAIT);
        if (got > 0) {
            answer.append(bytes.data(), static_cast<std::size_t>(got));
        } else {
            return got == 0 || (errno != EAGAIN && errno != EINTR);
        }
    }
}

/// All that the server answers to these bytes until it closes.
std::string answer_to(Served& served, std::string_view bytes, std::size_t piece) {
    const int peer = connect_to(served.server->port());
    std::string answer;
    bool closed = false;
    while (!bytes.empty() && !closed) {
        std::size_t length = std::min(piece, bytes.size());
        if (piece < kAtOnce) {
            const std::size_t head = bytes.substr(0, length).find(kEndOfHead);
            length = head == bytes.npos ? length : head + kEndOfHead.size();
        }
        const ssize_t sent = ::send(peer, bytes.data(), length, MSG_NOSIGNAL | MSG_DONTWAIT);
        bytes.remove_prefix(sent > 0 ? static_cast<std::size_t>(sent) : 0);
        served.io.poll();
        closed = read_some(peer, answer) || (sent < 0 && errno != EAGAIN);
    }
    ::shutdown(peer, SHUT_WR);
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{8};
    while (!closed) {
        served.io.run_one_for(std::chrono::milliseconds{1});
        served.io.poll();
        closed = read_some(peer, answer);
        FCR_CHECK(std::chrono::steady_clock::now() < until, "a connection stays open");
    }
    ::close(peer);
    for (int turn = 0; served.events.open > 0; ++turn) {
        served.io.run_one_for(std::chrono::milliseconds{1});
        FCR_CHECK(turn < 8'000, "a client is not told as gone");
    }
    served.io.poll();
    return answer;
}

/// Of each answer with a head: one of those that there are, and with the headers of each.
void check_answers(std::string_view answer) {
    while (!answer.empty()) {
        FCR_CHECK(answer.starts_with("HTTP/1.1 "), "what is no answer");
        const std::size_t end = answer.find(kEndOfHead);
        FCR_CHECK(end != answer.npos, "half an answer");
        const std::string_view head = answer.substr(0, end + 2);
        const std::string_view code = answer.substr(9, 3);
        constexpr std::array kCodes{
            "101", "200", "400", "403", "404", "405", "426", "431", "503", "505"};
        FCR_CHECK(std::ranges::find(kCodes, code) != kCodes.end(), "another status");
        FCR_CHECK(head.find("\r\nContent-Security-Policy: default-src 'none';") != head.npos,
                  "an answer without its policy");
        FCR_CHECK(head.find("\r\nX-Content-Type-Options: nosniff\r\n") != head.npos,
                  "an answer whose type may be guessed");
        if (code == "101") {
            return;  // frames follow
        }
        constexpr std::string_view kLength = "\r\nContent-Length: ";
        const std::size_t told = head.find(kLength);
        FCR_CHECK(told != head.npos, "an answer without a length");
        const auto length = static_cast<std::size_t>(
            std::atoi(std::string(head.substr(told + kLength.size(), 8)).c_str()));
        answer.remove_prefix(end + kEndOfHead.size());
        if (code == "200") {
            FCR_CHECK(length == kPage.size() || length == kDownloaded.size(), "another page");
        }
        // None follows where only the head was asked for, or where the server was cut off.
        if (!answer.starts_with("HTTP/1.1 ")) {
            answer.remove_prefix(std::min(length, answer.size()));
        }
    }
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static Served served;
    if (size == 0) {
        return 0;
    }
    std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    constexpr std::string_view kHost = "HOST";
    std::size_t at = 0;
    for (std::size_t found = 0;
         found < kRequestsMax && (at = bytes.find(kHost, at)) != std::string::npos;
         ++found) {
        bytes.replace(at, kHost.size(), served.name);
        at += served.name.size();
    }
    const std::size_t piece = data[0] == 0 ? kAtOnce + bytes.size() : data[0];
    const std::string answer = answer_to(served, bytes, piece);
    check_answers(answer);
    FCR_CHECK(answer.find("HTTP/1.1 101") == answer.npos ||
                  bytes.find("http://" + served.name) != bytes.npos,
              "a socket is opened to no page of the server");
    return 0;
}
