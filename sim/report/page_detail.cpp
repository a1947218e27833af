// What the pictures of a run's page need beside its figures.
#include "proto/fcr/v1/page.pb.h"
#include "sim/report/number.hpp"
#include "sim/report/page.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <optional>

namespace fcr {
namespace {

/// Where the columns of a wait distribution end, in seconds; what is longer is the last column.
constexpr std::array kBucketEnds{1.0,   2.0,   3.0,   4.0,   5.0,   6.0,    8.0,    10.0,
                                 15.0,  20.0,  30.0,  45.0,  60.0,  90.0,   120.0,  180.0,
                                 240.0, 300.0, 420.0, 600.0, 900.0, 1200.0, 1800.0, 3600.0};

constexpr double kUsPerHour = 3.6e9;

/// Adds the line's column up to just below each end. Buckets of histograms are at most 0.1 % wide.
void fill_waits(v1::WaitDistributionReport& to, const std::vector<const Histogram*>& waits) {
    const auto below = [&](Duration wait) {
        std::uint64_t count = 0;
        for (const Histogram* const part : waits) {
            count += part->at_most(wait - Duration{1});
        }
        return count;
    };
    std::uint64_t all = 0;
    for (const Histogram* const part : waits) {
        all += part->total();
    }
    to.set_answered(static_cast<double>(all));
    if (all == 0) {
        return;
    }
    const auto percent = [&](std::uint64_t count) {
        return six_digits(100.0 * static_cast<double>(count) / static_cast<double>(all));
    };
    std::uint64_t before = 0;
    for (const double end_s : kBucketEnds) {
        const std::uint64_t until = below(duration_from_seconds(end_s));
        v1::WaitBucketReport& bucket = *to.add_buckets();
        bucket.set_below_s(end_s);
        bucket.set_answered_percent(percent(until - before));
        before = until;
    }
    to.add_buckets()->set_answered_percent(percent(all - before));
}

void add_waits(v1::RunDetailReport& detail,
               const std::string& line,
               const char* clock,
               const std::vector<const Histogram*>& waits) {
    v1::WaitDistributionReport distribution;
    distribution.set_line(line);
    distribution.set_clock(clock);
    fill_waits(distribution, waits);
    if (distribution.answered() > 0) {
        *detail.add_waits() = distribution;
    }
}

void fill_waits(v1::RunDetailReport& detail, const PagedRun& run) {
    const CompiledScenario& scenario = run.compiled;
    const Recorder& totals = *run.result.totals;
    for (std::size_t row = 0; row < scenario.lines.size(); ++row) {
        const CompiledLine& line = scenario.lines[LineId{row}];
        std::vector<const Histogram*> operator_waits;
        std::vector<const Histogram*> force_waits;
        for (std::size_t call_class = 0; call_class < scenario.classes.size(); ++call_class) {
            const CallClassId id{call_class};
            if (scenario.classes[id].line != LineId{row}) {
                continue;
            }
            operator_waits.push_back(&totals.operator_waits(id));
            for (std::size_t pool = 0; pool < scenario.pools.size(); ++pool) {
                force_waits.push_back(&totals.waits(id, PoolId{pool}));
            }
        }
        if (line.has_operator_leg) {
            add_waits(detail, line.name, "OPERATOR_CONNECT", operator_waits);
        }
        add_waits(detail, line.name, "NETWORK_ARRIVE", force_waits);
    }
}

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
    fill_waits(detail, run);
    fill_demand(detail, run);
}

}  // namespace fcr
