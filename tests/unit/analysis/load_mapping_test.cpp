#include "sim/analysis/load_mapping.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fcr {
namespace {

using testing::ElementsAre;

const char* const kWhole = R"(
time_column: "When"
time_format: "%d/%m/%Y %H:%M[:%S]"
delimiter: ";"
class_column: "Kind"
values { value: "E" call_class: "999" }
values { value: "" call_class: "101" }
default_call_class: "other"
dropped_values: ["TEST", "DUP"]
from: "2023-01-02"
to: "2023-01-09 06:00"
source: "a force's telephone system"
)";

std::vector<std::string> mapping_problems(const std::string& text) {
    const Result<LoadMapping> mapping = parse_mapping(text, "m.txtpb");
    std::vector<std::string> told;
    if (!mapping) {
        for (const Problem& problem : mapping.error()) {
            told.push_back(to_string(problem));
        }
    }
    return told;
}

TEST(LoadMapping, IsReadWhole) {
    const Result<LoadMapping> mapping = parse_mapping(kWhole, "m.txtpb");

    ASSERT_TRUE(mapping.has_value());
    EXPECT_EQ(mapping->file, "m.txtpb");
    EXPECT_EQ(mapping->time_column, "When");
    EXPECT_EQ(mapping->time_format, "%d/%m/%Y %H:%M[:%S]");
    EXPECT_EQ(mapping->delimiter, ';');
    EXPECT_EQ(mapping->class_column, "Kind");
    ASSERT_EQ(mapping->values.size(), 2U);
    EXPECT_EQ(mapping->values[0].value, "E");
    EXPECT_EQ(mapping->values[0].call_class, "999");
    EXPECT_EQ(mapping->values[0].place, (Place{.line = 6, .column = 21}));
    EXPECT_EQ(mapping->values[1].value, "");
    EXPECT_EQ(mapping->otherwise->call_class, "other");
    EXPECT_THAT(mapping->dropped, ElementsAre("TEST", "DUP"));
    EXPECT_EQ(to_string(*mapping->span.from), "2023-01-02 00:00:00");
    EXPECT_EQ(to_string(*mapping->span.to), "2023-01-09 06:00:00");
    EXPECT_EQ(mapping->source, "a force's telephone system");
}

TEST(LoadMapping, HasDefaults) {
    const Result<LoadMapping> mapping =
        parse_mapping(R"(time_column: "t" class_column: "c" default_call_class: "999")", "m.txtpb");

    ASSERT_TRUE(mapping.has_value());
    EXPECT_EQ(mapping->time_format, "%Y-%m-%d %H:%M:%S");
    EXPECT_EQ(mapping->delimiter, ',');
    EXPECT_TRUE(mapping->values.empty());
    EXPECT_TRUE(mapping->dropped.empty());
    EXPECT_FALSE(mapping->span.from.has_value());
    EXPECT_FALSE(mapping->span.to.has_value());
}

TEST(LoadMapping, TellsEverythingThatIsMissing) {
    EXPECT_THAT(mapping_problems(""),
                ElementsAre("m.txtpb: time_column: must be the header of the column with the time",
                            "m.txtpb: class_column: must be the header of the column that tells "
                            "the class",
                            "m.txtpb: values: must be given, or default_call_class: which value "
                            "means which class"));
}

TEST(LoadMapping, TellsEverythingThatIsWrongWithItsPlace) {
    EXPECT_THAT(
        mapping_problems("time_column: \"t\"\n"
                         "time_format: \"%Y-%m-%d\"\n"
                         "delimiter: \"::\"\n"
                         "class_column: \"t\"\n"
                         "values { call_class: \"999\" }\n"
                         "values { value: \"1\" call_class: \"a;b\" }\n"
                         "values { value: \"1\" call_class: \"101\" }\n"
                         "dropped_values: \"1\"\n"
                         "default_call_class: \"\"\n"
                         "from: \"15/01/2023\"\n"
                         "to: \"2023-02-30\"\n"),
        ElementsAre(
            "m.txtpb:2:1: time_format: must give year, month, day, hour and minute, such as "
            "\"%d/%m/%Y %H:%M[:%S]\" (found \"%Y-%m-%d\")",
            R"(m.txtpb:3:1: delimiter: must be "," ";" "|" or "\t" (found "::"))",
            "m.txtpb:4:1: class_column: must be another column than time_column (found \"t\")",
            "m.txtpb:5:1: values[999].value: must be a value of the class column",
            "m.txtpb:6:21: values[1].call_class: must be the name of a call class (found \"a;b\")",
            "m.txtpb:7:10: values[101].value: must be given once (found \"1\")",
            "m.txtpb:8:1: dropped_values[0]: must be given once, and not among the values as well "
            "(found \"1\")",
            "m.txtpb:9:1: default_call_class: must be the name of a call class",
            "m.txtpb:10:1: from: must be a date or a date with a time, 1970 to 2199, such as "
            "2023-01-15 or 2023-01-15 06:00 (found \"15/01/2023\")",
            "m.txtpb:11:1: to: must be a date or a date with a time, 1970 to 2199, such as "
            "2023-01-15 or 2023-01-15 06:00 (found \"2023-02-30\")"));
}

TEST(LoadMapping, TheSpanMustHaveALength) {
    EXPECT_THAT(mapping_problems(R"(time_column: "t" class_column: "c" default_call_class: "999"
from: "2023-01-02" to: "2023-01-02")"),
                ElementsAre("m.txtpb:2:20: to: must be after `from` (found \"2023-01-02\")"));
}

TEST(LoadMapping, ASlipInAFieldsNameIsAnsweredWithTheName) {
    EXPECT_THAT(mapping_problems("time_colum: \"t\""),
                ElementsAre("m.txtpb:1:1: time_colum: there is no such field in LoadMapping; did "
                            "you mean \"time_column\"?"));
}

TEST(LoadMapping, AMissingFileIsAProblem) {
    const Result<LoadMapping> mapping = read_mapping("no/such/mapping.txtpb");

    ASSERT_FALSE(mapping.has_value());
    EXPECT_EQ(to_string(mapping.error().front()), "no/such/mapping.txtpb: there is no such file");
}

TEST(LoadMapping, TheOneInConfigIsSound) {
    EXPECT_TRUE(read_mapping("config/mappings/san_diego_2023.txtpb").has_value());
}

}  // namespace
}  // namespace fcr
