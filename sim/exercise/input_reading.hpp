// Inputs as bytes: a message of proto/fcr/v1/journal.proto, on the wire and in a journal.
#pragma once

#include "sim/base/result.hpp"
#include "sim/exercise/exercise_plan.hpp"
#include "sim/exercise/input.hpp"

#include <cstdint>
#include <string_view>

namespace fcr {

/// The kind of a journal's record whose payload is an input.
inline constexpr std::uint16_t kInputRecordKind = 1;

/// The input of a serialised v1::ExerciseInput. Bytes that are no such message, names that the
/// exercise does not have and numbers out of range are told and are no input: they are neither
/// numbered nor kept. Whoever keeps an input keeps the bytes it came in.
[[nodiscard]] Result<Input> read_input(std::string_view bytes, const ExercisePlan& plan);

/// The same of a message in text format, for scripts and tests.
[[nodiscard]] Result<std::string> input_bytes_of_text(std::string_view text);

}  // namespace fcr
