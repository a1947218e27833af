#include "sim/report/intervals_xlsx.hpp"

#include "proto/fcr/v1/report.pb.h"
#include "sim/report/report_message.hpp"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <xlsxwriter.h>

#include <array>
#include <cerrno>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace fcr {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

/// The lists of a quarter-hour, one sheet each.
constexpr std::array kSheets{"lines", "classes", "employers", "pools", "kpis"};
constexpr double kNameWidth = 26.0;
constexpr double kFigureWidth = 12.0;
constexpr lxw_col_t kFirstFigure = 2;

bool is_number(const FieldDescriptor& field) {
    return field.cpp_type() == FieldDescriptor::CPPTYPE_DOUBLE ||
           field.cpp_type() == FieldDescriptor::CPPTYPE_INT32;
}

/// Puts a list of all quarter-hours into a sheet: row by row, thing by thing.
class Sheet {
public:
    Sheet(lxw_workbook* workbook, const char* list)
        : sheet_(workbook_add_worksheet(workbook, list)),
          list_(*v1::IntervalReport::descriptor()->FindFieldByName(list)) {
        for (int row = 0; row < list_.message_type()->field_count(); ++row) {
            const FieldDescriptor& field = *list_.message_type()->field(row);
            if (is_number(field)) {
                columns_.push_back(&field);
            }
        }
        lxw_format* const heading = workbook_add_format(workbook);
        format_set_bold(heading);
        worksheet_write_string(sheet_, 0, 0, "name", heading);
        worksheet_write_string(sheet_, 0, 1, "interval_start", heading);
        for (std::size_t row = 0; row < columns_.size(); ++row) {
            worksheet_write_string(sheet_, 0, column(row), columns_[row]->name().c_str(), heading);
        }
        worksheet_freeze_panes(sheet_, 1, kFirstFigure);
        worksheet_set_column(sheet_, 0, 0, kNameWidth, nullptr);
        worksheet_set_column(sheet_, 1, column(columns_.size()), kFigureWidth, nullptr);
    }

    void fill(const v1::RunReport& report) {
        const int things = report.intervals().empty() ? 0 : size(report.intervals(0));
        lxw_row_t row = 0;
        for (int thing = 0; thing < things; ++thing) {
            for (const v1::IntervalReport& interval : report.intervals()) {
                write(++row, interval, thing);
            }
        }
        worksheet_autofilter(sheet_, 0, 0, row, column(columns_.size()) - 1);
    }

private:
    [[nodiscard]] static lxw_col_t column(std::size_t figure) {
        return static_cast<lxw_col_t>(kFirstFigure + figure);
    }

    [[nodiscard]] int size(const v1::IntervalReport& interval) const {
        return interval.GetReflection()->FieldSize(interval, &list_);
    }

    void write(lxw_row_t row, const v1::IntervalReport& interval, int thing) {
        const Message& figures =
            interval.GetReflection()->GetRepeatedMessage(interval, &list_, thing);
        const auto& reflection = *figures.GetReflection();
        // Its name is the first field: `name`, or the `id` of an indicator.
        const FieldDescriptor* const name = list_.message_type()->field(0);
        // As text, also where it looks like a formula.
        worksheet_write_string(
            sheet_, row, 0, reflection.GetString(figures, name).c_str(), nullptr);
        worksheet_write_string(sheet_, row, 1, interval.from().c_str(), nullptr);
        for (std::size_t place = 0; place < columns_.size(); ++place) {
            const FieldDescriptor* const field = columns_[place];
            if (!reflection.HasField(figures, field)) {
                continue;
            }
            const double value = field->cpp_type() == FieldDescriptor::CPPTYPE_DOUBLE
                                     ? reflection.GetDouble(figures, field)
                                     : double{0} + reflection.GetInt32(figures, field);
            worksheet_write_number(sheet_, row, column(place), value, nullptr);
        }
    }

    lxw_worksheet* sheet_;
    const FieldDescriptor& list_;
    std::vector<const FieldDescriptor*> columns_;
};

/// The library stamps the time of day unless told another.
constexpr std::time_t kNoTime = 946'684'800;  // 2000-01-01

/// The library tells that something could not be written, the system why.
std::error_code close(lxw_workbook* workbook) {
    errno = 0;
    if (workbook_close(workbook) == LXW_NO_ERROR) {
        return {};
    }
    return errno == 0 ? std::make_error_code(std::errc::io_error)
                      : std::error_code(errno, std::generic_category());
}

}  // namespace

std::error_code intervals_xlsx(const std::filesystem::path& file,
                               const RunSummary& summary,
                               std::string& bytes) {
    const std::filesystem::path temporary = file.string() + ".part";
    lxw_workbook* const workbook = workbook_new(temporary.c_str());
    if (workbook == nullptr) {
        return std::make_error_code(std::errc::not_enough_memory);
    }
    std::string title = summary.title;
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.created = kNoTime;
    workbook_set_properties(workbook, &properties);
    const v1::RunReport report = report_message(summary, {});
    for (const char* const list : kSheets) {
        Sheet(workbook, list).fill(report);
    }
    const std::error_code error = close(workbook);
    if (!error) {
        std::ifstream made(temporary, std::ios::binary);
        bytes.assign(std::istreambuf_iterator<char>(made), {});
    }
    std::error_code ignored;  // what could not be made is told
    std::filesystem::remove(temporary, ignored);
    return error;
}

}  // namespace fcr
