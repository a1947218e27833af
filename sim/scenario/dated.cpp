#include "sim/scenario/dated.hpp"

#include "sim/scenario/load.hpp"
#include "sim/scenario/local_time.hpp"

#include <fmt/format.h>

#include <vector>

namespace fcr {

namespace {

std::string text_of(Date date) {
    return date_of(LocalTime{date.time_since_epoch()});
}

double hours(Duration span) {
    return to_seconds(span) / 3600.0;
}

/// The rule by which every day is like the file's measured one.
std::string every_day(const std::string& day_type) {
    return day_type.empty()
               ? ""
               : fmt::format("day_types {{ day_type: \"{}\" on: EVERY_DAY }} ", day_type);
}

}  // namespace

Duration between_midnights(Date first, Date until) {
    Duration span{0};
    for (Date day = first; day < until; day += std::chrono::days{1}) {
        span += day_length(day);
    }
    return span;
}

Result<Scenario> load_scenario_on_dates(const std::filesystem::path& file,
                                        std::span<const std::string> overrides,
                                        const RunDates& dates) {
    const Result<Scenario> as_written = load_scenario(file, overrides);
    if (!as_written) {
        return as_written;
    }
    std::vector<std::string> all(overrides.begin(), overrides.end());
    all.push_back(fmt::format("run={{ warm_up_h: {} measured_h: {} drain_max_h: {} }}",
                              hours(dates.warm_up),
                              hours(between_midnights(dates.first, dates.until)),
                              hours(as_written->run.drain_max)));
    if (as_written->calendar) {
        all.push_back(
            fmt::format("calendar.level_date={}", text_of(as_written->calendar->level_date)));
        all.push_back(fmt::format("calendar.start_date={}", text_of(dates.first)));
    } else {
        all.push_back(
            fmt::format("calendar={{ start_date: \"{}\" level_date: \"{}\" {}bank_holidays {{ "
                        "table: NONE }} }}",
                        text_of(dates.first),
                        text_of(dates.level),
                        every_day(as_written->run.day_type)));
    }
    return load_scenario(file, all);
}

}  // namespace fcr
