#include "sim/intake/guess_mapping.hpp"

#include "sim/analysis/csv_table.hpp"
#include "sim/analysis/file_feed.hpp"
#include "sim/intake/column_look.hpp"
#include "sim/intake/header_words.hpp"
#include "sim/scenario/block.hpp"
#include "sim/scenario/input_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>
#include <vector>

namespace fcr {

namespace {

constexpr std::uint64_t kRowsLookedAt = 2'000;
constexpr std::size_t kHeadBytesMax = std::size_t{1} << 16;

/// The first bytes of a file.
class HeadOfFile final : public ByteReceiver {
public:
    [[nodiscard]] bool feed(std::string_view bytes) override {
        head_ += bytes.substr(0, kHeadBytesMax - head_.size());
        return head_.size() < kHeadBytesMax;
    }
    void fail(std::string /*remedy*/) override {}  // who reads the table will be told, too
    [[nodiscard]] std::string_view first_line() const {
        return std::string_view(head_).substr(0, head_.find_first_of("\r\n"));
    }

private:
    std::string head_;
};

/// What stands between columns: what the header has most of.
char delimiter_of(std::string_view header) {
    constexpr std::string_view kDelimiters = ",;|\t";
    return *std::ranges::max_element(kDelimiters, {}, [header](char delimiter) {
        return std::ranges::count(header, delimiter);
    });
}

class GuessTable final : public CsvTable {
public:
    GuessTable(const std::string& file, CsvForm form) : CsvTable(file, form) {}
    [[nodiscard]] const std::vector<ColumnLook>& columns() const { return columns_; }

private:
    void begin() override {
        for (const std::string& name : header()) {
            columns_.emplace_back(name, forms_);
        }
    }
    void table_row(const CsvCells& cells) override {
        for (std::size_t cell = 0; cell < columns_.size(); ++cell) {
            columns_[cell].add(cells[cell]);
        }
        if (rows() >= kRowsLookedAt) {
            stop();
        }
    }
    void ragged_row(const CsvCells& /*cells*/, std::size_t /*width*/) override {}

    const TimeForms forms_;
    std::vector<ColumnLook> columns_;
};

/// What the cells of a column have to look like for a field.
enum class Look : std::uint8_t { Time, Day, Span, FewValues, Any };

bool looks_like(const ColumnLook& column, Look look) {
    const TimeForm* const form = column.time_form();
    switch (look) {
        case Look::Time: return form != nullptr && !form->is_day;
        case Look::Day: return form != nullptr && form->is_day;
        case Look::Span:
            return column.is_seconds() || (column.is_clock_span() && form == nullptr) ||
                   (form != nullptr && form->is_clock && column.is_clock_span());
        case Look::FewValues: return column.has_few_values() && form == nullptr;
        case Look::Any: break;
    }
    return true;
}

/// A field, and what headers say of it, the surest words first.
struct Role {
    const char* field;
    Look look;
    std::array<const char*, 8> words;
};
constexpr std::array kRoles{
    Role{"call_id",
         Look::Any,
         {"call id", "callid", "ucid", "contact id", "unique id", "record id"}},
    Role{"caller", Look::Any, {"caller", "cli", "ani", "phone", "telephone", "from number"}},
    Role{"handler", Look::Any, {"agent", "handler", "answered by", "operator id", "user"}},
    Role{"incident", Look::Any, {"incident n", "incident id", "cad", "log n", "urn"}},
    Role{"operator_connect", Look::Time, {"operator connect", "bt connect"}},
    Role{"network_arrive", Look::Time, {"network arriv", "switch", "arriv"}},
    Role{"offered",
         Look::Time,
         {"offered",
          "queue start",
          "queued",
          "start",
          "received",
          "created",
          "opened",
          "call time"}},
    Role{"answered", Look::Time, {"answer", "connected", "pickup", "pick up"}},
    Role{"abandoned", Look::Time, {"abandon", "lost"}},
    Role{"ended", Look::Time, {"ended", "call end", "end", "clear", "hang", "disconnect"}},
    Role{"wrapped_up", Look::Time, {"wrap", "after call"}},
    Role{"assigned", Look::Time, {"assign", "dispatch", "mobilis", "deploy"}},
    Role{"at_scene", Look::Time, {"scene", "attend", "arrived"}},
    Role{"closed", Look::Time, {"closed", "resolved", "finished"}},
    Role{"wait_s", Look::Span, {"wait", "queue", "ring", "delay", "time to answer", "speed"}},
    Role{"talk_s", Look::Span, {"talk", "conversation", "duration", "handle", "connect"}},
    Role{"wrap_up_s", Look::Span, {"wrap", "acw", "after call"}},
    Role{"outcome", Look::FewValues, {"outcome", "disposition", "result", "status"}},
    Role{"priority", Look::FewValues, {"priority", "grade", "urgency"}},
    Role{"line",
         Look::FewValues,
         {"line", "service", "channel", "ddi", "dnis", "group", "type", "skill"}},
    Role{"pool", Look::FewValues, {"pool", "team", "site", "queue name", "destination"}},
};

struct Found {
    const char* field;
    const ColumnLook* column;
};

/// Gives every field the first column that looks like it and that no field before has.
std::vector<Found> find_roles(const std::vector<ColumnLook>& columns) {
    std::vector<Found> found;
    std::set<const ColumnLook*> taken;
    const auto find = [&](const Role& role) -> const ColumnLook* {
        for (const char* words : role.words) {
            for (const ColumnLook& column : columns) {
                if (words != nullptr && !taken.contains(&column) && looks_like(column, role.look) &&
                    header_words(column.header()).find(words) != std::string::npos) {
                    return &column;
                }
            }
        }
        return nullptr;
    };
    for (const Role& role : kRoles) {
        if (const ColumnLook* column = find(role)) {
            taken.insert(column);
            found.push_back({.field = role.field, .column = column});
        }
    }
    const auto has = [&](std::string_view field) {
        return std::ranges::any_of(found, [&](const Found& row) { return field == row.field; });
    };
    if (!has("offered")) {
        const auto first = std::ranges::find_if(columns, [&](const ColumnLook& column) {
            return looks_like(column, Look::Time) && !taken.contains(&column);
        });
        if (first != columns.end()) {
            found.push_back({.field = "offered", .column = &*first});
        }
    }
    return found;
}

const ColumnLook* column_of(const std::vector<Found>& found, std::string_view field) {
    const auto row =
        std::ranges::find_if(found, [&](const Found& one) { return field == one.field; });
    return row == found.end() ? nullptr : row->column;
}

/// A text between quotes, as the text format has it.
std::string text_literal(std::string_view text) {
    std::string written = "\"";
    for (const char letter : text) {
        if (letter == '"' || letter == '\\') {
            written += '\\';
        }
        written += letter;
    }
    return written + '"';
}

std::string name_for(std::string_view value) {
    return is_name(value) ? std::string(value) : std::string("unnamed");
}

/// The outcome that a value seems to be; empty when it says nothing.
std::string_view outcome_for(const std::string& value) {
    const std::string words = header_words(value);
    for (const char* part :
         {"aban", "lost", "hang", "unans", "no answer", "missed", "not answered"}) {
        if (words.find(part) != std::string::npos) {
            return "abandoned";
        }
    }
    for (const char* part : {"ans", "hand", "connected", "complete"}) {
        if (words.find(part) != std::string::npos) {
            return "answered";
        }
    }
    for (const char* part : {"busy", "block"}) {
        if (words.find(part) != std::string::npos) {
            return "blocked";
        }
    }
    return words.find("divert") != std::string::npos ? "diverted" : "";
}

/// The mapping, piece by piece.
class Guess {
public:
    Guess(std::string file, CsvForm form, std::uint64_t rows, std::vector<Found> found)
        : file_(std::move(file)), form_(form), rows_(rows), found_(std::move(found)) {}

