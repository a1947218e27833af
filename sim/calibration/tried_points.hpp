// Every point that a search has simulated, each once.
#pragma once

#include "sim/calibration/misfit.hpp"
#include "sim/calibration/target_model.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// A point with what came of it.
struct TriedPoint {
    CalibrationPoint point;
    TargetFigures figures;
    Misfit misfit;
};

/// Simulates points on the same callers and remembers them: a point that is asked for again costs
/// nothing. Not thread-safe.
class TriedPoints {
public:
    /// Plan and model must outlive it.
    TriedPoints(const CalibrationPlan& plan, TargetModel& model);

    /// The row of the point in `tried`; empty when it is refused or the run was stopped.
    std::optional<std::size_t> row_of(const CalibrationPoint& point);

    [[nodiscard]] const std::vector<TriedPoint>& tried() const { return tried_; }
    /// How many were simulated, refused ones included.
    [[nodiscard]] std::size_t simulated() const { return simulated_; }
    [[nodiscard]] std::size_t refused() const { return refused_; }
    /// Why the first of the refused ones was.
    [[nodiscard]] const std::string& first_refusal() const { return first_refusal_; }
    [[nodiscard]] bool stopped() const { return stopped_; }

    /// The row with the least misfit, the earliest of equals; empty when none was measured.
    [[nodiscard]] std::optional<std::size_t> best() const;

private:
    const CalibrationPlan& plan_;
    TargetModel& model_;
    std::vector<TriedPoint> tried_;
    std::map<std::vector<std::string>, std::optional<std::size_t>> rows_;  ///< by settings' texts
    std::size_t simulated_ = 0;
    std::size_t refused_ = 0;
    std::string first_refusal_;
    bool stopped_ = false;
};

}  // namespace fcr
