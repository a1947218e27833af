// A table for a terminal: a column of labels, then columns of figures.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

/// Labels to the left, figures to the right. Widths are counted in characters, not bytes.
class TextTable {
public:
    /// `heading` stands above the labels, `columns` above the figures; one with line breaks stands
    /// in several lines.
    TextTable(std::string heading, std::vector<std::string> columns);

    /// As many cells as columns, or fewer: the rest stays empty.
    void add_row(std::string label, std::vector<std::string> cells);

    /// A row whose text runs on across the columns.
    void add_note(std::string label, std::string text);

    /// Words under the row above, indented, in as many lines as they need.
    void add_words(std::string words);

    /// Every line ends with a line break. Labels are cut so that a line has at most `width`
    /// characters; a heading that would be cut stands in a line of its own.
    [[nodiscard]] std::string to_string(std::size_t width = 100) const;

private:
    enum class RowKind : std::uint8_t { Figures, Note, Words };
    struct Row {
        std::string label;
        std::vector<std::string> cells;
        RowKind kind = RowKind::Figures;
    };
    std::vector<Row> rows_;  ///< the first is the heading
};

/// Characters of a UTF-8 text.
[[nodiscard]] std::size_t characters(std::string_view text);

/// The text cut to `limit` characters, the last of them an ellipsis if it was longer.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t limit);

/// A name in lines of at most `width` characters, broken after `_`, `-`, `.` and spaces where it
/// can be, so that nothing of it is lost.
[[nodiscard]] std::string broken_name(std::string_view name, std::size_t width);

/// Words in lines of at most `width` characters, each line indented; a longer word has its own.
[[nodiscard]] std::string wrapped(std::string_view text,
                                  std::size_t indent,
                                  std::size_t width = 100);

}  // namespace fcr
