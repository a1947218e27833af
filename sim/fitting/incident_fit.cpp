#include "sim/fitting/incident_fit.hpp"

#include "sim/base/check.hpp"
#include "sim/statistics/estimate.hpp"
#include "sim/statistics/proportion.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace fcr {

namespace {

constexpr std::size_t kIncidentsMin = 30;
constexpr std::size_t kSizesMost = 64;
constexpr std::size_t kCallsMost = 1'000;

}  // namespace

std::optional<IncidentFit> fit_incidents(std::vector<IncidentCall> calls,
                                         const DurationFitOptions& options) {
    std::ranges::sort(calls, [](const IncidentCall& left, const IncidentCall& right) {
        return std::pair(left.incident, left.offered) < std::pair(right.incident, right.offered);
    });
    std::map<std::uint32_t, std::size_t> by_size;
    std::vector<double> gaps;
    std::vector<double> sizes;
    for (std::size_t row = 0; row < calls.size();) {
        std::size_t next = row + 1;
        while (next < calls.size() && calls[next].incident == calls[row].incident) {
            gaps.push_back(to_seconds(calls[next].offered - calls[next - 1].offered));
            ++next;
        }
        const std::size_t size = std::min(next - row, kCallsMost);
        ++by_size[static_cast<std::uint32_t>(size)];
        sizes.push_back(static_cast<double>(size));
        row = next;
    }
    if (sizes.size() < kIncidentsMin || by_size.rbegin()->first == 1) {
        return std::nullopt;
    }
    IncidentFit fit;
    fit.incidents = sizes.size();
    fit.largest = by_size.rbegin()->first;
    const std::optional<Estimate> mean = estimate_mean(sizes, options.confidence);
    const double half = mean->half_width.value_or(0.0);
    fit.mean = {
        .value = mean->value, .low = std::max(1.0, mean->value - half), .high = mean->value + half};
    const std::optional<Proportion> singles =
        estimate_proportion(by_size[1], sizes.size(), options.confidence);
    fit.singles = {.value = singles->value, .low = singles->low, .high = singles->high};
    std::size_t counted = 0;
    std::size_t rest = 0;
    double calls_of_rest = 0.0;
    for (const auto& [size, incidents] : by_size) {
        if (incidents == 0) {
            continue;
        }
        if (fit.sizes.size() + 1 >= kSizesMost && by_size.size() > kSizesMost) {
            rest += incidents;
            calls_of_rest += static_cast<double>(size) * static_cast<double>(incidents);
            continue;
        }
        counted += incidents;
        fit.sizes.push_back(
            {.calls = size,
             .cumulative = static_cast<double>(counted) / static_cast<double>(sizes.size()),
             .incidents = incidents});
    }
    if (rest > 0) {
        fit.sizes.push_back({.calls = static_cast<std::uint32_t>(
                                 std::lround(calls_of_rest / static_cast<double>(rest))),
                             .cumulative = 1.0,
                             .incidents = rest});
    }
    fit.sizes.back().cumulative = 1.0;
    fit.gap = fit_durations(std::move(gaps), options);
    return fit;
}

}  // namespace fcr
