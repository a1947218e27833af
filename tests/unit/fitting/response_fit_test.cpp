// Dispatch and travel by grade are recovered from a ledger of incidents.
#include "sim/fitting/response_fit.hpp"

#include "sim/fitting/fit.hpp"
#include "sim/fitting/fitted_scenario.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/scenario_bundle.hpp"
#include "tests/unit/fitting/known_calls.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>

namespace fcr {
namespace {

constexpr const char* kResponseBase = "config/scenarios/mid_force_response.txtpb";

class ResponseFitTest : public testing::Test {
protected:
    void SetUp() override {
        Result<Scenario> loaded = load_scenario(kResponseBase);
        ASSERT_TRUE(loaded.has_value()) << to_string(loaded.error().front());
        base = std::move(*loaded);
        file = std::filesystem::path(testing::TempDir()) /
               (std::string("fcr_incidents_") +
                testing::UnitTest::GetInstance()->current_test_info()->name() + ".csv");
    }
    void TearDown() override { std::filesystem::remove(file); }

    [[nodiscard]] Result<ResponseFit> fit(const std::string& text) const {
        std::ofstream(file, std::ios::binary) << text;
        return fit_response(file, base, {.confidence = 0.95, .bootstrap = 0});
    }

    Scenario base;
    std::filesystem::path file;
};

TEST_F(ResponseFitTest, TravelAndDispatchOfAKnownTruthAreRecovered) {
    test::KnownDraws draws(11);
    std::string text = "number,given_grade,opened_s,assigned_s,mobile_s,at_scene_s\n";
    for (int number = 0; number < 2000; ++number) {
        const bool urgent = number % 2 == 0;
        const double assigned = 60.0 * number + draws.exponential(urgent ? 40.0 : 1200.0);
        const double mobile = assigned + 30.0;
        const double at_scene = mobile + draws.lognormal(urgent ? 500.0 : 900.0, 0.6);
        // One in ten of the others nobody reaches.
        text += fmt::format("{},{},{},{:.1f},{:.1f},{}\n",
                            number,
                            urgent ? "Immediate" : "Priority",
                            60 * number,
                            assigned,
                            mobile,
                            !urgent && number % 20 == 1 ? "" : fmt::format("{:.1f}", at_scene));
    }

    const Result<ResponseFit> found = fit(text);

    ASSERT_TRUE(found.has_value()) << to_string(found.error().front());
    ASSERT_EQ(found->grades.size(), 2U);
    EXPECT_TRUE(found->told_mobile);
    EXPECT_NEAR(found->grades[0].to_dispatch->mean.value, 40.0, 4.0);
    EXPECT_TRUE(found->grades[0].travel->mean.holds(500.0));
    EXPECT_TRUE(found->grades[1].travel->mean.holds(900.0));
    EXPECT_EQ(found->grades[1].travel->count, 900U);
    EXPECT_DOUBLE_EQ(found->grades[1].attended.value, 0.9);
    EXPECT_DOUBLE_EQ(found->grades[1].assigned.value, 1.0);
}

TEST_F(ResponseFitTest, StatedIntervalsHoldTheTruthInNinetyOfHundredSeeds) {
    constexpr double kDispatch = 40.0;
    constexpr double kTravel = 500.0;
    constexpr double kTravelCv = 0.6;
    constexpr double kAttended = 0.9;
    std::array<int, 4> held{};
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        test::KnownDraws draws(seed);
        std::string text = "given_grade,graded_s,assigned_s,mobile_s,at_scene_s\n";
        for (int number = 0; number < 600; ++number) {
            const double assigned = draws.exponential(kDispatch);
            const double travel = draws.lognormal(kTravel, kTravelCv);
            text += fmt::format("Immediate,0,{:.1f},{:.1f},", assigned, assigned + 30.0);
            text += draws.uniform() < kAttended ? fmt::format("{:.1f}\n", assigned + 30.0 + travel)
                                                : std::string("\n");
        }
        const Result<ResponseFit> found = fit(text);
        ASSERT_TRUE(found.has_value()) << to_string(found.error().front());
        const FittedGrade& grade = found->grades.front();
        held[0] += grade.to_dispatch->mean.holds(kDispatch) ? 1 : 0;
        held[1] += grade.travel->mean.holds(kTravel) ? 1 : 0;
        held[2] += grade.travel->cv.holds(kTravelCv) ? 1 : 0;
        held[3] += grade.attended.holds(kAttended) ? 1 : 0;
    }
    EXPECT_THAT(held, testing::Each(testing::Ge(90)));
    RecordProperty("held", fmt::format("{}", fmt::join(held, " ")));
}

TEST_F(ResponseFitTest, TravelIsLessTheTimeToSetOutWhereThatIsNotTold) {
    std::string text = "given_grade,opened_s,assigned_s,at_scene_s\n";
    for (int number = 0; number < 100; ++number) {
        text += fmt::format("Immediate,{},{},{}\n", number, number + 10, number + 410);
    }

    const Result<ResponseFit> found = fit(text);

    ASSERT_TRUE(found.has_value()) << to_string(found.error().front());
    double set_out = 0.0;
    for (const UnitGroup& group : base.response->units) {
        set_out += mean_s(group.mobilise) / static_cast<double>(base.response->units.size());
    }
    EXPECT_NEAR(found->grades[0].travel->mean.value, 400.0 - set_out, 1e-6);
}

TEST_F(ResponseFitTest, TheFittedScenarioHasTheTravelOfTheExtract) {
    test::KnownDraws draws(12);
    std::string text = "given_grade,graded_s,assigned_s,mobile_s,at_scene_s\n";
    for (int number = 0; number < 500; ++number) {
        text += fmt::format("Immediate,0,10,20,{:.1f}\n", 20.0 + draws.lognormal(640.0, 0.5));
    }
    Result<ResponseFit> found = fit(text);
    ASSERT_TRUE(found.has_value());
    ScenarioFit whole;
    whole.file = "calls.csv";
    whole.hash = std::string(64, 'a');
    whole.span = {.from = Date{std::chrono::year{2027} / 4 / 1},
                  .until = Date{std::chrono::year{2027} / 4 / 8}};
    add_response(std::move(*found), base, whole);
    const Result<ScenarioBundle> bundle = bundle_scenario(kResponseBase);
    ASSERT_TRUE(bundle.has_value());

    const Result<FittedScenario> written = write_fitted(*bundle, base, whole);

    ASSERT_TRUE(written.has_value()) << to_string(written.error().front());
    const Result<Scenario> fitted = load_bundle(written->bundle, "fitted");
    ASSERT_TRUE(fitted.has_value());
    const UnitGroup& group = fitted->response->units.front();
    const auto immediate = std::ranges::find(
        group.travel_by_grade, GradeId{0}, [](const auto& row) { return row.first; });
    ASSERT_NE(immediate, group.travel_by_grade.end());
    EXPECT_NEAR(mean_s(immediate->second), 640.0, 40.0);
    EXPECT_THAT(written->text, testing::HasSubstr("500 incidents, "));
    EXPECT_FALSE(whole.kept.empty());  // the grades that the file has not
}

TEST_F(ResponseFitTest, WrongRowsAreToldWithLineAndColumn) {
    const Result<ResponseFit> grade =
        fit("given_grade,opened_s,assigned_s,at_scene_s\nImediate,0,1,2\n");
    ASSERT_FALSE(grade.has_value());
    EXPECT_THAT(to_string(grade.error().front()), testing::HasSubstr("\"Immediate\""));
    EXPECT_EQ(grade.error().front().line, 2);
    const Result<ResponseFit> number =
        fit("given_grade,opened_s,assigned_s,at_scene_s\nImmediate,0,soon,2\n");
    ASSERT_FALSE(number.has_value());
    EXPECT_THAT(to_string(number.error().front()), testing::HasSubstr("number of seconds"));
    const Result<ResponseFit> column = fit("given_grade,opened_s\nImmediate,0\n");
    ASSERT_FALSE(column.has_value());
    EXPECT_THAT(to_string(column.error().front()), testing::HasSubstr("assigned_s"));
}

}  // namespace
}  // namespace fcr
