#include "sim/intake/identity_key.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace fcr {
namespace {

using testing::HasSubstr;

std::filesystem::path salt_file(const char* name, const std::string& bytes) {
    const std::filesystem::path path = std::filesystem::path(testing::TempDir()) / name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
}

TEST(IdentityKey, TheSameSaltGivesTheSameIdsAndAnotherOthers) {
    const auto file = salt_file("salt_a", "0123456789abcdef0123456789abcdef");
    auto one = IdentityKey::from_file(file);
    auto again = IdentityKey::from_file(file);
    auto other = IdentityKey::from_file(salt_file("salt_b", "0123456789abcdef0123456789abcdeF"));
    ASSERT_TRUE(one && again && other);

    EXPECT_EQ(one->id_of('c', "07700900123"), again->id_of('c', "07700900123"));
    EXPECT_NE(one->id_of('c', "07700900123"), other->id_of('c', "07700900123"));
    EXPECT_NE(one->id_of('c', "07700900123"), one->id_of('c', "07700900124"));
    EXPECT_NE(one->id_of('c', "07700900123"), one->id_of('h', "07700900123"));
}

TEST(IdentityKey, RandomKeysDiffer) {
    IdentityKey one = IdentityKey::random();
    IdentityKey other = IdentityKey::random();

    EXPECT_NE(one.id_of('c', "07700900123"), other.id_of('c', "07700900123"));
}

TEST(IdentityKey, RefusesASaltThatCanBeGuessed) {
    const auto key = IdentityKey::from_file(salt_file("salt_short", "secret"));

    ASSERT_FALSE(key.has_value());
    EXPECT_THAT(to_string(key.error().front()), HasSubstr("must have 16 to 4096 bytes"));
}

TEST(IdentityKey, AnIdIsSixteenDigits) {
    std::string text;
    append_id(text, 0x00AB'CDEF'0123'4567U);

    EXPECT_EQ(text, "00abcdef01234567");
}

}  // namespace
}  // namespace fcr
