#include "sim/report/import_message.hpp"

#include "proto/fcr/v1/import.pb.h"
#include "sim/base/check.hpp"

#include <google/protobuf/util/json_util.h>

#include <array>
#include <string_view>

namespace fcr {
namespace {

void fill_rows(v1::ImportReport::Rows& to, const RowsSeen& seen) {
    to.set_rows(static_cast<double>(seen.rows));
    for (const int line : seen.lines) {
        to.add_lines(line);
    }
}

void fill_named(v1::ImportReport::Named& to, std::string_view name, std::uint64_t rows) {
    to.set_name(std::string(name));
    to.set_rows(static_cast<double>(rows));
}

std::string told_day(Date day) {
    return date_of(LocalTime{day});
}

void fill_left_out(v1::ImportReport& to, const ImportReport& report) {
    for (std::size_t row = 0; row < report.faults.size(); ++row) {
        if (report.faults[row].rows > 0) {
            v1::ImportReport::Fault& fault = *to.add_faults();
            fault.set_what("rows " + std::string(words_of(static_cast<RowFault>(row))));
            fill_rows(*fault.mutable_rows(), report.faults[row]);
        }
    }
    fill_rows(*to.mutable_duplicates(), report.duplicates);
    for (const NamedRows& dropped : report.dropped_lines) {
        fill_named(*to.add_dropped_lines(), dropped.name, dropped.rows);
    }
    to.set_before_span(static_cast<double>(report.before_span));
    to.set_after_span(static_cast<double>(report.after_span));
    to.set_empty(static_cast<double>(report.empty));
}

void fill_written(v1::ImportReport& to, const ImportReport& report) {
    constexpr std::array<std::string_view, kOutcomes> kNames{
        "answered", "abandoned", "diverted", "blocked", "unfinished"};
    if (report.first && report.last) {
        to.set_first(to_string(*report.first));
        to.set_last(to_string(*report.last));
    }
    to.set_days(static_cast<double>(report.days()));
    for (const NamedRows& line : report.lines) {
        fill_named(*to.add_lines(), line.name, line.rows);
    }
    for (const NamedRows& priority : report.priorities) {
        fill_named(*to.add_priorities(), priority.name, priority.rows);
    }
    for (std::size_t row = 0; row < kOutcomes && !report.incidents; ++row) {
        fill_named(*to.add_outcomes(), kNames[row], report.outcomes[row]);
    }
    to.set_tests(static_cast<double>(report.tests));
    for (const std::string& pool : report.pools_unseen) {
        to.add_pools_unseen(pool);
    }
}

void fill_days(v1::ImportReport& to, const ImportReport& report) {
    for (const Date day : report.days_missing) {
        to.add_days_missing(told_day(day));
    }
    for (const Date day : report.days_twice) {
        to.add_days_twice(told_day(day));
    }
    for (const auto& [day, also] : report.days_alike) {
        v1::ImportReport::DaysAlike& alike = *to.add_days_alike();
        alike.set_day(told_day(day));
        alike.set_also(told_day(also));
    }
    for (const Date day : report.days_thin) {
        to.add_days_thin(told_day(day));
    }
    for (const ClockChange& change : report.clock_changes) {
        v1::ImportReport::ClockChange& row = *to.add_clock_changes();
        row.set_day(told_day(change.day));
        row.set_hours(change.forward ? 23 : 25);
        row.set_shown_twice(static_cast<double>(change.shown_twice));
        row.set_second(static_cast<double>(change.second));
    }
}

void fill_oddities(v1::ImportReport& to, const ImportReport& report) {
    fill_rows(*to.mutable_identical(), report.identical);
    for (const RepeatSeen& repeat : report.repeats) {
        v1::ImportReport::Repeat& row = *to.add_repeats();
        row.set_line(repeat.line);
        row.set_first_line(repeat.first_line);
    }
    to.set_without_id(static_cast<double>(report.without_id));
    fill_rows(*to.mutable_out_of_order(), report.out_of_order);
    to.set_furthest_back_s(to_seconds(report.furthest_back));
    fill_rows(*to.mutable_overlaps(), report.overlaps);
    for (const NamedRows& format : report.formats) {
        fill_named(*to.add_formats(), format.name, format.rows);
    }
    for (const auto& [minutes, times] : report.offsets) {
        v1::ImportReport::Offset& offset = *to.add_offsets();
        offset.set_minutes(minutes);
        offset.set_times(static_cast<double>(times));
    }
    fill_rows(*to.mutable_not_utf8(), report.not_utf8);
    for (const auto& [column, also] : report.columns_alike) {
        v1::ImportReport::ColumnsAlike& alike = *to.add_columns_alike();
        alike.set_column(column);
        alike.set_also(also);
    }
}

}  // namespace

std::string import_json(const ReportedImport& reported) {
    const ImportReport& report = reported.report;
    v1::ImportReport message;
    message.set_fcrsim_version(reported.fcrsim_version);
    message.set_file(report.file);
    message.set_sha256(report.hash);
    message.set_mapping_sha256(reported.mapping_hash);
    message.set_salt(reported.salt_from_file ? "from a file" : "random");
    message.set_ledger_start(told_day(report.ledger_start));
    message.set_incidents(report.incidents);
    message.set_read(static_cast<double>(report.read));
    message.set_written(static_cast<double>(report.written));
    fill_left_out(message, report);
    fill_written(message, report);
    fill_days(message, report);
    fill_oddities(message, report);
    google::protobuf::util::JsonPrintOptions options;
    options.add_whitespace = true;
    options.preserve_proto_field_names = true;
    std::string text;
    const auto status = google::protobuf::util::MessageToJsonString(message, &text, options);
    FCR_CHECK(status.ok(), "a report of finite numbers and valid names can be printed");
    return text;
}

}  // namespace fcr
