#include "tools/fcrsim/launcher.hpp"

#include "sim/ranks/ranks.hpp"
#include "tools/fcrsim/console.hpp"

#include <fmt/format.h>
#include <sched.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>
#include <thread>

namespace fcr {

std::optional<ExitCode> refuse_copies() {
    // Open MPI, MPICH and its kin. A build with MPI knows the first alone.
    for (const char* const name : std::array{"OMPI_COMM_WORLD_SIZE", "PMI_SIZE"}) {
        const char* const size = std::getenv(name);
        const bool knows = Ranks::is_built_in() && name == std::string_view("OMPI_COMM_WORLD_SIZE");
        if (size != nullptr && std::atoi(size) > 1 && !knows) {
            say(fmt::format(
                "fcrsim: started as one of several copies ({}={}), and this build has no MPI of "
                "that kind: every copy would do the whole run. Start it once; --jobs uses the "
                "cores.",
                name,
                size));
            return ExitCode::BadInput;
        }
    }
    return std::nullopt;
}

bool is_silent_copy() {
    const char* const rank = std::getenv("OMPI_COMM_WORLD_RANK");
    return Ranks::is_built_in() && rank != nullptr && std::atoi(rank) > 0;
}

unsigned cores_of_process() {
    // A launcher may have bound the process to some of the machine's cores.
    cpu_set_t cores;
    CPU_ZERO(&cores);
    if (::sched_getaffinity(0, sizeof cores, &cores) == 0) {
        return std::max(1U, static_cast<unsigned>(CPU_COUNT(&cores)));
    }
    return std::max(1U, std::thread::hardware_concurrency());
}

unsigned jobs_of(const std::optional<std::uint64_t>& asked) {
    return asked ? static_cast<unsigned>(*asked) : cores_of_process();
}

}  // namespace fcr
