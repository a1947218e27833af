#include "sim/report/csv.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

std::string cell(std::string_view words) {
    CsvText csv;
    csv.text(words);
    return csv.take();
}

TEST(Csv, LeavesPlainWordsAlone) {
    EXPECT_EQ(cell("in_house"), "in_house");
    EXPECT_EQ(cell("999"), "999");
    EXPECT_EQ(cell("Äußeres Büro"), "Äußeres Büro");
    EXPECT_EQ(cell(""), "");
}

TEST(Csv, QuotesWhatWouldEndACellOrARow) {
    EXPECT_EQ(cell("crime, burglary"), "\"crime, burglary\"");
    EXPECT_EQ(cell("the \"desk\""), "\"the \"\"desk\"\"\"");
    EXPECT_EQ(cell("two\nlines"), "\"two\nlines\"");
    EXPECT_EQ(cell("two\rlines"), "\"two\rlines\"");
}

TEST(Csv, KeepsSpreadsheetsFromRunningWords) {
    EXPECT_EQ(cell("=1+1"), "\"'=1+1\"");
    EXPECT_EQ(cell("+44"), "\"'+44\"");
    EXPECT_EQ(cell("-pool"), "\"'-pool\"");
    EXPECT_EQ(cell("@sum"), "\"'@sum\"");
    EXPECT_EQ(cell("\tx"), "\"'\tx\"");
    EXPECT_EQ(cell("a=b"), "a=b");
}

TEST(Csv, WritesNegativeNumbersAsNumbers) {
    CsvText csv;
    csv.number(-1.5).number(std::nullopt).number(0.1234567).number(1234567.0);

    EXPECT_EQ(csv.view(), "-1.5,,0.123457,1234570");
}

TEST(Csv, EndsRowsWithCarriageReturnAndLineFeed) {
    CsvText csv;
    csv.raw("a").raw("b").end_row();
    csv.raw("c").text("d,").end_row();

    EXPECT_EQ(csv.view(), "a,b\r\nc,\"d,\"\r\n");
}

}  // namespace
}  // namespace fcr
