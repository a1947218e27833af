// A room's own extract agrees with it; that of a room with other staffing or handling does not.
#include "tests/unit/agreement/known_room.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fcr {
namespace {

using test::compare;
using test::extract_of;
using test::KnownRoom;

bool disagrees_on(const Agreement& agreement, AgreementKind kind) {
    return std::ranges::any_of(agreement.rows, [kind](const AgreementRow& row) {
        return row.kind == kind && row.verdict == Verdict::Disagrees;
    });
}

TEST(KnownRoomTest, ItsOwnExtractDisagreesInNoFigureInNinetyOfHundredSeeds) {
    int passed = 0;
    std::size_t agree = 0;
    std::size_t judged = 0;
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        const Agreement agreement = compare({}, extract_of({}, 1000 + seed), seed);
        passed += agreement.count(Verdict::Disagrees) == 0 ? 1 : 0;
        agree += agreement.count(Verdict::Agrees);
        judged += agreement.rows.size();
    }
    EXPECT_GE(passed, 90);
    // Two weeks tell of most figures that they agree.
    EXPECT_GE(static_cast<double>(agree), 0.6 * static_cast<double>(judged));
    RecordProperty("passed", passed);
    RecordProperty("agree_of_judged", fmt::format("{}/{}", agree, judged));
}

TEST(KnownRoomTest, ARoomWithTwoOfNineSeatsLessDisagreesOnService) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Agreement agreement =
            compare({.seats = 7}, extract_of({.seats = 9}, 1000 + seed), seed);
        EXPECT_TRUE(disagrees_on(agreement, AgreementKind::ServiceLevel) ||
                    disagrees_on(agreement, AgreementKind::ServiceInPart))
            << seed;
        EXPECT_FALSE(disagrees_on(agreement, AgreementKind::Handling)) << seed;
        EXPECT_FALSE(disagrees_on(agreement, AgreementKind::Calls)) << seed;
    }
}

TEST(KnownRoomTest, ARoomWithLongerCallsDisagreesOnHandling) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Agreement agreement =
            compare({.talk_s = 375.0}, extract_of({.talk_s = 300.0}, 1000 + seed), seed);
        EXPECT_TRUE(disagrees_on(agreement, AgreementKind::Handling)) << seed;
    }
}

}  // namespace
}  // namespace fcr
