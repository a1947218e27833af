#include "sim/report/store.hpp"

#include "proto/fcr/v1/report.pb.h"
#include "sim/report/report_message.hpp"

#include <fmt/format.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <sqlite3.h>

#include <string_view>
#include <utility>

namespace fcr {
namespace {

/// "fcrs": tells that a database is ours. SQLite keeps it in the file's header.
constexpr int kApplicationId = 0x66637273;

constexpr const char* kTables = R"sql(
CREATE TABLE scenario (
    id INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE TABLE scenario_file (
    scenario INTEGER NOT NULL REFERENCES scenario (id),
    name TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (scenario, name)
) STRICT;
CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    scenario INTEGER NOT NULL REFERENCES scenario (id),
    fcrsim_version TEXT NOT NULL,
    seed INTEGER NOT NULL,
    first_replication INTEGER NOT NULL,
    title TEXT,
    replications INTEGER,
    confidence REAL,
    per_h REAL,
    UNIQUE (scenario, fcrsim_version, seed, first_replication)
) STRICT;
CREATE TABLE part (
    run INTEGER NOT NULL REFERENCES run (id),
    first INTEGER NOT NULL,
    count INTEGER NOT NULL,
    words BLOB NOT NULL,
    PRIMARY KEY (run, first)
) STRICT;
CREATE TABLE figure (
    run INTEGER NOT NULL REFERENCES run (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    interval_start TEXT NOT NULL,
    figure TEXT NOT NULL,
    value REAL NOT NULL,
    half_width REAL,
    PRIMARY KEY (run, kind, name, interval_start, figure)
) STRICT, WITHOUT ROWID;
CREATE VIEW kpi AS
    SELECT run, name AS id, value, half_width FROM figure
    WHERE kind = 'kpis' AND interval_start = '' AND figure = 'value';
)sql";

/// The lists of a report whose elements have figures, and how an element is called.
std::string_view name_field(std::string_view list) {
    return list == "kpis" ? "id" : list == "published" || list == "precision" ? "kpi" : "name";
}

}  // namespace

/// A prepared statement. Binding and stepping keep the first error; `done` tells it.
class Store::Statement {
public:
    Statement(sqlite3* database, const char* sql) {
        result_ = sqlite3_prepare_v2(database, sql, -1, &statement_, nullptr);
    }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement() { sqlite3_finalize(statement_); }

    template <typename... Values>
    Statement& bind(const Values&... values) {
        if (result_ == SQLITE_OK) {
            sqlite3_reset(statement_);
            int place = 0;
            (set(++place, values), ...);
        }
        return *this;
    }

    /// True when there is a row.
    [[nodiscard]] bool next() {
        if (result_ != SQLITE_OK) {
            return false;
        }
        const int stepped = sqlite3_step(statement_);
        if (stepped != SQLITE_ROW && stepped != SQLITE_DONE) {
            result_ = stepped;
        }
        return stepped == SQLITE_ROW;
    }

    /// Runs a statement without rows to its end.
    [[nodiscard]] bool done() {
        while (next()) {
        }
        return good();
    }

    [[nodiscard]] bool good() const { return result_ == SQLITE_OK; }
    [[nodiscard]] std::int64_t number(int column) const {
        return sqlite3_column_int64(statement_, column);
    }
    [[nodiscard]] std::string bytes(int column) const {
        const auto* const data = static_cast<const char*>(sqlite3_column_blob(statement_, column));
        const int size = sqlite3_column_bytes(statement_, column);
        return data == nullptr ? std::string() : std::string(data, static_cast<std::size_t>(size));
    }

private:
    struct Blob {
        const std::string& bytes;
    };

