#include "sim/analysis/csv_stream.hpp"

#include "sim/base/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <utility>

namespace fcr {

namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr std::size_t kHeadBytes = 4;  // enough to know a file by

/// What people take for CSV files and are none.
struct OtherForm {
    std::string_view begins;
    std::string_view remedy;
};
constexpr std::array kOtherForms{
    OtherForm{"PK\x03\x04", "must be a CSV file, plain or gzip; this is a spreadsheet or zip file"},
    OtherForm{"\xff\xfe", "must be UTF-8 text, not UTF-16; save the file as \"CSV UTF-8\""},
    OtherForm{"\xfe\xff", "must be UTF-8 text, not UTF-16; save the file as \"CSV UTF-8\""},
};

}  // namespace

std::string_view CsvCells::operator[](std::size_t cell) const {
    return text_.substr(cells_[cell].begin, cells_[cell].end - cells_[cell].begin);
}

bool CsvCells::all_empty() const {
    return std::ranges::all_of(cells_, [](const Cell& cell) { return cell.begin == cell.end; });
}

CsvStream::CsvStream(CsvForm form, CsvReceiver& receiver) : form_(form), receiver_(receiver) {
    // Strict: a quote that is out of place would otherwise swallow rows.
    FCR_CHECK(csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI) == 0, "libcsv did not begin");
    csv_set_delim(&parser_, static_cast<unsigned char>(form.delimiter));
    // NUL never reaches libcsv.
    csv_set_quote(&parser_, static_cast<unsigned char>(form.quote.value_or('\0')));
}

CsvStream::~CsvStream() {
    csv_free(&parser_);
}

bool CsvStream::feed(std::string_view bytes) {
    if (problem_ || !wanted_) {
        return false;
    }
    if (begun_) {
        return feed_text(bytes);
    }
    head_ += bytes;
    return head_.size() < kHeadBytes || begin();
}

void CsvStream::finish() {
    if (problem_ || !wanted_ || (!begun_ && !begin())) {
        return;
    }
    if (csv_fini(&parser_, &on_cell, &on_row, this) != 0) {
        static_cast<void>(refuse(row_line_, "a quote must have its pair"));
    }
}

bool CsvStream::begin() {
    begun_ = true;
    for (const OtherForm& form : kOtherForms) {
        if (head_.starts_with(form.begins)) {
            return refuse(line_, std::string(form.remedy));
        }
    }
    const std::string head = std::exchange(head_, {});
    return feed_text(std::string_view(head).substr(
        head.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0));
}

bool CsvStream::feed_text(std::string_view bytes) {
    while (!bytes.empty()) {
        bytes.remove_prefix(feed_plain_rows(bytes));
        if (problem_ || !wanted_) {
            return false;
        }
        if (bytes.empty()) {
            break;
        }
        // One line at a time keeps the line number exact.
        const std::size_t end = bytes.find_first_of("\r\n");
        const std::size_t size = end == std::string_view::npos ? bytes.size() : end + 1;
        if (!feed_line(bytes.substr(0, size))) {
            return false;
        }
        const char last = bytes[size - 1];
        if (last == '\r' || (last == '\n' && !(after_return_ && size == 1))) {
            line_ += line_ < std::numeric_limits<int>::max() ? 1 : 0;
        }
        after_return_ = last == '\r';
        bytes.remove_prefix(size);
    }
    return true;
}

std::size_t CsvStream::feed_plain_rows(std::string_view bytes) {
    std::size_t read = 0;
    while (cells_.size() == 0 && parser_.entry_pos == 0 && parser_.pstate == 0 && !after_return_) {
        const std::string_view left = bytes.substr(read);
        const std::size_t end = left.find('\n');
        if (end == std::string_view::npos || end > kRowBytesMax) {
            break;
        }
        const std::size_t size = end > 0 && left[end - 1] == '\r' ? end - 1 : end;
        const std::string_view row = left.substr(0, size);
        // What is not plain to see is libcsv's to judge.
        if ((form_.quote && std::memchr(row.data(), *form_.quote, row.size()) != nullptr) ||
            std::memchr(row.data(), '\r', row.size()) != nullptr ||
            std::memchr(row.data(), '\0', row.size()) != nullptr) {
            break;
        }
        split(row);
        if (cells_.size() > kCellsMax) {
            cells_.cells_.clear();
            break;
        }
        read += end + 1;
        if (cells_.size() > 1 || (cells_.size() == 1 && !cells_[0].empty())) {
            hand_out();
        }
        cells_.cells_.clear();
        line_ += line_ < std::numeric_limits<int>::max() ? 1 : 0;
        if (!wanted_) {
            break;
        }
    }
    return read;
}

