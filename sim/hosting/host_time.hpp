// The clock that a host is told: how long the machine has been counting. Never goes back.
#pragma once

#include <chrono>

namespace fcr {

using HostTime = std::chrono::microseconds;

}  // namespace fcr
