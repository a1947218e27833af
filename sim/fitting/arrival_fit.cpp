#include "sim/fitting/arrival_fit.hpp"

#include "sim/base/check.hpp"
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
constexpr double kCorrelationMost = 0.9;  ///< that a scenario may have
constexpr double kDegreesOfCorrelation = 10.0;

double chi_square(double probability, double degrees) {
    return boost::math::quantile(boost::math::chi_squared(degrees), probability);
}

double two_sided_normal(double confidence) {
    return boost::math::quantile(boost::math::normal(), 0.5 + confidence / 2.0);
}

/// A group of days shares its cells.
std::size_t group_of(ProfileCells cells, int weekday) {
    switch (cells) {
        case ProfileCells::HourOfWeek: return static_cast<std::size_t>(weekday);
        case ProfileCells::DayKind: return weekday < 5 ? 0 : 1;
        case ProfileCells::HourOfDay: break;
    }
    return 0;
}

std::size_t groups_of(ProfileCells cells) {
    switch (cells) {
        case ProfileCells::HourOfWeek: return 7;
        case ProfileCells::DayKind: return 2;
        case ProfileCells::HourOfDay: break;
    }
    return 1;
}

struct DayGroup {
    double days = 0.0;
    double weekdays = 0.0;  ///< of the week, of this group
    std::array<double, kHoursOfDay> mean{};

    [[nodiscard]] double total() const { return std::accumulate(mean.begin(), mean.end(), 0.0); }
    /// The share of a residual that its own fitted mean leaves.
    [[nodiscard]] double left() const { return 1.0 - 1.0 / days; }
};

/// Days with their groups' means, and all sums that the estimates are made of.
class ArrivalSums {
public:
    ArrivalSums(std::span<const CountedDay> days, ProfileCells cells)
        : cells_(cells), groups_(groups_of(cells)) {
        for (int weekday = 0; weekday < 7; ++weekday) {
            groups_[group_of(cells, weekday)].weekdays += 1.0;
        }
        for (const CountedDay& day : days) {
            if (day.fault == DayFault::None) {
                days_.push_back(&day);
                DayGroup& group = group_at(day);
                group.days += 1.0;
                for (std::size_t hour = 0; hour < kHoursOfDay; ++hour) {
                    group.mean[hour] += day.hour(hour);
                }
            }
        }
        for (DayGroup& group : groups_) {
            for (double& mean : group.mean) {
                mean /= std::max(group.days, 1.0);
            }
        }
    }

    [[nodiscard]] DayGroup& group_at(const CountedDay& day) {
        return groups_[group_of(cells_, day.weekday)];
    }
    [[nodiscard]] const DayGroup& group_at(const CountedDay& day) const {
        return groups_[group_of(cells_, day.weekday)];
    }
    [[nodiscard]] const std::vector<const CountedDay*>& days() const { return days_; }
    [[nodiscard]] const std::vector<DayGroup>& groups() const { return groups_; }
    [[nodiscard]] bool has_every_group() const {
        return std::ranges::all_of(groups_, [](const DayGroup& group) { return group.days > 0.0; });
    }

    /// v of an hour with itself (lag 0) or with the next (1), hours weighing as Pearson's sum has
    /// them: products of standardised residuals, of lag 0 less Poisson's 1, over roots of means.
    [[nodiscard]] double pearson_moment(std::size_t lag) const {
        double products = 0.0;
        double means = 0.0;
        for (const CountedDay* day : days_) {
            const DayGroup& group = group_at(*day);
            if (group.days < 2.0) {
                continue;
            }
            for (std::size_t hour = 0; hour + lag < kHoursOfDay; ++hour) {
                const double root = std::sqrt(group.mean[hour] * group.mean[hour + lag]);
                if (root > 0.0) {
                    products += (day->hour(hour) - group.mean[hour]) *
                                (day->hour(hour + lag) - group.mean[hour + lag]) / root;
                    products -= lag == 0 ? group.left() : 0.0;
                    means += root * group.left();
                }
            }
        }
        return means > 0.0 ? products / means : 0.0;
    }

    /// The mean of v over all pairs of a day's hours: the variance of days' totals, Poisson's taken
    /// off, over the squares of their means.
    [[nodiscard]] double day_moment() const {
        double squares = 0.0;
        double means = 0.0;
        for (const CountedDay* day : days_) {
            const DayGroup& group = group_at(*day);
            if (group.days >= 2.0) {
                const double residual = day->total() - group.total();
                squares += residual * residual - group.left() * group.total();
                means +=
                    group.left() * (group.total() * group.total() - group.total() / group.days);
            }
        }
        return means > 0.0 ? squares / means : 0.0;
    }

