#include "sim/analysis/csv_stream.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace fcr {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Writes each row as `line:cell|line:cell`.
class Rows : public CsvReceiver {
public:
    bool row(const CsvCells& cells) override {
        std::string text;
        for (std::size_t cell = 0; cell < cells.size(); ++cell) {
            text += (cell == 0 ? "" : "|") + std::to_string(cells.line(cell)) + ':' +
                    std::string(cells[cell]);
        }
        rows.push_back(text);
        return rows.size() < rows_max;
    }
    std::size_t rows_max = 1'000;
    std::vector<std::string> rows;
};

struct Read {
    std::vector<std::string> rows;
    std::string problem;
};

Read read(std::string_view text, char delimiter = ',', std::size_t piece = std::string::npos) {
    Rows rows;
    CsvStream stream({.delimiter = delimiter}, rows);
    bool more = true;
    for (std::size_t at = 0; more && at < text.size(); at += std::min(piece, text.size() - at)) {
        more = stream.feed(text.substr(at, piece));
    }
    stream.finish();
    return {.rows = rows.rows, .problem = stream.problem() ? to_string(*stream.problem()) : ""};
}

TEST(CsvStream, AcceptsEveryLineEnd) {
    for (const char* text : {"a,b\nc,d\n", "a,b\r\nc,d\r\n", "a,b\rc,d\r", "a,b\nc,d"}) {
        EXPECT_THAT(read(text).rows, ElementsAre("1:a|1:b", "2:c|2:d")) << text;
    }
}

TEST(CsvStream, GivesTheSameRowsInPiecesOfAnySize) {
    const std::string text =
        "\xef\xbb\xbf"
        "a,\"b\r\n\"\"x\"\"\"\r\n\r\n\"c\",d\r\ne,\r\n";
    const std::vector<std::string> whole = read(text).rows;

    EXPECT_THAT(whole, ElementsAre("1:a|2:b\r\n\"x\"", "4:c|4:d", "5:e|5:"));
    for (std::size_t piece = 1; piece < text.size(); ++piece) {
        EXPECT_EQ(read(text, ',', piece).rows, whole) << piece;
    }
}

TEST(CsvStream, TakesAnotherDelimiter) {
    EXPECT_THAT(read("a;\"b;c\"\n", ';').rows, ElementsAre("1:a|1:b;c"));
    EXPECT_THAT(read("a\t\tc\n", '\t').rows, ElementsAre("1:a|1:|1:c"));
}

TEST(CsvStream, LeavesOutSpaceAroundACellUnlessItIsQuoted) {
    EXPECT_THAT(read(" a , \" b \" \n").rows, ElementsAre("1:a|1: b "));
}

TEST(CsvStream, AnEmptyFileHasNoRow) {
    EXPECT_THAT(read("").rows, IsEmpty());
    EXPECT_EQ(read("").problem, "");
    EXPECT_THAT(read("\xef\xbb\xbf").rows, IsEmpty());
    EXPECT_THAT(read("\n\r\n  \n").rows, IsEmpty());
}

TEST(CsvStream, ManyEmptyLinesAreNoLongRow) {
    const Read result = read(std::string(3 * CsvStream::kRowBytesMax, '\n') + "a,b\n");

    EXPECT_EQ(result.problem, "");
    EXPECT_THAT(result.rows, ElementsAre("3145729:a|3145729:b"));
}

TEST(CsvStream, RefusesAQuoteWithoutItsPairWhereTheRowBegins) {
    EXPECT_EQ(read("a,b\nc,\"d\ne,f\n").problem, ":2: a quote must have its pair");
    EXPECT_EQ(read("a,b\n\"c\nd\"e,f\n").problem,
              ":2: a quote must have its pair, and a quote inside quotes be doubled");
}

TEST(CsvStream, RefusesARowWithoutEndBeforeMemoryRunsOut) {
    const Read result =
        read("a\n\"" + std::string(CsvStream::kRowBytesMax, 'x'), ',', std::size_t{1} << 16);

    EXPECT_EQ(result.problem,
              ":2: limit reached: a row must have at most 1048576 bytes; is there a quote without "
              "its pair?");
}

TEST(CsvStream, RefusesARowThatIsTooWide) {
    EXPECT_EQ(read("a\n" + std::string(CsvStream::kCellsMax, ',') + "\n").problem,
              ":2: limit reached: a row must have at most 1000 cells");
}

TEST(CsvStream, StopsWhenNoMoreRowsAreWanted) {
    Rows rows;
    rows.rows_max = 1;
    CsvStream stream(CsvForm{}, rows);

    EXPECT_FALSE(stream.feed("a\nb\n\"c"));
    EXPECT_FALSE(stream.feed("d\n"));
    stream.finish();
    EXPECT_THAT(rows.rows, ElementsAre("1:a"));
    EXPECT_FALSE(stream.problem().has_value());
}

TEST(CsvStream, KnowsWhatIsNoCsv) {
    EXPECT_EQ(read(std::string_view("a,b\nc\0d\n", 8)).problem,
              ":2: must be text; there is a NUL byte");
    EXPECT_EQ(read("PK\x03\x04zzz").problem,
              ":1: must be a CSV file, plain or gzip; this is a spreadsheet or zip file");
    EXPECT_EQ(read(std::string_view("\xff\xfe"
                                    "a\0",
                                    4))
                  .problem,
              ":1: must be UTF-8 text, not UTF-16; save the file as \"CSV UTF-8\"");
}

}  // namespace
}  // namespace fcr
