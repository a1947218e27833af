// The log of a review, and where in it things stand. Internal to this folder.
#pragma once

#include "sim/review/review.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace fcr::v1 {
class ReviewReport;
}

namespace fcr {

/// Rows of the log, from 1.
class LogRows {
public:
    LogRows(std::size_t happenings, std::size_t orders)
        : happenings_(happenings), orders_(orders), effects_(orders) {}

    [[nodiscard]] double of_happening(std::size_t place) const { return happenings_[place]; }
    /// Of an action asked for, done or refused.
    [[nodiscard]] double of_order(std::size_t place) const { return orders_[place]; }
    /// Of its first effect; empty when it came at once, or not while the exercise ran.
    [[nodiscard]] std::optional<double> of_effect(std::size_t place) const {
        return effects_[place];
    }

private:
    friend LogRows fill_marks(v1::ReviewReport& to, const Review& review);

    std::vector<double> happenings_;
    std::vector<double> orders_;
    std::vector<std::optional<double>> effects_;
};

/// Everything that happened or was said, in order of time; at one time events before what people
/// did.
LogRows fill_marks(v1::ReviewReport& to, const Review& review);

}  // namespace fcr
