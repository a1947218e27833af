// The transport alone under load: a server that has no exercise and sends a state now and then.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace fcr {

struct LoadServerOptions {
    std::uint16_t port;  ///< 0: any
    std::size_t bytes;   ///< of a state
    std::chrono::milliseconds every;
};

/// Prints its port and process on one line, then serves until it is killed. The exit code.
int serve_load(const LoadServerOptions& options);

}  // namespace fcr
