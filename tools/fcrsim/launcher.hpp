// Whether the program was started once, or as one of several copies.
#pragma once

#include "tools/fcrsim/exit_code.hpp"

#include <cstdint>
#include <optional>

namespace fcr {

/// Refuses, and says so, to be one of several copies in a build without MPI: every copy would do
/// the whole work.
[[nodiscard]] std::optional<ExitCode> refuse_copies();

/// Whether another copy speaks for this one: a rank of an MPI job other than the first.
[[nodiscard]] bool is_silent_copy();

/// The cores that this process may use; 1 at least.
[[nodiscard]] unsigned cores_of_process();

/// The threads that the user asked for, else one for each of these cores.
[[nodiscard]] unsigned jobs_of(const std::optional<std::uint64_t>& asked);

}  // namespace fcr
