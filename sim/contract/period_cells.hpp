// The quarter-hours of a period, and where its calls lie in them.
#pragma once

#include "sim/contract/period_ledger.hpp"
#include "sim/contract/service_calendar.hpp"
#include "sim/contract/terms.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace fcr {

/// Quarter-hours count from the start of the period; every local day has whole hours, so none of
/// them has two days.
class PeriodCells {
public:
    static constexpr Duration kLength = PeriodStaffing::kCell;

    /// The cells of a period and of its calls. A call that does not belong to the period is a bug
    /// of who filled the ledger.
    PeriodCells(const ServicePeriod& period, const PeriodCalls& calls, BelongsTo belongs_to);

    [[nodiscard]] std::size_t size() const { return day_.size(); }
    /// The row of the period's days in which a cell lies.
    [[nodiscard]] std::size_t day_of(std::size_t cell) const { return day_[cell]; }
    /// What the clock on the wall shows when a cell begins.
    [[nodiscard]] Duration time_of_day(std::size_t cell) const { return time_of_day_[cell]; }
    [[nodiscard]] SimTime begin_of(std::size_t cell) const {
        return start_ + static_cast<std::int64_t>(cell) * kLength;
    }
    /// The cell of a moment, those before and after the period's as its first and the end.
    [[nodiscard]] std::size_t cell_at(SimTime time) const;

    [[nodiscard]] std::size_t cell_of_call(std::size_t row) const { return cell_of_call_[row]; }
    [[nodiscard]] BelongsTo belongs_to() const { return belongs_to_; }

private:
    SimTime start_;
    BelongsTo belongs_to_;
    std::vector<std::uint8_t> day_;
    std::vector<Duration> time_of_day_;
    std::vector<std::uint16_t> cell_of_call_;
};

}  // namespace fcr
