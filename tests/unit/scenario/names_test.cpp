#include "sim/scenario/block.hpp"
#include "sim/scenario/input_file.hpp"
#include "sim/scenario/near_name.hpp"
#include "tests/unit/scenario/scenario_files.hpp"

#include <string>
#include <vector>

namespace fcr::test {

namespace {

const std::vector<std::string>& pools() {
    static const std::vector<std::string> names{"in_house", "contractor", "digital", "999"};
    return names;
}

TEST(NearName, ASlipFindsTheNameThatWasMeant) {
    EXPECT_EQ(near_name("in_hosue", pools()), "in_house");
    EXPECT_EQ(near_name("In-House", pools()), "in_house");
    EXPECT_EQ(near_name("contractors", pools()), "contractor");
    EXPECT_EQ(near_name("99", pools()), "999");
}

TEST(NearName, WhatIsFarFromAllFindsNone) {
    EXPECT_EQ(near_name("supervisors", pools()), std::nullopt);
    EXPECT_EQ(near_name("", pools()), std::nullopt);
    EXPECT_EQ(near_name(std::string(100'000, 'x'), pools()), std::nullopt);
    EXPECT_EQ(near_name("x", {}), std::nullopt);
}

TEST(NearName, ASuggestionListsTheNamesWhenNoneIsNear) {
    EXPECT_EQ(suggest("supervisors", pools()), ": in_house, contractor, digital, 999");
    EXPECT_EQ(suggest("digitall", pools()), "; did you mean \"digital\"?");
    EXPECT_EQ(suggest("x", {}), "");
    EXPECT_EQ(listed(std::vector<std::string>(10, "a")), "a, a, a, a, a, a, a, a and 2 more");
}

TEST(Names, WhatCanStandInAPathIsAName) {
    for (const std::string good : {"999", "in_house", "D&C north", "Caf\xc3\xa9", "a.b-c/d"}) {
        EXPECT_TRUE(is_name(good)) << good;
    }
    EXPECT_TRUE(is_name(std::string(64, 'x')));
    EXPECT_FALSE(is_name(std::string(65, 'x')));
    EXPECT_FALSE(is_name(std::string("a\0b", 3)));
    EXPECT_FALSE(is_name("a\x7f"));
}

TEST(Names, OnlyWellFormedUtf8IsText) {
    EXPECT_TRUE(is_utf8("plain"));
    EXPECT_TRUE(is_utf8("\xc2\xa3 \xe2\x82\xac \xf0\x9f\x9a\x93"));
    for (const std::string bad : {"\x80",
                                  "\xc0\xaf",
                                  "\xc3",
                                  "\xe2\x82",
                                  "\xed\xa0\x80",
                                  "\xf4\x90\x80\x80",
                                  "\xff",
                                  "\xe0\x80\x80",
                                  "\xf0\x80\x80\x80"}) {
        EXPECT_FALSE(is_utf8(bad));
    }
}

TEST(Names, AValueIsShownWithoutHarm) {
    EXPECT_EQ(as_shown("a\x1b[31mb\n"), "a?[31mb?");
    EXPECT_EQ(as_shown("\xff\xfe"), "??");
    EXPECT_EQ(as_shown(std::string(100, 'x')), std::string(60, 'x') + "...");
    // 59 letters and a sign of three bytes: it is not cut in two.
    EXPECT_EQ(as_shown(std::string(59, 'x') + "\xe2\x82\xac!"), std::string(59, 'x') + "...");
}

}  // namespace

}  // namespace fcr::test
