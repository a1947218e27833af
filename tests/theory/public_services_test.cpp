// Two scenarios beside the published tables of other services. No judged row had a part in their
// numbers: docs/evidence/public_tables.md. Needs the folder that FCR_DATA names.
#include "sim/base/check.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/intake/answer_figures.hpp"
#include "sim/intake/mixture.hpp"
#include "sim/intake/mixture_figures.hpp"
#include "sim/intake/public_table.hpp"
#include "sim/scenario/compile.hpp"
#include "sim/scenario/load.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

namespace fcr {
namespace {

using Figures = std::array<std::optional<double>, kPublicFigures>;

double value(const Figures& figures, PublicFigure figure) {
    return figures[static_cast<std::size_t>(figure)].value();
}

/// The figures of a scenario's only line when its calls are so many times as many, over 60 days.
Figures simulate(const std::string& scenario, const std::string& line, double volume) {
    const std::vector<std::string> set{
        fmt::format("lines[{}].arrivals.volume_factor={}", line, volume)};
    auto loaded = load_scenario("config/scenarios/" + scenario + ".txtpb", set);
    FCR_CHECK(loaded.has_value(), "a shipped scenario does not load");
    const auto compiled = compile(*loaded);
    FCR_CHECK(compiled.has_value(), "a shipped scenario does not compile");
    AnswerCollector collector(
        *compiled, LineId{0}, line == "111" ? PublicService::Nhs111 : PublicService::Ambulance999);
    ExperimentProgress progress;
    const auto result =
        run_experiment(*compiled,
                       {.seed = 20261126, .replications = 60, .jobs = 2, .ledgers = &collector},
                       progress);
    FCR_CHECK(!result.limit, "a shipped scenario reaches a limit");
    return collector.figures().together;
}

std::optional<PublicTable> published_table(const char* file) {
    const char* folder = std::getenv("FCR_DATA");
    const auto path = std::filesystem::path(folder == nullptr ? "" : folder) / file;
    if (folder == nullptr || !std::filesystem::exists(path)) {
        return std::nullopt;
    }
    auto table = read_public_table(path);
    FCR_CHECK(table.has_value(), "a published table cannot be read");
    return *table;
}

TEST(PublicServices, AContractorsPoolLosesCallsAsTheProvidersOfNhs111Do) {
    const auto table = published_table("nhs111_2025/daily.csv.gz");
    if (!table) {
        GTEST_SKIP() << "set FCR_DATA to the folder with nhs111_2025/daily.csv.gz";
    }
    constexpr double kNeighbourhood = 2.5;  // points of the 60-second level
    for (const double volume : {0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4}) {
        const Figures figures = simulate("nhs111_provider", "111", volume);
        const double level = value(figures, PublicFigure::Within60);
        const double lost = value(figures, PublicFigure::NotAnswered);
        std::vector<double> observed;
        for (const PublicRow& row : table->rows) {
            const auto of_row = row.figure(PublicFigure::Within60);
            const auto lost_of_row = row.figure(PublicFigure::NotAnswered);
            if (of_row && lost_of_row && std::abs(*of_row - level) <= kNeighbourhood) {
                observed.push_back(*lost_of_row);
            }
        }
        ASSERT_GE(observed.size(), 50U) << level;
        std::ranges::sort(observed);
        const double p10 = observed[observed.size() / 10];
        const double p90 = observed[observed.size() * 9 / 10];

        EXPECT_GE(lost, p10) << "at " << level << " % within 60 s";
        EXPECT_LE(lost, p90) << "at " << level << " % within 60 s";
        std::printf(
            "%5.1f %% within 60 s: %5.2f %% not answered; %zu provider-days, p10 %.2f, p90 %.2f\n",
            level,
            lost,
            observed.size(),
            p10,
            p90);
    }
}

/// Simulated figures by mean answer time, between points that were simulated.
class CurveByMean {
public:
    void add(const Figures& figures) { points_.push_back(figures); }

    [[nodiscard]] std::optional<double> at(double mean, PublicFigure figure) const {
        for (std::size_t row = 1; row < points_.size(); ++row) {
            const double low = value(points_[row - 1], PublicFigure::MeanWait);
            const double high = value(points_[row], PublicFigure::MeanWait);
            if (low <= mean && mean <= high) {
                const double part = (mean - low) / (high - low);
                return value(points_[row - 1], figure) * (1 - part) +
                       value(points_[row], figure) * part;
            }
        }
        return std::nullopt;
    }

private:
    std::vector<Figures> points_;
};

constexpr std::array kAmbulanceFigures{
    PublicFigure::MedianWait, PublicFigure::Wait90, PublicFigure::Wait95, PublicFigure::Wait99};

/// How many months of England with a mean answer of 5 to 60 s tell a figure, and have it within a
/// factor 1.5 of what is simulated at their mean.
struct MonthsWithin {
    int months = 0;
    int whole_months = 0;  ///< of which all that is told is within
    std::array<int, kPublicFigures> told{};
    std::array<int, kPublicFigures> within{};

