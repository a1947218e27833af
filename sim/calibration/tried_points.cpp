#include "sim/calibration/tried_points.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace fcr {

TriedPoints::TriedPoints(const CalibrationPlan& plan, TargetModel& model)
    : plan_(plan), model_(model) {}

std::optional<std::size_t> TriedPoints::row_of(const CalibrationPoint& point) {
    std::vector<std::string> key;
    for (const Setting& setting : point) {
        key.push_back(setting.text);
    }
    if (const auto found = rows_.find(key); found != rows_.end()) {
        return found->second;
    }
    if (stopped_) {
        return std::nullopt;
    }
    PointResponse response = model_.at(point, {.first = 0, .count = plan_.replications});
    if (std::holds_alternative<PointStopped>(response)) {
        stopped_ = true;
        return std::nullopt;
    }
    ++simulated_;
    std::optional<std::size_t> row;
    if (auto* refused = std::get_if<PointRefused>(&response)) {
        if (refused_++ == 0) {
            first_refusal_ = std::move(refused->why);
        }
    } else {
        row = tried_.size();
        auto& figures = std::get<TargetFigures>(response);
        Misfit misfit = misfit_of(plan_.targets, figures);
        tried_.push_back(
            {.point = point, .figures = std::move(figures), .misfit = std::move(misfit)});
    }
    rows_.emplace(std::move(key), row);
    return row;
}

std::optional<std::size_t> TriedPoints::best() const {
    const auto least = std::ranges::min_element(
        tried_, {}, [](const TriedPoint& tried) { return tried.misfit.value; });
    return least == tried_.end() ? std::nullopt
                                 : std::optional(static_cast<std::size_t>(least - tried_.begin()));
}

}  // namespace fcr
