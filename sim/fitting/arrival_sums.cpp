#include "sim/fitting/arrival_sums.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace fcr {
namespace {

/// A group of days shares its cells.
std::size_t row_of(ProfileCells cells, int weekday) {
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

}  // namespace

double DayGroup::total() const {
    return std::accumulate(mean.begin(), mean.end(), 0.0);
}

ArrivalSums::ArrivalSums(std::span<const CountedDay> days, ProfileCells cells)
    : cells_(cells), groups_(groups_of(cells)) {
    for (int weekday = 0; weekday < 7; ++weekday) {
        groups_[row_of(cells, weekday)].weekdays += 1.0;
    }
    for (const CountedDay& day : days) {
        if (day.fault == DayFault::None) {
            days_.push_back(&day);
            DayGroup& group = groups_[row_of(cells_, day.weekday)];
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

const DayGroup& ArrivalSums::group_of(int weekday) const {
    return groups_[row_of(cells_, weekday)];
}

bool ArrivalSums::has_every_group() const {
    return std::ranges::all_of(groups_, [](const DayGroup& group) { return group.days > 0.0; });
}

double ArrivalSums::pearson_moment(std::size_t lag) const {
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

double ArrivalSums::day_moment() const {
    double squares = 0.0;
    double means = 0.0;
    for (const CountedDay* day : days_) {
        const DayGroup& group = group_at(*day);
        if (group.days >= 2.0) {
            const double residual = day->total() - group.total();
            squares += residual * residual - group.left() * group.total();
            means += group.left() * (group.total() * group.total() - group.total() / group.days);
        }
    }
    return means > 0.0 ? squares / means : 0.0;
}

std::array<double, kHoursOfDay> ArrivalSums::lag_weights() const {
    std::array<double, kHoursOfDay> weights{};
    double sum = 0.0;
    for (const DayGroup& group : groups_) {
        for (std::size_t hour = 0; hour < kHoursOfDay; ++hour) {
            for (std::size_t lag = 0; hour + lag < kHoursOfDay; ++lag) {
                const double weight =
                    group.days * group.mean[hour] * group.mean[hour + lag] * (lag == 0 ? 1.0 : 2.0);
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

}  // namespace fcr
