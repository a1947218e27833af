// Where a server listens, when it refuses to, and TLS.
#include "tests/live/certificate.hpp"
#include "tests/live/raw_client.hpp"
#include "tests/live/running_server.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

namespace fcr {
namespace {

namespace asio = boost::asio;
namespace ssl = boost::asio::ssl;
using Kind = ServerFault::Kind;

class NoEvents : public ServerEvents {
    void client_opened(ClientId, const std::string&) override {}
    void client_said(ClientId, std::string_view) override {}
    void client_closed(ClientId, std::string_view) override {}
    std::optional<Download> download(std::string_view) override { return std::nullopt; }
};

/// Why a server with these options does not start; empty when it does.
std::optional<ServerFault> fault_of(ServerOptions options) {
    asio::io_context io;
    NoEvents events;
    Server server(io, std::move(options), {}, events);
    const auto started = server.start();
    return started ? std::nullopt : std::optional(started.error());
}

ServerOptions at(std::string address) {
    ServerOptions options = options_of_test();
    options.address = std::move(address);
    return options;
}

TEST(Listening, WithoutACertificateOthersCannotReachIt) {
    for (const char* address : {"0.0.0.0",
                                "::",
                                "192.0.2.1",
                                "10.0.0.1",
                                "::ffff:127.0.0.1",
                                "fe80::1",
                                "255.255.255.255"}) {
        const auto fault = fault_of(at(address));
        ASSERT_TRUE(fault.has_value()) << address;
        EXPECT_EQ(fault->kind, Kind::Unsafe) << address;
        EXPECT_NE(fault->message.find(address), std::string::npos) << fault->message;
    }
}

TEST(Listening, AnyAddressOfThisMachineAloneNeedsNone) {
    EXPECT_FALSE(fault_of(at("")).has_value());
    EXPECT_FALSE(fault_of(at("127.0.0.1")).has_value());
    EXPECT_FALSE(fault_of(at("127.0.0.2")).has_value());
    EXPECT_FALSE(fault_of(at("::1")).has_value());
}

TEST(Listening, WithACertificateAnyAddressWillDo) {
    const TestCertificate files;
    ServerOptions options = at("0.0.0.0");
    options.certificate_file = files.certificate();
    options.key_file = files.key();

    EXPECT_FALSE(fault_of(options).has_value());
}

TEST(Listening, WhatIsNoAddressOrHostNameIsToldSo) {
    EXPECT_EQ(fault_of(at("localhost"))->kind, Kind::BadOptions);
    EXPECT_EQ(fault_of(at("127.0.0.1:80"))->kind, Kind::BadOptions);
    ServerOptions options = at("127.0.0.1");
    options.host_names = {"training.example", "training.example:8080"};
    const auto fault = fault_of(options);
    EXPECT_EQ(fault->kind, Kind::BadOptions);
    EXPECT_NE(fault->message.find("training.example:8080"), std::string::npos) << fault->message;
}

TEST(Listening, ACertificateAndItsKeyBelongTogether) {
    const TestCertificate files;
    const auto fault_with = [&](std::string certificate, std::string key) {
        ServerOptions options = at("127.0.0.1");
        options.certificate_file = std::move(certificate);
        options.key_file = std::move(key);
        return fault_of(std::move(options));
    };

    EXPECT_FALSE(fault_with(files.certificate(), files.key()).has_value());
    EXPECT_EQ(fault_with(files.certificate(), "")->kind, Kind::BadOptions);
    EXPECT_EQ(fault_with("", files.key())->kind, Kind::BadOptions);
    for (const auto& [certificate, key] : {std::pair(files.nothing(), files.key()),
                                           std::pair(files.certificate(), files.nothing()),
                                           std::pair(files.certificate(), files.other_key()),
                                           std::pair(files.key(), files.key()),
                                           std::pair(files.certificate(), files.certificate())}) {
        const auto fault = fault_with(certificate, key);
        ASSERT_TRUE(fault.has_value()) << certificate << " " << key;
        EXPECT_EQ(fault->kind, Kind::BadCertificate);
        const std::string& bad = certificate == files.certificate() ? key : certificate;
        EXPECT_TRUE(fault->message.starts_with(bad)) << fault->message;
    }
}

TEST(Listening, APortThatIsTakenIsToldSo) {
    const RunningServer first;
    ServerOptions options = options_of_test();
    options.port = first.port();

    const auto fault = fault_of(options);

    ASSERT_TRUE(fault.has_value());
    EXPECT_EQ(fault->kind, Kind::Unavailable);
    EXPECT_NE(fault->message.find(std::to_string(options.port)), std::string::npos);
}

TEST(Listening, FurtherHostNamesAreAnsweredTo) {
    ServerOptions options = options_of_test();
    options.host_names = {"training.example"};
    RunningServer server(options);
    const std::string host = fmt::format("training.example:{}", server.port());

    EXPECT_EQ(RawClient(server.port()).ask("GET", "/", "", host).status, 200);
    const std::string lines = fmt::format("Origin: http://{}\r\n{}", host, kUpgradeLines);
    EXPECT_EQ(RawClient(server.port()).ask("GET", kSocketPath, lines, host).status, 101);
}

/// A server with a certificate and a client with OpenSSL.
class Secure : public testing::Test {
protected:
    ServerOptions options() const {
        ServerOptions options = options_of_test();
        options.certificate_file = files_.certificate();
        options.key_file = files_.key();
        options.limits.handshake = std::chrono::milliseconds{300};
        options.limits.farewell = std::chrono::milliseconds{100};
        options.limits.sweep = std::chrono::milliseconds{20};
        return options;
    }

