#include "sim/report/csv.hpp"

#include "sim/report/number.hpp"

namespace fcr {

void CsvText::begin_cell() {
    if (row_begun_) {
        text_ += ',';
    }
    row_begun_ = true;
}

CsvText& CsvText::text(std::string_view words) {
    begin_cell();
    const bool as_formula =
        !words.empty() && std::string_view("=+-@\t").find(words.front()) != std::string_view::npos;
    const bool quoted = as_formula || words.find_first_of(",\"\r\n") != std::string_view::npos;
    if (!quoted) {
        text_ += words;
        return *this;
    }
    text_ += '"';
    if (as_formula) {
        text_ += '\'';
    }
    for (const char letter : words) {
        text_ += letter;
        if (letter == '"') {
            text_ += '"';
        }
    }
    text_ += '"';
    return *this;
}

CsvText& CsvText::raw(std::string_view cell) {
    begin_cell();
    text_ += cell;
    return *this;
}

CsvText& CsvText::number(const std::optional<double>& value) {
    return raw(plain_number(value));
}

void CsvText::end_row() {
    text_ += "\r\n";
    row_begun_ = false;
}

}  // namespace fcr
