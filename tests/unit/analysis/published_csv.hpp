// The published tables of the data folder, for tests that compare with them where it is there.
#pragma once

#include <cstdlib>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace fcr {

/// One row of a CSV file, by column name. An empty cell is an empty string.
using CsvRow = std::map<std::string, std::string>;

/// The rows of `published/<name>` in the folder that the environment variable FCR_DATA names. Cells
/// hold no quotes. Empty when there is no such folder or file: the test then skips and says so.
inline std::optional<std::vector<CsvRow>> published_csv(const std::string& name) {
    // The tests of this program start no threads.
    const char* folder = std::getenv("FCR_DATA");  // NOLINT(concurrency-mt-unsafe): see above
    if (folder == nullptr) {
        return std::nullopt;
    }
    std::ifstream file(std::string(folder) + "/published/" + name);
    if (!file) {
        return std::nullopt;
    }
    const auto cells_of = [](std::string line) {
        if (line.ends_with('\r')) {
            line.pop_back();
        }
        std::vector<std::string> cells;
        std::istringstream text(line);
        for (std::string cell; std::getline(text, cell, ',');) {
            cells.push_back(cell);
        }
        return cells;
    };
    std::string line;
    std::getline(file, line);
    const std::vector<std::string> columns = cells_of(line);
    std::vector<CsvRow> rows;
    while (std::getline(file, line)) {
        const std::vector<std::string> cells = cells_of(line);
        CsvRow row;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            row[columns[i]] = i < cells.size() ? cells[i] : "";
        }
        rows.push_back(row);
    }
    return rows;
}

}  // namespace fcr
