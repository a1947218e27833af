// The arrivals of a line, fitted: its profile over the week, and how much days and hours differ
// from it.
//
// The model is that of the room. Hour h of day d has Poisson calls of mean m(h) D(d) H(d, h): m the
// profile, D a day factor of mean 1, H an hour factor of mean 1 whose logarithm is autoregressive.
//
// The profile is the mean count of each cell, a cell being an hour of the week, or with too few
// weeks an hour of a kind of day. The factors are fitted by the method of moments (Cox and Lewis,
// The Statistical Analysis of Series of Events, 1966, chapter 7, for doubly stochastic counts). Of
// residuals r = count - m of hours i and j of one day, k hours apart,
//
//     E r(i) r(j) = m(i) m(j) v(k),  v(k) = var D + (1 + var D) c(k),  E r(i)^2 = m + m^2 v(0),
//
// c(k) = exp(s^2 rho^k) - 1 being the autocovariance of H. Three sums tell v: Pearson's over hours
// v(0), that of neighbouring hours' standardised residuals v(1), and the variance of days' totals
// the mean of v over all pairs of a day's hours. The factors fitted are those that have the same:
// what they generate has the dispersion of hours, of hours within days and the lag 1 that were
// observed. Means that are fitted from n days of their cell hold 1/n of each residual: what is
// expected of a product is multiplied by 1 - 1/n.
#pragma once

#include "sim/fitting/fitted_value.hpp"
#include "sim/fitting/hourly_counts.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace fcr {

inline constexpr std::size_t kProfileHours = 168;

/// What hours share a mean.
enum class ProfileCells : std::uint8_t {
    HourOfWeek,  ///< each of 168 its own: from kWeeksOfOwnHours weeks on
    DayKind,     ///< an hour of Monday to Friday, or of Saturday and Sunday
    HourOfDay,   ///< 24: where there are not two days of both kinds
};

/// Days of every weekday that the profile by hour of the week needs.
inline constexpr std::size_t kDaysOfOwnHours = 4;

/// A day beside what its profile expects.
struct DayResidual {
    Date date;
    double expected = 0.0;  ///< calls, by the profile
    double observed = 0.0;
};

struct ArrivalFit {
    ProfileCells cells = ProfileCells::HourOfDay;
    std::size_t days = 0;           ///< fitted from
    std::size_t clock_changes = 0;  ///< days left out because they have 23 or 25 hours
    std::size_t holes = 0;          ///< days left out because they have no call at all
    std::uint64_t calls = 0;        ///< of the days fitted from
    /// Expected calls of each hour of the week, Monday 00:00 first. The interval is Garwood's for a
    /// Poisson count (1936), widened by the cell's own dispersion.
    std::vector<FittedValue> profile;
    FittedValue calls_per_day;  ///< mean day of a week; Student's t on the days' totals

    // As model.md 0.2 defines them, hours of the week being the profile's cells.
    FittedValue dispersion;          ///< Pearson sum over hours / (hours - cells)
    FittedValue dispersion_of_days;  ///< the same after scaling each day to its own total
    FittedValue within_hour;         ///< of 5-minute counts, given the hour's total
    FittedValue lag_1;               ///< correlation of neighbouring hours' standardised residuals

    /// Of the gamma factor. The interval is that of a variance (chi-square with the days' degrees
    /// of freedom, on the variance of a day's total), Poisson and hour factor taken off.
    FittedValue day_factor_cv;
    /// Of the lognormal factor. The same, on the variance within days.
    FittedValue hour_factor_cv;
    /// Of neighbouring hours' logarithms, 0 to 0.9. By the delta method.
    FittedValue hour_correlation;

    std::vector<DayResidual> residuals;  ///< of the days fitted from
    double day_variance = 0.0;           ///< of observed / expected of a day, beyond its degrees
    double day_degrees = 0.0;            ///< days less groups of days

    [[nodiscard]] double expected(int weekday, std::size_t hour) const {
        return profile[static_cast<std::size_t>(weekday) * kHoursOfDay + hour].value;
    }
};

/// The standard deviation of a day's calls that the fitted factors and Poisson's chance make: what
/// the scenario of the fit generates. 0 is Monday.
[[nodiscard]] double spread_of_day(const ArrivalFit& fit, int weekday);

/// Whether the hour factor can be told from chance: only then the scenario of the fit has it.
[[nodiscard]] inline bool has_hour_factor(const ArrivalFit& fit) {
    return fit.hour_factor_cv.low > 0.0;
}

/// Which cells days can be fitted with.
[[nodiscard]] ProfileCells cells_for(std::span<const CountedDay> days);

/// Fits the arrivals of the days that have no fault. Empty where fewer than two of these are of one
/// cell, their calls all come in one hour, or they have fewer than 20 calls. `confidence` is above
/// 0 and below 1.
[[nodiscard]] std::optional<ArrivalFit> fit_arrivals(std::span<const CountedDay> days,
                                                     double confidence);

/// The same with cells that were chosen: to compare another span in the same terms.
[[nodiscard]] std::optional<ArrivalFit> fit_arrivals(std::span<const CountedDay> days,
                                                     ProfileCells cells,
                                                     double confidence);

/// The correlation of two lines' day factors, 0 to 1: the covariance of the days' relative
/// residuals over both cvs; the interval is Fisher's for the residuals' correlation, stretched
/// alike. Empty with fewer than 10 degrees of freedom, or where a line has no day factor.
[[nodiscard]] std::optional<FittedValue> fit_day_correlation(const ArrivalFit& first,
                                                             const ArrivalFit& second,
                                                             double confidence);

}  // namespace fcr
