#include "sim/analysis/erlang.hpp"

#include "sim/base/check.hpp"

#include <boost/math/quadrature/gauss_kronrod.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace fcr {
namespace {

/// Sums of state weights are scaled down here, far from the largest double.
constexpr double kRescaleAbove = 1e200;

/// A density this many natural logarithms below its peak adds nothing: exp(-45) is 3e-20.
constexpr double kNegligible = 45.0;

constexpr unsigned kHalvingsMax = 10;
constexpr double kQuadratureTolerance = 1e-10;

void check_input(const ErlangInput& input) {
    FCR_CHECK(input.arrivals_per_s > 0.0 && std::isfinite(input.arrivals_per_s),
              "arrivals must be more than 0");
    FCR_CHECK(input.service_mean_s > 0.0 && std::isfinite(input.service_mean_s),
              "mean service must be more than 0");
    FCR_CHECK(input.handlers >= 1, "there must be a handler");
}

void check_input(const ErlangAInput& input) {
    check_input(input.queue);
    FCR_CHECK(input.patience_mean_s > 0.0 && std::isfinite(input.patience_mean_s),
              "mean patience must be more than 0");
}

/// Calls a second that the handlers finish when all are busy.
double capacity_per_s(const ErlangInput& input) {
    return input.handlers / input.service_mean_s;
}

/// The states of M/M/c+M with at least c calls, as multiples of exp(log_scale) times the weight of
/// the state with exactly c.
struct BusyStates {
    double weights = 0.0;    ///< sum of weights
    double queue = 0.0;      ///< sum of weights times calls waiting
    double log_scale = 0.0;  ///< natural logarithm
    double below = 0.0;      ///< weight of all states with fewer than c calls
    [[nodiscard]] double total() const { return weights + below; }
};

BusyStates sum_busy_states(const ErlangAInput& input) {
    const double arrivals = input.queue.arrivals_per_s;
    const double capacity = capacity_per_s(input.queue);
    const double blocked = erlang_b(input.queue);
    BusyStates states;
    double weight = 1.0;
    for (double waiting = 0.0;; waiting += 1.0) {
        states.weights += weight;
        states.queue += weight * waiting;
        const double ratio = arrivals / (capacity + (waiting + 1.0) / input.patience_mean_s);
        // From here on the weights fall at least as fast as ratio^k, so what is left of the queue
        // is at most weight * (waiting + 1 / (1 - ratio)) * ratio / (1 - ratio).
        if (ratio < 1.0) {
            const double tail = weight * ratio / (1.0 - ratio);
            if (tail * (waiting + 1.0 / (1.0 - ratio)) <=
                    std::numeric_limits<double>::epsilon() * std::max(states.queue, tail) &&
                tail <= std::numeric_limits<double>::epsilon() * states.weights) {
                break;
            }
        }
        weight *= ratio;
        if (states.weights > kRescaleAbove) {
            weight /= kRescaleAbove;
            states.weights /= kRescaleAbove;
            states.queue /= kRescaleAbove;
            states.log_scale += std::log(kRescaleAbove);
        }
    }
    states.below = (1.0 / blocked - 1.0) * std::exp(-states.log_scale);
    return states;
}

/// Integral of exp(log_density) over [from, to], where the density rises to `peak` and falls after.
template <typename LogDensity>
double integrate_hump(const LogDensity& log_density, double from, double to, double peak) {
    using Quadrature = boost::math::quadrature::gauss_kronrod<double, 31>;

    const double middle = std::clamp(peak, from, to);
    const double highest = log_density(middle);
    // The part that matters on either side: steps doubled until the density is nothing, so that the
    // hump fills a fair share of what the quadrature sees.
    const auto reach = [&](double end) {
        const double whole = std::abs(end - middle);
        double step = std::min(whole, 1e-9 * (1.0 + std::abs(middle)));
        const double direction = end < middle ? -1.0 : 1.0;
        while (step < whole && log_density(middle + direction * step) > highest - kNegligible) {
            step *= 2.0;
        }
        return step < whole ? middle + direction * step : end;
    };
    const auto density = [&](double x) { return std::exp(log_density(x)); };
    const double left = reach(from);
    const double right = reach(to);
    double area = 0.0;
    if (left < middle) {
        area += Quadrature::integrate(density, left, middle, kHalvingsMax, kQuadratureTolerance);
    }
    if (middle < right) {
        area += Quadrature::integrate(density, middle, right, kHalvingsMax, kQuadratureTolerance);
    }
    return area;
}

}  // namespace

double offered_load(const ErlangInput& input) {
    check_input(input);
    return input.arrivals_per_s * input.service_mean_s;
}

bool has_steady_state(const ErlangInput& input) {
    return offered_load(input) < input.handlers;
}

double erlang_b(const ErlangInput& input) {
    const double load = offered_load(input);
    double blocked = 1.0;
    for (int handlers = 1; handlers <= input.handlers; ++handlers) {
        blocked = load * blocked / (handlers + load * blocked);
    }
    return blocked;
}

