// How well simulated time keeps its pace.
#pragma once

#include <cstdint>

namespace fcr {

struct PacingOptions {
    int seconds = 60;  ///< of real time
    std::uint32_t speed = 60;
};

/// Runs a pacer and prints by how much each tick was late and how far time was off at the end. The
/// exit code.
int measure_pacing(const PacingOptions& options);

}  // namespace fcr
