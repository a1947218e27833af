// What comes of requests: pages and their headers, and everything that is refused.
#include "tests/live/raw_client.hpp"
#include "tests/live/running_server.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace fcr {
namespace {

constexpr std::string_view kPolicy =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src "
    "'self'; connect-src 'self'; base-uri 'none'; object-src 'none'; form-action 'none'; "
    "frame-ancestors 'none'";

void expect_security_headers(const HttpReply& reply) {
    EXPECT_TRUE(reply.has(kPolicy)) << reply.header;
    EXPECT_TRUE(reply.has("X-Content-Type-Options: nosniff")) << reply.header;
    EXPECT_TRUE(reply.has("Referrer-Policy: no-referrer")) << reply.header;
    EXPECT_EQ(reply.header.find("Strict-Transport-Security"), reply.header.npos) << reply.header;
    EXPECT_EQ(reply.header.find("Set-Cookie"), reply.header.npos) << reply.header;
    EXPECT_EQ(reply.header.find("Beast"), reply.header.npos) << reply.header;
}

class Requests : public testing::Test {
protected:
    RunningServer server_;
    RawClient client_{server_.port()};
};

TEST_F(Requests, EveryRouteHasTheSecurityHeadersAndItsCharset) {
    struct Route {
        std::string_view path;
        std::string_view type;
        std::string_view cache;
    };
    for (const Route& route :
         {Route{"/", "text/html; charset=utf-8", "no-store"},
          Route{"/app-1a2b.js", "text/javascript; charset=utf-8", "max-age=31536000, immutable"},
          Route{"/logo.png", "image/png", "no-store"}}) {
        const HttpReply reply = client_.ask("GET", route.path);

        EXPECT_EQ(reply.status, 200);
        expect_security_headers(reply);
        EXPECT_TRUE(reply.has(fmt::format("Content-Type: {}", route.type))) << reply.header;
        EXPECT_TRUE(reply.has(fmt::format("Cache-Control: {}", route.cache))) << reply.header;
    }
}

TEST_F(Requests, RefusalsAndTheSocketHaveTheSecurityHeadersToo) {
    expect_security_headers(client_.ask("GET", "/nowhere"));
    expect_security_headers(RawClient(server_.port()).ask("POST", "/"));
    expect_security_headers(RawClient(server_.port()).ask("GET", "/", "", "evil.example"));
    expect_security_headers(RawClient(server_.port()).ask("GET", "/live"));
    expect_security_headers(RawClient(server_.port()).upgrade());
    RawClient garbage(server_.port());
    garbage.send("\x16\x03\x01 hello\r\n\r\n");
    const HttpReply reply = garbage.read_reply();
    EXPECT_EQ(reply.status, 400);
    expect_security_headers(reply);
}

TEST_F(Requests, APageIsItsBytesAndAHeadHasNone) {
    const HttpReply page = client_.ask("GET", "/");
    const HttpReply head = client_.ask("HEAD", "/");
    const HttpReply again = client_.ask("GET", "/logo.png");

    EXPECT_EQ(page.body, kPage);
    EXPECT_EQ(head.status, 200);
    EXPECT_TRUE(head.has(fmt::format("Content-Length: {}", kPage.size())));
    EXPECT_EQ(again.body, std::string_view("\x89PNG\0", 5));
}

TEST_F(Requests, BothAddressesOfThisMachineAreServedByAllTheirNames) {
    RawClient v6(server_.port(), true);

    EXPECT_EQ(v6.ask("GET", "/").status, 200);
    EXPECT_EQ(client_.ask("GET", "/", "", fmt::format("localhost:{}", server_.port())).status, 200);
    EXPECT_EQ(client_.ask("GET", "/", "", fmt::format("[::1]:{}", server_.port())).status, 200);
    EXPECT_EQ(v6.upgrade().status, 101);
}

TEST_F(Requests, ThirtyForgedHostsAndOriginsAreRefused) {
    const std::uint16_t port = server_.port();
    const std::string good = fmt::format("127.0.0.1:{}", port);
    for (const std::string& host : {
             std::string(),
             std::string("evil.example"),
             fmt::format("evil.example:{}", port),
             std::string("127.0.0.1"),
             std::string("localhost"),
             fmt::format("127.0.0.1:{}", port + 1),
             std::string("127.0.0.1:80"),
             fmt::format("127.0.0.2:{}", port),
             fmt::format("127.1:{}", port),
             fmt::format("2130706433:{}", port),
             fmt::format("0x7f000001:{}", port),
             fmt::format("0.0.0.0:{}", port),
             fmt::format("LOCALHOST:{}", port),
             fmt::format("localhost.:{}", port),
             fmt::format("localhost.evil.example:{}", port),
             fmt::format("evil.localhost:{}", port),
             fmt::format("[::]:{}", port),
             fmt::format("[::ffff:127.0.0.1]:{}", port),
             fmt::format("user@127.0.0.1:{}", port),
             fmt::format("http://127.0.0.1:{}", port),
             fmt::format("127.0.0.1:{}/", port),
             fmt::format("127.0.0.1:{0}, 127.0.0.1:{0}", port),
             fmt::format("127.0.0.1:0{}", port),
             fmt::format("127.0.0.1:{0}\r\nHost: 127.0.0.1:{0}", port),
             fmt::format("evil.example\r\nHost: 127.0.0.1:{}", port),
         }) {
        EXPECT_EQ(RawClient(port).ask("GET", "/", "", host).status, 403) << host;
        const std::string lines = fmt::format("Origin: http://{}\r\n{}", good, kUpgradeLines);
        EXPECT_EQ(RawClient(port).ask("GET", "/live", lines, host).status, 403) << host;
    }
    for (const std::string& origin : {
             std::string("null"),
             std::string(),
             std::string("*"),
             std::string("http://evil.example"),
             fmt::format("http://evil.example:{}", port),
             std::string("http://127.0.0.1"),
             fmt::format("http://127.0.0.1:{}", port + 1),
             fmt::format("https://127.0.0.1:{}", port),
             fmt::format("ws://127.0.0.1:{}", port),
             fmt::format("127.0.0.1:{}", port),
             fmt::format("http://127.0.0.1:{}/", port),
             fmt::format("http://127.0.0.1:{}.evil.example", port),
             fmt::format("http://evil.example/127.0.0.1:{}", port),
             fmt::format("http://user@127.0.0.1:{}", port),
             fmt::format("HTTP://127.0.0.1:{}", port),
             fmt::format("http://127.0.0.1:{0} http://127.0.0.1:{0}", port),
             fmt::format("http://127.0.0.1:{0}\r\nOrigin: http://127.0.0.1:{0}", port),
             std::string("file://"),
             std::string("chrome-extension://abcdefghijklmnop"),
         }) {
        const std::string line = fmt::format("Origin: {}\r\n", origin);
        EXPECT_EQ(RawClient(port).ask("GET", "/", line).status, 403) << origin;
        const std::string lines = fmt::format("{}{}", line, kUpgradeLines);
        EXPECT_EQ(RawClient(port).ask("GET", "/live", lines).status, 403) << origin;
    }
}

TEST_F(Requests, ASocketNeedsAnOriginAndAPageDoesNot) {
    EXPECT_EQ(client_.ask("GET", "/").status, 200);
    EXPECT_EQ(client_.ask("GET", "/live", kUpgradeLines).status, 403);
}

TEST_F(Requests, ARequestWithoutHostIsRefused) {
    client_.send("GET / HTTP/1.0\r\n\r\n");

    EXPECT_EQ(client_.read_reply().status, 403);
}

TEST_F(Requests, FortySpellingsOfOtherPathsFindNothing) {
    for (const std::string_view target : {
             "/..",
             "/../",
             "/../etc/passwd",
             "/../../../../etc/passwd",
             "/./",
             "/.",
             "//",
             "//etc/passwd",
             "/%2e%2e/etc/passwd",
             "/%2e%2e%2fetc%2fpasswd",
             "/..%2f..%2fetc/passwd",
             "/%252e%252e%252fetc/passwd",
             "/..%c0%afetc/passwd",
             "/%c0%ae%c0%ae/etc/passwd",
             "/%uff0e%uff0e/etc/passwd",
             "/..\\..\\windows\\win.ini",
             "/..%5c..%5cwin.ini",
             "/....//....//etc/passwd",
             "/..;/etc/passwd",
             "/.%00./etc/passwd",
             "/%00",
             "/app-1a2b.js%00.html",
             "/app-1a2b.js/../../etc/passwd",
             "/app-1a2b.js/",
             "/app-1a2b.js?x",
             "/APP-1A2B.JS",
             "/app-1a2b.js%20",
             "/app-1a2b%2ejs",
             "/%2f",
             "/%2Fapp-1a2b.js",
             "/?",
             "/#",
             "/file:///etc/passwd",
             "/etc/passwd",
             "/proc/self/environ",
             "/.git/config",
             "/download",
             "/download/",
             "/download/../app-1a2b.js",
             "/download/%2e%2e",
             "/download/a/b",
             "/download/a.b",
             "/live/",
             "/index.html",
             "http://127.0.0.1/",
             "*",
         }) {
        EXPECT_EQ(client_.ask("GET", target).status, 404) << target;
    }
    EXPECT_EQ(client_.ask("GET", "/").status, 200);
}

TEST_F(Requests, OnlyGetAndHeadAreAnswered) {
    for (const std::string_view method : {"POST",
                                          "PUT",
                                          "DELETE",
                                          "PATCH",
                                          "OPTIONS",
                                          "TRACE",
                                          "CONNECT",
                                          "PROPFIND",
                                          "MKCOL",
                                          "COPY",
                                          "MOVE",
                                          "LOCK",
                                          "PURGE",
                                          "get",
                                          "GARBAGE"}) {
        for (const std::string_view target : {"/", "/live", "/download/a", "/nowhere"}) {
            RawClient client(server_.port());
            const HttpReply reply = client.ask(method, target);

            EXPECT_EQ(reply.status, 405) << method << " " << target;
            EXPECT_TRUE(reply.has("Allow: GET, HEAD")) << method;
            EXPECT_TRUE(client.is_closed_within(std::chrono::seconds{4}));
        }
    }
}

TEST_F(Requests, ARequestWithABodyIsRefusedUnread) {
    EXPECT_EQ(RawClient(server_.port()).ask("GET", "/", "Content-Length: 5\r\n").status, 400);
    EXPECT_EQ(RawClient(server_.port()).ask("GET", "/", "Transfer-Encoding: chunked\r\n").status,
              400);
    EXPECT_EQ(RawClient(server_.port()).ask("POST", "/", "Content-Length: 99999999\r\n").status,
              405);
}

TEST_F(Requests, WhatIsNoRequestIsRefused) {
    for (const std::string_view bytes :
         {"GET /\r\n\r\n",
          "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
          "\r\n\r\n\r\n",
          "GET  / HTTP/1.1\r\n\r\n",
          "GET / HTTP/1.1\r\nbad header\r\n\r\n",
          "GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
          "GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"}) {
        RawClient client(server_.port());
        client.send(bytes);
        const int status = client.read_reply().status;

        EXPECT_TRUE(status == 400 || status == 403) << bytes << ": " << status;
        EXPECT_TRUE(client.is_closed_within(std::chrono::seconds{4})) << bytes;
    }
}

TEST_F(Requests, HeadersOfMoreThanEightKibibytesAreRefused) {
    const std::string most(7 * 1024, 'x');
    const std::string more(8 * 1024, 'x');

    EXPECT_EQ(client_.ask("GET", "/", fmt::format("X-Long: {}\r\n", most)).status, 200);
    const std::string lines = fmt::format("X-Long: {}\r\n", more);
    EXPECT_EQ(RawClient(server_.port()).ask("GET", "/", lines).status, 431);
    EXPECT_EQ(RawClient(server_.port()).ask("GET", "/" + more).status, 431);
}

TEST_F(Requests, ManyRequestsGoThroughOneConnectionAlsoInOnePiece) {
    for (int i = 0; i < 20; ++i) {
        EXPECT_EQ(client_.ask("GET", "/").body, kPage);
    }
    const std::string one = fmt::format("GET / HTTP/1.1\r\nHost: {}\r\n\r\n", client_.host());
    client_.send(one + one + one);
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(client_.read_reply().body, kPage);
    }
}

