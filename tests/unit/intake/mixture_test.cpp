// Services that a table has in one row: their loads, and their figures together.
#include "sim/intake/mixture.hpp"

#include "sim/base/check.hpp"
#include "sim/intake/mixture_figures.hpp"
#include "sim/scenario/load.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

namespace fcr {
namespace {

Mixture mixture_of(std::size_t parts,
                   double load_cv,
                   PercentilesOf percentiles = PercentilesOf::AllCalls) {
    Mixture mixture;
    mixture.parts = parts;
    mixture.load_cv = load_cv;
    mixture.percentiles = percentiles;
    return mixture;
}

TEST(Mixture, LoadsHaveAMeanOfOneAndSpreadAboutAsTheirLaw) {
    const std::vector<double> loads = mixture_of(10, 0.07).loads();

    ASSERT_EQ(loads.size(), 10U);
    EXPECT_NEAR(std::accumulate(loads.begin(), loads.end(), 0.0), 10.0, 1e-12);
    EXPECT_TRUE(std::ranges::is_sorted(loads));
    // exp(0.0699 * 1.645) of the highest twentieth's beginning, over the mean of the ten.
    EXPECT_NEAR(loads.back(), 1.119, 0.002);
    EXPECT_NEAR(loads.front(), 0.890, 0.002);
}

TEST(Mixture, WithoutAFileItIsTheScenarioAlone) {
    EXPECT_THAT(Mixture{}.loads(), testing::ElementsAre(1.0));
}

class MixtureFiguresTest : public testing::Test {
protected:
    void SetUp() override {
        auto loaded = load_scenario("config/scenarios/ambulance_trust.txtpb");
        ASSERT_TRUE(loaded.has_value());
        scenario = std::move(*loaded);
    }

    [[nodiscard]] MixtureFigures simulate(const Mixture& mixture, std::uint64_t seed) const {
        auto found = simulate_mixture(scenario,
                                      LineId{0},
                                      PublicService::Ambulance999,
                                      mixture,
                                      {.seed = seed, .replications = 2});
        FCR_CHECK(found.has_value(), "a shipped scenario does not compile");
        return std::move(*found);
    }
    static double value(const AnswerFigures& figures, PublicFigure figure) {
        return figures.together[static_cast<std::size_t>(figure)].value();
    }

    Scenario scenario;
};

TEST_F(MixtureFiguresTest, PartsAreTheScenarioWithSeedsOfTheirOwn) {
    const MixtureFigures two = simulate(mixture_of(2, 0.0), 5);
    const MixtureFigures first = simulate({}, 5);
    const MixtureFigures second = simulate({}, 6);

    EXPECT_EQ(two.parts[0].figures.together, first.whole.together);
    EXPECT_EQ(two.parts[1].figures.together, second.whole.together);
    EXPECT_EQ(two.whole.offered, first.whole.offered + second.whole.offered);
}

TEST_F(MixtureFiguresTest, PercentilesAreOfAllCallsOrTheMeanOfTheParts) {
    const MixtureFigures all = simulate(mixture_of(3, 0.5, PercentilesOf::AllCalls), 1);
    const MixtureFigures mean = simulate(mixture_of(3, 0.5, PercentilesOf::MeanOfParts), 1);

    double weighted = 0.0;
    for (const PartFigures& part : mean.parts) {
        weighted += static_cast<double>(part.figures.answered) *
                    value(part.figures, PublicFigure::Wait90) /
                    static_cast<double>(mean.whole.answered);
    }
    EXPECT_NEAR(value(mean.whole, PublicFigure::Wait90), weighted, 1e-9);
    EXPECT_EQ(value(mean.whole, PublicFigure::MeanWait), value(all.whole, PublicFigure::MeanWait));
    // The one overloaded part has the slowest tenth of all calls.
    EXPECT_GT(value(all.whole, PublicFigure::Wait90), weighted);
    EXPECT_LT(value(all.whole, PublicFigure::MedianWait),
              value(mean.whole, PublicFigure::MedianWait));
}

}  // namespace
}  // namespace fcr
