#include "sim/scenario/csv_rows.hpp"

#include "sim/scenario/input_file.hpp"

#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace fcr {

namespace {

constexpr std::size_t kCellsMax = 1'000;

Problem at_line(int line, std::string remedy) {
    return {.file = {},
            .line = line,
            .column = 0,
            .field = {},
            .value = {},
            .remedy = std::move(remedy)};
}

/// The byte after the line that begins at `from`, its end included: LF, CRLF or CR.
std::size_t next_line(std::string_view bytes, std::size_t from) {
    const std::size_t end = bytes.find_first_of("\r\n", from);
    if (end == std::string_view::npos) {
        return bytes.size();
    }
    const bool both = bytes[end] == '\r' && end + 1 < bytes.size() && bytes[end + 1] == '\n';
    return end + (both ? 2 : 1);
}

/// The delimiter of the first line that is not empty.
unsigned char delimiter(std::string_view bytes) {
    const std::size_t first = bytes.find_first_not_of("\r\n");
    if (first == std::string_view::npos) {
        return CSV_COMMA;
    }
    std::ptrdiff_t commas = 0;
    std::ptrdiff_t semicolons = 0;
    bool in_quotes = false;
    for (const char letter : bytes.substr(first, next_line(bytes, first) - first)) {
        in_quotes = in_quotes != (letter == '"');
        commas += !in_quotes && letter == ',' ? 1 : 0;
        semicolons += !in_quotes && letter == ';' ? 1 : 0;
    }
    return semicolons > commas ? ';' : CSV_COMMA;
}

/// libcsv with its callbacks; a call for each line keeps the line number exact.
class Reader {
public:
    Reader(unsigned char delimiter, const std::function<bool(const CsvRow&)>& row) : row_(row) {
        // Without options csv_init cannot fail.
        static_cast<void>(csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI));
        csv_set_delim(&parser_, delimiter);
    }
    ~Reader() { csv_free(&parser_); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    /// False when reading must stop: the bytes are wrong, or nobody wants more.
    bool feed(std::string_view bytes, int line) {
        line_ = line;
        const std::size_t read =
            csv_parse(&parser_, bytes.data(), bytes.size(), &on_cell, &on_row, this);
        return read == bytes.size() && wanted_ && !too_wide_;
    }

    void finish() {
        if (csv_fini(&parser_, &on_cell, &on_row, this) != 0) {
            broken_ = true;
        }
    }

    [[nodiscard]] std::optional<Problem> problem() {
        if (too_wide_) {
            return at_line(current_.line, fmt::format("must have at most {} cells", kCellsMax));
        }
        if (broken_ || csv_error(&parser_) != CSV_SUCCESS) {
            return at_line(current_.line > 0 ? current_.line : line_,
                           "a quote must have its pair, and a quote inside quotes be doubled");
        }
        return std::nullopt;
    }

private:
    static void on_cell(void* bytes, std::size_t size, void* self) {
        static_cast<Reader*>(self)->add_cell({static_cast<const char*>(bytes), size});
    }
    static void on_row(int /*end*/, void* self) { static_cast<Reader*>(self)->end_row(); }

    void add_cell(std::string_view cell) {
        if (current_.cells.empty()) {
            current_.line = line_;
        }
        too_wide_ = too_wide_ || current_.cells.size() >= kCellsMax;
        if (!too_wide_) {
            current_.cells.emplace_back(cell);
        }
    }

    void end_row() {
        const bool empty = std::ranges::all_of(current_.cells, &std::string::empty);
        if (!empty && wanted_ && !too_wide_) {
            wanted_ = row_(current_);
        }
        if (!too_wide_) {
            current_ = {};
        }
    }

    csv_parser parser_{};
    const std::function<bool(const CsvRow&)>& row_;
    CsvRow current_;
    int line_ = 0;
    bool wanted_ = true;
    bool too_wide_ = false;
    bool broken_ = false;
};

}  // namespace

std::optional<Problem> read_csv(std::string_view bytes,
                                const std::function<bool(const CsvRow&)>& row) {
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
    if (bytes.starts_with(byte_order_mark)) {
        bytes.remove_prefix(byte_order_mark.size());
    }
    Reader reader(delimiter(bytes), row);
    int line = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t next = next_line(bytes, at);
        const std::string_view text = bytes.substr(at, next - at);
        ++line;
        if (text.find('\0') != std::string_view::npos) {
            return at_line(line, "must be text; there is a NUL byte");
        }
        if (!is_utf8(text)) {
            return at_line(line, "must be UTF-8 text; save the file as \"CSV UTF-8\"");
        }
        if (!reader.feed(text, line)) {
            return reader.problem();
        }
        at = next;
    }
    reader.finish();
    return reader.problem();
}

}  // namespace fcr
