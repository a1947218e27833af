#include "sim/calibration/calibration.hpp"

#include "sim/base/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

namespace fcr {

namespace {

/// Points that were found on the way are shown when they are so far from the others.
constexpr double kEqualsApart = 0.25;

/// Ends of starts that are nearer to each other are one.
constexpr double kEndsApart = 0.02;

/// Takes figures on callers that the search has not met.
class Checker {
public:
    Checker(const CalibrationPlan& plan, TargetModel& model, Calibration& result)
        : plan_(plan), model_(model), result_(result) {}

    [[nodiscard]] PointResponse at(const CalibrationPoint& point) {
        if (result_.stopped) {
            return PointStopped{};
        }
        PointResponse response =
            model_.at(point, {.first = plan_.replications, .count = plan_.check_replications});
        result_.stopped = std::holds_alternative<PointStopped>(response);
        result_.checked_points += result_.stopped ? 0 : 1;
        return response;
    }

    /// Adds the fit, unless it is refused; why it is.
    std::optional<std::string> add(FitOrigin origin,
                                   std::size_t number,
                                   const CalibrationPoint& point) {
        PointResponse response = at(point);
        if (auto* refused = std::get_if<PointRefused>(&response)) {
            return std::move(refused->why);
        }
        if (auto* figures = std::get_if<TargetFigures>(&response)) {
            Misfit misfit = misfit_of(plan_.targets, *figures);
            result_.fits.push_back({.origin = origin,
                                    .number = number,
                                    .point = point,
                                    .figures = std::move(*figures),
                                    .misfit = std::move(misfit),
                                    .from_best = {}});
        }
        return std::nullopt;
    }

private:
    const CalibrationPlan& plan_;
    TargetModel& model_;
    Calibration& result_;
};

/// The ends of the starts, each once, checked; the best comes first.
void check_ends(const std::vector<SearchEnd>& ends,
                const TriedPoints& points,
                Checker& checker,
                Calibration& result) {
    std::vector<CalibrationPoint> checked;
    for (std::size_t row = 0; row < ends.size(); ++row) {
        const CalibrationPoint& point = points.tried()[ends[row].end].point;
        const bool is_known = std::ranges::any_of(
            checked, [&](const auto& other) { return distance(point, other) < kEndsApart; });
        if (!is_known) {
            checked.push_back(point);
            checker.add(FitOrigin::Start, row, point);
        }
    }
    const auto best = std::ranges::min_element(
        result.fits, {}, [](const CheckedFit& fit) { return fit.misfit.value; });
    if (best != result.fits.end()) {
        std::rotate(result.fits.begin(), best, best + 1);
    }
}

/// After a stop before anything was checked: the best of the search with the figures it has.
void take_unchecked(const TriedPoints& points, Calibration& result) {
    if (const auto best = points.best()) {
        const TriedPoint& tried = points.tried()[*best];
        result.is_checked = false;
        result.fits.push_back({.origin = FitOrigin::Start,
                               .number = 0,
                               .point = tried.point,
                               .figures = tried.figures,
                               .misfit = tried.misfit,
                               .from_best = {}});
    }
}

std::optional<Neighbourhood> neighbourhood_of(const CalibrationPlan& plan,
                                              const CheckedFit& best,
                                              Checker& checker) {
    Neighbourhood around;
    const std::vector<NeighbourSettings> settings = neighbours_of(plan, best.point);
    for (std::size_t row = 0; row < settings.size(); ++row) {
        const auto side = [&](const Setting& setting) -> std::optional<Neighbourhood::Side> {
            Neighbourhood::Side own{.setting = best.point[row], .figures = best.figures};
            if (setting.text == best.point[row].text) {
                return own;
            }
            CalibrationPoint point = best.point;
            point[row] = setting;
            PointResponse response = checker.at(point);
            if (std::holds_alternative<PointStopped>(response)) {
                return std::nullopt;
            }
            if (auto* figures = std::get_if<TargetFigures>(&response)) {
                return Neighbourhood::Side{.setting = setting, .figures = std::move(*figures)};
            }
            return own;  // refused there: the difference is to the other side alone
        };
        auto below = side(settings[row].below);
        auto above = below ? side(settings[row].above) : std::nullopt;
        if (!above) {
            return std::nullopt;
        }
        around.sides.push_back({.below = std::move(*below), .above = std::move(*above)});
    }
    return around;
}

void check_known(const CalibrationPlan& plan, Checker& checker, Calibration& result) {
    for (std::size_t row = 0; row < plan.known.size(); ++row) {
        CalibrationPoint point;
        for (std::size_t parameter = 0; parameter < plan.parameters.size(); ++parameter) {
            point.push_back(
                setting_of_number(plan.parameters[parameter], plan.known[row].values[parameter]));
        }
        if (auto why = checker.add(FitOrigin::Known, row, point)) {
            result.known_refused.push_back(fmt::format("{}: {}", plan.known[row].name, *why));
        }
    }
}

/// The tried point that the best fit is, or the best of the tried ones.
std::size_t row_of_best(const Calibration& result, TriedPoints& points) {
    const auto row = points.row_of(result.best().point);
    FCR_CHECK(row.has_value(), "the best fit was tried in the search");
    return *row;
}

void find_spans(const CalibrationPlan& plan, const TriedPoints& points, Calibration& result) {
    const auto best = points.best();
    if (!best) {
        return;
    }
    const double most = points.tried()[*best].misfit.value + kNearEqual;
    for (std::size_t parameter = 0; parameter < plan.parameters.size(); ++parameter) {
        NearEqualSpan span{.low = range_of(plan.parameters[parameter]).high,
                           .high = range_of(plan.parameters[parameter]).low};
        for (const TriedPoint& tried : points.tried()) {
            if (tried.misfit.value <= most) {
                span.low = std::min(span.low, *tried.point[parameter].number);
                span.high = std::max(span.high, *tried.point[parameter].number);
            }
        }
        result.spans.push_back(span);
    }
    result.near_equals = static_cast<std::size_t>(std::ranges::count_if(
        points.tried(), [&](const TriedPoint& tried) { return tried.misfit.value <= most; }));
}

/// What the best's surroundings say, once there is a checked best.
void look_around(const CalibrationPlan& plan,
                 double confidence,
                 Checker& checker,
                 TriedPoints& points,
                 Calibration& result) {
    const std::optional<Neighbourhood> around = neighbourhood_of(plan, result.best(), checker);
    if (!around) {
        return;
    }
    result.identifiability = identifiability(plan, *around, confidence);
    const std::size_t before = points.simulated();
    const CalibrationPoint best = result.best().point;
    MisfitProfile profile = profile_of(plan, best, result.identifiability->least_held(), points);
    result.profile_points = points.simulated() - before;
    if (points.stopped()) {
        result.stopped = true;
        return;
    }
    result.stretch = near_equal_stretch(profile, best, points);
    result.profile = std::move(profile);
    for (const std::size_t row :
         distant_equals(points, row_of_best(result, points), kEqualsChecked, kEqualsApart)) {
        checker.add(FitOrigin::Equal, 0, points.tried()[row].point);
    }
}

}  // namespace

std::uint64_t Calibration::replications(const CalibrationPlan& plan) const {
    return (search_points + profile_points) * plan.replications +
           checked_points * plan.check_replications;
}

Calibration calibrate(const CalibrationPlan& plan, TargetModel& model, double confidence) {
    Calibration result;
    TriedPoints points(plan, model);
    Checker checker(plan, model, result);
    const std::vector<SearchEnd> ends = search_from_starts(plan, points);
    result.search_points = points.simulated();
    result.stopped = points.stopped();
    check_ends(ends, points, checker, result);
    if (result.fits.empty()) {
        take_unchecked(points, result);
    } else {
        check_known(plan, checker, result);
        look_around(plan, confidence, checker, points, result);
        for (CheckedFit& fit : result.fits) {
            fit.from_best = misfit_difference(plan.targets, result.best().figures, fit.figures);
        }
    }
    find_spans(plan, points, result);
    result.refused = points.refused();
    result.first_refusal = points.first_refusal();
    result.tried = points.tried();
    return result;
}

bool is_ambiguous(const Calibration& calibration) {
    const bool is_loose =
        calibration.identifiability &&
        std::ranges::any_of(calibration.identifiability->directions,
                            [](const Direction& row) { return hold_of(row) != Hold::Firm; });
    const bool has_other = std::ranges::any_of(calibration.fits, [&](const CheckedFit& fit) {
        return fit.is_near_equal() &&
               distance(fit.point, calibration.best().point) >= kAnotherAnswer;
    });
    return is_loose || has_other;
}

}  // namespace fcr