    [[nodiscard]] std::string text(const std::vector<ColumnLook>& columns) {
        add_head();
        add_form(columns);
        add_columns();
        add_values();
        add_unused(columns);
        return std::move(text_);
    }

private:
    void add_head() {
        text_ += fmt::format(
            "# proto-file: proto/fcr/v1/ledger.proto\n"
            "# proto-message: fcr.v1.LedgerMapping\n"
            "#\n"
            "# Guessed by fcrsim import --guess from the first {} rows of {}.\n"
            "# Look at every line, correct it, and try it: fcrsim import EXTRACT --mapping THIS "
            "--dry-run\n\n",
            rows_,
            as_shown(file_));
    }

    void add_form(const std::vector<ColumnLook>& columns) {
        const ColumnLook& offered = *column_of(found_, "offered");
        const TimeForm& form = *offered.time_form();
        if (offered.has_written_zone()) {
            line(offered.only_written_utc() ? "zone: WRITTEN   # every time seen is in UTC"
                                            : "zone: WRITTEN   # behind each time");
        } else {
            line("zone: LOCAL   # a guess: nothing tells it; UTC where clocks do not change");
        }
        const auto day = std::ranges::find_if(
            columns, [](const ColumnLook& column) { return looks_like(column, Look::Day); });
        const bool split = form.is_clock && day != columns.end();
        const std::string format =
            split ? day->time_form()->format + " " + form.format : form.format;
        const bool doubt = (split ? *day : offered).time_form_in_doubt();
        line(fmt::format("time_format: {}{}",
                         text_literal(format),
                         doubt ? "   # in doubt: no day above 12 tells days from months" : ""));
        if (split) {
            line("offered_date: " + text_literal(day->header()));
        }
        if (form_.delimiter != ',') {
            line(form_.delimiter == '\t' ? std::string(R"(delimiter: "\t")")
                                         : fmt::format("delimiter: \"{}\"", form_.delimiter));
        }
        const auto of_span = [this](const auto& holds) {
            return std::ranges::any_of(found_, [&](const Found& row) {
                return std::string_view(row.field).ends_with("_s") && holds(*row.column);
            });
        };
        if (of_span([](const ColumnLook& column) { return column.has_decimal_comma(); })) {
            line(R"(decimal: ",")");
        }
        if (of_span([](const ColumnLook& column) {
                return column.is_clock_span() && !column.is_seconds();
            })) {
            line("durations: CLOCK");
        }
        incidents_ =
            column_of(found_, "answered") == nullptr && column_of(found_, "wait_s") == nullptr;
        if (incidents_) {
            line("rows: INCIDENTS   # nothing tells how long callers waited");
        }
        text_ += '\n';
    }

