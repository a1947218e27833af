#include "sim/contract/population.hpp"

#include "sim/contract/belonging.hpp"
#include "sim/contract/hours_filter.hpp"

namespace fcr {

CountingRule counting_rule(const ScopeTerms& scope, const KpiTerms& kpi) {
    KpiDefinition counting = kpi.counting;
    if (counting.pool && counting.clock == ClockStart::SegmentPresented &&
        scope.clock_from_offered) {
        counting.clock = ClockStart::Offered;
    }
    return counting_rule(counting);
}

Population::Population(const ContractTerms& terms,
                       std::size_t kpi,
                       const ServicePeriod& period,
                       const PeriodCells& cells,
                       const PeriodCalls& calls,
                       const PoolAttribution& attribution)
    : kpi_(terms.kpis[kpi]),
      period_(period),
      cells_(cells),
      calls_(calls),
      attribution_(attribution),
      rule_(counting_rule(terms.scope, kpi_)),
      leaves_tests_out_(kpi_.test_calls == TestRule::ExcludeFlagged) {
    returned_.outcome = Outcome::Diverted;
    const auto begins_within = [](Duration moment, Duration cell) {
        return cell < moment && moment < cell + PeriodCells::kLength;
    };
    hours_.reserve(cells.size());
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        const Duration begin = cells.time_of_day(cell);
        if (begins_within(kpi_.hours.from, begin) || begins_within(kpi_.hours.until, begin)) {
            hours_.push_back(Hours::Part);
        } else {
            const ServiceDay& day = period.days[cells.day_of(cell)];
            hours_.push_back(fcr::in_hours(kpi_.hours, day, begin) ? Hours::All : Hours::None);
        }
    }
}

void Population::leave_out_redials(std::vector<RecentCaller>& recent) {
    if (kpi_.redial == RedialRule::CountAll) {
        return;
    }
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < calls_.size(); ++row) {
        const CallStanding standing = see(row).standing;
        if (standing == CallStanding::Counts || standing == CallStanding::Unfinished) {
            rows.push_back(row);
        }
    }
    redials_ = redials_left_out(kpi_, period_, calls_, rows, recent);
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
