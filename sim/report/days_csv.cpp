#include "sim/report/days_csv.hpp"

#include "sim/report/csv.hpp"
#include "sim/report/number.hpp"
#include "sim/scenario/kpi_codes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace fcr {
namespace {

CsvText begin(std::initializer_list<std::string_view> columns) {
    CsvText csv;
    for (const std::string_view column : columns) {
        csv.raw(column);
    }
    csv.end_row();
    return csv;
}

/// What a line's service level is.
std::string_view service_level_name(const RunSummary& summary, const LineDays& days) {
    return days.service_level ? std::string_view(summary.kpis[*days.service_level].id)
                              : "below_10s_percent";
}

/// Calls `row(name of the line, its days)` for each line.
template <typename Row>
void each_line(const RunSummary& summary, Row row) {
    for (std::size_t line = 0; line < summary.days.size(); ++line) {
        row(summary.lines[line].name, summary.days[line]);
    }
}

}  // namespace

std::string bands_csv(const RunSummary& summary) {
    CsvText csv = begin({"line",
                         "figure",  // an indicator's id, below_10s_percent, mean_wait_s, mean_queue
                         "interval_start",   // HH:MM
                         "days_with_calls",  // offered in the quarter-hour
                         "days",             // that have a value
                         "p10",
                         "p50",
                         "p90"});
    each_line(summary, [&](const std::string& line, const LineDays& days) {
        const auto add = [&](std::string_view figure,
                             std::optional<DayQuantiles> BandInterval::*quantiles) {
            for (const BandInterval& band : days.bands) {
                const DayQuantiles of = (band.*quantiles).value_or(DayQuantiles{});
                csv.text(line).text(figure).raw(time_of_day(band.from));
                csv.raw(fmt::format("{}", band.days)).raw(fmt::format("{}", of.days));
                for (const double value : of.values) {
                    csv.number(of.days > 0 ? std::optional(value) : std::nullopt);
                }
                csv.end_row();
            }
        };
        add(service_level_name(summary, days), &BandInterval::service_level_percent);
        add("mean_wait_s", &BandInterval::mean_wait_s);
        add("mean_queue", &BandInterval::mean_queue);
    });
    return csv.take();
}

bool has_weeks(const RunSummary& summary) {
    return std::ranges::any_of(summary.days,
                               [](const LineDays& days) { return !days.week.empty(); });
}

std::string weeks_csv(const RunSummary& summary) {
    CsvText csv = begin({"line",
                         "weekday",
                         "hour_start",     // HH:MM
                         "offered",        // calls in one such hour
                         "service_level",  // an indicator's id, or below_10s_percent
                         "service_level_percent",
                         "mean_wait_s"});
    each_line(summary, [&](const std::string& line, const LineDays& days) {
        for (std::size_t row = 0; row < days.week.size(); ++row) {
            const auto [weekday, start] = hour_of_week(row);
            csv.text(line).raw(weekday).raw(time_of_day(start));
            csv.number(days.week[row].offered)
                .text(service_level_name(summary, days))
                .number(days.week[row].service_level_percent)
                .number(days.week[row].mean_wait_s);
            csv.end_row();
        }
    });
    return csv.take();
}

std::string waits_csv(const RunSummary& summary) {
    CsvText csv = begin({"line",
                         "clock",
                         "from_s",
                         "below_s",  // empty: no upper end
                         "answered_percent",
                         "abandoned_percent"});
    each_line(summary, [&](const std::string& line, const LineDays& days) {
        for (const WaitDistribution& waits : days.waits) {
            std::optional<double> from_s = 0.0;
            for (const WaitBucket& bucket : waits.buckets) {
                csv.text(line).raw(code_of(waits.clock)).number(from_s).number(bucket.below_s);
                csv.number(bucket.answered_percent).number(bucket.abandoned_percent);
                csv.end_row();
                from_s = bucket.below_s;
            }
        }
    });
    return csv.take();
}

}  // namespace fcr