    [[nodiscard]] int of(PublicFigure figure) const {
        return within[static_cast<std::size_t>(figure)];
    }
    [[nodiscard]] int that_tell(PublicFigure figure) const {
        return told[static_cast<std::size_t>(figure)];
    }
    void print(const char* what) const {
        std::printf("%s\n", what);
        for (const PublicFigure figure : kAmbulanceFigures) {
            std::printf("  %s: %d of %d months within a factor 1.5\n",
                        title_of(figure).data(),
                        of(figure),
                        that_tell(figure));
        }
        std::printf("  all of them: %d of %d months\n", whole_months, months);
    }
};

MonthsWithin judge(const PublicTable& table, const CurveByMean& curve) {
    constexpr double kFactor = 1.5;
    MonthsWithin found;
    for (const PublicRow& row : table.rows) {
        const double mean = row.figure(PublicFigure::MeanWait).value();
        if (row.name != "England" || mean < 5 || mean > 60) {
            continue;
        }
        ++found.months;
        bool whole = true;
        std::printf("  %s mean %.1f s, published / simulated:", row.period.c_str(), mean);
        for (const PublicFigure figure : kAmbulanceFigures) {
            const auto published = row.figure(figure);
            const auto simulated = curve.at(mean, figure);
            FCR_CHECK(simulated.has_value(), "no simulated room has the mean of a month");
            if (!published) {
                continue;
            }
            std::printf(" %.0f / %.1f", *published, *simulated);
            // The table has whole seconds; a 0 is somewhere below half of one.
            const double in_table = std::max(*published, 0.5);
            const double in_room = std::max(std::round(*simulated), 0.5);
            const bool good = in_room <= kFactor * in_table && in_table <= kFactor * in_room;
            ++found.told[static_cast<std::size_t>(figure)];
            found.within[static_cast<std::size_t>(figure)] += good ? 1 : 0;
            whole = whole && good;
        }
        std::printf("\n");
        found.whole_months += whole ? 1 : 0;
    }
    return found;
}

constexpr std::array kVolumes{0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 1.0, 1.1, 1.2};

TEST(PublicServices, AnAmbulanceLineHasThePublishedPercentilesOfItsMean) {
    const auto table = published_table("ambulance_999_england/monthly.csv.gz");
    if (!table) {
        GTEST_SKIP() << "set FCR_DATA to the folder with ambulance_999_england/monthly.csv.gz";
    }
    CurveByMean curve;
    for (const double volume : kVolumes) {
        curve.add(simulate("ambulance_trust", "999", volume));
    }
    const MonthsWithin found = judge(*table, curve);
    found.print("England as one room");
    EXPECT_GT(found.months, 60);
    EXPECT_GE(found.of(PublicFigure::Wait95) * 100, found.that_tell(PublicFigure::Wait95) * 95);
}

/// The figures of England's trusts together, whose calls are so many times as many.
Figures simulate_england(const Mixture& mixture, double volume) {
    const std::vector<std::string> set{fmt::format("lines[999].arrivals.volume_factor={}", volume)};
    auto loaded = load_scenario("config/scenarios/ambulance_trust.txtpb", set);
    FCR_CHECK(loaded.has_value(), "a shipped scenario does not load");
    const auto found = simulate_mixture(*loaded,
                                        LineId{0},
                                        PublicService::Ambulance999,
                                        mixture,
                                        {.seed = 20261126, .replications = 200, .jobs = 2});
    FCR_CHECK(found.has_value() && !found->limit_reached, "a shipped mixture does not run");
    return found->whole.together;
}

TEST(PublicServices, EnglandsAmbulanceTrustsHaveThePublishedPercentilesOfTheirMean) {
    const auto table = published_table("ambulance_999_england/monthly.csv.gz");
    if (!table) {
        GTEST_SKIP() << "set FCR_DATA to the folder with ambulance_999_england/monthly.csv.gz";
    }
    const auto mixture = read_mixture("config/mixtures/england_ambulance.txtpb");
    ASSERT_TRUE(mixture.has_value());
    CurveByMean curve;
    for (const double volume : kVolumes) {
        curve.add(simulate_england(*mixture, volume));
    }
    const MonthsWithin found = judge(*table, curve);
    found.print("England as ten trusts");
    EXPECT_GT(found.months, 60);
    EXPECT_GE(found.of(PublicFigure::Wait90) * 100, found.that_tell(PublicFigure::Wait90) * 98);
    EXPECT_GE(found.of(PublicFigure::Wait95) * 100, found.that_tell(PublicFigure::Wait95) * 98);
    EXPECT_GE(found.of(PublicFigure::Wait99) * 100, found.that_tell(PublicFigure::Wait99) * 95);
    // The median of a bad month is not told by its mean: 3 s and 13 s in two months of 42 s.
    EXPECT_GE(found.of(PublicFigure::MedianWait) * 100,
              found.that_tell(PublicFigure::MedianWait) * 78);
}

}  // namespace
}  // namespace fcr