TEST_F(Requests, AnUpgradeThatIsNoneIsRefused) {
    const auto upgrade = [this](std::string_view path, std::string_view lines) {
        RawClient client(server_.port());
        const std::string all = fmt::format("Origin: http://{}\r\n{}", client.host(), lines);
        return client.ask("GET", path, all).status;
    };
    EXPECT_EQ(upgrade("/live", kUpgradeLines), 101);
    EXPECT_EQ(upgrade("/", kUpgradeLines), 404);
    EXPECT_EQ(upgrade("/elsewhere", kUpgradeLines), 404);
    EXPECT_EQ(upgrade("/live", ""), 426);
    EXPECT_EQ(upgrade("/live", "Connection: Upgrade\r\nUpgrade: h2c\r\n"), 426);
    EXPECT_EQ(upgrade("/live",
                      "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 8\r\n"
                      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"),
              426);
    EXPECT_EQ(upgrade("/live",
                      "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"),
              400);
}

TEST_F(Requests, FramesSentBeforeTheSocketIsOpenAreRefused) {
    client_.send(fmt::format("GET /live HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\n{1}\r\n{2}",
                             client_.host(),
                             kUpgradeLines,
                             masked_frame(kFin | kBinary, "early")));

    EXPECT_EQ(client_.read_reply().status, 400);
}

TEST_F(Requests, CompressionIsNeverAgreed) {
    for (const std::string_view offer : {"permessage-deflate",
                                         "permessage-deflate; client_max_window_bits",
                                         "x-webkit-deflate-frame"}) {
        RawClient client(server_.port());
        const HttpReply reply = client.ask("GET",
                                           "/live",
                                           fmt::format("Origin: http://{}\r\n{}"
                                                       "Sec-WebSocket-Extensions: {}\r\n",
                                                       client.host(),
                                                       kUpgradeLines,
                                                       offer));

        EXPECT_EQ(reply.status, 101);
        EXPECT_EQ(reply.header.find("Sec-WebSocket-Extensions"), reply.header.npos);
    }
    const HttpReply page = client_.ask("GET", "/", "Accept-Encoding: gzip, br\r\n");
    EXPECT_EQ(page.header.find("Content-Encoding"), page.header.npos);
    EXPECT_EQ(page.body, kPage);
}

TEST_F(Requests, ADownloadIsGivenOnceByItsId) {
    server_.on_loop([this] {
        server_.downloads["aZ09_-"] = {.file_name = "review.csv",
                                       .content_type = "text/csv; charset=utf-8",
                                       .bytes = std::make_shared<const std::string>("a,b\r\n")};
    });

    EXPECT_EQ(client_.ask("GET", "/download/other").status, 404);
    EXPECT_EQ(RawClient(server_.port()).ask("HEAD", "/download/aZ09_-").status, 405);
    const HttpReply reply = client_.ask("GET", "/download/aZ09_-");

    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "a,b\r\n");
    EXPECT_TRUE(reply.has("Content-Disposition: attachment; filename=\"review.csv\""));
    EXPECT_TRUE(reply.has("Content-Type: text/csv; charset=utf-8"));
    EXPECT_TRUE(reply.has("Cache-Control: no-store"));
    expect_security_headers(reply);
    EXPECT_EQ(client_.ask("GET", "/download/aZ09_-").status, 404);
}

TEST_F(Requests, AFileNameThatWouldBreakTheHeaderIsNotSent) {
    server_.on_loop([this] {
        server_.downloads["id"] = {.file_name = "a\"\r\nSet-Cookie: b",
                                   .content_type = "text/csv; charset=utf-8",
                                   .bytes = std::make_shared<const std::string>("x")};
    });

    EXPECT_EQ(client_.ask("GET", "/download/id").status, 404);
}

}  // namespace
}  // namespace fcr
