// The room whose numbers are calibrated: what the simulator says of a point.
#pragma once

#include "sim/base/result.hpp"
#include "sim/calibration/target_model.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/report/calibration_summary.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace fcr {

/// Runs the replications of a point in its scenario. Points are told apart by their overrides
/// alone, so every point meets the same callers. `progress` is watched and steered from another
/// thread; `progress_line` may be called by it.
class CalibratedRoom final : public TargetModel {
public:
    /// The plan must outlive it.
    CalibratedRoom(const CalibrationPlan& plan, unsigned jobs);

    [[nodiscard]] PointResponse at(const CalibrationPoint& point,
                                   const CallersUsed& callers) override;

    ExperimentProgress progress;

    [[nodiscard]] std::string progress_line(std::chrono::duration<double> elapsed) const;

    /// Calls offered in all replications, warm-up included.
    [[nodiscard]] std::uint64_t calls() const { return calls_; }

private:
    const CalibrationPlan& plan_;
    unsigned jobs_;
    std::uint64_t calls_ = 0;
    std::atomic<std::uint64_t> points_{0};
};

/// What the targets are called in the scenario, with the plan's changes.
[[nodiscard]] Result<std::vector<TargetWords>> target_words(const CalibrationPlan& plan);

}  // namespace fcr
