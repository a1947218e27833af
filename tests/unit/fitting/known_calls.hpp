// Calls drawn from a known truth, for tests that fit them.
#pragma once

#include "sim/scenario/local_time.hpp"

#include <boost/random/exponential_distribution.hpp>
#include <boost/random/gamma_distribution.hpp>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <boost/random/uniform_01.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <vector>

namespace fcr::test {

/// Draws by a seed of its own.
class KnownDraws {
public:
    explicit KnownDraws(std::uint64_t seed) : random_(seed) {}

    double uniform() { return boost::random::uniform_01<double>()(random_); }
    double normal() { return boost::random::normal_distribution<double>()(random_); }
    double exponential(double mean) {
        return boost::random::exponential_distribution<double>(1.0 / mean)(random_);
    }
    double gamma(double shape, double scale) {
        return boost::random::gamma_distribution<double>(shape, scale)(random_);
    }
    double weibull(double shape, double scale) {
        return scale * std::pow(exponential(1.0), 1.0 / shape);
    }
    double lognormal(double mean, double cv) {
        const double square = std::log1p(cv * cv);
        return std::exp(std::log(mean) - square / 2.0 + std::sqrt(square) * normal());
    }
    int poisson(double mean) {
        return mean <= 0.0 ? 0 : boost::random::poisson_distribution<int>(mean)(random_);
    }

private:
    boost::random::mt19937_64 random_;
};

/// The arrivals of a line: hour h of a day has Poisson calls of mean level * shape(h) times a gamma
/// day factor and a lognormal hour factor whose logarithm is autoregressive.
struct KnownArrivals {
    double calls_per_hour = 30.0;
    double weekend = 1.3;  ///< times the calls of Saturday and Sunday
    double day_cv = 0.1;
    double hour_cv = 0.15;
    double correlation = 0.4;

    [[nodiscard]] double mean(int weekday, int hour) const {
        const double shape = 1.0 + 0.6 * std::sin(2.0 * 3.14159265358979 * hour / 24.0);
        return calls_per_hour * shape * (weekday >= 5 ? weekend : 1.0);
    }
    [[nodiscard]] double calls_per_day() const {
        return 24.0 * calls_per_hour * (5.0 + 2.0 * weekend) / 7.0;
    }
};

inline std::vector<LocalTime> draw_arrivals(const KnownArrivals& truth,
                                            std::chrono::local_days first,
                                            int days,
                                            KnownDraws& draws) {
    std::vector<LocalTime> times;
    const double square = std::log1p(truth.hour_cv * truth.hour_cv);
    double log = std::sqrt(square) * draws.normal();
    for (int day = 0; day < days; ++day) {
        const std::chrono::local_days date = first + std::chrono::days{day};
        const int weekday = static_cast<int>(std::chrono::weekday{date}.iso_encoding()) - 1;
        const double of_day = truth.day_cv > 0.0 ? draws.gamma(1.0 / truth.day_cv / truth.day_cv,
                                                               truth.day_cv * truth.day_cv)
                                                 : 1.0;
        for (int hour = 0; hour < 24; ++hour) {
            log =
                truth.correlation * log +
                std::sqrt((1.0 - truth.correlation * truth.correlation) * square) * draws.normal();
            const double mean = truth.mean(weekday, hour) * of_day * std::exp(log - square / 2.0);
            const int calls = draws.poisson(mean);
            for (int call = 0; call < calls; ++call) {
                times.push_back(LocalTime{date} +
                                std::chrono::microseconds{
                                    static_cast<std::int64_t>((hour + draws.uniform()) * 3600e6)});
            }
        }
    }
    std::ranges::sort(times);
    return times;
}

}  // namespace fcr::test