    void keep(int result) { result_ = result_ == SQLITE_OK ? result : result_; }
    void set(int place, std::int64_t value) { keep(sqlite3_bind_int64(statement_, place, value)); }
    void set(int place, std::uint64_t value) { set(place, static_cast<std::int64_t>(value)); }
    void set(int place, double value) { keep(sqlite3_bind_double(statement_, place, value)); }
    void set(int place, const std::optional<double>& value) {
        if (value) {
            set(place, *value);
        } else {
            keep(sqlite3_bind_null(statement_, place));
        }
    }
    void set(int place, const std::string& text) {
        keep(sqlite3_bind_text64(
            statement_, place, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
    }
    void set(int place, const Blob& blob) {
        keep(sqlite3_bind_blob64(
            statement_, place, blob.bytes.data(), blob.bytes.size(), SQLITE_TRANSIENT));
    }

    sqlite3_stmt* statement_ = nullptr;
    int result_ = SQLITE_OK;

public:
    /// Bytes that are no text.
    [[nodiscard]] static Blob blob(const std::string& bytes) { return {bytes}; }
};

Store::Store() = default;

Store::~Store() {
    close();
}

void Store::close() {
    sqlite3_close(std::exchange(database_, nullptr));
}

bool Store::run(const char* sql) {
    return sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

std::optional<std::string> Store::failure() const {
    const int code = sqlite3_errcode(database_);
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED) {
        return fmt::format("{} is being written by another run", file_.string());
    }
    return fmt::format("cannot write {}: {}", file_.string(), sqlite3_errmsg(database_));
}

std::optional<std::string> Store::open(const std::filesystem::path& file,
                                       const std::string& fcrsim_version) {
    file_ = file;
    version_ = fcrsim_version;
    if (sqlite3_open(file.c_str(), &database_) != SQLITE_OK) {
        return failure();
    }
    sqlite3_busy_timeout(database_, 2'000);
    if (auto wrong = check_format()) {
        return wrong;
    }
    if (!run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;")) {
        return failure();
    }
    return std::nullopt;
}

/// Makes the tables of an empty file; leaves alone what is not ours or newer.
std::optional<std::string> Store::check_format() {
    const auto pragma = [this](const char* sql) -> std::optional<std::int64_t> {
        Statement statement(database_, sql);
        return statement.next() ? std::optional(statement.number(0)) : std::nullopt;
    };
    const auto tables = pragma("SELECT count(*) FROM sqlite_schema");
    const auto application = pragma("PRAGMA application_id");
    const auto format = pragma("PRAGMA user_version");
    if (!tables || !application || !format) {
        return fmt::format("{} is there and is not a store of fcrsim: {}",
                           file_.string(),
                           sqlite3_errmsg(database_));
    }
    if (*tables == 0) {
        const std::string sql =
            fmt::format("BEGIN; PRAGMA application_id = {}; PRAGMA user_version = {};{} COMMIT;",
                        kApplicationId,
                        kFormat,
                        kTables);
        return run(sql.c_str()) ? std::nullopt : failure();
    }
    if (*application != kApplicationId) {
        return fmt::format("{} is a database of another program", file_.string());
    }
    if (*format != kFormat) {
        Statement versions(database_, "SELECT max(fcrsim_version) FROM run");
        const std::string writer = versions.next() ? versions.bytes(0) : std::string();
        return fmt::format(
            "{} is a store of format {}, last written by fcrsim {}; this is fcrsim {}, which reads "
            "format {}. Give another --out DIR, or use that version.",
            file_.string(),
            *format,
            writer.empty() ? "of another version" : writer,
            version_,
            kFormat);
    }
    return std::nullopt;
}

bool Store::put_scenario(const PartOrigin& origin) {
    const ScenarioBundle& scenario = origin.scenario;
    if (!Statement(database_,
                   "INSERT INTO scenario (digest, name, text) VALUES (?, ?, ?) "
                   "ON CONFLICT (digest) DO NOTHING")
             .bind(scenario.digest, origin.scenario_name, scenario.text)
             .done()) {
        return false;
    }
    Statement file(database_,
                   "INSERT INTO scenario_file (scenario, name, content) "
                   "SELECT id, ?, ? FROM scenario WHERE digest = ? ON CONFLICT DO NOTHING");
    for (const ScenarioBundle::File& added : scenario.files) {
        if (!file.bind(added.name, Statement::blob(added.bytes), scenario.digest).done()) {
            return false;
        }
    }
    return true;
}

std::optional<std::string> Store::take_up(const PartOrigin& origin) {
    const bool written =
        run("BEGIN IMMEDIATE") && put_scenario(origin) &&
        Statement(database_,
                  "INSERT INTO run (scenario, fcrsim_version, seed, first_replication) "
                  "SELECT id, ?, ?, ? FROM scenario WHERE digest = ? ON CONFLICT DO NOTHING")
            .bind(origin.fcrsim_version,
                  origin.seed,
                  origin.first_replication,
                  origin.scenario.digest)
            .done();
    // Apart: the end of a statement that went well would take the place of this one's error.
    if (!written || !run("COMMIT")) {
        const auto told = failure();
        static_cast<void>(run("ROLLBACK"));  // the failure is told, whatever comes of this
        return told;
    }
    Statement found(database_,
                    "SELECT run.id FROM run JOIN scenario ON scenario.id = run.scenario WHERE "
                    "digest = ? AND fcrsim_version = ? AND seed = ? AND first_replication = ?");
    if (!found
             .bind(origin.scenario.digest,
                   origin.fcrsim_version,
                   origin.seed,
                   origin.first_replication)
             .next()) {
        return failure();
    }
    run_ = found.number(0);
    return std::nullopt;
}

std::optional<std::string> Store::read_parts(std::vector<StoredPart>& parts) {
    Statement rows(database_, "SELECT first, count, words FROM part WHERE run = ? ORDER BY first");
    rows.bind(run_);
    while (rows.next()) {
        auto words = unpack_words(rows.bytes(2));
        if (!words) {
            return fmt::format("{} is damaged: a part of a run cannot be read", file_.string());
        }
        parts.push_back({.first = static_cast<std::uint64_t>(rows.number(0)),
                         .count = static_cast<std::uint64_t>(rows.number(1)),
                         .words = std::move(*words)});
    }
    return rows.good() ? std::nullopt : failure();
}

std::optional<std::string> Store::add_part(const StoredPart& part) {
    const std::string bytes = pack_words(part.words);
    const bool added = Statement(database_,
                                 "INSERT INTO part (run, first, count, words) VALUES (?, ?, ?, ?) "
                                 "ON CONFLICT DO NOTHING")
                           .bind(run_, part.first, part.count, Statement::blob(bytes))
                           .done();
    return added ? std::nullopt : failure();
}

bool Store::has_figures(std::uint64_t replications, double confidence) {
    Statement row(database_,
                  "SELECT 1 FROM run WHERE id = ? AND replications = ? AND confidence = ?");
    return row.bind(run_, replications, confidence).next();
}

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

/// Calls `visit(name, value, half width)` for each figure in the message, `a.b` for b in a.
template <typename Visit>
void each_figure(const Message& message, const std::string& path, const Visit& visit) {
    const auto& reflection = *message.GetReflection();
    std::vector<const FieldDescriptor*> fields;
    reflection.ListFields(message, &fields);
    for (const FieldDescriptor* field : fields) {
        const std::string here = path.empty() ? field->name() : path + '.' + field->name();
        if (field->is_repeated()) {
            continue;
        }
        if (field->cpp_type() == FieldDescriptor::CPPTYPE_DOUBLE) {
            visit(here, reflection.GetDouble(message, field), std::nullopt);
        } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_INT32) {
            visit(here, double{0} + reflection.GetInt32(message, field), std::nullopt);
        } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
            const Message& inner = reflection.GetMessage(message, field);
            if (inner.GetDescriptor() == v1::EstimateReport::descriptor()) {
                const auto& estimate = static_cast<const v1::EstimateReport&>(inner);
                visit(here,
                      estimate.value(),
                      estimate.has_half_width() ? std::optional(estimate.half_width())
                                                : std::nullopt);
            } else {
                // The block `figures` says nothing that its fields do not.
                each_figure(inner, field->name() == "figures" ? path : here, visit);
            }
        }
    }
}

/// Calls `visit(kind, name, figure, value, half width)` for each figure of the message's lists.
template <typename Visit>
void each_row(const Message& message, const Visit& visit) {
    const auto& reflection = *message.GetReflection();
    std::vector<const FieldDescriptor*> fields;
    reflection.ListFields(message, &fields);
    for (const FieldDescriptor* list : fields) {
        if (!list->is_repeated() || list->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE ||
            list->name() == "intervals") {
            continue;
        }
        for (int row = 0; row < reflection.FieldSize(message, list); ++row) {
            const Message& element = reflection.GetRepeatedMessage(message, list, row);
            const FieldDescriptor* named =
                element.GetDescriptor()->FindFieldByName(std::string(name_field(list->name())));
            const std::string name = element.GetReflection()->GetString(element, named);
            each_figure(element,
                        {},
                        [&](const std::string& figure,
                            double value,
                            const std::optional<double>& half_width) {
                            visit(list->name(), name, figure, value, half_width);
                        });
        }
    }
}

}  // namespace

std::optional<std::string> Store::put_figures(const RunSummary& summary) {
    const v1::RunReport report = report_message(summary, version_);
    bool good = run("BEGIN IMMEDIATE") &&
                Statement(database_, "DELETE FROM figure WHERE run = ?").bind(run_).done() &&
                Statement(database_,
                          "UPDATE run SET title = ?, replications = ?, confidence = ?, per_h = ? "
                          "WHERE id = ?")
                    .bind(report.run().title(),
                          std::int64_t{report.run().replications()},
                          report.run().confidence(),
                          report.run().per_h(),
                          run_)
                    .done();
    Statement insert(database_, "INSERT INTO figure VALUES (?, ?, ?, ?, ?, ?, ?)");
    std::string interval;
    const auto put = [&](const std::string& kind,
                         const std::string& name,
                         const std::string& figure,
                         double value,
                         const std::optional<double>& half_width) {
        good = good && insert.bind(run_, kind, name, interval, figure, value, half_width).done();
    };
    each_row(report, put);
    each_row(report.response(), put);
    for (const v1::IntervalReport& row : report.intervals()) {
        interval = row.from();
        each_row(row, put);
    }
    good = good && run("COMMIT");
    if (!good) {
        const auto told = failure();
        static_cast<void>(run("ROLLBACK"));  // the failure is told, whatever comes of this
        return told;
    }
    return std::nullopt;
}

}  // namespace fcr
