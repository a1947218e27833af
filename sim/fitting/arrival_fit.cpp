#include "sim/fitting/arrival_fit.hpp"

#include "sim/base/check.hpp"
#include "sim/fitting/arrival_sums.hpp"
#include "sim/fitting/factor_moments.hpp"
#include "sim/statistics/estimate.hpp"
#include "sim/statistics/student.hpp"

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace fcr {

namespace {

constexpr std::uint64_t kCallsOfArrivalsMin = 20;
constexpr double kDegreesOfCorrelation = 10.0;

double chi_square(double probability, double degrees) {
    return boost::math::quantile(boost::math::chi_squared(degrees), probability);
}

double two_sided_normal(double confidence) {
    return boost::math::quantile(boost::math::normal(), 0.5 + confidence / 2.0);
}

FittedValue cv_of(double variance, double low, double high) {
    return {.value = std::sqrt(std::max(0.0, variance)),
            .low = std::sqrt(std::max(0.0, low)),
            .high = std::sqrt(std::max(0.0, high))};
}

/// The ends of a variance that `beside` is part of what was measured of, chi-square.
FittedValue variance_beside(double variance, double beside, double degrees, double confidence) {
    const double all = variance + beside;
    return {.value = variance,
            .low = variance + all * (degrees / chi_square(0.5 + confidence / 2.0, degrees) - 1.0),
            .high = variance + all * (degrees / chi_square(0.5 - confidence / 2.0, degrees) - 1.0)};
}

void fit_factors(const ArrivalSums& sums, double confidence, ArrivalFit& fit) {
    const FactorMoments moments = solve_moments(sums);
    // What a day's total varies by besides its factor: Poisson, and the mean of its hours' factors.
    double day_total = 0.0;
    double mean_sum = 0.0;
    double inverse_sum = 0.0;
    double hours = 0.0;
    double spread_sum = 0.0;
    double spread_square_sum = 0.0;
    for (const DayGroup& group : sums.groups()) {
        if (group.days < 2.0) {
            continue;
        }
        day_total += group.days * group.total();
        for (const double mean : group.mean) {
            if (mean <= 0.0) {
                continue;
            }
            hours += group.days;
            mean_sum += group.days * mean;
            inverse_sum += group.days / mean;
            const double spread = 1.0 + mean * moments.hour_variance;
            spread_sum += group.days * spread;
            spread_square_sum += group.days * spread * spread;
        }
    }
    const auto days = static_cast<double>(fit.days);
    const double beside_day =
        days / day_total + (1.0 + moments.day_variance) * moments.hours_in_day;
    fit.day_variance = moments.day_variance + beside_day;
    const FittedValue day =
        variance_beside(moments.day_variance, beside_day, fit.day_degrees, confidence);
    fit.day_factor_cv = cv_of(day.value, day.low, day.high);

    // Hours less what the days' totals and the cells' means take; hours weigh as they spread, and a
    // Poisson count of mean m has a kurtosis of 3 + 1/m.
    const auto groups = static_cast<double>(sums.groups().size());
    const double degrees = (hours - days) * (1.0 - groups / days);
    const double weight = spread_sum * spread_sum / (spread_square_sum * hours);
    const double effective = std::max(1.0, degrees * weight * 2.0 / (2.0 + inverse_sum / hours));
    const double beside_hour = hours / mean_sum;
    const double lag =
        moments.hour_variance * moments.correlation / (moments.hour_variance + beside_hour);
    const double of_pairs = effective / (1.0 + 2.0 * lag * lag);
    const FittedValue hour =
        variance_beside(moments.hour_variance, beside_hour, of_pairs, confidence);
    fit.hour_factor_cv = cv_of(hour.value, hour.low, hour.high);
    const double spread = moments.hour_variance + beside_hour;
    const double z = two_sided_normal(confidence);
    fit.hour_correlation = {.value = moments.correlation, .low = 0.0, .high = kCorrelationMost};
    if (moments.hour_variance > 0.0) {
        const double error = std::sqrt(spread * spread / effective *
                                       (1.0 + 2.0 * moments.correlation * moments.correlation)) /
                             moments.hour_variance;
        fit.hour_correlation.low = std::max(0.0, moments.correlation - z * error);
        fit.hour_correlation.high = std::min(kCorrelationMost, moments.correlation + z * error);
    }
}

void fit_profile(const ArrivalSums& sums, double variance, double confidence, ArrivalFit& fit) {
    const double low = 0.5 - confidence / 2.0;
    for (int weekday = 0; weekday < 7; ++weekday) {
        const DayGroup& group = sums.group_of(weekday);
        for (const double mean : group.mean) {
            const double dispersion = 1.0 + variance * mean;
            const double count = mean * group.days / dispersion;
            const double scale = dispersion / (2.0 * group.days);
            fit.profile.push_back({.value = mean,
                                   .low = count > 0.0 ? scale * chi_square(low, 2.0 * count) : 0.0,
                                   .high = scale * chi_square(1.0 - low, 2.0 * count + 2.0)});
        }
    }
    double mean = 0.0;
    double square = 0.0;
    for (const DayGroup& group : sums.groups()) {
        const double part = group.weekdays / 7.0 * group.total();
        mean += part;
        square += part * part * fit.day_variance / group.days;
    }
    const double half = two_sided_quantile(confidence, fit.day_degrees) * std::sqrt(square);
    fit.calls_per_day = {.value = mean, .low = std::max(0.0, mean - half), .high = mean + half};
}

/// Hours with an expectation, less their means and the days' totals: what is left to see a
/// dispersion by.
double degrees_of_hours(const ArrivalSums& sums) {
    double degrees = 0.0;
    for (const DayGroup& group : sums.groups()) {
        const auto cells = static_cast<double>(
            std::ranges::count_if(group.mean, [](double mean) { return mean > 0.0; }));
        degrees += std::max(0.0, group.days - 1.0) * std::max(0.0, cells - 1.0);
    }
    return degrees;
}

FittedValue interval_of(const std::optional<Estimate>& estimate) {
    FCR_CHECK(estimate.has_value(), "a dispersion of no hours");
    const double half = estimate->half_width.value_or(0.0);
    return {.value = estimate->value,
            .low = std::max(0.0, estimate->value - half),
            .high = estimate->value + half};
}

/// Pearson's sums; the days are the independent samples of the ratio.
void fit_dispersions(const ArrivalSums& sums, double confidence, ArrivalFit& fit) {
    std::vector<RatioSample> plain;
    std::vector<RatioSample> scaled;
    std::vector<RatioSample> within;
    double hours = 0.0;
    double hours_of_scaled = 0.0;
    double days_scaled = 0.0;
    for (const CountedDay* day : sums.days()) {
        const DayGroup& group = sums.group_at(*day);
        const double factor = group.total() > 0.0 ? day->total() / group.total() : 0.0;
        RatioSample& of_day = plain.emplace_back();
        RatioSample& of_scaled = scaled.emplace_back();
        RatioSample& of_hours = within.emplace_back();
        for (std::size_t hour = 0; hour < kHoursOfDay; ++hour) {
            const double mean = group.mean[hour];
            const double count = day->hour(hour);
            if (mean > 0.0) {
                of_day.numerator += (count - mean) * (count - mean) / mean;
                of_day.denominator += 1.0;
            }
            if (mean > 0.0 && factor > 0.0) {
                const double own = mean * factor;
                of_scaled.numerator += (count - own) * (count - own) / own;
                of_scaled.denominator += 1.0;
            }
            if (count > 0.0) {
                const double even = count / static_cast<double>(kFiveMinutesOfHour);
                for (std::size_t part = 0; part < kFiveMinutesOfHour; ++part) {
                    const double calls = day->calls[hour * kFiveMinutesOfHour + part];
                    of_hours.numerator += (calls - even) * (calls - even) / even;
                }
                of_hours.denominator += static_cast<double>(kFiveMinutesOfHour - 1);
            }
        }
        hours += of_day.denominator;
        hours_of_scaled += of_scaled.denominator;
        days_scaled += of_scaled.denominator > 0.0 ? 1.0 : 0.0;
    }
    double cells = 0.0;
    for (const DayGroup& group : sums.groups()) {
        cells += static_cast<double>(
            std::ranges::count_if(group.mean, [](double mean) { return mean > 0.0; }));
    }
    const auto groups = static_cast<double>(sums.groups().size());
    const double freedom = (hours - cells) / hours;
    const double freedom_scaled =
        (hours_of_scaled - cells - days_scaled + groups) / hours_of_scaled;
    for (RatioSample& sample : plain) {
        sample.denominator *= freedom;
    }
    for (RatioSample& sample : scaled) {
        sample.denominator *= freedom_scaled;
    }
    fit.dispersion = interval_of(estimate_ratio(plain, confidence));
    fit.dispersion_of_days = interval_of(estimate_ratio(scaled, confidence));
    fit.within_hour = interval_of(estimate_ratio(within, confidence));
}

FittedValue correlation_interval(double correlation, double pairs, double confidence) {
    if (pairs <= 3.0 || std::abs(correlation) >= 1.0) {
        return {.value = correlation, .low = -1.0, .high = 1.0};
    }
    const double z = std::atanh(correlation);
    const double half = two_sided_normal(confidence) / std::sqrt(pairs - 3.0);
    return {.value = correlation, .low = std::tanh(z - half), .high = std::tanh(z + half)};
}

void fit_lag(const ArrivalSums& sums, double confidence, ArrivalFit& fit) {
    double products = 0.0;
    double squares = 0.0;
    double pairs = 0.0;
    double hours = 0.0;
    bool has_before = false;
    double before = 0.0;
    Date date_before{};
    for (const CountedDay* day : sums.days()) {
        const DayGroup& group = sums.group_at(*day);
        if (day->date != date_before + std::chrono::days{1}) {
            has_before = false;
        }
        date_before = day->date;
        for (std::size_t hour = 0; hour < kHoursOfDay; ++hour) {
            const double mean = group.mean[hour];
            if (mean <= 0.0) {
                has_before = false;
                continue;
            }
            const double residual = (day->hour(hour) - mean) / std::sqrt(mean);
            squares += residual * residual;
            hours += 1.0;
            if (has_before) {
                products += before * residual;
                pairs += 1.0;
            }
            before = residual;
            has_before = true;
        }
    }
    if (squares > 0.0 && pairs > 0.0) {
        const double correlation = std::clamp((products / pairs) / (squares / hours), -1.0, 1.0);
        fit.lag_1 = correlation_interval(correlation, pairs, confidence);
    }
}

}  // namespace

ProfileCells cells_for(std::span<const CountedDay> days) {
    std::array<std::size_t, 7> of_weekday{};
    for (const CountedDay& day : days) {
        of_weekday[static_cast<std::size_t>(day.weekday)] += day.fault == DayFault::None ? 1 : 0;
    }
    if (*std::ranges::min_element(of_weekday) >= kDaysOfOwnHours) {
        return ProfileCells::HourOfWeek;
    }
    const std::size_t weekend = of_weekday[5] + of_weekday[6];
    const std::size_t weekdays =
        std::accumulate(of_weekday.begin(), of_weekday.begin() + 5, std::size_t{0});
    return weekend >= 2 && weekdays >= 2 ? ProfileCells::DayKind : ProfileCells::HourOfDay;
}

std::optional<ArrivalFit> fit_arrivals(std::span<const CountedDay> days, double confidence) {
    return fit_arrivals(days, cells_for(days), confidence);
}

std::optional<ArrivalFit> fit_arrivals(std::span<const CountedDay> days,
                                       ProfileCells cells,
                                       double confidence) {
    const ArrivalSums sums(days, cells);
    ArrivalFit fit;
    fit.cells = cells;
    fit.days = sums.days().size();
    for (const CountedDay& day : days) {
        fit.clock_changes += day.fault == DayFault::ClockChange ? 1 : 0;
        fit.holes += day.fault == DayFault::NoCalls ? 1 : 0;
    }
    for (const CountedDay* day : sums.days()) {
        fit.calls += day->total();
    }
    for (const DayGroup& group : sums.groups()) {
        fit.day_degrees += std::max(0.0, group.days - 1.0);
    }
    if (!sums.has_every_group() || fit.day_degrees < 1.0 || degrees_of_hours(sums) < 1.0 ||
        fit.calls < kCallsOfArrivalsMin) {
        return std::nullopt;
    }
    fit_factors(sums, confidence, fit);
    const double day = fit.day_factor_cv.value * fit.day_factor_cv.value;
    const double hour = fit.hour_factor_cv.value * fit.hour_factor_cv.value;
    fit_profile(sums, day + (1.0 + day) * hour, confidence, fit);
    fit_dispersions(sums, confidence, fit);
    fit_lag(sums, confidence, fit);
    for (const CountedDay* counted : sums.days()) {
        fit.residuals.push_back({.date = counted->date,
                                 .expected = sums.group_at(*counted).total(),
                                 .observed = static_cast<double>(counted->total())});
    }
    return fit;
}

double spread_of_day(const ArrivalFit& fit, int weekday) {
    const double day = fit.day_factor_cv.value * fit.day_factor_cv.value;
    const double log_variance =
        has_hour_factor(fit) ? std::log1p(fit.hour_factor_cv.value * fit.hour_factor_cv.value)
                             : 0.0;
    double variance = 0.0;
    for (std::size_t first = 0; first < kHoursOfDay; ++first) {
        const double mean = fit.expected(weekday, first);
        variance += mean;
        double power = 1.0;
        for (std::size_t second = first; second < kHoursOfDay; ++second) {
            const double shared = day + (1.0 + day) * std::expm1(log_variance * power);
            variance +=
                (second == first ? 1.0 : 2.0) * mean * fit.expected(weekday, second) * shared;
            power *= fit.hour_correlation.value;
        }
    }
    return std::sqrt(variance);
}

std::optional<FittedValue> fit_day_correlation(const ArrivalFit& first,
                                               const ArrivalFit& second,
                                               double confidence) {
    const double degrees = std::min(first.day_degrees, second.day_degrees);
    const double cvs = first.day_factor_cv.value * second.day_factor_cv.value;
    if (degrees < kDegreesOfCorrelation || cvs <= 0.0) {
        return std::nullopt;
    }
    const auto relative = [](const DayResidual& day) {
        return day.expected > 0.0 ? day.observed / day.expected - 1.0 : 0.0;
    };
    std::map<Date, double> of_second;
    for (const DayResidual& day : second.residuals) {
        of_second[day.date] = relative(day);
    }
    double products = 0.0;
    double days = 0.0;
    for (const DayResidual& day : first.residuals) {
        if (const auto found = of_second.find(day.date); found != of_second.end()) {
            products += relative(day) * found->second;
            days += 1.0;
        }
    }
    const double freedom = days * degrees / static_cast<double>(first.days);
    if (freedom < kDegreesOfCorrelation) {
        return std::nullopt;
    }
    const double covariance = products / freedom;
    const double observed =
        std::clamp(covariance / std::sqrt(first.day_variance * second.day_variance), -0.999, 0.999);
    const FittedValue raw = correlation_interval(observed, freedom + 1.0, confidence);
    const double stretch = std::sqrt(first.day_variance * second.day_variance) / cvs;
    const auto stretched = [stretch](double value) {
        return std::clamp(value * stretch, 0.0, 1.0);
    };
    return FittedValue{
        .value = stretched(raw.value), .low = stretched(raw.low), .high = stretched(raw.high)};
}

}  // namespace fcr
