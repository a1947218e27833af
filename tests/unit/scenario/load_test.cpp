#include "sim/scenario/load.hpp"

#include "tests/unit/scenario/scenario_files.hpp"

#include <sys/stat.h>

#include <chrono>
#include <string>

namespace fcr::test {

namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::SizeIs;

class LoadScenario : public ScenarioFolder {};

TEST_F(LoadScenario, ASmallScenarioIsUnderstood) {
    write("small.txtpb", kSmall);

    const Result<Scenario> scenario = load_scenario(path("small.txtpb"));

    ASSERT_TRUE(scenario.has_value());
    EXPECT_EQ(scenario->title, "small");
    EXPECT_EQ(scenario->run.measured, std::chrono::hours{24});
    ASSERT_THAT(scenario->lines, SizeIs(1));
    EXPECT_TRUE(scenario->lines[0].emergency);
    EXPECT_THAT(scenario->lines[0].arrivals.calls, SizeIs(96));
    EXPECT_DOUBLE_EQ(scenario->lines[0].arrivals.calls[0], 310.0 / 96.0);
    ASSERT_THAT(scenario->call_classes, SizeIs(1));
    ASSERT_THAT(scenario->call_classes[0].route, SizeIs(1));
    EXPECT_THAT(scenario->call_classes[0].route[0].pools, ElementsAre(PoolId{0}));
    ASSERT_THAT(scenario->pools, SizeIs(1));
    EXPECT_THAT(scenario->pools[0].skills, ElementsAre(CallClassId{0}));
    ASSERT_THAT(scenario->pools[0].seats, SizeIs(1));
    EXPECT_EQ(scenario->pools[0].seats[0].seats, 4U);
    EXPECT_THAT(scenario->sites, ElementsAre("force"));
}

TEST_F(LoadScenario, ByteOrderMarkAndCarriageReturnsAreAccepted) {
    std::string text = "\xef\xbb\xbf";
    for (const char letter : kSmall) {
        text += letter == '\n' ? "\r\n" : std::string(1, letter);
    }
    write("windows.txtpb", text);

    EXPECT_TRUE(load_scenario(path("windows.txtpb")).has_value());
}

TEST_F(LoadScenario, AMissingFileIsRefused) {
    EXPECT_THAT(problems_of("nothing.txtpb"), ElementsAre("nothing.txtpb: there is no such file"));
}

TEST_F(LoadScenario, AFolderIsRefused) {
    std::filesystem::create_directory(path("folder"));

    EXPECT_THAT(problems_of("folder"), ElementsAre("folder: must be a file, not a folder"));
}

TEST_F(LoadScenario, APipeIsRefusedWithoutWaitingForAWriter) {
    ASSERT_EQ(mkfifo(path("pipe").c_str(), 0600), 0);

    EXPECT_THAT(problems_of("pipe"),
                ElementsAre("pipe: must be a regular file, not a device or pipe"));
}

TEST_F(LoadScenario, ADeviceWithoutEndIsRefused) {
    const Result<Scenario> scenario = load_scenario("/dev/zero");

    ASSERT_FALSE(scenario.has_value());
    EXPECT_EQ(to_string(scenario.error().at(0)),
              "/dev/zero: must be a regular file, not a device or pipe");
}

TEST_F(LoadScenario, TwoGibibytesOfGarbageAreRefusedUnread) {
    write("garbage.txtpb", "");
    std::filesystem::resize_file(path("garbage.txtpb"), std::uintmax_t{2} << 30);
    const auto start = std::chrono::steady_clock::now();

    EXPECT_THAT(problems_of("garbage.txtpb"),
                ElementsAre("garbage.txtpb: must be at most 4 MiB; it has 2147483648 bytes"));
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds{1});
}

TEST_F(LoadScenario, GarbageBelowTheLimitIsOneProblem) {
    std::string garbage(1 << 20, '\0');
    std::uint32_t state = 1;
    for (char& letter : garbage) {
        state = state * 1664525U + 1013904223U;
        letter = static_cast<char>(state >> 24U);
    }
    write("garbage.txtpb", garbage);

    EXPECT_THAT(problems_of("garbage.txtpb"), SizeIs(1));
}

TEST_F(LoadScenario, AnEmptyFileIsToldWhatAScenarioNeeds) {
    const std::string needs =
        ":1:1: is empty; a scenario needs at least lines, call_classes, employers, skill_groups "
        "and pools";
    write("empty.txtpb", "");
    write("comment.txtpb", "# nothing yet\n\n");

    EXPECT_THAT(problems_of("empty.txtpb"), ElementsAre("empty.txtpb" + needs));
    EXPECT_THAT(problems_of("comment.txtpb"), ElementsAre("comment.txtpb" + needs));
}

