#include "sim/report/text_table.hpp"

#include <gtest/gtest.h>

namespace fcr {
namespace {

TEST(TextTable, AlignsLabelsLeftAndFiguresRight) {
    TextTable table("Calls", {"offered", "answered"});
    table.add_row("999", {"12.0 ±0.5", "99.0 %"});
    table.add_row("  crime", {"7.0"});

    EXPECT_EQ(table.to_string(),
              "Calls      offered  answered\n"
              "999      12.0 ±0.5    99.0 %\n"
              "  crime        7.0\n");
}

TEST(TextTable, LetsANoteRunOn) {
    TextTable table("Wait", {"mean"});
    table.add_row("999", {"3.0"});
    table.add_note("101", "not measured: no call was answered");
    table.add_words("said of it");

    EXPECT_EQ(table.to_string(),
              "Wait  mean\n"
              "999    3.0\n"
              "101   not measured: no call was answered\n"
              "    said of it\n");
}

TEST(TextTable, CutsLabelsThatLeaveNoRoom) {
    TextTable table("", {"x"});
    table.add_row("a very long label", {"123456"});

    EXPECT_EQ(table.to_string(20), "                   x\na very long…  123456\n");
}

TEST(TextTable, PutsAHeadingInSeveralLinesAboveItsColumn) {
    TextTable table("Lines", {"mid_force_\ncontractor", "p"});
    table.add_row("999", {"98.8", "0.5"});

    EXPECT_EQ(table.to_string(),
              "       mid_force_\n"
              "Lines  contractor    p\n"
              "999          98.8  0.5\n");
}

TEST(BrokenName, LosesNothingAndBreaksAfterMarks) {
    EXPECT_EQ(broken_name("mid_force", 12), "mid_force");
    EXPECT_EQ(broken_name("mid_force_contractor", 12), "mid_force_\ncontractor");
    EXPECT_EQ(broken_name("mid_force_new_years_eve_2", 12), "mid_force_\nnew_years_\neve_2");
    EXPECT_EQ(broken_name("oneverylongname", 6), "onever\nylongn\name");
    EXPECT_EQ(broken_name("Bürös_ä", 6), "Bürös_\nä");
}

TEST(Shortened, CountsCharactersNotBytes) {
    EXPECT_EQ(shortened("Bürö", 4), "Bürö");
    EXPECT_EQ(shortened("Bürös", 4), "Bür…");
}

TEST(Wrapped, BreaksBetweenWords) {
    EXPECT_EQ(wrapped("one two three", 2, 9), "  one two\n  three\n");
    EXPECT_EQ(wrapped("unbreakable", 2, 6), "  unbreakable\n");
    EXPECT_EQ(wrapped("", 2, 6), "\n");
}

}  // namespace
}  // namespace fcr
