#include "sim/calibration/local_search.hpp"

#include "sim/base/check.hpp"

#include <nlopt.h>

#include <algorithm>
#include <memory>

namespace fcr {

namespace {

/// What a point without figures counts as: worse than any that has some.
constexpr double kNoFigures = 1e30;

/// Settings as near as this, in shares of the ranges, are not told apart.
constexpr double kPlaceTolerance = 2e-4;

/// The first step becomes so much smaller when the search begins again.
constexpr double kAgain = 0.5;

/// A search on its way: which parameters move, what may still be simulated, what was best.
class Descent {
public:
    Descent(const CalibrationPlan& plan, const LocalSearchOptions& options, TriedPoints& points)
        : plan_(plan),
          points_(points),
          simulated_max_(points.simulated() + options.points_max),
          step_(options.first_step) {
        for (std::size_t row = 0; row < plan.parameters.size(); ++row) {
            if (options.held.empty() || !options.held[row]) {
                free_.push_back(row);
            }
        }
    }

    /// Tries a point where the budget allows it; known ones are always allowed.
    double misfit_at(const std::vector<double>& places) {
        const auto row = points_.row_of(point_at(plan_, places));
        if (!row) {
            return kNoFigures;
        }
        const double misfit = points_.tried()[*row].misfit.value;
        if (!best_ || misfit < points_.tried()[*best_].misfit.value) {
            best_ = row;
        }
        return misfit;
    }

    [[nodiscard]] bool is_over() const {
        return points_.stopped() || points_.simulated() >= simulated_max_;
    }

    std::optional<std::size_t> run(const CalibrationPoint& start) {
        std::vector<double> places = places_of(start);
        misfit_at(places);
        while (!free_.empty() && !is_over()) {
            const auto before = best_;
            subplex(places);
            if (!try_neighbours() && best_ == before) {
                break;
            }
            if (!best_ || best_ == last_begun_) {
                break;
            }
            last_begun_ = best_;
            places = places_of(points_.tried()[*best_].point);
            step_ *= kAgain;
        }
        return best_;
    }

private:
    struct FreeOptimiser {
        void operator()(nlopt_opt optimiser) const { nlopt_destroy(optimiser); }
    };
    using Optimiser = std::unique_ptr<std::remove_pointer_t<nlopt_opt>, FreeOptimiser>;

    /// One step of a parameter in shares of its range: of whole numbers one at least.
    [[nodiscard]] double step_of(std::size_t parameter) const {
        const UniformInput& range = range_of(plan_.parameters[parameter]);
        return plan_.parameters[parameter].whole ? std::max(step_, 1.0 / (range.high - range.low))
                                                 : step_;
    }

    /// NLopt's view of the misfit: the free parameters alone.
    static double objective(unsigned count, const double* at, double* /*slope*/, void* self) {
        auto& descent = *static_cast<Descent*>(self);
        std::vector<double> places = descent.from_;
        for (unsigned row = 0; row < count; ++row) {
            places[descent.free_[row]] = at[row];
        }
        const double misfit = descent.misfit_at(places);
        if (descent.is_over()) {
            nlopt_force_stop(descent.optimiser_.get());
        }
        return misfit;
    }

    void subplex(const std::vector<double>& places) {
        from_ = places;
        const auto count = static_cast<unsigned>(free_.size());
        optimiser_.reset(nlopt_create(NLOPT_LN_SBPLX, count));
        FCR_CHECK(optimiser_ != nullptr, "NLopt has no room for a search");
        std::vector<double> at;
        std::vector<double> steps;
        for (const std::size_t parameter : free_) {
            at.push_back(places[parameter]);
            // A step that would leave the range goes the other way.
            const double step = step_of(parameter);
            steps.push_back(places[parameter] + step > 1.0 ? -step : step);
        }
        nlopt_set_lower_bounds1(optimiser_.get(), 0.0);
        nlopt_set_upper_bounds1(optimiser_.get(), 1.0);
        nlopt_set_min_objective(optimiser_.get(), &Descent::objective, this);
        nlopt_set_initial_step(optimiser_.get(), steps.data());
        nlopt_set_xtol_abs1(optimiser_.get(), kPlaceTolerance);
        // Whole numbers make plateaus on which it would go round without simulating anything.
        nlopt_set_maxeval(optimiser_.get(), static_cast<int>(200 + 40 * count));
        double least = 0.0;
        // Every way it may end is fine: what it met is in the book.
        static_cast<void>(nlopt_optimize(optimiser_.get(), at.data(), &least));
        optimiser_.reset();
    }

    /// Whole numbers one up and one down, alone and in pairs; true when one is better.
    bool try_neighbours() {
        if (!best_) {
            return false;
        }
        std::vector<std::vector<double>> moves;
        for (const std::size_t parameter : free_) {
            if (plan_.parameters[parameter].whole) {
                const UniformInput& range = range_of(plan_.parameters[parameter]);
                for (const double way : {-1.0, 1.0}) {
                    moves.emplace_back(plan_.parameters.size(), 0.0)[parameter] =
                        way / (range.high - range.low);
                }
            }
        }
        const std::size_t alone = moves.size();
        for (std::size_t first = 0; first < alone; ++first) {
            for (std::size_t second = 2 * (first / 2 + 1); second < alone; ++second) {
                std::vector<double> both = moves[first];
                for (std::size_t row = 0; row < both.size(); ++row) {
                    both[row] += moves[second][row];
                }
                moves.push_back(std::move(both));
            }
        }
        const std::size_t before = *best_;
        const std::vector<double> from = places_of(points_.tried()[before].point);
        for (const std::vector<double>& move : moves) {
            if (is_over()) {
                break;
            }
            std::vector<double> places = from;
            bool inside = true;
            for (std::size_t row = 0; row < places.size(); ++row) {
                places[row] += move[row];
                inside = inside && places[row] > -1e-9 && places[row] < 1.0 + 1e-9;
            }
            if (inside) {
                misfit_at(places);
            }
        }
        return *best_ != before;
    }

    const CalibrationPlan& plan_;
    TriedPoints& points_;
    std::size_t simulated_max_;
    double step_;
    std::vector<std::size_t> free_;
    std::vector<double> from_;
    Optimiser optimiser_;
    std::optional<std::size_t> best_;
    std::optional<std::size_t> last_begun_;
};

}  // namespace

std::optional<std::size_t> search_from(const CalibrationPoint& start,
                                       const CalibrationPlan& plan,
                                       const LocalSearchOptions& options,
                                       TriedPoints& points) {
    return Descent(plan, options, points).run(start);
}

}  // namespace fcr
