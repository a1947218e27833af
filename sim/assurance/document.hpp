// Documents of an assurance pack, and how they are written.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace fcr {

struct Paragraph {
    std::string text;
};

struct BulletList {
    std::vector<std::string> items;
};

/// Every row has as many cells as columns (bug otherwise), and no cell is empty (bug otherwise): a
/// blank tells its reader nothing.
struct DocumentTable {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;
};

/// Text that stands as it is, line by line.
struct Verbatim {
    std::string text;
};

using DocumentBlock = std::variant<Paragraph, BulletList, DocumentTable, Verbatim>;

struct DocumentSection {
    std::string title;
    std::vector<DocumentBlock> blocks;
};

struct Document {
    std::string name;  ///< of its file, without ending: `assumptions_log`
    std::string title;
    std::vector<DocumentSection> sections;
};

/// Plain words become Markdown: what would be markup is escaped. Ends with a line break.
[[nodiscard]] std::string to_markdown(const Document& document);

/// All documents on one page that opens offline, with a list of contents; no script, no file beside
/// it. Ends with a line break.
[[nodiscard]] std::string to_html(const std::string& title, const std::vector<Document>& documents);

/// `to be completed by ANALYST`: what the program cannot know.
[[nodiscard]] std::string to_be_completed_by(const std::string& role);

}  // namespace fcr
