#include "sim/report/text_table.hpp"

#include "sim/base/check.hpp"

#include <algorithm>
#include <utility>

namespace fcr {
namespace {

constexpr std::string_view kGap = "  ";
constexpr std::size_t kWordsIndent = 4;

bool begins_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

void append_right(std::string& line, std::string_view cell, std::size_t width) {
    line += kGap;
    line.append(width - std::min(width, characters(cell)), ' ');
    line += cell;
}

void append_left(std::string& line, std::string_view cell, std::size_t width) {
    line += cell;
    line.append(width - std::min(width, characters(cell)), ' ');
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    for (std::size_t end = 0; end != std::string_view::npos; text.remove_prefix(end + 1)) {
        end = text.find('\n');
        lines.push_back(text.substr(0, end));
        if (end == std::string_view::npos) {
            break;
        }
    }
    return lines;
}

/// The bytes of the first so many characters.
std::size_t bytes_of(std::string_view text, std::size_t count) {
    std::size_t seen = 0;
    std::size_t end = 0;
    while (end < text.size() && (!begins_character(text[end]) || ++seen <= count)) {
        ++end;
    }
    return end;
}

void end_line(std::string& text, std::string line) {
    line.erase(line.find_last_not_of(' ') + 1);
    text += line;
    text += '\n';
}

/// The lines of the headings but their last, which stands beside the table's own.
std::string upper_headings(const std::vector<std::string>& columns,
                           std::size_t label_width,
                           const std::vector<std::size_t>& widths) {
    std::size_t height = 1;
    for (const std::string& column : columns) {
        height = std::max(height, lines_of(column).size());
    }
    std::string text;
    for (std::size_t above = height - 1; above > 0; --above) {
        std::string line(label_width, ' ');
        for (std::size_t column = 0; column < columns.size(); ++column) {
            const auto lines = lines_of(columns[column]);
            append_right(
                line, above < lines.size() ? lines[lines.size() - 1 - above] : "", widths[column]);
        }
        end_line(text, std::move(line));
    }
    return text;
}

}  // namespace

TextTable::TextTable(std::string heading, std::vector<std::string> columns) {
    rows_.push_back(
        {.label = std::move(heading), .cells = std::move(columns), .kind = RowKind::Figures});
}

void TextTable::add_row(std::string label, std::vector<std::string> cells) {
    FCR_CHECK(cells.size() <= rows_.front().cells.size(), "a row has no more cells than columns");
    rows_.push_back(
        {.label = std::move(label), .cells = std::move(cells), .kind = RowKind::Figures});
}

void TextTable::add_note(std::string label, std::string text) {
    rows_.push_back({.label = std::move(label), .cells = {std::move(text)}, .kind = RowKind::Note});
}

void TextTable::add_words(std::string words) {
    rows_.push_back({.label = {}, .cells = {std::move(words)}, .kind = RowKind::Words});
}

std::string TextTable::to_string(std::size_t width) const {
    std::vector<std::size_t> widths(rows_.front().cells.size(), 0);
    std::size_t label_width = 0;
    for (const Row& row : rows_) {
        label_width = std::max(label_width, characters(row.label));
        for (std::size_t cell = 0; row.kind == RowKind::Figures && cell < row.cells.size();
             ++cell) {
            for (const std::string_view line : lines_of(row.cells[cell])) {
                widths[cell] = std::max(widths[cell], characters(line));
            }
        }
    }
    std::size_t cells_width = 0;
    for (const std::size_t cell : widths) {
        cells_width += kGap.size() + cell;
    }
    const std::size_t label_room = width > cells_width ? width - cells_width : 0;
    label_width = std::min(label_width, std::max<std::size_t>(label_room, 8));

    const bool own_line = characters(rows_.front().label) > label_width;
    std::string text = own_line ? rows_.front().label + '\n' : std::string{};
    text += upper_headings(rows_.front().cells, label_width, widths);
    for (const Row& row : rows_) {
        if (row.kind == RowKind::Words) {
            text += wrapped(row.cells.front(), kWordsIndent, width);
            continue;
        }
        std::string line;
        const bool stands_above = own_line && &row == rows_.data();
        append_left(line, stands_above ? "" : shortened(row.label, label_width), label_width);
        if (row.kind == RowKind::Note) {
            line += kGap;
            line += row.cells.front();
        } else {
            for (std::size_t cell = 0; cell < row.cells.size(); ++cell) {
                append_right(line, lines_of(row.cells[cell]).back(), widths[cell]);
            }
        }
        end_line(text, std::move(line));
    }
    return text;
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, begins_character));
}

std::string shortened(std::string_view text, std::size_t limit) {
    if (characters(text) <= limit || limit == 0) {
        return std::string(text);
    }
    return std::string(text.substr(0, bytes_of(text, limit - 1))) + "…";
}

std::string broken_name(std::string_view name, std::size_t width) {
    std::string lines;
    while (characters(name) > width) {
        const std::string_view room = name.substr(0, bytes_of(name, width));
        const std::size_t mark = room.find_last_of("_-. ");
        const std::size_t end = mark == std::string_view::npos ? room.size() : mark + 1;
        lines += name.substr(0, end);
        lines += '\n';
        name.remove_prefix(end);
    }
    lines += name;
    return lines;
}

std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
    std::string lines;
    std::string line(indent, ' ');
    std::size_t used = indent;
    while (!text.empty()) {
        const std::size_t space = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, space);
        text.remove_prefix(std::min(space + 1, text.size()));
        const std::size_t length = characters(word);
        const bool first = used == indent;
        if (!first && used + 1 + length > width) {
            end_line(lines, std::exchange(line, std::string(indent, ' ')));
            used = indent;
        } else if (!first) {
            line += ' ';
            ++used;
        }
        line += word;
        used += length;
    }
    end_line(lines, std::move(line));
    return lines;
}

}  // namespace fcr
