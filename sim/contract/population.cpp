#include "sim/contract/population.hpp"

#include "sim/contract/belonging.hpp"
#include "sim/contract/hours_filter.hpp"

namespace fcr {

Population::Population(const KpiTerms& kpi,
                       const ServicePeriod& period,
                       const PeriodCells& cells,
                       const PeriodCalls& calls,
                       const PoolAttribution& attribution)
    : kpi_(kpi),
      period_(period),
      cells_(cells),
      calls_(calls),
      attribution_(attribution),
      leaves_tests_out_(kpi.test_calls == TestRule::ExcludeFlagged) {
    const auto begins_within = [](Duration moment, Duration cell) {
        return cell < moment && moment < cell + PeriodCells::kLength;
    };
    hours_.reserve(cells.size());
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        const Duration begin = cells.time_of_day(cell);
        if (begins_within(kpi.hours.from, begin) || begins_within(kpi.hours.until, begin)) {
            hours_.push_back(Hours::Part);
        } else {
            const ServiceDay& day = period.days[cells.day_of(cell)];
            hours_.push_back(fcr::in_hours(kpi.hours, day, begin) ? Hours::All : Hours::None);
        }
    }
}

bool Population::in_hours_by_minute(std::size_t row) const {
    const std::size_t cell = cells_.cell_of_call(row);
    // A cell has no change of clocks within it: a minute of it is one on the wall.
    const Duration within =
        belongs_at(calls_.call(row), cells_.belongs_to()) - cells_.begin_of(cell);
    return fcr::in_hours(
        kpi_.hours, period_.days[cells_.day_of(cell)], cells_.time_of_day(cell) + within);
}

}  // namespace fcr
