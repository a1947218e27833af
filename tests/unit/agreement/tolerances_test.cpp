#include "sim/agreement/tolerances.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace fcr {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(Tolerances, AreTheDefaultsUntilTheUserSaysOtherwise) {
    Tolerances tolerances;
    Problems problems;

    EXPECT_THAT(tolerances.changes(), IsEmpty());
    tolerances.set("service_level=3", problems);

    EXPECT_THAT(problems, IsEmpty());
    EXPECT_DOUBLE_EQ(tolerances.of(AgreementKind::ServiceLevel).value, 3.0);
    EXPECT_EQ(tolerances.changes().front(), "service_level 3 instead of 5");
}

TEST(Tolerances, HaveANameForEachKindOfFigure) {
    const Tolerances tolerances;

    EXPECT_THAT(tolerances.all(), SizeIs(kAgreementKinds));
    EXPECT_EQ(tolerances.of(AgreementKind::WaitCorrelation).name, "wait_correlation");
    EXPECT_EQ(to_words(tolerances.of(AgreementKind::MeanWait)), "25 %, at least 3 s");
}

TEST(Tolerances, ThatAreNoneAreToldWithTheNameThatWasMeant) {
    Tolerances tolerances;
    Problems problems;

    tolerances.set("servise_level=3", problems);
    tolerances.set("calls=-1", problems);
    tolerances.set("calls=1,5", problems);
    tolerances.set("calls", problems);

    ASSERT_THAT(problems, SizeIs(4));
    EXPECT_THAT(to_string(problems[0]), HasSubstr("did you mean \"service_level\"?"));
    EXPECT_THAT(to_string(problems[1]), HasSubstr("above 0"));
    EXPECT_THAT(to_string(problems[2]), HasSubstr("1,5"));
    EXPECT_THAT(to_string(problems[3]), HasSubstr("NAME=VALUE"));
}

TEST(Tolerances, OfAFileAreToldWithTheirLine) {
    const std::filesystem::path file =
        std::filesystem::path(testing::TempDir()) / "fcr_tolerances.txt";
    std::ofstream(file) << "# agreed on 1 May\n\nabandoned = 1.5\nhandling 5\n";
    Tolerances tolerances;
    Problems problems;

    tolerances.read(file, problems);
    std::filesystem::remove(file);

    EXPECT_DOUBLE_EQ(tolerances.of(AgreementKind::Abandoned).value, 1.5);
    ASSERT_THAT(problems, SizeIs(1));
    EXPECT_EQ(problems.front().line, 4);
}

}  // namespace
}  // namespace fcr
