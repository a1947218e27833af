#include "sim/report/store_scenarios.hpp"

#include "sim/report/store_statement.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cctype>
#include <memory>
#include <system_error>
#include <utility>

namespace fcr {
namespace {

struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
};

Result<std::vector<StoredFiles>> refused(const std::filesystem::path& file, std::string remedy) {
    return tl::unexpected(
        Problems{{.file = file.string(), .field = {}, .value = {}, .remedy = std::move(remedy)}});
}

/// The path as SQLite's names of files have it.
std::string uri_of(const std::filesystem::path& file) {
    std::string uri = "file:";
    for (const char sign : std::filesystem::absolute(file).string()) {
        const bool is_plain = std::isalnum(static_cast<unsigned char>(sign)) != 0 || sign == '/' ||
                              sign == '.' || sign == '_' || sign == '-';
        uri += is_plain ? std::string(1, sign)
                        : fmt::format("%{:02X}", static_cast<unsigned char>(sign));
    }
    // Without a log beside it the file is all there is, and reading it needs no lock files, which
    // a folder that is closed would not take.
    std::error_code ignored;  // what cannot be looked at is not there
    const bool has_log = std::filesystem::exists(file.string() + "-wal", ignored);
    return uri + (has_log ? "?mode=ro" : "?mode=ro&immutable=1");
}

}  // namespace

Result<std::vector<StoredFiles>> stored_files(const std::filesystem::path& file) {
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(
        uri_of(file).c_str(), &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nullptr);
    const std::unique_ptr<sqlite3, CloseDatabase> database(opened);
    if (code != SQLITE_OK) {
        return refused(file, "must be the store of the run; it is missing or cannot be read");
    }
    StoreStatement rows(database.get(),
                        "SELECT scenario.digest, scenario_file.name, scenario_file.content "
                        "FROM scenario_file JOIN scenario ON scenario.id = scenario_file.scenario "
                        "ORDER BY scenario.id, length(scenario_file.name), scenario_file.name");
    std::vector<StoredFiles> stored;
    while (rows.next()) {
        std::string digest = rows.bytes(0);
        if (stored.empty() || stored.back().digest != digest) {
            stored.push_back({.digest = std::move(digest), .files = {}});
        }
        stored.back().files.push_back({.name = rows.bytes(1), .bytes = rows.bytes(2)});
    }
    if (!rows.good()) {
        return refused(file, "must be a store of fcrsim; it is of another kind, or damaged");
    }
    return stored;
}

}  // namespace fcr