    void add_columns() {
        static const std::set<std::string_view> kOfCalls{"answered",
                                                         "abandoned",
                                                         "ended",
                                                         "wrapped_up",
                                                         "network_arrive",
                                                         "operator_connect",
                                                         "wait_s",
                                                         "talk_s",
                                                         "wrap_up_s",
                                                         "outcome",
                                                         "pool",
                                                         "handler"};
        static const std::set<std::string_view> kOfIncidents{"assigned", "at_scene", "closed"};
        static const std::set<std::pair<std::string_view, std::string_view>> kOneOf{
            {"answered", "wait_s"}, {"ended", "talk_s"}, {"wrapped_up", "wrap_up_s"}};
        for (const Found& row : found_) {
            const std::string_view field = row.field;
            const bool told_already = std::ranges::any_of(kOneOf, [&](const auto& pair) {
                return pair.second == field && column_of(found_, pair.first) != nullptr;
            });
            if (told_already || (incidents_ ? kOfCalls : kOfIncidents).contains(field)) {
                continue;
            }
            if (field == "pool") {
                line(fmt::format("queues {{ pool: {} }}", text_literal(row.column->header())));
            } else {
                line(fmt::format("{}: {}", field, text_literal(row.column->header())));
            }
        }
        if (column_of(found_, "line") == nullptr) {
            line(R"(only_line: "101"   # a guess: no column seems to tell the line)");
        }
    }

    void add_values() {
        const auto add = [&](std::string_view field,
                             std::string_view list,
                             const auto& name,
                             const auto& doubt) {
            const ColumnLook* column = column_of(found_, field);
            if (column == nullptr || (incidents_ && (field == "outcome" || field == "pool"))) {
                return;
            }
            text_ += '\n';
            for (const auto& [value, rows] : column->values()) {
                const std::string told = is_utf8(value) ? value : std::string("?");
                line(fmt::format(
                    "{} {{ value: {} name: {} }}   # {} rows{}",
                    list,
                    text_literal(told),
                    text_literal(name(told)),
                    rows,
                    told == value ? doubt(told) : "; not UTF-8, write its letters yourself"));
            }
        };
        const auto none = [](const std::string&) { return ""; };
        add("line", "lines", name_for, none);
        add(
            "outcome",
            "outcomes",
            [](const std::string& value) {
                const std::string_view outcome = outcome_for(value);
                return std::string(outcome.empty() ? "answered" : outcome);
            },
            [](const std::string& value) {
                return outcome_for(value).empty() ? "; nothing tells it: answered?" : "";
            });
        add("pool", "pools", name_for, none);
        add("priority", "priorities", name_for, none);
        if (column_of(found_, "outcome") != nullptr && !incidents_) {
            line(
                "# outcomes are answered, abandoned, diverted, blocked, unfinished: is each "
                "right?");
        }
    }

    void add_unused(const std::vector<ColumnLook>& columns) {
        std::vector<std::string> unused;
        for (const ColumnLook& column : columns) {
            if (std::ranges::none_of(found_,
                                     [&](const Found& row) { return row.column == &column; })) {
                unused.push_back(as_shown(column.header()));
            }
        }
        if (!unused.empty()) {
            text_ += fmt::format("\n# Not used: {}\n", fmt::join(unused, ", "));
        }
        text_ += "\nsource: \"say here where the extract is from\"\n";
    }

    void line(const std::string& words) { text_ += words + '\n'; }

    std::string file_;
    CsvForm form_;
    std::uint64_t rows_;
    std::vector<Found> found_;
    bool incidents_ = false;
    std::string text_;
};

}  // namespace

Result<std::string> guess_mapping(const std::filesystem::path& extract) {
    HeadOfFile head;
    feed_file(extract, head);
    const CsvForm form{.delimiter = delimiter_of(head.first_line())};
    GuessTable table(extract.string(), form);
    feed_file(extract, table);
    if (Problems problems = table.finish(); !problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    std::vector<Found> found = find_roles(table.columns());
    if (column_of(found, "offered") == nullptr) {
        return tl::unexpected(Problems{
            {.file = extract.string(),
             .field = {},
             .value = {},
             .remedy = fmt::format("must have a column of times in a known form; of {} rows none "
                                   "has: write the mapping by hand (docs/import.md)",
                                   table.rows())}});
    }
    Guess guess(extract.filename().string(), form, table.rows(), std::move(found));
    return guess.text(table.columns());
}

}  // namespace fcr
