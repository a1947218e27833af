// Writing CSV as RFC 4180 has it, safe to open in a spreadsheet.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fcr {

/// Builds rows of cells, separated by commas and ended by CR LF. Not thread-safe.
class CsvText {
public:
    /// A cell of words: quoted where RFC 4180 asks for it. Words that begin with = + - @ or a tab,
    /// which a spreadsheet would run as a formula, get an apostrophe in front.
    CsvText& text(std::string_view words);

    /// A cell as it is: a number, a time, a code of ours.
    CsvText& raw(std::string_view cell);

    /// A number to six significant digits; empty when not measured.
    CsvText& number(const std::optional<double>& value);

    void end_row();

    [[nodiscard]] std::string_view view() const { return text_; }
    void clear() { text_.clear(); }
    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    void begin_cell();

    std::string text_;
    bool row_begun_ = false;
};

}  // namespace fcr
