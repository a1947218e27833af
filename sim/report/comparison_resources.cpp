#include "sim/report/comparison_resources.hpp"

#include "sim/report/samples.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace fcr {
namespace {

constexpr double kFullTimeHoursAWeek = 37.0;
constexpr double kHoursAWeek = 168.0;

/// Hours of one scenario in each replication, for RunSummary::per; empty: it has no such hours.
struct ResourceSamples {
    std::vector<double> seat_hours;
    std::vector<double> fte;
    std::optional<std::vector<double>> overtime_hours;
    std::optional<std::vector<double>> pounds;
};

/// The prices of a scenario's pools, by PoolId.
struct PoolPrices {
    std::vector<double> pounds;
    std::vector<std::string> missing;  ///< employers
};

PoolPrices prices_of(const CompiledScenario& scenario, std::span<const HourlyPrice> prices) {
    PoolPrices found;
    for (std::size_t row = 0; row < scenario.pools.size(); ++row) {
        const std::string& employer = scenario.employers[scenario.pools[PoolId{row}].employer].name;
        const auto price = std::ranges::find(prices, employer, &HourlyPrice::employer);
        found.pounds.push_back(price == prices.end() ? 0.0 : price->pounds);
        if (price == prices.end() && std::ranges::count(found.missing, employer) == 0) {
            found.missing.push_back(employer);
        }
    }
    return found;
}

/// What the people of a pool do for their pay in one replication, in hours.
struct PoolHours {
    double seats = 0.0;  ///< on duty, summed over handlers
    double paid = 0.0;
    double employed = 0.0;  ///< that a full-time person's hours are measured by
    double overtime = 0.0;
};

PoolHours hours_of(const CompiledPool& pool, const SeatTally& seats, double per_measured) {
    const auto hours = [&](std::int64_t us) {
        return static_cast<double>(us) / kUsPerHour * per_measured;
    };
    PoolHours result{.seats = hours(seats.on_duty_us)};
    if (pool.rostered) {
        result.paid = hours(seats.paid_us());
        result.overtime = hours(seats.overrun_us);
        result.employed =
            result.paid - result.overtime + hours(seats.absent_us) + hours(seats.leave_us);
    } else {
        // One seat that handles several calls at a time is one person.
        result.paid = result.seats / static_cast<double>(pool.concurrency);
        result.employed = result.paid;
    }
    return result;
}

double full_time_hours(const Scenario& scenario, std::size_t pool) {
    const std::optional<Staff>& staff = scenario.pools[pool].staff;
    return staff ? staff->people.contract_hours_week : kFullTimeHoursAWeek;
}

ResourceSamples samples_of(const ComparedScenario& of, const std::optional<PoolPrices>& prices) {
    const CompiledScenario& compiled = of.compiled;
    const Spans spans = spans_of(compiled);
    const double per_h = spans.measured_us * spans.per_measured / kUsPerHour;
    bool rostered = false;
    for (std::size_t row = 0; row < compiled.pools.size(); ++row) {
        rostered = rostered || compiled.pools[PoolId{row}].rostered;
    }
    ResourceSamples samples;
    if (rostered) {
        samples.overtime_hours.emplace();
    }
    if (prices && prices->missing.empty()) {
        samples.pounds.emplace();
    }
    for (const ReplicationResult& replication : of.result.replications) {
        PoolHours all;
        double fte = 0.0;
        double pounds = 0.0;
        for (std::size_t row = 0; row < compiled.pools.size(); ++row) {
            const PopulationId population = of.result.totals->population(PoolId{row});
            const SeatTally& seats = replication.populations[population.index()].seats;
            const PoolHours hours =
                hours_of(compiled.pools[PoolId{row}], seats, spans.per_measured);
            all.seats += hours.seats;
            all.overtime += hours.overtime;
            fte += hours.employed * kHoursAWeek / per_h / full_time_hours(of.scenario, row);
            pounds += prices ? hours.paid * prices->pounds[row] : 0.0;
        }
        samples.seat_hours.push_back(all.seats);
        samples.fte.push_back(fte);
        if (samples.overtime_hours) {
            samples.overtime_hours->push_back(all.overtime);
        }
        if (samples.pounds) {
            samples.pounds->push_back(pounds);
        }
    }
    return samples;
}

Resources use_of(const ResourceSamples& samples, double confidence) {
    const auto of = [&](const std::optional<std::vector<double>>& values) {
        return values ? estimate_mean(*values, confidence) : std::nullopt;
    };
    return {.seat_hours = estimate_mean(samples.seat_hours, confidence),
            .fte = estimate_mean(samples.fte, confidence),
            .overtime_hours = of(samples.overtime_hours),
            .pounds = of(samples.pounds)};
}

Resources difference_of(const ResourceSamples& baseline,
                        const ResourceSamples& other,
                        double confidence) {
    const auto of = [&](const std::vector<double>& first, const std::vector<double>& second) {
        const auto paired = paired_difference(first, second, confidence);
        return paired ? Figure(paired->difference) : std::nullopt;
    };
    const auto if_both = [&](const auto& first, const auto& second) {
        return first && second ? of(*first, *second) : std::nullopt;
    };
    return {.seat_hours = of(baseline.seat_hours, other.seat_hours),
            .fte = of(baseline.fte, other.fte),
            .overtime_hours = if_both(baseline.overtime_hours, other.overtime_hours),
            .pounds = if_both(baseline.pounds, other.pounds)};
}

std::string fte_basis(std::span<const ComparedScenario> scenarios) {
    bool rostered = false;
    for (const ComparedScenario& of : scenarios) {
        rostered = rostered || std::ranges::any_of(of.scenario.pools, [](const Pool& pool) {
                       return pool.staff.has_value();
                   });
    }
    std::string words = fmt::format(
        "a week of such hours over {:.6g} h a week; a seat is a person who is there, with nothing "
        "added for breaks, leave and sickness",
        kFullTimeHoursAWeek);
    if (rostered) {
        words +=
            "; of people on a roster, over their own contract hours: paid hours and hours lost to "
            "leave, training and absence, without overtime";
    }
    return words;
}

std::string cost_basis(const ComparisonRequest& request) {
    std::string prices;
    for (const HourlyPrice& price : request.prices) {
        prices += fmt::format(
            "{}{} {:.2f} an hour", prices.empty() ? "" : ", ", price.employer, price.pounds);
    }
    return prices.empty() ? prices
                          : "seat-hours, or paid hours of people on a roster, at the prices "
                            "given: " +
                                prices + "; overtime at the same price";
}

}  // namespace

ComparedResources compare_resources(std::span<const ComparedScenario> scenarios,
                                    const ComparisonRequest& request) {
    ComparedResources resources;
    resources.fte_basis = fte_basis(scenarios);
    resources.cost_basis = cost_basis(request);
    const double confidence = request.run.confidence;
    std::vector<ResourceSamples> samples;
    for (const ComparedScenario& of : scenarios) {
        std::optional<PoolPrices> prices;
        if (!request.prices.empty()) {
            prices = prices_of(of.compiled, request.prices);
            for (const std::string& employer : prices->missing) {
                resources.warnings.push_back(fmt::format(
                    "{} is not priced: --pounds-per-hour has no price for its employer {}.",
                    of.name,
                    employer));
            }
        }
        samples.push_back(samples_of(of, prices));
    }
    for (std::size_t row = 0; row < scenarios.size(); ++row) {
        resources.scenarios.push_back(
            {.use = use_of(samples[row], confidence), .difference = std::nullopt});
        if (row != request.baseline) {
            resources.scenarios.back().difference =
                difference_of(samples[request.baseline], samples[row], confidence);
        }
    }
    return resources;
}

}  // namespace fcr
