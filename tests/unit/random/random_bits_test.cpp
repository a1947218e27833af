#include "tests/property/random_bits.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

TEST(RandomBits, AreThoseOfTheCommittedHash) {
    EXPECT_EQ(random_bits_hash(), kRandomBitsHash)
        << "every result changes with the samplers: say so in CHANGELOG.md and commit the new hash";
}

}  // namespace
}  // namespace fcr