TEST(Syntax, AnUnknownFieldIsNamedWithTheNearestOne) {
    EXPECT_THAT(refused(small_with("  seats: 4", "  seat: 4")),
                ElementsAre("small.txtpb:18:3: pools[0].seat: there is no such field in Pool; did "
                            "you mean \"seats\"?"));
}

TEST(Syntax, AnUnknownEnumeratorIsToldWhereItStands) {
    EXPECT_THAT(refused(small_with("kind: EMERGENCY", "kind: EMERGENY")),
                ElementsAre("small.txtpb:4:9: lines[0].kind: must be one of EMERGENCY, "
                            "NON_EMERGENCY, DIGITAL, INTERNAL (found \"EMERGENY\")"));
}

TEST(Syntax, TextInANumberIsRefused) {
    EXPECT_THAT(refused(small_with("seats: 4", "seats: \"four\"")),
                ElementsAre("small.txtpb:18:10: pools[0].seats: must be a whole number from 0 to "
                            "4294967295 (found \"\"four\"\")"));
    EXPECT_THAT(refused(small_with("mean_s: 300", "mean_s: long")),
                ElementsAre("small.txtpb:10:32: call_classes[0].talk.exponential.mean_s: must be "
                            "a number (found \"long\")"));
}

TEST(Syntax, WhatIsNotAWholeNumberIsRefusedForSeats) {
    for (const std::string bad : {"-1", "1.5", "1e3", "nan", "inf", "99999999999"}) {
        EXPECT_THAT(refused(small_with("seats: 4", "seats: " + bad)),
                    ElementsAre(AllOf(HasSubstr("small.txtpb:18:10: pools[0].seats: must be a "
                                                "whole number"),
                                      EndsWith("(found \"" + bad + "\")"))));
    }
}

TEST(Syntax, ADecimalCommaIsRefused) {
    EXPECT_THAT(refused(small_with("mean_s: 300", "mean_s: 1,5")),
                ElementsAre(HasSubstr("small.txtpb:10:34: ")));
}

TEST(Syntax, ANumberWithoutItsExponentIsRefused) {
    EXPECT_THAT(refused(small_with("mean_s: 300", "mean_s: 1e")),
                ElementsAre(HasSubstr("\"e\" must be followed by exponent")));
}

TEST(Syntax, AFieldGivenTwiceIsRefused) {
    EXPECT_THAT(refused(small_with("seats: 4", "seats: 4 seats: 5")),
                ElementsAre("small.txtpb:18:12: pools[0].seats: must be given once"));
}

TEST(Syntax, TwoLawsOfOneTimeAreRefused) {
    EXPECT_THAT(
        refused(small_with("{ mean_s: 300 }", "{ mean_s: 300 } constant_s: 5")),
        ElementsAre("small.txtpb:10:38: call_classes[0].talk.constant_s: only one law may be "
                    "given"));
}

TEST(Syntax, AMissingBraceIsToldAtTheEnd) {
    EXPECT_THAT(refused(small_with("  seats: 4\n}\n", "  seats: 4\n")),
                ElementsAre("small.txtpb:19:1: pools[0].seats: the text ends inside a block: a } "
                            "is missing"));
}

TEST(Syntax, ASyntaxErrorEndsTheParse) {
    // The first class has no talk and the last pool no seats: nothing of that is told.
    EXPECT_THAT(refused("lines { nam: \"999\" }\npools { seats: -5 }\n"), SizeIs(1));
}

TEST(Syntax, ANulByteIsRefused) {
    EXPECT_THAT(refused(small_with("  seats: 4", std::string("  seats: 4\0", 11))),
                ElementsAre(HasSubstr("small.txtpb:18:11: ")));
}

class Sources : public ScenarioFolder {};

TEST_F(Sources, ABlockWithoutSourceIsListed) {
    write("small.txtpb",
          with(small_with("seats: 4", "seats: 4 source: \"assumption: a test\""),
               "{ warm_up_h: 0",
               "{ source: \"assumption: a test\" warm_up_h: 0"));

    const Result<std::vector<std::string>> unsourced = unsourced_blocks(path("small.txtpb"));

    ASSERT_TRUE(unsourced.has_value());
    EXPECT_THAT(*unsourced, ElementsAre("lines[999].arrivals", "call_classes[urgent].talk"));
}

TEST_F(Sources, ABlockSpeaksForThoseInsideIt) {
    write("small.txtpb",
          with(small_with("name: \"urgent\"", "name: \"urgent\" source: \"assumption: a test\""),
               "name: \"999\"",
               "name: \"999\" source: \"assumption: a test\""));

    const Result<std::vector<std::string>> unsourced = unsourced_blocks(path("small.txtpb"));

    ASSERT_TRUE(unsourced.has_value());
    EXPECT_THAT(*unsourced, ElementsAre("run", "pools[in_house]"));
}

}  // namespace

}  // namespace fcr::test
