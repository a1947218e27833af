#include "sim/analysis/published_cases.hpp"

#include "gtest/gtest.h"
#include "tests/unit/analysis/published_csv.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

namespace fcr {
namespace {

TEST(PublishedCases, FiguresAreThoseOfThePublishedTable) {
    const auto rows = published_csv("queue_cases.csv");
    if (!rows.has_value()) {
        GTEST_SKIP() << "no published/queue_cases.csv: FCR_DATA does not name the data folder";
    }
    std::vector<CsvRow> carried;
    std::copy_if(rows->begin(), rows->end(), std::back_inserter(carried), [](const CsvRow& row) {
        return row.at("case") != "Bilingual";
    });

    const auto figures = published_results();

    ASSERT_EQ(figures.size(), carried.size());
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const CsvRow& row = carried[i];
        const PublishedResult& figure = figures[i];
        EXPECT_EQ(figure.case_name, row.at("case"));
        EXPECT_EQ(figure.measure, row.at("measure"));
        EXPECT_EQ(figure.mean, std::stod(row.at("mean"))) << figure.measure;
        EXPECT_EQ(figure.ci_low, std::stod(row.at("ci_low"))) << figure.measure;
        EXPECT_EQ(figure.ci_high, std::stod(row.at("ci_high"))) << figure.measure;
        EXPECT_EQ(figure.ci_level, std::stoi(row.at("ci_level"))) << figure.measure;
        EXPECT_EQ(figure.replications, std::stoi(row.at("reps"))) << figure.measure;
        EXPECT_EQ(figure.note, row.at("note")) << figure.measure;
    }
}

TEST(PublishedCases, EveryFigureLiesInItsIntervalAndBelongsToACase) {
    std::set<std::string_view> names;
    for (const PublishedCase& published : published_cases()) {
        names.insert(published.name);
    }

    for (const PublishedResult& figure : published_results()) {
        EXPECT_TRUE(names.contains(figure.case_name)) << figure.case_name;
        EXPECT_LE(figure.ci_low, figure.mean) << figure.case_name << ' ' << figure.measure;
        EXPECT_GE(figure.ci_high, figure.mean) << figure.case_name << ' ' << figure.measure;
    }
}

}  // namespace
}  // namespace fcr
