// What another process uses of the machine, as /proc tells it.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <optional>

namespace fcr {

struct ProcessUse {
    std::chrono::microseconds processor{};  ///< user and system time since it began
    std::uint64_t resident_kib = 0;
    std::size_t descriptors = 0;
};

/// Empty when there is no such process, or it is another user's.
[[nodiscard]] std::optional<ProcessUse> process_use(pid_t process);

}  // namespace fcr