    /// How much each lag weighs among all pairs of hours of a day; they sum to 1.
    [[nodiscard]] std::array<double, kHoursOfDay> lag_weights() const {
        std::array<double, kHoursOfDay> weights{};
        double sum = 0.0;
        for (const DayGroup& group : groups_) {
            for (std::size_t hour = 0; hour < kHoursOfDay; ++hour) {
                for (std::size_t lag = 0; hour + lag < kHoursOfDay; ++lag) {
                    const double weight = group.days * group.mean[hour] * group.mean[hour + lag] *
                                          (lag == 0 ? 1.0 : 2.0);
                    weights[lag] += weight;
                    sum += weight;
                }
            }
        }
        for (double& weight : weights) {
            weight /= sum;
        }
        return weights;
    }

private:
    ProfileCells cells_;
    std::vector<const CountedDay*> days_;
    std::vector<DayGroup> groups_;
};

struct FactorMoments {
    double day_variance = 0.0;
    double hour_variance = 0.0;  ///< c(0)
    double correlation = 0.0;
    double hours_in_day = 0.0;  ///< mean of c over all pairs of hours of a day
};

/// The factors whose v(0), v(1) and mean of v over all pairs of a day's hours are those of the
/// sums.
class MomentSolver {
public:
    explicit MomentSolver(const ArrivalSums& sums)
        : weights_(sums.lag_weights()),
          hour_(sums.pearson_moment(0)),
          neighbours_(sums.pearson_moment(1)),
          day_(sums.day_moment()) {}

    [[nodiscard]] FactorMoments solve() const {
        if (hour_ <= day_) {
            return {.day_variance = std::max(0.0, day_)};
        }
        double low = 0.0;
        double high = kCorrelationMost;
        for (int round = 0; round < kHalvings; ++round) {
            const double middle = 0.5 * (low + high);
            (step_at(middle) > hour_ - neighbours_ ? low : high) = middle;
        }
        return with_correlation(0.5 * (low + high));
    }

private:
    static constexpr int kHalvings = 50;
    static constexpr double kLogVarianceMost = 4.0;

    [[nodiscard]] double mean_covariance(double log_variance, double correlation) const {
        double sum = 0.0;
        double power = 1.0;
        for (const double weight : weights_) {
            sum += weight * std::expm1(log_variance * power);
            power *= correlation;
        }
        return sum;
    }

    [[nodiscard]] FactorMoments moments(double log_variance, double correlation) const {
        const double hour = std::expm1(log_variance);
        return {.day_variance = std::max(0.0, (hour_ - hour) / (1.0 + hour)),
                .hour_variance = hour,
                .correlation = correlation,
                .hours_in_day = mean_covariance(log_variance, correlation)};
    }

    /// The hour factor that has the variance within days at this correlation.
    [[nodiscard]] FactorMoments with_correlation(double correlation) const {
        double low = 0.0;
        double high = kLogVarianceMost;
        for (int round = 0; round < kHalvings; ++round) {
            const double middle = 0.5 * (low + high);
            const FactorMoments found = moments(middle, correlation);
            const double within =
                (1.0 + found.day_variance) * (found.hour_variance - found.hours_in_day);
            (within < hour_ - day_ ? low : high) = middle;
        }
        return moments(0.5 * (low + high), correlation);
    }

    /// v(0) - v(1), which falls as the correlation rises.
    [[nodiscard]] double step_at(double correlation) const {
        const FactorMoments found = with_correlation(correlation);
        const double next = std::expm1(std::log1p(found.hour_variance) * correlation);
        return (1.0 + found.day_variance) * (found.hour_variance - next);
    }

    std::array<double, kHoursOfDay> weights_;
    double hour_;        ///< v(0)
    double neighbours_;  ///< v(1)
    double day_;         ///< mean of v over all pairs
};

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
    const FactorMoments moments = MomentSolver(sums).solve();
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

void fit_profile(const ArrivalSums& sums,
                 ProfileCells cells,
                 double variance,
                 double confidence,
                 ArrivalFit& fit) {
    const double low = 0.5 - confidence / 2.0;
    for (int weekday = 0; weekday < 7; ++weekday) {
        const DayGroup& group = sums.groups()[group_of(cells, weekday)];
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
    fit_profile(sums, cells, day + (1.0 + day) * hour, confidence, fit);
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
