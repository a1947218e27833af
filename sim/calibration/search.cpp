#include "sim/calibration/search.hpp"

#include "sim/calibration/local_search.hpp"
#include "sim/design/sobol_sequence.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace fcr {

namespace {

/// One in so many points of the budget is spent on looking round.
constexpr std::size_t kLookingRound = 5;

/// The first points keep off the ends of the ranges, where a search has one side only.
constexpr double kMargin = 0.05;

/// Two starts nearer than this would go the same way.
constexpr double kStartsApart = 0.2;

std::vector<std::size_t> look_round(const CalibrationPlan& plan, TriedPoints& points) {
    const std::size_t count = std::min(
        plan.budget.points, std::max(plan.budget.points / kLookingRound, plan.budget.starts));
    const UnitPoints cube =
        shifted_sobol_points({.rows = count, .dimensions = plan.parameters.size()}, plan.seed);
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < cube.rows() && !points.stopped(); ++row) {
        std::vector<double> places(cube[row].begin(), cube[row].end());
        for (double& place : places) {
            place = kMargin + (1.0 - 2.0 * kMargin) * place;
        }
        if (const auto tried = points.row_of(point_at(plan, places));
            tried && std::ranges::count(rows, *tried) == 0) {
            rows.push_back(*tried);
        }
    }
    return rows;
}

/// The best rows that are not near to each other; where they are too few, the best of the rest.
std::vector<std::size_t> choose_starts(std::vector<std::size_t> rows,
                                       std::size_t count,
                                       const TriedPoints& points) {
    const auto& tried = points.tried();
    std::ranges::stable_sort(rows, {}, [&](std::size_t row) { return tried[row].misfit.value; });
    std::vector<std::size_t> chosen;
    for (const double apart : {kStartsApart, 0.0}) {
        for (const std::size_t row : rows) {
            const bool is_near = std::ranges::any_of(chosen, [&](std::size_t other) {
                return row == other || distance(tried[row].point, tried[other].point) < apart;
            });
            if (!is_near && chosen.size() < count) {
                chosen.push_back(row);
            }
        }
    }
    return chosen;
}

}  // namespace

double distance(const CalibrationPoint& first, const CalibrationPoint& second) {
    double greatest = 0.0;
    for (std::size_t row = 0; row < first.size(); ++row) {
        greatest = std::max(greatest, std::abs(first[row].unit - second[row].unit));
    }
    return greatest;
}

std::vector<SearchEnd> search_from_starts(const CalibrationPlan& plan, TriedPoints& points) {
    const std::vector<std::size_t> starts =
        choose_starts(look_round(plan, points), plan.budget.starts, points);
    std::vector<SearchEnd> ends;
    for (std::size_t row = 0; row < starts.size() && !points.stopped(); ++row) {
        const std::size_t left =
            plan.budget.points - std::min(plan.budget.points, points.simulated());
        const auto end = search_from(points.tried()[starts[row]].point,
                                     plan,
                                     {.points_max = left / (starts.size() - row)},
                                     points);
        if (end) {
            ends.push_back({.start = starts[row], .end = *end});
        }
    }
    return ends;
}

std::vector<std::size_t> distant_equals(const TriedPoints& points,
                                        std::size_t best,
                                        std::size_t count,
                                        double apart) {
    const auto& tried = points.tried();
    std::vector<std::size_t> equals(tried.size());
    std::iota(equals.begin(), equals.end(), 0);
    std::erase_if(equals, [&](std::size_t row) {
        return tried[row].misfit.value > tried[best].misfit.value + kNearEqual;
    });
    std::vector<std::size_t> chosen{best};
    const auto distance_to_chosen = [&](std::size_t row) {
        double least = 1.0;
        for (const std::size_t other : chosen) {
            least = std::min(least, distance(tried[row].point, tried[other].point));
        }
        return least;
    };
    while (chosen.size() <= count && !equals.empty()) {
        // Of equally distant ones the earliest.
        const auto furthest = std::ranges::max_element(equals, {}, distance_to_chosen);
        if (distance_to_chosen(*furthest) < apart) {
            break;
        }
        chosen.push_back(*furthest);
    }
    chosen.erase(chosen.begin());
    return chosen;
}

}  // namespace fcr