ErlangC erlang_c(const ErlangInput& input) {
    FCR_CHECK(has_steady_state(input), "Erlang C needs fewer erlangs than handlers");
    const double occupancy = offered_load(input) / input.handlers;
    const double blocked = erlang_b(input);
    const double waits = blocked / (1.0 - occupancy * (1.0 - blocked));
    return {.wait_probability = waits,
            .wait_mean_s = waits / (capacity_per_s(input) - input.arrivals_per_s),
            .occupancy = occupancy};
}

double erlang_c_answered_within(const ErlangInput& input, double within_s) {
    FCR_CHECK(within_s >= 0.0, "a time limit must not be negative");
    const double spare_per_s = capacity_per_s(input) - input.arrivals_per_s;
    return 1.0 - erlang_c(input).wait_probability * std::exp(-spare_per_s * within_s);
}

ErlangA erlang_a(const ErlangAInput& input) {
    check_input(input);
    const BusyStates states = sum_busy_states(input);
    const double queue_mean = states.queue / states.total();
    const double wait_mean_s = queue_mean / input.queue.arrivals_per_s;
    const double abandons = wait_mean_s / input.patience_mean_s;
    return {.wait_probability = states.weights / states.total(),
            .abandon_probability = abandons,
            .wait_mean_s = wait_mean_s,
            .occupancy = offered_load(input.queue) * (1.0 - abandons) / input.queue.handlers};
}

double erlang_a_answered_within(const ErlangAInput& input, double within_s) {
    check_input(input);
    FCR_CHECK(within_s >= 0.0, "a time limit must not be negative");
    const BusyStates states = sum_busy_states(input);
    const double arrivals = input.queue.arrivals_per_s;
    const double capacity = capacity_per_s(input.queue);
    const double patience = input.patience_mean_s;
    const double log_weight = std::log(capacity / states.total()) - states.log_scale;
    const auto log_density = [&](double wait) {
        const double shown = -patience * std::expm1(-wait / patience);
        return log_weight + arrivals * shown - capacity * wait - wait / patience;
    };
    // Where the logarithm of the density has slope 0; at or before 0 it only falls.
    const double peak = patience * std::log(arrivals / (capacity + 1.0 / patience));
    const double after_wait = integrate_hump(log_density, 0.0, within_s, peak);
    return std::min(1.0, 1.0 - states.weights / states.total() + after_wait);
}

FiniteLines finite_lines(const FiniteLinesInput& input) {
    check_input(input.queue);
    FCR_CHECK(input.lines >= input.queue.handlers, "every handler needs a line");
    const double load = offered_load(input.queue);
    const double ratio = load / input.queue.handlers;
    const int places = input.lines - input.queue.handlers;
    // Weights as multiples of the largest, so that an overloaded room with many lines overflows
    // nothing: counted from c upwards when the load is light, from K downwards when it is heavy.
    double weights = 0.0;
    double queue = 0.0;
    const double step = ratio <= 1.0 ? ratio : 1.0 / ratio;
    double weight = 1.0;
    for (int i = 0; i <= places; ++i) {
        weights += weight;
        queue += weight * (ratio <= 1.0 ? i : places - i);
        weight *= step;
    }
    const double weight_all_lines = ratio <= 1.0 ? std::pow(ratio, places) : 1.0;
    const double weight_no_queue = ratio <= 1.0 ? 1.0 : std::pow(step, places);
    const double total = weights + (1.0 / erlang_b(input.queue) - 1.0) * weight_no_queue;
    const double blocked = weight_all_lines / total;
    const double accepted_per_s = input.queue.arrivals_per_s * (1.0 - blocked);
    return {.block_probability = blocked,
            .wait_probability = (weights - weight_all_lines) / total,
            .wait_mean_s = queue / total / accepted_per_s,
            .occupancy = ratio * (1.0 - blocked)};
}

std::vector<double> priority_wait_means(const PriorityInput& input) {
    for (const double arrivals : input.arrivals_per_s) {
        FCR_CHECK(arrivals > 0.0, "arrivals of every class must be more than 0");
    }
    const double arrivals_all =
        std::accumulate(input.arrivals_per_s.begin(), input.arrivals_per_s.end(), 0.0);
    const ErlangInput all{.arrivals_per_s = arrivals_all,
                          .service_mean_s = input.service_mean_s,
                          .handlers = input.handlers};
    const double until_free_s = erlang_c(all).wait_probability / capacity_per_s(all);
    std::vector<double> waits;
    double spare_before = 1.0;
    double arrivals_until = 0.0;
    for (const double arrivals : input.arrivals_per_s) {
        arrivals_until += arrivals;
        const double spare = 1.0 - arrivals_until / capacity_per_s(all);
        waits.push_back(until_free_s / (spare_before * spare));
        spare_before = spare;
    }
    return waits;
}

double single_server_wait_mean(const SingleServerInput& input) {
    const ErlangInput queue{.arrivals_per_s = input.arrivals_per_s,
                            .service_mean_s = input.service_mean_s,
                            .handlers = 1};
    FCR_CHECK(has_steady_state(queue), "one handler needs less than one erlang");
    FCR_CHECK(input.service_cv >= 0.0, "a coefficient of variation must not be negative");
    const double occupancy = offered_load(queue);
    const double spread = 1.0 + input.service_cv * input.service_cv;
    return occupancy * input.service_mean_s * spread / (2.0 * (1.0 - occupancy));
}

}  // namespace fcr
