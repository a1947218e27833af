// Validating a scenario: from a message with a form to a scenario with a meaning.
#pragma once

#include "sim/base/result.hpp"
#include "sim/scenario/scenario.hpp"

namespace fcr {

namespace v1 {
class Scenario;
}
struct TextOrigin;

/// The scenario that the message means, or every fault of meaning in it, in the order of its file:
/// numbers out of range, names that do not resolve, what is missing, what contradicts. CSV files
/// that it names are read; their paths are relative to the folder of `origin.file`.
[[nodiscard]] Result<Scenario> validate(const v1::Scenario& message, const TextOrigin& origin);

}  // namespace fcr
