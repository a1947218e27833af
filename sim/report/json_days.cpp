#include "sim/report/json_days.hpp"

#include "proto/fcr/v1/report.pb.h"
#include "sim/report/message_values.hpp"
#include "sim/report/number.hpp"
#include "sim/scenario/kpi_codes.hpp"

#include <fmt/format.h>

namespace fcr {
namespace {

void set(v1::BandIntervalReport& report,
         v1::QuantilesReport* (v1::BandIntervalReport::*field)(),
         const std::optional<DayQuantiles>& quantiles) {
    static_assert(kDayQuantileTenths == std::array<std::uint64_t, 3>{1, 5, 9});
    if (quantiles) {
        v1::QuantilesReport& to = *(report.*field)();
        to.set_days(static_cast<double>(quantiles->days));
        to.set_p10(six_digits(quantiles->values[0]));
        to.set_p50(six_digits(quantiles->values[1]));
        to.set_p90(six_digits(quantiles->values[2]));
    }
}

void fill(v1::BandIntervalReport& report, const BandInterval& band) {
    using Report = v1::BandIntervalReport;
    report.set_from(time_of_day(band.from));
    report.set_days(static_cast<double>(band.days));
    set(report, &Report::mutable_service_level_percent, band.service_level_percent);
    set(report, &Report::mutable_mean_wait_s, band.mean_wait_s);
    set(report, &Report::mutable_mean_queue, band.mean_queue);
}

void fill(v1::HourOfWeekCellReport& report, const WeekHour& hour) {
    using Report = v1::HourOfWeekCellReport;
    fcr::set(report, &Report::set_offered, hour.offered);
    fcr::set(report, &Report::set_service_level_percent, hour.service_level_percent);
    fcr::set(report, &Report::set_mean_wait_s, hour.mean_wait_s);
}

void fill(v1::WaitDistributionReport& report, const WaitDistribution& waits) {
    using Report = v1::WaitBucketReport;
    report.set_clock(std::string(code_of(waits.clock)));
    report.set_answered(static_cast<double>(waits.answered));
    report.set_abandoned(static_cast<double>(waits.abandoned));
    for (const WaitBucket& bucket : waits.buckets) {
        v1::WaitBucketReport& to = *report.add_buckets();
        fcr::set(to, &Report::set_below_s, bucket.below_s);
        fcr::set(to, &Report::set_answered_percent, bucket.answered_percent);
        fcr::set(to, &Report::set_abandoned_percent, bucket.abandoned_percent);
    }
}

}  // namespace

void add_days(v1::RunReport& report, const RunSummary& summary, std::size_t line) {
    const LineDays& days = summary.days[line];
    const std::string& name = summary.lines[line].name;
    const auto set_kpi = [&](auto& to) {
        if (days.service_level) {
            to.set_kpi(summary.kpis[*days.service_level].id);
        }
    };
    v1::LineBandsReport& bands = *report.add_bands();
    bands.set_line(name);
    set_kpi(bands);
    for (const BandInterval& band : days.bands) {
        fill(*bands.add_intervals(), band);
    }
    if (!days.week.empty()) {
        v1::HourOfWeekReport& week = *report.add_weeks();
        week.set_line(name);
        set_kpi(week);
        for (std::size_t hour = 0; hour < days.week.size(); ++hour) {
            v1::HourOfWeekCellReport& cell = *week.add_cells();
            const auto [weekday, start] = hour_of_week(hour);
            cell.set_from(fmt::format("{} {}", weekday, time_of_day(start)));
            fill(cell, days.week[hour]);
        }
    }
    for (const WaitDistribution& waits : days.waits) {
        v1::WaitDistributionReport& to = *report.add_waits();
        to.set_line(name);
        fill(to, waits);
    }
}

}  // namespace fcr
