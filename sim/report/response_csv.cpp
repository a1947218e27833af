#include "sim/report/response_csv.hpp"

#include "sim/report/csv.hpp"
#include "sim/report/number.hpp"

#include <array>
#include <string_view>

namespace fcr {
namespace {

constexpr std::array<std::string_view, 13> kColumns{
    "kind",  // grade, units or talkgroup
    "name",
    "interval_start",  // HH:MM, of the answer or the agreed time
    "incidents",       // in one such quarter-hour, as the three below
    "attended",
    "never_resourced",
    "unfinished",
    "in_target_percent",
    "response_mean_s",
    "dispatch_s",
    "travel_s",
    "on_duty",       // units or desks
    "busy_percent",  // of the time on duty
};
constexpr std::size_t kGradeCells = 8;

void begin_row(CsvText& csv, std::string_view kind, std::string_view name, Duration from) {
    csv.raw(kind).text(name).raw(time_of_day(from));
}

void skip(CsvText& csv, std::size_t cells) {
    for (std::size_t cell = 0; cell < cells; ++cell) {
        csv.raw("");
    }
}

}  // namespace

std::string response_csv(const RunSummary& summary) {
    const ResponseSummary& response = *summary.response;
    CsvText csv;
    for (const std::string_view column : kColumns) {
        csv.raw(column);
    }
    csv.end_row();
    for (std::size_t row = 0; row < response.grades.size(); ++row) {
        for (const ResponseInterval& interval : response.intervals) {
            const GradeInterval& grade = interval.grades[row];
            begin_row(csv, "grade", response.grades[row].name, interval.from);
            csv.number(grade.incidents)
                .number(grade.attended)
                .number(grade.never_resourced)
                .number(grade.unfinished)
                .number(grade.in_target_percent)
                .number(grade.response_mean_s)
                .number(grade.dispatch_s)
                .number(grade.travel_s);
            skip(csv, 2);
            csv.end_row();
        }
    }
    for (std::size_t row = 0; row < response.units.size(); ++row) {
        for (const ResponseInterval& interval : response.intervals) {
            begin_row(csv, "units", response.units[row].name, interval.from);
            skip(csv, kGradeCells);
            csv.number(interval.units[row].on_duty).number(interval.units[row].utilisation_percent);
            csv.end_row();
        }
    }
    for (std::size_t row = 0; row < response.desks.size(); ++row) {
        for (const ResponseInterval& interval : response.intervals) {
            begin_row(csv, "talkgroup", response.desks[row].name, interval.from);
            skip(csv, kGradeCells);
            csv.number(interval.desks[row].on_duty).number(interval.desks[row].occupancy_percent);
            csv.end_row();
        }
    }
    return csv.take();
}

}  // namespace fcr
