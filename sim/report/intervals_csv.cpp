#include "sim/report/intervals_csv.hpp"

#include "sim/report/csv.hpp"
#include "sim/report/number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace fcr {
namespace {

constexpr std::array<std::string_view, 22> kColumns{
    "kind",  // line, class, employer, pool or kpi
    "name",
    "interval_start",  // HH:MM
    "offered",         // calls in one such quarter-hour, as the four below
    "answered",
    "abandoned",
    "blocked",
    "unfinished",
    "answered_percent",
    "abandoned_percent",
    "below_10s_percent",
    "mean_wait_s",
    "operator_mean_wait_s",
    "longest_wait_s",
    "mean_queue",
    "longest_queue",
    "on_duty",  // handlers
    "occupancy_percent",
    "ringing_percent",
    "gap_percent",
    "handling_s",
    "kpi_value",  // percent, seconds or calls
};
/// Only where people are on a roster, so that other tables stay as they were.
constexpr std::array<std::string_view, 2> kRosterColumns{"on_break", "absent"};  // people
constexpr std::size_t kFirstCallColumn = 3;
constexpr std::size_t kFirstWorkColumn = 16;

bool has_roster(const RunSummary& summary) {
    return std::ranges::any_of(
        summary.pools, [](const PoolSummary& pool) { return pool.figures.roster.has_value(); });
}

void begin_row(CsvText& csv,
               std::string_view kind,
               std::string_view name,
               const IntervalSummary& interval) {
    csv.raw(kind).text(name).raw(time_of_day(interval.from));
}

void skip(CsvText& csv, std::size_t cells) {
    for (std::size_t cell = 0; cell < cells; ++cell) {
        csv.raw("");
    }
}

void add_calls(CsvText& csv, const CallInterval& calls, bool rostered) {
    csv.number(calls.offered)
        .number(calls.answered)
        .number(calls.abandoned)
        .number(calls.blocked)
        .number(calls.unfinished)
        .number(calls.answered_percent)
        .number(calls.abandoned_percent)
        .number(calls.below_10s_percent)
        .number(calls.mean_wait_s)
        .number(calls.operator_mean_wait_s)
        .number(calls.longest_wait_s)
        .number(calls.mean_queue)
        .raw(fmt::format("{}", calls.longest_queue));
    skip(csv, kColumns.size() - kFirstWorkColumn + (rostered ? kRosterColumns.size() : 0));
    csv.end_row();
}

void add_work(CsvText& csv, const WorkInterval& work, bool rostered) {
    // A handler's row shares the column of answered calls with the callers' rows.
    csv.raw("").number(work.answered);
    skip(csv, kFirstWorkColumn - kFirstCallColumn - 2);
    csv.number(work.on_duty)
        .number(work.occupancy_percent)
        .number(work.ringing_percent)
        .number(work.gap_percent)
        .number(work.handling_s)
        .raw("");
    if (rostered) {
        csv.number(work.on_break).number(work.absent);
    }
    csv.end_row();
}

}  // namespace

std::string intervals_csv(const RunSummary& summary) {
    CsvText csv;
    for (const std::string_view column : kColumns) {
        csv.raw(column);
    }
    const bool rostered = has_roster(summary);
    if (rostered) {
        for (const std::string_view column : kRosterColumns) {
            csv.raw(column);
        }
    }
    csv.end_row();
    for (std::size_t row = 0; row < summary.lines.size(); ++row) {
        for (const IntervalSummary& interval : summary.intervals) {
            begin_row(csv, "line", summary.lines[row].name, interval);
            add_calls(csv, interval.lines[row], rostered);
        }
    }
    for (std::size_t row = 0; row < summary.classes.size(); ++row) {
        for (const IntervalSummary& interval : summary.intervals) {
            begin_row(csv, "class", summary.classes[row].name, interval);
            add_calls(csv, interval.classes[row], rostered);
        }
    }
    for (std::size_t row = 0; row < summary.employers.size(); ++row) {
        for (const IntervalSummary& interval : summary.intervals) {
            begin_row(csv, "employer", summary.employers[row].name, interval);
            add_work(csv, interval.employers[row], rostered);
        }
    }
    for (std::size_t row = 0; row < summary.pools.size(); ++row) {
        for (const IntervalSummary& interval : summary.intervals) {
            begin_row(csv, "pool", summary.pools[row].name, interval);
            add_work(csv, interval.pools[row], rostered);
        }
    }
    for (std::size_t row = 0; row < summary.kpis.size(); ++row) {
        for (const IntervalSummary& interval : summary.intervals) {
            begin_row(csv, "kpi", summary.kpis[row].id, interval);
            skip(csv, kColumns.size() - kFirstCallColumn - 1);
            csv.number(interval.kpis[row]);
            skip(csv, rostered ? kRosterColumns.size() : 0);
            csv.end_row();
        }
    }
    return csv.take();
}

}  // namespace fcr
