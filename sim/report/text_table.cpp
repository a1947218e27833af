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

void end_line(std::string& text, std::string line) {
    line.erase(line.find_last_not_of(' ') + 1);
    text += line;
    text += '\n';
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
            widths[cell] = std::max(widths[cell], characters(row.cells[cell]));
        }
    }
    std::size_t cells_width = 0;
    for (const std::size_t cell : widths) {
        cells_width += kGap.size() + cell;
    }
    const std::size_t label_room = width > cells_width ? width - cells_width : 0;
    label_width = std::min(label_width, std::max<std::size_t>(label_room, 8));

    std::string text;
    for (const Row& row : rows_) {
        if (row.kind == RowKind::Words) {
            text += wrapped(row.cells.front(), kWordsIndent, width);
            continue;
        }
        std::string line;
        append_left(line, shortened(row.label, label_width), label_width);
        if (row.kind == RowKind::Note) {
            line += kGap;
            line += row.cells.front();
        } else {
            for (std::size_t cell = 0; cell < row.cells.size(); ++cell) {
                append_right(line, row.cells[cell], widths[cell]);
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
    std::size_t seen = 0;
    std::size_t end = 0;
    while (end < text.size() && (!begins_character(text[end]) || ++seen < limit)) {
        ++end;
    }
    return std::string(text.substr(0, end)) + "…";
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
