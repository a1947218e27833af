#include "sim/calibration/calibration_plan.hpp"

#include "sim/base/check.hpp"

#include <algorithm>

namespace fcr {

const UniformInput& range_of(const Factor& parameter) {
    const auto* range = parameter.law ? std::get_if<UniformInput>(&*parameter.law) : nullptr;
    FCR_CHECK(range != nullptr, "a calibrated parameter has a range");
    return *range;
}

Setting setting_in_range(const Factor& parameter, double place) {
    return setting_at_level(parameter, std::clamp(place, 0.0, 1.0));
}

Setting setting_of_number(const Factor& parameter, double number) {
    const UniformInput& range = range_of(parameter);
    return setting_in_range(parameter, (number - range.low) / (range.high - range.low));
}

CalibrationPoint point_at(const CalibrationPlan& plan, const std::vector<double>& places) {
    FCR_CHECK(places.size() == plan.parameters.size(), "a point of another calibration");
    CalibrationPoint point;
    for (std::size_t row = 0; row < places.size(); ++row) {
        point.push_back(setting_in_range(plan.parameters[row], places[row]));
    }
    return point;
}

std::vector<double> places_of(const CalibrationPoint& point) {
    std::vector<double> places;
    for (const Setting& setting : point) {
        places.push_back(setting.unit);
    }
    return places;
}

std::vector<std::string> overrides_of(const CalibrationPlan& plan, const CalibrationPoint& point) {
    FCR_CHECK(point.size() == plan.parameters.size(), "a point of another calibration");
    std::vector<std::string> overrides = plan.changes;
    for (std::size_t row = 0; row < point.size(); ++row) {
        for (std::string& change : overrides_of(plan.parameters[row], point[row])) {
            overrides.push_back(std::move(change));
        }
    }
    return overrides;
}

std::uint64_t replications_max(const CalibrationPlan& plan) {
    const SearchBudget& budget = plan.budget;
    // The profile has the best's own value beside those asked for, and tries two points at each
    // before it searches.
    const std::uint64_t searched =
        budget.points +
        (budget.profile_points + 1) * std::max<std::size_t>(budget.profile_search, 2);
    // Where the starts came to, points as good elsewhere, known fits, and the best's neighbours.
    const std::uint64_t checked =
        budget.starts + kEqualsChecked + plan.known.size() + 2 * plan.parameters.size();
    return searched * plan.replications + checked * plan.check_replications;
}

}  // namespace fcr
