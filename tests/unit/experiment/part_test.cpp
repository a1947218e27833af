// Parts of experiments: shared out, written, read back and joined.
#include "sim/experiment/part.hpp"

#include "sim/scenario/compile.hpp"
#include "tests/support/any_room.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <utility>
#include <vector>

namespace fcr::test {
namespace {

ExperimentResult run(const CompiledScenario& scenario, std::uint64_t first, std::uint64_t count) {
    ExperimentProgress progress;
    return run_experiment(
        scenario, {.seed = 7, .first_replication = first, .replications = count}, progress);
}

CompiledScenario any_compiled_room(std::uint64_t seed) {
    Result<CompiledScenario> compiled = compile(any_whole_room(seed));
    FCR_CHECK(compiled.has_value(), "a test's scenario does not compile");
    return std::move(*compiled);
}

TEST(Part, ShardsTakeEveryReplicationOnce) {
    for (const std::uint32_t of : {1U, 2U, 3U, 7U, 50U}) {
        for (const std::uint64_t replications : {1U, 6U, 7U, 100U}) {
            std::uint64_t next = 0;
            for (std::uint32_t number = 1; number <= of; ++number) {
                const ShardRows rows = rows_of({.number = number, .of = of}, replications);
                EXPECT_EQ(rows.first, next);
                EXPECT_LE(rows.count, replications / of + 1);
                next += rows.count;
            }
            EXPECT_EQ(next, replications);
        }
    }
}

// Seeds chosen so that rooms with and without a response, rosters and percentiles are among them.
TEST(Part, WordsReadBackAreTheSameResult) {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        const CompiledScenario scenario = any_compiled_room(seed);
        const ExperimentResult result = run(scenario, 3, 4);
        if (result.limit) {
            continue;
        }
        const std::vector<std::int64_t> words = to_words(result);

        const std::optional<ExperimentResult> again = from_words(scenario, words);
        ASSERT_TRUE(again) << seed;
        EXPECT_EQ(to_words(*again), words) << seed;
        EXPECT_EQ(again->totals->replications(), 4U);
    }
}

TEST(Part, PartsJoinedAreTheWhole) {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        const CompiledScenario scenario = any_compiled_room(seed);
        const ExperimentResult whole = run(scenario, 0, 7);
        ExperimentResult late = run(scenario, 4, 3);
        ExperimentResult early = run(scenario, 0, 4);
        if (whole.limit || late.limit || early.limit) {
            continue;
        }
        join(late, std::move(early));

        EXPECT_EQ(to_words(late), to_words(whole)) << seed;
    }
}

TEST(Part, WordsOfAnotherScenarioOrTooFewAreNone) {
    const CompiledScenario scenario = any_compiled_room(1);
    std::vector<std::int64_t> words = to_words(run(scenario, 0, 2));
    ASSERT_TRUE(from_words(scenario, words));

    EXPECT_FALSE(from_words(scenario, std::span(words).first(words.size() - 1)));
    EXPECT_FALSE(from_words(scenario, std::span(words).first(1)));
    EXPECT_FALSE(from_words(scenario, {}));
    words.push_back(0);
    EXPECT_FALSE(from_words(scenario, words));
    words.front() = std::int64_t{1} << 40;
    EXPECT_FALSE(from_words(scenario, words));
}

Part a_part() {
    Part part;
    part.origin.fcrsim_version = "0.1.0";
    part.origin.scenario_name = "room.txtpb";
    part.origin.scenario.text = "title: \"A room\"\n";
    part.origin.scenario.files = {{.name = "input_1.csv", .bytes = std::string("a,b\n\0", 5)}};
    part.origin.scenario.digest = digest_of(part.origin.scenario.text, part.origin.scenario.files);
    part.origin.scenario.changes = {"pools[in_house].seats=12"};
    part.origin.seed = 9'007'199'254'740'991;
    part.origin.first_replication = 4;
    part.origin.replications = 100;
    part.origin.confidence = 0.9;
    part.origin.shard = {.number = 2, .of = 3};
    part.words = {0, -1, 5'000'000'000, std::numeric_limits<std::int64_t>::min()};
    return part;
}

TEST(Part, BytesReadBackAreTheSamePart) {
    const Part part = a_part();

    const Result<Part> again = decode_part(encode(part), "a.fcrpart");
    ASSERT_TRUE(again);
    EXPECT_EQ(again->words, part.words);
    EXPECT_EQ(again->origin.seed, part.origin.seed);
    EXPECT_EQ(again->origin.scenario.digest, part.origin.scenario.digest);
    EXPECT_EQ(again->origin.scenario.files[0].bytes, part.origin.scenario.files[0].bytes);
    EXPECT_EQ(again->origin.scenario.changes, part.origin.scenario.changes);
    EXPECT_EQ(again->origin.shard.number, 2U);
    EXPECT_EQ(encode(*again), encode(part));
}

TEST(Part, DamagedBytesAreRefused) {
    const std::string bytes = encode(a_part());

    for (std::size_t size = 0; size < bytes.size(); ++size) {
        EXPECT_FALSE(decode_part(std::string_view(bytes).substr(0, size), "a")) << size;
    }
    std::string turned = bytes;
    turned[bytes.size() / 2] = static_cast<char>(turned[bytes.size() / 2] ^ 1);
    EXPECT_FALSE(decode_part(turned, "a"));
    EXPECT_FALSE(decode_part("lines { }", "a"));
}

}  // namespace
}  // namespace fcr::test
