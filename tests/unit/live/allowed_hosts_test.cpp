// Hosts and origins are compared with a list, byte by byte.
#include "sim/live/allowed_hosts.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

const AllowedHosts::Options kPlain{
    .tls = false, .port = 8080, .names = {"localhost", "127.0.0.1", "[::1]"}};

TEST(AllowedHosts, NamesOfTheListWithThePortAreAllowed) {
    const AllowedHosts hosts(kPlain);

    EXPECT_TRUE(hosts.is_host("localhost:8080"));
    EXPECT_TRUE(hosts.is_host("127.0.0.1:8080"));
    EXPECT_TRUE(hosts.is_host("[::1]:8080"));
    EXPECT_TRUE(hosts.is_origin("http://localhost:8080"));
    EXPECT_TRUE(hosts.is_origin("http://[::1]:8080"));
}

TEST(AllowedHosts, AnotherPortSchemeOrSpellingIsNot) {
    const AllowedHosts hosts(kPlain);

    for (const char* value : {"localhost",
                              "localhost:80",
                              "localhost:8081",
                              "LOCALHOST:8080",
                              "localhost:8080 ",
                              "localhost.:8080",
                              "[::1%lo]:8080",
                              ""}) {
        EXPECT_FALSE(hosts.is_host(value)) << value;
    }
    for (const char* value : {"https://localhost:8080",
                              "http://localhost",
                              "localhost:8080",
                              "http://localhost:8080/",
                              "null",
                              "",
                              "ws://localhost:8080"}) {
        EXPECT_FALSE(hosts.is_origin(value)) << value;
    }
}

TEST(AllowedHosts, TheUsualPortMayBeLeftOut) {
    const AllowedHosts plain({.tls = false, .port = 80, .names = {"fcr.example"}});
    const AllowedHosts secure({.tls = true, .port = 443, .names = {"fcr.example"}});

    EXPECT_TRUE(plain.is_host("fcr.example"));
    EXPECT_TRUE(plain.is_origin("http://fcr.example"));
    EXPECT_TRUE(secure.is_host("fcr.example"));
    EXPECT_TRUE(secure.is_host("fcr.example:443"));
    EXPECT_TRUE(secure.is_origin("https://fcr.example"));
    EXPECT_FALSE(secure.is_origin("http://fcr.example"));
}

TEST(AllowedHosts, AHostNameHasLettersDigitsHyphensAndDots) {
    EXPECT_TRUE(is_host_name("training-3.force.example"));
    for (const char* name : {"", "a b", "a/b", "a:80", "[::1]", "A.example", "é.example", "*"}) {
        EXPECT_FALSE(is_host_name(name)) << name;
    }
}

}  // namespace
}  // namespace fcr
