// What the pictures of a run's page need beside its figures.
#include "proto/fcr/v1/page.pb.h"
#include "sim/report/number.hpp"
#include "sim/report/page.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <optional>

namespace fcr {
namespace {

constexpr double kUsPerHour = 3.6e9;

/// Mean time that a handler of any pool needs after a call until the next can come, in hours.
double gap_h(const PagedRun& run) {
    std::int64_t gaps_us = 0;
    std::int64_t answered = 0;
    for (std::size_t row = 0; row < run.compiled.pools.size(); ++row) {
        for (std::size_t interval = 0; interval < kResultIntervals; ++interval) {
            const Rollup total = run.result.totals->total(PoolId{row}, IntervalId{interval});
            gaps_us += total.seats.gap_us;
            answered += total.calls.answered;
        }
    }
    return answered > 0 ? static_cast<double>(gaps_us) / static_cast<double>(answered) / kUsPerHour
                        : 0.0;
}

/// The work that a line's callers bring, by what its calls take over the whole day.
void fill_demand(v1::RunDetailReport& detail, const PagedRun& run) {
    std::vector<std::optional<double>> handling_h;
    const double gap = gap_h(run);
    for (std::size_t row = 0; row < run.compiled.lines.size(); ++row) {
        CallTally day;
        for (std::size_t interval = 0; interval < kResultIntervals; ++interval) {
            day.merge(run.result.totals->total(LineId{row}, IntervalId{interval}).calls);
        }
        handling_h.push_back(
            day.answered > 0 ? std::optional(static_cast<double>(day.talk_us + day.wrap_up_us) /
                                                 static_cast<double>(day.answered) / kUsPerHour +
                                             gap)
                             : std::nullopt);
    }
    for (const IntervalSummary& interval : run.summary.intervals) {
        v1::DemandIntervalReport& to = *detail.add_demand();
        const auto minutes =
            std::chrono::duration_cast<std::chrono::minutes>(interval.from).count();
        to.set_from(fmt::format("{:02}:{:02}", minutes / 60, minutes % 60));
        for (std::size_t row = 0; row < interval.lines.size(); ++row) {
            v1::LineDemandReport& line = *to.add_lines();
            line.set_name(run.summary.lines[row].name);
            if (handling_h[row] && interval.lines[row].offered) {
                line.set_handler_hours(six_digits(*interval.lines[row].offered * *handling_h[row]));
            }
        }
    }
}

}  // namespace

void fill_detail(v1::RunDetailReport& detail, const PagedRun& run) {
    fill_demand(detail, run);
}

}  // namespace fcr
