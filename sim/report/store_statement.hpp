// A statement of SQLite. Internal to this folder.
#pragma once

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace fcr {

/// A prepared statement. Binding and stepping keep the first error; `done` tells it.
class StoreStatement {
public:
    StoreStatement(sqlite3* database, const char* sql) {
        result_ = sqlite3_prepare_v2(database, sql, -1, &statement_, nullptr);
    }
    StoreStatement(const StoreStatement&) = delete;
    StoreStatement& operator=(const StoreStatement&) = delete;
    ~StoreStatement() { sqlite3_finalize(statement_); }

    template <typename... Values>
    StoreStatement& bind(const Values&... values) {
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

}  // namespace fcr
