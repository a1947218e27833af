#include "sim/analysis/csv_table.hpp"

#include "sim/scenario/input_file.hpp"
#include "sim/scenario/near_name.hpp"

#include <fmt/format.h>

#include <utility>

namespace fcr {

CsvTable::CsvTable(std::string file, CsvForm form) : file_(std::move(file)), csv_(form, *this) {}

bool CsvTable::feed(std::string_view bytes) {
    return !stopped_ && csv_.feed(bytes) && !stopped_;
}

void CsvTable::fail(std::string remedy) {
    add_problem({.file = file_, .field = {}, .value = {}, .remedy = std::move(remedy)});
    stop();
}

Problems CsvTable::finish() {
    if (!stopped_) {
        csv_.finish();
    }
    if (const auto& problem = csv_.problem()) {
        Problem told = *problem;
        told.file = file_;
        add_problem(std::move(told));
    } else if (header_.empty() && problems_.empty()) {
        add_problem({.file = file_,
                     .field = {},
                     .value = {},
                     .remedy = "must have a header row, which names its columns"});
    }
    if (problems_untold_ > 0) {
        problems_.push_back({.file = file_,
                             .field = {},
                             .value = {},
                             .remedy = fmt::format("{} more problems", problems_untold_)});
    }
    return std::move(problems_);
}

bool CsvTable::row(const CsvCells& cells) {
    if (header_.empty()) {
        if (!cells.all_empty()) {
            read_header(cells);
        }
    } else {
        ++rows_;
        if (cells.all_empty()) {
            ++empty_rows_;
        } else if (has_header_width(cells)) {
            table_row(cells);
        }
    }
    return !stopped_;
}

void CsvTable::read_header(const CsvCells& cells) {
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        header_.emplace_back(cells[cell]);
    }
    header_line_ = cells.line(0);
    begin();
    // Without its columns no row can be understood.
    stopped_ = stopped_ || !is_sound();
}

bool CsvTable::has_header_width(const CsvCells& cells) {
    std::size_t width = cells.size();
    while (width > header_.size() && cells[width - 1].empty()) {
        --width;
    }
    if (width == header_.size()) {
        return true;
    }
    // One delimiter too many or too few, and a cell is read as its neighbour.
    ragged_row(cells, width);
    return false;
}

void CsvTable::ragged_row(const CsvCells& cells, std::size_t width) {
    refuse_row(cells,
               fmt::format("{} cells", width),
               fmt::format("must have {} cells as the header has", header_.size()));
}

std::optional<std::size_t> CsvTable::find_column(std::string_view name) {
    std::optional<std::size_t> found;
    for (std::size_t cell = 0; cell < header_.size(); ++cell) {
        if (header_[cell] != name) {
            continue;
        }
        if (found) {
            add_problem({.file = file_,
                         .line = header_line_,
                         .column = static_cast<int>(cell) + 1,
                         .field = as_shown(header_[cell]),
                         .value = {},
                         .remedy = "must be the name of one column only"});
        }
        found = cell;
    }
    return found;
}

std::size_t CsvTable::needed_column(std::string_view name, std::string field) {
    const std::optional<std::size_t> found = find_column(name);
    if (!found) {
        add_problem({.file = file_,
                     .line = header_line_,
                     .field = std::move(field),
                     .value = as_shown(name),
                     .remedy = "must be the name of a column" + suggest(name, header_)});
    }
    return found.value_or(0);
}

void CsvTable::refuse_header(std::string remedy) {
    add_problem({.file = file_,
                 .line = header_line_,
                 .field = {},
                 .value = {},
                 .remedy = std::move(remedy)});
}

void CsvTable::refuse(const CsvCells& cells, std::size_t cell, std::string remedy) {
    add_problem({.file = file_,
                 .line = cells.line(cell),
                 .column = static_cast<int>(cell) + 1,
                 .field = as_shown(header_[cell]),
                 .value = as_shown(cells[cell]),
                 .remedy = std::move(remedy)});
}

void CsvTable::refuse_row(const CsvCells& cells, std::string value, std::string remedy) {
    add_problem({.file = file_,
                 .line = cells.line(0),
                 .field = {},
                 .value = std::move(value),
                 .remedy = std::move(remedy)});
}

void CsvTable::add_problem(Problem problem) {
    if (problems_.size() < kProblemsTold) {
        problems_.push_back(std::move(problem));
    } else {
        ++problems_untold_;
    }
}

}  // namespace fcr
