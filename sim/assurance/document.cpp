#include "sim/assurance/document.hpp"

#include "sim/base/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace fcr {

namespace {

void check_table(const DocumentTable& table) {
    for (const std::vector<std::string>& row : table.rows) {
        FCR_CHECK(row.size() == table.columns.size(), "a row has other cells than columns");
        FCR_CHECK(std::ranges::count(row, std::string{}) == 0, "a cell of a document is empty");
    }
}

/// Line breaks become spaces; what Markdown would read as markup is escaped.
std::string in_markdown(std::string_view words) {
    std::string text;
    for (const char sign : words) {
        if (std::string_view("\\`*_[]<>|#").find(sign) != std::string_view::npos) {
            text += '\\';
        }
        text += sign == '\n' || sign == '\r' ? ' ' : sign;
    }
    return text;
}

std::string in_html(std::string_view words) {
    std::string text;
    for (const char sign : words) {
        switch (sign) {
            case '&': text += "&amp;"; break;
            case '<': text += "&lt;"; break;
            case '>': text += "&gt;"; break;
            case '"': text += "&quot;"; break;
            default: text += sign; break;
        }
    }
    return text;
}

struct MarkdownWriter {
    std::string& text;

    void operator()(const Paragraph& paragraph) const {
        text += in_markdown(paragraph.text) + "\n\n";
    }
    void operator()(const BulletList& list) const {
        for (const std::string& item : list.items) {
            text += "- " + in_markdown(item) + '\n';
        }
        text += '\n';
    }
    void operator()(const DocumentTable& table) const {
        check_table(table);
        row(table.columns);
        text += '|';
        for (std::size_t at = 0; at < table.columns.size(); ++at) {
            text += "---|";
        }
        text += '\n';
        for (const std::vector<std::string>& cells : table.rows) {
            row(cells);
        }
        text += '\n';
    }
    void operator()(const Verbatim& verbatim) const {
        std::string_view rest = verbatim.text;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            text += "    " + std::string(rest.substr(0, end)) + '\n';
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        text += '\n';
    }

private:
    void row(const std::vector<std::string>& cells) const {
        text += '|';
        for (const std::string& cell : cells) {
            text += ' ' + in_markdown(cell) + " |";
        }
        text += '\n';
    }
};

struct HtmlWriter {
    std::string& text;

    void operator()(const Paragraph& paragraph) const {
        text += "<p>" + in_html(paragraph.text) + "</p>\n";
    }
    void operator()(const BulletList& list) const {
        text += "<ul>\n";
        for (const std::string& item : list.items) {
            text += "<li>" + in_html(item) + "</li>\n";
        }
        text += "</ul>\n";
    }
    void operator()(const DocumentTable& table) const {
        check_table(table);
        text += "<table>\n<thead>";
        row(table.columns, "th scope=\"col\"", "th");
        text += "</thead>\n<tbody>\n";
        for (const std::vector<std::string>& cells : table.rows) {
            row(cells, "td", "td");
        }
        text += "</tbody>\n</table>\n";
    }
    void operator()(const Verbatim& verbatim) const {
        text += "<pre>" + in_html(verbatim.text) + "</pre>\n";
    }

private:
    void row(const std::vector<std::string>& cells,
             std::string_view open,
             std::string_view close) const {
        text += "<tr>";
        for (const std::string& cell : cells) {
            text += fmt::format("<{}>{}</{}>", open, in_html(cell), close);
        }
        text += "</tr>\n";
    }
};

constexpr std::string_view kStyle =
    "body{font-family:Arial,sans-serif;line-height:1.4;max-width:70em;margin:1em auto;padding:0 "
    "1em}"
    "table{border-collapse:collapse;width:100%;margin:1em 0}"
    "th,td{border:1px solid #767676;padding:.3em .5em;text-align:left;vertical-align:top;"
    "overflow-wrap:anywhere}"
    "th{background:#f0f0f0}pre{white-space:pre-wrap;background:#f8f8f8;padding:.5em}"
    "@media print{section{page-break-before:always}thead{display:table-header-group}}";

}  // namespace

std::string to_markdown(const Document& document) {
    std::string text = "# " + in_markdown(document.title) + "\n\n";
    for (const DocumentSection& section : document.sections) {
        text += "## " + in_markdown(section.title) + "\n\n";
        for (const DocumentBlock& block : section.blocks) {
            std::visit(MarkdownWriter{text}, block);
        }
    }
    text.pop_back();  // the last block ends with one line break
    return text;
}

std::string to_html(const std::string& title, const std::vector<Document>& documents) {
    std::string text = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<title>{0}</title>\n<style>{1}</style>\n</head>\n<body>\n<main>\n<h1>{0}</h1>\n"
        "<nav aria-label=\"Documents\">\n<ul>\n",
        in_html(title),
        kStyle);
    for (const Document& document : documents) {
        text += fmt::format(
            "<li><a href=\"#{}\">{}</a></li>\n", document.name, in_html(document.title));
    }
    text += "</ul>\n</nav>\n";
    for (const Document& document : documents) {
        text += fmt::format(
            "<section id=\"{}\">\n<h2>{}</h2>\n", document.name, in_html(document.title));
        for (const DocumentSection& section : document.sections) {
            text += "<h3>" + in_html(section.title) + "</h3>\n";
            for (const DocumentBlock& block : section.blocks) {
                std::visit(HtmlWriter{text}, block);
            }
        }
        text += "</section>\n";
    }
    return text + "</main>\n</body>\n</html>\n";
}

std::string to_be_completed_by(const std::string& role) {
    return "to be completed by " + role;
}

}  // namespace fcr
