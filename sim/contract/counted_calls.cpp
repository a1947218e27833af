#include "sim/contract/counted_calls.hpp"

#include "sim/contract/attribution.hpp"
#include "sim/contract/period_cells.hpp"
#include "sim/contract/population.hpp"

namespace fcr {

std::vector<CountedCall> counted_calls(const ContractTerms& terms,
                                       const ServicePeriod& period,
                                       const PeriodLedger& ledger) {
    const PeriodCells cells(period, ledger.calls, terms.belongs_to);
    const PoolAttribution attribution(terms.scope, cells, ledger);
    std::vector<CountedCall> counted;
    for (std::size_t kpi = 0; kpi < terms.kpis.size(); ++kpi) {
        Population population(terms, kpi, period, cells, ledger.calls, attribution);
        std::vector<RecentCaller> recent;
        population.leave_out_redials(recent);
        const auto of_interval =
            static_cast<std::size_t>(terms.kpis[kpi].interval / PeriodCells::kLength);
        for (std::size_t row = 0; row < ledger.calls.size(); ++row) {
            const SeenCall seen = population.see(row);
            if (seen.standing != CallStanding::Counts) {
                continue;
            }
            const std::size_t cell = cells.cell_of_call(row);
            CountedCall call{.kpi = kpi,
                             .date = period.days[cells.day_of(cell)].date,
                             .time_of_day = cells.time_of_day(cell),
                             .interval = cell / of_interval,
                             .counts = {}};
            call.wait = count_call(population.rule(), *seen.call, call.counts);
            counted.push_back(call);
        }
    }
    return counted;
}

}  // namespace fcr
