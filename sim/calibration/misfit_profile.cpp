#include "sim/calibration/misfit_profile.hpp"

#include "sim/base/check.hpp"
#include "sim/calibration/local_search.hpp"

#include <algorithm>
#include <cmath>

namespace fcr {

namespace {

/// Steps of the other parameters are small: the search goes along a valley it is already in.
constexpr double kProfileStep = 0.08;

/// Even places over the range and the best's own, rising, each setting once.
std::vector<Setting> settings_of(const CalibrationPlan& plan,
                                 std::size_t parameter,
                                 const Setting& own) {
    std::vector<Setting> settings{own};
    const std::size_t count = plan.budget.profile_points;
    for (std::size_t row = 0; row < count; ++row) {
        Setting setting = setting_in_range(
            plan.parameters[parameter], static_cast<double>(row) / static_cast<double>(count - 1));
        if (std::ranges::count(settings, setting.text, &Setting::text) == 0) {
            settings.push_back(std::move(setting));
        }
    }
    std::ranges::sort(settings, {}, [](const Setting& setting) { return *setting.number; });
    return settings;
}

class Profiler {
public:
    Profiler(const CalibrationPlan& plan,
             const CalibrationPoint& best,
             const Direction& direction,
             TriedPoints& points)
        : plan_(plan), best_(best), direction_(direction), points_(points) {
        const auto largest = std::ranges::max_element(
            direction.parts, {}, [](double part) { return std::abs(part); });
        profile_.parameter = static_cast<std::size_t>(largest - direction.parts.begin());
        held_.assign(plan.parameters.size(), false);
        held_[profile_.parameter] = true;
        for (Setting& setting : settings_of(plan, profile_.parameter, best[profile_.parameter])) {
            profile_.rows.push_back({.setting = std::move(setting)});
        }
    }

    MisfitProfile run() {
        const auto own = std::ranges::find_if(profile_.rows, [&](const ProfileRow& row) {
            return row.setting.text == best_[profile_.parameter].text;
        });
        const auto at = static_cast<std::size_t>(own - profile_.rows.begin());
        fill(at, best_);
        for (std::size_t row = at; row-- > 0;) {
            fill(row, end_of(row + 1));
        }
        for (std::size_t row = at + 1; row < profile_.rows.size(); ++row) {
            fill(row, end_of(row - 1));
        }
        return std::move(profile_);
    }

private:
    /// Where the search at a value ended; the best point where it had no figures.
    [[nodiscard]] CalibrationPoint end_of(std::size_t row) const {
        const auto tried = profile_.rows[row].tried;
        return tried ? points_.tried()[*tried].point : best_;
    }

    void fill(std::size_t row, CalibrationPoint neighbour) {
        const Setting& setting = profile_.rows[row].setting;
        const std::size_t before = points_.simulated();
        neighbour[profile_.parameter] = setting;
        const CalibrationPoint along = along_direction(setting);
        const auto first = points_.row_of(neighbour);
        const auto second = points_.row_of(along);
        const bool is_along = second && (!first || misfit(*second) < misfit(*first));
        const std::size_t spent = points_.simulated() - before;
        const std::size_t budget = plan_.budget.profile_search;
        const auto end = search_from(is_along ? along : neighbour,
                                     plan_,
                                     {.points_max = budget - std::min(budget, spent),
                                      .first_step = kProfileStep,
                                      .held = held_},
                                     points_);
        profile_.rows[row].tried = end ? end : is_along ? second : first;
    }

    [[nodiscard]] double misfit(std::size_t row) const { return points_.tried()[row].misfit.value; }

    [[nodiscard]] CalibrationPoint along_direction(const Setting& setting) const {
        const double way =
            (setting.unit - best_[profile_.parameter].unit) / direction_.parts[profile_.parameter];
        std::vector<double> places = places_of(best_);
        for (std::size_t row = 0; row < places.size(); ++row) {
            places[row] += way * direction_.parts[row];
        }
        CalibrationPoint point = point_at(plan_, places);
        point[profile_.parameter] = setting;
        return point;
    }

    const CalibrationPlan& plan_;
    const CalibrationPoint& best_;
    const Direction& direction_;
    TriedPoints& points_;
    std::vector<bool> held_;
    MisfitProfile profile_;
};

}  // namespace

MisfitProfile profile_of(const CalibrationPlan& plan,
                         const CalibrationPoint& best,
                         const Direction& direction,
                         TriedPoints& points) {
    return Profiler(plan, best, direction, points).run();
}

ProfileStretch near_equal_stretch(const MisfitProfile& profile,
                                  const CalibrationPoint& best,
                                  const TriedPoints& points) {
    const auto& rows = profile.rows;
    const auto own = static_cast<std::size_t>(
        std::ranges::find_if(rows,
                             [&](const ProfileRow& row) {
                                 return row.setting.text == best[profile.parameter].text;
                             }) -
        rows.begin());
    FCR_CHECK(own < rows.size(), "a profile has the best's own value");
    double least = std::numeric_limits<double>::infinity();
    for (const ProfileRow& row : rows) {
        if (row.tried) {
            least = std::min(least, points.tried()[*row.tried].misfit.value);
        }
    }
    const auto is_near = [&](std::size_t row) {
        return rows[row].tried &&
               points.tried()[*rows[row].tried].misfit.value <= least + kNearEqual;
    };
    std::size_t low = own;
    while (low > 0 && is_near(low - 1)) {
        --low;
    }
    std::size_t high = own;
    while (high + 1 < rows.size() && is_near(high + 1)) {
        ++high;
    }
    return {.low = *rows[low].setting.number,
            .high = *rows[high].setting.number,
            .to_low_end = low == 0,
            .to_high_end = high + 1 == rows.size()};
}

}  // namespace fcr
