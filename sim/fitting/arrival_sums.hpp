// Counted days beside their groups' means: the sums that the arrivals' estimates are made of.
#pragma once

#include "sim/fitting/arrival_fit.hpp"
#include "sim/fitting/hourly_counts.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace fcr {

/// Days that share their cells.
struct DayGroup {
    double days = 0.0;
    double weekdays = 0.0;  ///< of the week, of this group
    std::array<double, kHoursOfDay> mean{};

    [[nodiscard]] double total() const;
    /// The share of a residual that its own fitted mean leaves.
    [[nodiscard]] double left() const { return 1.0 - 1.0 / days; }
};

/// Days with their groups' means, and all sums that the estimates are made of; v as in
/// arrival_fit.hpp. The days must outlive it.
class ArrivalSums {
public:
    ArrivalSums(std::span<const CountedDay> days, ProfileCells cells);

    /// By weekday, Monday 0.
    [[nodiscard]] const DayGroup& group_of(int weekday) const;
    [[nodiscard]] const DayGroup& group_at(const CountedDay& day) const {
        return group_of(day.weekday);
    }
    [[nodiscard]] const std::vector<const CountedDay*>& days() const { return days_; }
    [[nodiscard]] const std::vector<DayGroup>& groups() const { return groups_; }
    [[nodiscard]] bool has_every_group() const;

    /// v of an hour with itself (lag 0) or with the next (1), hours weighing as Pearson's sum has
    /// them: products of standardised residuals, of lag 0 less Poisson's 1, over roots of means.
    [[nodiscard]] double pearson_moment(std::size_t lag) const;

    /// The mean of v over all pairs of a day's hours: the variance of days' totals, Poisson's taken
    /// off, over the squares of their means.
    [[nodiscard]] double day_moment() const;

    /// How much each lag weighs among all pairs of hours of a day; they sum to 1.
    [[nodiscard]] std::array<double, kHoursOfDay> lag_weights() const;

private:
    ProfileCells cells_;
    std::vector<const CountedDay*> days_;
    std::vector<DayGroup> groups_;
};

}  // namespace fcr
