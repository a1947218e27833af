#include "sim/random/streams.hpp"

#include "sim/random/distribution.hpp"
#include "sim/random/philox.hpp"
#include "sim/random/recent_blocks.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

namespace fcr {
namespace {

constexpr std::size_t kCallers = 1'000;
constexpr EntityKey kCaller{.family = 7, .member = 42};

constexpr Purpose kPurposes[] = {
    Purpose::ArrivalOffset,
    Purpose::Talk,
    Purpose::WrapUp,
    Purpose::Patience,
    Purpose::CallClass,
    Purpose::PickUp,
    Purpose::AfterCallGap,
    Purpose::Balk,
    Purpose::OperatorAnswer,
    Purpose::OperatorSelect,
    Purpose::OperatorConnect,
    Purpose::Message,
    Purpose::ArrivalCount,
    Purpose::DayFactorShared,
    Purpose::DayFactorOwn,
};

std::uint64_t first_word(const Streams& streams, Purpose purpose, EntityKey entity) {
    return streams.draw(purpose, entity).next_word();
}

TEST(Streams, WordsComeFromTheDocumentedCounters) {
    const Streams streams(11, 3);
    const Philox4x64 philox(PhiloxPair{{11, 3}});

    const std::uint64_t first = first_word(streams, Purpose::PickUp, kCaller);
    const std::uint64_t further = streams.further_word(Purpose::PickUp, kCaller, 2);

    EXPECT_EQ(first, philox({{42, 7}}, {{1, 0}}).words[1]);
    EXPECT_EQ(further, philox({{42, 7}}, {{0x8000000000000205, 1}}).words[0]);
}

TEST(Streams, ADrawFromABlockIsTheDrawOfItsPurpose) {
    const Streams streams(1, 2);

    for (const Purpose purpose : kPurposes) {
        const DrawBlock block = streams.block(purpose, kCaller);

        EXPECT_EQ(streams.draw(block, purpose, kCaller).next_word(),
                  first_word(streams, purpose, kCaller));
    }
}

TEST(Streams, SeedReplicationPurposeEntityAndAttemptAllChangeTheWord) {
    std::set<std::uint64_t> words;
    std::size_t count = 0;

    for (const std::uint64_t seed : {0U, 1U, 2U}) {
        for (const std::uint64_t replication : {0U, 1U, 2U}) {
            const Streams streams(seed, replication);
            for (const std::uint64_t family : {0U, 1U, 2U}) {
                for (const std::uint64_t member : {0U, 1U, 2U}) {
                    for (const Purpose purpose : kPurposes) {
                        Draw draw =
                            streams.draw(purpose, EntityKey{.family = family, .member = member});
                        for (int attempt = 0; attempt < 4; ++attempt) {
                            words.insert(draw.next_word());
                            ++count;
                        }
                    }
                }
            }
        }
    }

    EXPECT_EQ(words.size(), count);
}

TEST(Streams, DrawsDoNotDependOnTheirOrder) {
    const Streams streams(5, 6);
    const Distribution talk = Distribution::lognormal(180.0, 0.8);
    const Distribution wrap_up = Distribution::gamma(0.5, 100.0);
    const auto sample = [&](const Distribution& law, Purpose purpose, std::size_t i) {
        return law.sample(streams.draw(purpose, EntityKey{.family = 1, .member = i}));
    };

    std::vector<double> forwards(2 * kCallers);
    for (std::size_t i = 0; i < kCallers; ++i) {
        forwards[2 * i] = sample(talk, Purpose::Talk, i);
        forwards[2 * i + 1] = sample(wrap_up, Purpose::WrapUp, i);
    }
    std::vector<double> backwards(2 * kCallers);
    for (std::size_t i = kCallers; i-- > 0;) {
        backwards[2 * i + 1] = sample(wrap_up, Purpose::WrapUp, i);
    }
    for (std::size_t i = kCallers; i-- > 0;) {
        backwards[2 * i] = sample(talk, Purpose::Talk, i);
    }

    EXPECT_EQ(forwards, backwards);
}

TEST(Draw, GoesOnWithFurtherWords) {
    const Streams streams(8, 9);
    Draw draw = streams.draw(Purpose::Patience, kCaller);

    const std::uint64_t first = draw.next_word();
    const std::uint64_t second = draw.next_word();
    const std::uint64_t third = draw.next_word();

    EXPECT_EQ(first, streams.block(Purpose::Patience, kCaller).words[3]);
    EXPECT_EQ(second, streams.further_word(Purpose::Patience, kCaller, 1));
    EXPECT_EQ(third, streams.further_word(Purpose::Patience, kCaller, 2));
}

TEST(Draw, UniformIsTheHighBitsOfTheWord) {
    const Streams streams(8, 9);
    const std::uint64_t ones = ~std::uint64_t{0};

    EXPECT_EQ(Draw(streams, Purpose::Talk, kCaller, 0).next_uniform(), 0.0);
    EXPECT_EQ(Draw(streams, Purpose::Talk, kCaller, ones).next_uniform(), 1.0 - 0x1.0p-53);
    EXPECT_EQ(Draw(streams, Purpose::Talk, kCaller, std::uint64_t{1} << 63).next_uniform(), 0.5);
}

TEST(RecentBlocks, GiveTheDrawsOfTheirStreams) {
    const Streams streams(11, 3);
    RecentBlocks recent;
    recent.reset(streams);

    // More entities than it keeps blocks of, each asked for twice and in two families.
    for (std::uint64_t round = 0; round < 2; ++round) {
        for (std::uint64_t member = 0; member < kCallers; ++member) {
            for (const Purpose purpose : kPurposes) {
                const EntityKey entity{.family = member % 2, .member = member / 2};
                ASSERT_EQ(recent.draw(purpose, entity).next_word(),
                          first_word(streams, purpose, entity));
            }
        }
    }
}

TEST(RecentBlocks, ForgetTheReplicationBefore) {
    RecentBlocks recent;
    recent.reset(Streams(11, 3));
    const std::uint64_t before = recent.draw(Purpose::Talk, kCaller).next_word();
    recent.reset(Streams(11, 4));

    EXPECT_NE(recent.draw(Purpose::Talk, kCaller).next_word(), before);
    EXPECT_EQ(recent.draw(Purpose::Talk, kCaller).next_word(),
              first_word(Streams(11, 4), Purpose::Talk, kCaller));
}

}  // namespace
}  // namespace fcr
