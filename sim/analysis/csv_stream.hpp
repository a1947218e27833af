// CSV bytes that come in pieces, row by row, in bounded memory.
#pragma once

#include "sim/base/result.hpp"

#include <csv.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

/// The cells of one row. They have no space around them unless they were quoted. A view: valid
/// until the row's receiver returns.
class CsvCells {
public:
    [[nodiscard]] std::size_t size() const { return cells_.size(); }
    [[nodiscard]] std::string_view operator[](std::size_t cell) const;
    /// The line of the file that the cell ends in, from 1.
    [[nodiscard]] int line(std::size_t cell) const { return cells_[cell].line; }
    [[nodiscard]] bool all_empty() const;

private:
    friend class CsvStream;
    struct Cell {
        std::size_t begin = 0;  ///< in text_
        std::size_t end = 0;
        int line = 0;
    };
    std::string_view text_;  ///< of the row
    std::vector<Cell> cells_;
};

/// How cells are told apart. Without a quote no letter has a meaning inside a cell.
struct CsvForm {
    char delimiter = ',';
    std::optional<char> quote = '"';
};

/// Takes the rows of a CsvStream in the order of the file.
class CsvReceiver {
public:
    CsvReceiver() = default;
    CsvReceiver(const CsvReceiver&) = delete;
    CsvReceiver& operator=(const CsvReceiver&) = delete;
    virtual ~CsvReceiver() = default;

    /// A row that has at least one cell. False when no more are wanted.
    [[nodiscard]] virtual bool row(const CsvCells& cells) = 0;
};

/// RFC 4180 with LF, CRLF or CR, quoted line breaks and a byte order mark. Holds one row of at most
/// kRowBytesMax bytes. Unlike read_csv it needs no more of the file than that. Not thread-safe.
class CsvStream {
public:
    static constexpr std::size_t kRowBytesMax = std::size_t{1} << 20;
    static constexpr std::size_t kCellsMax = 1'000;

    /// The receiver must outlive the stream.
    CsvStream(CsvForm form, CsvReceiver& receiver);
    ~CsvStream();
    CsvStream(const CsvStream&) = delete;
    CsvStream& operator=(const CsvStream&) = delete;

    /// The next bytes of the file, any number of them. False when their form is wrong or no more
    /// rows are wanted: nothing more will be read.
    [[nodiscard]] bool feed(std::string_view bytes);

    /// The end of the file: hands out a last row without a line end.
    void finish();

    /// What is wrong with the form of the bytes: not text, a quote without its pair, a row that is
    /// too long or too wide. Its line is known, its file is not.
    [[nodiscard]] const std::optional<Problem>& problem() const { return problem_; }

private:
    static void on_cell(void* bytes, std::size_t size, void* self);
    static void on_row(int end, void* self);
    [[nodiscard]] bool begin();
    [[nodiscard]] bool feed_text(std::string_view bytes);
    [[nodiscard]] bool feed_line(std::string_view bytes);
    /// Reads whole rows without quotes from the front of the bytes; the rest is for libcsv.
    [[nodiscard]] std::size_t feed_plain_rows(std::string_view bytes);
    void split(std::string_view row);
    void hand_out();
    [[nodiscard]] bool refuse(int line, std::string remedy);

    csv_parser parser_{};
    CsvForm form_;
    CsvReceiver& receiver_;
    CsvCells cells_;
    std::string text_;  ///< of the cells that libcsv has read of a row
    std::string head_;  ///< the first bytes, until they tell what the file is
    bool begun_ = false;
    bool wanted_ = true;         ///< the receiver takes more rows
    bool after_return_ = false;  ///< the last byte was a CR
    int line_ = 1;               ///< that the next byte belongs to
    int row_line_ = 1;           ///< that the row being read begins in
    std::size_t row_bytes_ = 0;  ///< of the row being read
    std::optional<Problem> problem_;
};

}  // namespace fcr