void CsvStream::split(std::string_view row) {
    const auto is_space = [](char letter) { return letter == ' ' || letter == '\t'; };
    cells_.text_ = row;
    std::size_t begin = 0;
    while (true) {
        const void* const found =
            std::memchr(row.data() + begin, form_.delimiter, row.size() - begin);
        const std::size_t end =
            found == nullptr
                ? row.size()
                : static_cast<std::size_t>(static_cast<const char*>(found) - row.data());
        std::size_t first = begin;
        std::size_t last = end;
        while (first < last && is_space(row[first])) {
            ++first;
        }
        while (last > first && is_space(row[last - 1])) {
            --last;
        }
        cells_.cells_.push_back({.begin = first, .end = last, .line = line_});
        if (found == nullptr) {
            return;
        }
        begin = end + 1;
    }
}

void CsvStream::hand_out() {
    if (!problem_ && wanted_) {
        wanted_ = receiver_.row(cells_);
    }
}

bool CsvStream::feed_line(std::string_view bytes) {
    if (cells_.size() == 0 && parser_.entry_pos == 0) {
        // Nothing is held but perhaps empty lines: the next row begins here or further down.
        row_line_ = line_;
        row_bytes_ = 0;
    }
    // What stands before a fault is read first, so that pieces of any size find the same fault.
    const std::size_t nul = bytes.find('\0');
    const std::size_t room = kRowBytesMax - row_bytes_;
    const std::string_view text = bytes.substr(0, std::min(nul, room));
    row_bytes_ += text.size();
    if (csv_parse(&parser_, text.data(), text.size(), &on_cell, &on_row, this) != text.size()) {
        const int error = csv_error(&parser_);
        return refuse(row_line_,
                      error == CSV_EPARSE
                          ? "a quote must have its pair, and a quote inside quotes be doubled"
                          : std::string("cannot be read: ") + csv_strerror(error));
    }
    if (problem_ || !wanted_ || text.size() == bytes.size()) {
        return !problem_ && wanted_;
    }
    if (text.size() == nul) {
        return refuse(line_, "must be text; there is a NUL byte");
    }
    return refuse(row_line_,
                  fmt::format("limit reached: a row must have at most {} bytes; is there a quote "
                              "without its pair?",
                              kRowBytesMax));
}

bool CsvStream::refuse(int line, std::string remedy) {
    problem_ = Problem{.file = {},
                       .line = line,
                       .column = 0,
                       .field = {},
                       .value = {},
                       .remedy = std::move(remedy)};
    return false;
}

void CsvStream::on_cell(void* bytes, std::size_t size, void* self) {
    CsvStream& stream = *static_cast<CsvStream*>(self);
    if (stream.cells_.cells_.size() >= kCellsMax) {
        if (!stream.problem_) {
            static_cast<void>(stream.refuse(
                stream.line_,
                fmt::format("limit reached: a row must have at most {} cells", kCellsMax)));
        }
        return;
    }
    const std::size_t begin = stream.text_.size();
    stream.text_.append(static_cast<const char*>(bytes), size);
    stream.cells_.cells_.push_back(
        {.begin = begin, .end = stream.text_.size(), .line = stream.line_});
}

void CsvStream::on_row(int /*end*/, void* self) {
    CsvStream& stream = *static_cast<CsvStream*>(self);
    stream.cells_.text_ = stream.text_;
    stream.hand_out();
    stream.text_.clear();
    stream.cells_.cells_.clear();
}

}  // namespace fcr
