// A part of an experiment: some of its replications, fit to be kept, sent and joined with others.
#pragma once

#include "sim/base/result.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/scenario/compiled_scenario.hpp"
#include "sim/scenario/scenario_bundle.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

/// Which of the parts that an experiment was cut into: the replications are shared out in rows,
/// the first to the first.
struct Shard {
    std::uint32_t number = 1;  ///< from 1
    std::uint32_t of = 1;
};

/// The replications of a shard, by row of the experiment: [first, first + count).
struct ShardRows {
    std::uint64_t first = 0;
    std::uint64_t count = 0;
};
[[nodiscard]] ShardRows rows_of(Shard shard, std::uint64_t replications);

/// `part_3_of_8.fcrpart`.
[[nodiscard]] std::string part_file_name(Shard shard);

/// What a part is of. Two parts belong together when all but the shard's number is equal.
struct PartOrigin {
    std::string fcrsim_version;
    std::string scenario_name;  ///< as the user named it
    ScenarioBundle scenario;
    std::uint64_t seed = 1;
    std::uint64_t first_replication = 0;  ///< of the whole experiment, as the next
    std::uint64_t replications = 0;
    double confidence = 0.95;
    Shard shard;
};

struct Part {
    PartOrigin origin;
    std::vector<std::int64_t> words;  ///< see to_words
};

/// Replications and totals as whole numbers. A limit is no result: there must be none (bug
/// otherwise).
[[nodiscard]] std::vector<std::int64_t> to_words(const ExperimentResult& result);

/// The same again, of the same scenario, which must outlive it. Empty when the words are not such a
/// result.
[[nodiscard]] std::optional<ExperimentResult> from_words(const CompiledScenario& scenario,
                                                         std::span<const std::int64_t> words);

/// Adds another's replications and totals, of the same scenario and seed and with none in common.
void join(ExperimentResult& into, ExperimentResult&& part);

/// Words as fewer bytes, and the words in such bytes; empty when they are none.
[[nodiscard]] std::string pack_words(std::span<const std::int64_t> words);
[[nodiscard]] std::optional<std::vector<std::int64_t>> unpack_words(std::string_view bytes);

/// The part as bytes, and the part in bytes. `file` is for the problem.
[[nodiscard]] std::string encode(const Part& part);
[[nodiscard]] Result<Part> decode_part(std::string_view bytes, const std::string& file);

}  // namespace fcr
