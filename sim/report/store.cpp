#include "sim/report/store.hpp"

#include "sim/report/store_statement.hpp"
#include "sim/report/store_tables.hpp"

#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace fcr {
namespace {

/// "fcrs": tells that a database is ours. SQLite keeps it in the file's header.
constexpr int kApplicationId = 0x66637273;
constexpr int kFormatWithoutLedgers = 1;

/// Why a file can be neither opened nor made: SQLite tries in several ways and keeps the last
/// error.
const char* why_closed(const std::filesystem::path& file) {
    std::error_code ignored;  // what cannot be looked at is closed too
    const bool there = std::filesystem::exists(file, ignored);
    const std::filesystem::path asked = there ? file : file.parent_path();
    return ::access(asked.empty() ? "." : asked.c_str(), W_OK) == 0 ? "unable to open it"
                                                                    : std::strerror(errno);
}

}  // namespace

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
    const char* cause = sqlite3_errmsg(database_);
    switch (sqlite3_errcode(database_)) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return fmt::format("{} is being written by another run", file_.string());
        case SQLITE_NOTADB:
            return fmt::format("{} is there and is not a store of fcrsim", file_.string());
        case SQLITE_CORRUPT:
            return fmt::format(
                "{} is damaged or cut short. Move it away, or give another --out DIR",
                file_.string());
        case SQLITE_CANTOPEN: cause = why_closed(file_); break;
        default: break;
    }
    return fmt::format("cannot write {}: {}", file_.string(), cause);
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
    // One at a time: the end of a statement that went well would take the place of an error.
    std::array<std::int64_t, 3> found{};
    constexpr std::array kQuestions{
        "SELECT count(*) FROM sqlite_schema", "PRAGMA application_id", "PRAGMA user_version"};
    for (std::size_t row = 0; row < found.size(); ++row) {
        StoreStatement question(database_, kQuestions[row]);
        if (!question.next()) {
            return failure();
        }
        found[row] = question.number(0);
    }
    const auto [tables, application, format] = found;
    if (tables == 0) {
        const std::string sql =
            fmt::format("BEGIN; PRAGMA application_id = {}; PRAGMA user_version = {};{}{} COMMIT;",
                        kApplicationId,
                        kFormat,
                        kFirstTables,
                        kLedgerTables);
        return run(sql.c_str()) ? std::nullopt : failure();
    }
    if (application != kApplicationId) {
        return fmt::format("{} is a database of another program", file_.string());
    }
    if (format == kFormatWithoutLedgers) {
        const std::string sql =
            fmt::format("BEGIN; PRAGMA user_version = {};{} COMMIT;", kFormat, kLedgerTables);
        return run(sql.c_str()) ? std::nullopt : failure();
    }
    if (format != kFormat) {
        StoreStatement versions(database_,
                                "SELECT fcrsim_version FROM run ORDER BY id DESC LIMIT 1");
        const std::string writer = versions.next() ? versions.bytes(0) : std::string();
        return fmt::format(
            "{} is a store of format {}, last written by fcrsim {}; this is fcrsim {}, which reads "
            "format {}. Give another --out DIR, or use that version.",
            file_.string(),
            format,
            writer.empty() ? "of another version" : writer,
            version_,
            kFormat);
    }
    return std::nullopt;
}

bool Store::put_scenario(const PartOrigin& origin) {
    const ScenarioBundle& scenario = origin.scenario;
    if (!StoreStatement(database_,
                        "INSERT INTO scenario (digest, name, text) VALUES (?, ?, ?) "
                        "ON CONFLICT (digest) DO NOTHING")
             .bind(scenario.digest, origin.scenario_name, scenario.text)
             .done()) {
        return false;
    }
    StoreStatement file(database_,
                        "INSERT INTO scenario_file (scenario, name, content) "
                        "SELECT id, ?, ? FROM scenario WHERE digest = ? ON CONFLICT DO NOTHING");
    for (const ScenarioBundle::File& added : scenario.files) {
        if (!file.bind(added.name, StoreStatement::blob(added.bytes), scenario.digest).done()) {
            return false;
        }
    }
    return true;
}

std::optional<std::string> Store::take_up(const PartOrigin& origin) {
    const bool written =
        run("BEGIN IMMEDIATE") && put_scenario(origin) &&
        StoreStatement(database_,
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
    StoreStatement found(
        database_,
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
    StoreStatement rows(database_,
                        "SELECT first, count, words FROM part WHERE run = ? ORDER BY first");
    rows.bind(run_);
    while (rows.next()) {
        auto words = unpack_words(rows.bytes(2));
        if (!words) {
            return fmt::format(
                "{}: a part of a run cannot be read: it is damaged, or another build of fcrsim {} "
                "wrote it. Give another --out DIR",
                file_.string(),
                version_);
        }
        parts.push_back({.first = static_cast<std::uint64_t>(rows.number(0)),
                         .count = static_cast<std::uint64_t>(rows.number(1)),
                         .words = std::move(*words)});
    }
    return rows.good() ? std::nullopt : failure();
}

std::optional<std::string> Store::add_part(const StoredPart& part) {
    const std::string bytes = pack_words(part.words);
    const bool added =
        StoreStatement(database_,
                       "INSERT INTO part (run, first, count, words) VALUES (?, ?, ?, ?) "
                       "ON CONFLICT DO NOTHING")
            .bind(run_, part.first, part.count, StoreStatement::blob(bytes))
            .done();
    return added ? std::nullopt : failure();
}

bool Store::has_figures(std::uint64_t replications, double confidence) {
    StoreStatement row(database_,
                       "SELECT 1 FROM run WHERE id = ? AND replications = ? AND confidence = ? AND "
                       "EXISTS (SELECT 1 FROM ledger_calls WHERE run = run.id)");
    return row.bind(run_, replications, confidence).next();
}

}  // namespace fcr