    using Stream = ssl::stream<asio::ip::tcp::socket>;

    /// What comes of a handshake with this version at least and at most.
    boost::system::error_code shake_hands(Stream& stream) {
        boost::system::error_code error;
        stream.next_layer().connect({asio::ip::address_v4::loopback(), server_.port()}, error);
        if (!error) {
            stream.handshake(ssl::stream_base::client, error);
        }
        return error;
    }

    boost::system::error_code shake_hands_with(int lowest, int highest) {
        ssl::context context(ssl::context::tls_client);
        // The client of the test would do anything; the server must not.
        SSL_CTX_set_security_level(context.native_handle(), 0);
        SSL_CTX_set_min_proto_version(context.native_handle(), lowest);
        SSL_CTX_set_max_proto_version(context.native_handle(), highest);
        Stream stream(io_, context);
        return shake_hands(stream);
    }

    std::string ask(Stream& stream, std::string_view target, std::string_view lines = {}) {
        asio::write(
            stream,
            asio::buffer(fmt::format(
                "GET {} HTTP/1.1\r\nHost: localhost:{}\r\n{}\r\n", target, server_.port(), lines)));
        std::string header;
        const std::size_t length =
            asio::read_until(stream, asio::dynamic_buffer(header), "\r\n\r\n");
        header.resize(length);
        return header;
    }

