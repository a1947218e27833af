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

/// Such as `120 of about 480 replications, about 12 s left`, of a run that ends when it knows
/// enough.
[[nodiscard]] std::string forecast_line(std::uint64_t finished,
                                        std::uint64_t forecast,
                                        std::chrono::duration<double> elapsed);

/// How far a sweep is.
struct PointsDone {
    std::uint64_t finished = 0;  ///< points, those that needed no run among them
    std::uint64_t points = 0;
    double run = 0.0;  ///< points' worth of replications that were run
};

/// Such as `37 of 200 points, about 3 min left`. The forecast is by what was run: points that were
/// there already took no time.
[[nodiscard]] std::string points_line(const PointsDone& done,
                                      std::chrono::duration<double> elapsed);

}  // namespace fcr
