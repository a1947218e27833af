// A CSV file with a header row, read row by row: columns by name, faults told with their row.
#pragma once

#include "sim/analysis/csv_stream.hpp"
#include "sim/analysis/file_feed.hpp"
#include "sim/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fcr {

/// One file on its way in. Who derives from it says what header and rows mean. Of the problems the
/// first kProblemsTold are told, the rest counted. Not thread-safe.
class CsvTable : public ByteReceiver, private CsvReceiver {
public:
    static constexpr std::size_t kProblemsTold = 100;

    [[nodiscard]] bool feed(std::string_view bytes) final;
    void fail(std::string remedy) final;

    /// The end of the file. The table is of no use afterwards. Empty when all is well.
    [[nodiscard]] Problems finish();

    [[nodiscard]] std::uint64_t rows() const { return rows_; }
    /// Rows in which every cell is empty.
    [[nodiscard]] std::uint64_t empty_rows() const { return empty_rows_; }

protected:
    /// `file` is for the problems.
    CsvTable(std::string file, CsvForm form);
    CsvTable(std::string file, char delimiter)
        : CsvTable(std::move(file), CsvForm{.delimiter = delimiter}) {}

    /// The header has been read: columns can be found.
    virtual void begin() = 0;
    /// A row with as many cells as the header.
    virtual void table_row(const CsvCells& cells) = 0;

    /// A row that has so many cells, and not as many as the header. Refused unless overridden.
    virtual void ragged_row(const CsvCells& cells, std::size_t width);

    /// The cell of a column. Empty when there is none of the name; two of one name are refused.
    [[nodiscard]] std::optional<std::size_t> find_column(std::string_view name);
    /// The same, its absence refused; `field` is what names it, such as a field of a mapping.
    [[nodiscard]] std::size_t needed_column(std::string_view name, std::string field);
    /// The header as a whole is wrong.
    void refuse_header(std::string remedy);

    /// A cell of the present row is wrong.
    void refuse(const CsvCells& cells, std::size_t cell, std::string remedy);
    /// The present row is wrong as a whole.
    void refuse_row(const CsvCells& cells, std::string value, std::string remedy);
    void add_problem(Problem problem);
    [[nodiscard]] bool is_sound() const { return problems_.empty(); }
    void stop() { stopped_ = true; }
    [[nodiscard]] const std::string& file() const { return file_; }
    [[nodiscard]] const std::vector<std::string>& header() const { return header_; }

private:
    [[nodiscard]] bool row(const CsvCells& cells) final;
    void read_header(const CsvCells& cells);
    [[nodiscard]] bool has_header_width(const CsvCells& cells);

    std::string file_;
    CsvStream csv_;
    std::vector<std::string> header_;
    int header_line_ = 0;
    bool stopped_ = false;
    std::uint64_t rows_ = 0;
    std::uint64_t empty_rows_ = 0;
    Problems problems_;
    std::uint64_t problems_untold_ = 0;
};

}  // namespace fcr
