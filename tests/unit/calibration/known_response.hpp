// A model whose response to its parameters is known, with noise that all points share.
#pragma once

#include "sim/calibration/target_model.hpp"
#include "sim/design/factor.hpp"
#include "sim/statistics/linearised.hpp"

#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace fcr::test {

/// The targets' true values at the parameters' numbers.
using Response = std::function<std::vector<double>(const std::vector<double>&)>;

/// Each replication adds the same noise at every point, as common callers do.
class KnownResponse final : public TargetModel {
public:
    KnownResponse(Response response, double noise)
        : response_(std::move(response)), noise_(noise) {}

    PointResponse at(const CalibrationPoint& point, const CallersUsed& callers) override {
        if (asked++ >= stop_after) {
            return PointStopped{};
        }
        std::vector<double> numbers;
        for (const Setting& setting : point) {
            numbers.push_back(*setting.number);
        }
        if (refuses && refuses(numbers)) {
            return PointRefused{"refused here"};
        }
        TargetFigures figures;
        const std::vector<double> values = response_(numbers);
        for (std::size_t target = 0; target < values.size(); ++target) {
            std::vector<double> samples;
            for (std::uint64_t number = 0; number < callers.count; ++number) {
                samples.push_back(values[target] + noise_ * draw(callers.first + number, target));
            }
            figures.push_back(*linearise(samples));
        }
        return figures;
    }

    std::size_t asked = 0;
    std::size_t stop_after = ~std::size_t{0};
    std::function<bool(const std::vector<double>&)> refuses;

private:
    /// From -1 to 1, by splitmix64 of what it belongs to.
    static double draw(std::uint64_t replication, std::uint64_t target) {
        std::uint64_t word = replication * 64 + target + 0x9e3779b97f4a7c15U;
        word = (word ^ (word >> 30U)) * 0xbf58476d1ce4e5b9U;
        word = (word ^ (word >> 27U)) * 0x94d049bb133111ebU;
        word ^= word >> 31U;
        return static_cast<double>(word >> 11U) * 0x1p-52 - 1.0;
    }

    Response response_;
    double noise_;
};

inline Factor parameter(std::string name, double low, double high, bool whole = false) {
    Factor factor;
    factor.name = name;
    factor.paths = {std::move(name)};
    factor.times = {1.0};
    factor.law = UniformInput{.low = low, .high = high};
    factor.whole = whole;
    return factor;
}

inline CalibrationTarget target(double value, double tolerance) {
    return {.kpi = "kpi", .value = value, .scale = tolerance, .source = {}};
}

}  // namespace fcr::test