    TestCertificate files_;
    RunningServer server_{options()};
    asio::io_context io_;
    ssl::context context_{ssl::context::tls_client};
};

TEST_F(Secure, PagesAndSocketsAreServedWithStrictTransport) {
    Stream stream(io_, context_);
    ASSERT_FALSE(shake_hands(stream));

    const std::string page = ask(stream, "/");
    EXPECT_TRUE(page.starts_with("HTTP/1.1 200")) << page;
    EXPECT_NE(page.find("Strict-Transport-Security: max-age=31536000\r\n"), page.npos) << page;
    EXPECT_NE(page.find("Content-Security-Policy: default-src 'none'"), page.npos) << page;

    Stream other(io_, context_);
    ASSERT_FALSE(shake_hands(other));
    const std::string lines =
        fmt::format("Origin: https://localhost:{}\r\n{}", server_.port(), kUpgradeLines);
    const std::string upgrade = ask(other, kSocketPath, lines);
    EXPECT_TRUE(upgrade.starts_with("HTTP/1.1 101")) << upgrade;
    EXPECT_NE(upgrade.find("Strict-Transport-Security"), upgrade.npos) << upgrade;
    asio::write(other, asio::buffer(masked_frame(kFin | kBinary, "hello")));
    std::array<char, 7> echo{};
    asio::read(other, asio::buffer(echo));
    EXPECT_EQ(std::string_view(echo.data(), echo.size()), "\x82\5hello");
}

TEST_F(Secure, AnOriginWithoutTlsIsRefused) {
    Stream stream(io_, context_);
    ASSERT_FALSE(shake_hands(stream));

    const std::string reply =
        ask(stream,
            kSocketPath,
            fmt::format("Origin: http://localhost:{}\r\n{}", server_.port(), kUpgradeLines));

    EXPECT_TRUE(reply.starts_with("HTTP/1.1 403")) << reply;
}

TEST_F(Secure, OnlyTls12And13AreSpoken) {
    EXPECT_FALSE(shake_hands_with(TLS1_2_VERSION, TLS1_2_VERSION));
    EXPECT_FALSE(shake_hands_with(TLS1_3_VERSION, TLS1_3_VERSION));
    EXPECT_TRUE(shake_hands_with(TLS1_1_VERSION, TLS1_1_VERSION));
    EXPECT_TRUE(shake_hands_with(TLS1_VERSION, TLS1_VERSION));
}

// With TLS 1.3 a ticket came after the handshake although none was to be given.
TEST_F(Secure, NoSessionCanBeResumed) {
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        ssl::context context(ssl::context::tls_client);
        SSL_CTX_set_min_proto_version(context.native_handle(), version);
        SSL_CTX_set_max_proto_version(context.native_handle(), version);
        Stream stream(io_, context);
        ASSERT_FALSE(shake_hands(stream));
        ASSERT_TRUE(ask(stream, "/").starts_with("HTTP/1.1 200"));

        const SSL_SESSION* const session = SSL_get0_session(stream.native_handle());
        EXPECT_EQ(SSL_SESSION_is_resumable(session), 0) << version;
        EXPECT_FALSE(SSL_SESSION_has_ticket(session)) << version;
    }
}

TEST_F(Secure, CiphersWithoutForwardSecrecyOrAuthenticationAreNotAgreed) {
    for (const char* cipher : {"AES128-SHA",
                               "AES256-GCM-SHA384",
                               "ECDHE-ECDSA-AES128-SHA",
                               "ECDHE-ECDSA-AES256-SHA384",
                               "NULL-SHA256",
                               "AECDH-AES128-SHA"}) {
        ssl::context context(ssl::context::tls_client);
        SSL_CTX_set_security_level(context.native_handle(), 0);
        SSL_CTX_set_max_proto_version(context.native_handle(), TLS1_2_VERSION);
        ASSERT_EQ(SSL_CTX_set_cipher_list(context.native_handle(), cipher), 1) << cipher;
        Stream stream(io_, context);

        EXPECT_TRUE(shake_hands(stream)) << cipher;
    }
}

TEST_F(Secure, AClientThatSpeaksPlainHttpOrNothingIsClosed) {
    RawClient plain(server_.port());
    RawClient silent(server_.port());
    plain.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");

    EXPECT_TRUE(plain.is_closed_within(std::chrono::seconds{4}));
    EXPECT_TRUE(silent.is_closed_within(std::chrono::seconds{4}));
}

TEST_F(Secure, AClientThatIsClosedGetsTheReasonAndTheEndOfTls) {
    Stream stream(io_, context_);
    ASSERT_FALSE(shake_hands(stream));
    const std::string lines =
        fmt::format("Origin: https://localhost:{}\r\n{}", server_.port(), kUpgradeLines);
    ASSERT_TRUE(ask(stream, kSocketPath, lines).starts_with("HTTP/1.1 101"));

    asio::write(stream, asio::buffer(masked_frame(kFin | kBinary, std::string(70000, 'x'))));

    std::array<char, 4> close{};
    asio::read(stream, asio::buffer(close));
    EXPECT_EQ(std::string_view(close.data(), close.size()), "\x88\2\3\xF1");
    boost::system::error_code error;
    std::array<char, 1> more{};
    asio::read(stream, asio::buffer(more), error);
    EXPECT_EQ(error, asio::error::eof);
}

}  // namespace
}  // namespace fcr
