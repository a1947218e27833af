// Recorded calls as the callers of an exercise.
#pragma once

#include "sim/analysis/intake.hpp"
#include "sim/scenario/scenario.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace fcr {

class Block;

/// Reads the extract that a block of type v1::ExerciseLoad names, and varies it. Empty when
/// something is wrong, which the block then tells. `folder` is that of the exercise's file.
[[nodiscard]] std::optional<LoadIntake> read_exercise_load(const Block& block,
                                                           const std::filesystem::path& folder,
                                                           const Scenario& scenario,
                                                           std::uint64_t seed);

/// The file of a plan's bundle in which the load is kept, so that a journal needs no extract: who
/// rang, when and for what, nothing else of the extract.
inline constexpr std::string_view kLoadFile = "load.csv";

/// Of a scenario that has a load.
[[nodiscard]] std::string load_bytes(const Scenario& scenario);
[[nodiscard]] std::optional<LoadIntake> read_load_bytes(std::string_view bytes,
                                                        const Scenario& scenario);

}  // namespace fcr
