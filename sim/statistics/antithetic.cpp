#include "sim/statistics/antithetic.hpp"

#include "sim/base/check.hpp"

#include <cstddef>

namespace fcr {

std::vector<double> antithetic_pairs(std::span<const double> replications) {
    FCR_CHECK(replications.size() % 2 == 0, "every replication has its antithetic one");
    std::vector<double> pairs;
    pairs.reserve(replications.size() / 2);
    for (std::size_t i = 0; i < replications.size(); i += 2) {
        pairs.push_back((replications[i] + replications[i + 1]) / 2.0);
    }
    return pairs;
}

std::vector<RatioSample> antithetic_pairs(std::span<const RatioSample> replications) {
    FCR_CHECK(replications.size() % 2 == 0, "every replication has its antithetic one");
    std::vector<RatioSample> pairs;
    pairs.reserve(replications.size() / 2);
    for (std::size_t i = 0; i < replications.size(); i += 2) {
        const RatioSample& first = replications[i];
        const RatioSample& second = replications[i + 1];
        pairs.push_back({.numerator = (first.numerator + second.numerator) / 2.0,
                         .denominator = (first.denominator + second.denominator) / 2.0});
    }
    return pairs;
}

}  // namespace fcr
