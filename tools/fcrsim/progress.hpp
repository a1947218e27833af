// The progress line: how much is done and how long the rest will take.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace fcr {

/// Such as `37 of 100 replications, about 12 s left`; without a forecast until one is finished.
/// `what` names what is counted, in the plural.
[[nodiscard]] std::string progress_line(std::uint64_t finished,
                                        std::uint64_t replications,
                                        std::chrono::duration<double> elapsed,
                                        std::string_view what = "replications");

}  // namespace fcr
