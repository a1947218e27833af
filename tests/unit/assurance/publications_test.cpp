#include "sim/assurance/publications.hpp"

#include <gtest/gtest.h>

namespace fcr::test {
namespace {

TEST(Publications, AreThoseOfSourcesMd) {
    ASSERT_NE(find_publication("C3"), nullptr);
    EXPECT_NE(find_publication("C3")->title.find("fewer calls to Cleveland"), std::string::npos);
    ASSERT_NE(find_publication("G12"), nullptr);
    EXPECT_EQ(find_publication("Z99"), nullptr);
    EXPECT_GT(publications().size(), 45U);
}

TEST(Publications, KeysStandInBrackets) {
    EXPECT_EQ(keys_in("derived: 8.5 - 4.1 s [C1, C2]; [F7b] and [C1] again; pools[in_house]"),
              (std::vector<std::string>{"C1", "C2", "F7b"}));
    EXPECT_TRUE(keys_in("assumption: as the handlers").empty());
    EXPECT_TRUE(keys_in("[open").empty());
}

TEST(Publications, TheFirstDateCounts) {
    EXPECT_EQ(date_in("Cleveland, year to September 2024: 113,266 calls [C3]"), "September 2024");
    EXPECT_EQ(date_in("Cleveland 2022/23 [C9]"), "2022/23");
    EXPECT_EQ(date_in("BT 999 releases 2018, 2020, 2022"), "2018");
    EXPECT_EQ(date_in("Ofcom decision 22 Jul 2024"), "July 2024");
    EXPECT_EQ(date_in("model.md 3.4, 12024 calls"), std::nullopt);
    EXPECT_EQ(date_in(""), std::nullopt);
}

}  // namespace
}  // namespace fcr::test
