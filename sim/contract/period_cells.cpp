#include "sim/contract/period_cells.hpp"

#include "sim/base/check.hpp"
#include "sim/contract/belonging.hpp"

namespace fcr {

PeriodCells::PeriodCells(const ServicePeriod& period,
                         const PeriodCalls& calls,
                         BelongsTo belongs_to)
    : start_(period.start), belongs_to_(belongs_to) {
    for (std::size_t row = 0; row < period.days.size(); ++row) {
        const ServiceDay& day = period.days[row];
        for (Duration since{0}; since < day.length; since += kLength) {
            day_.push_back(static_cast<std::uint8_t>(row));
            time_of_day_.push_back(fcr::time_of_day(day.date, since));
        }
    }
    cell_of_call_.reserve(calls.size());
    for (std::size_t row = 0; row < calls.size(); ++row) {
        const SimTime at = belongs_at(calls.call(row), belongs_to);
        FCR_CHECK(period.has(at), "a call of the ledger belongs to another period");
        cell_of_call_.push_back(static_cast<std::uint16_t>((at - start_) / kLength));
    }
}

std::size_t PeriodCells::cell_at(SimTime time) const {
    if (time <= start_) {
        return 0;
    }
    const auto cell = static_cast<std::size_t>((time - start_) / kLength);
    return cell < size() ? cell : size();
}

}  // namespace fcr
