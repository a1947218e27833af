#include "sim/random/philox.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>

namespace fcr {
namespace {

struct KnownAnswer {
    PhiloxPair key;
    PhiloxPair low;
    PhiloxPair high;
    PhiloxWords words;
};

constexpr std::uint64_t kOnes = ~std::uint64_t{0};

// Random123's kat_vectors, philox4x64 with 10 rounds: zeros, ones, digits of pi.
constexpr KnownAnswer kKnownAnswers[] = {
    {.key = {{0, 0}},
     .low = {{0, 0}},
     .high = {{0, 0}},
     .words = {{0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b}}},
    {.key = {{kOnes, kOnes}},
     .low = {{kOnes, kOnes}},
     .high = {{kOnes, kOnes}},
     .words = {{0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6, 0xa09caebf594f0ba0}}},
    {.key = {{0x452821e638d01377, 0xbe5466cf34e90c6c}},
     .low = {{0x243f6a8885a308d3, 0x13198a2e03707344}},
     .high = {{0xa4093822299f31d0, 0x082efa98ec4e6c89}},
     .words = {{0xa528f45403e61d95, 0x38c72dbd566e9788, 0xa5a1610e72fd18b5, 0x57bd43b5e52b7fe6}}},
};

TEST(Philox, GivesThePublishedAnswers) {
    for (const KnownAnswer& known : kKnownAnswers) {
        const Philox4x64 philox(known.key);

        const PhiloxWords words = philox(known.low, known.high);

        for (std::size_t i = 0; i < 4; ++i) {
            EXPECT_EQ(words.words[i], known.words.words[i]) << "word " << i;
        }
    }
}

}  // namespace
}  // namespace fcr
