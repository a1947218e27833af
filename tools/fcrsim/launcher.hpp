// Who started the program: mpirun starts many copies, which only a build with MPI can share out.
#pragma once

#include <optional>
#include <string>

namespace fcr {

/// The environment variable by which a launcher told this process that it is one of several, as
/// `OMPI_COMM_WORLD_SIZE=4`; empty when it is alone.
[[nodiscard]] std::optional<std::string> launcher_of_copies();

}  // namespace fcr
