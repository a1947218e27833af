// The published tables, by small samples of their headers with invented rows.
#include "sim/intake/public_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace fcr {
namespace {

using testing::DoubleNear;
using testing::HasSubstr;
using testing::Optional;
using testing::SizeIs;

Result<PublicTable> table_of(const std::string& text) {
    const auto path = std::filesystem::path(testing::TempDir()) / "table.csv";
    std::ofstream(path, std::ios::binary) << text;
    return read_public_table(path);
}

auto near(double value) {
    return Optional(DoubleNear(value, 1e-9));
}

TEST(PublicTable, ReadsTheAmbulanceTable) {
    const auto table = table_of(
        "year,month,region,org_code,org_name,contacts,calls_answered,answer_time_total_s,"
        "answer_mean_s,answer_median_s,answer_p90_s,answer_p95_s,answer_p99_s,incidents_all,"
        "incidents_c1,c1_mean_s,c1_p90_s\n"
        "2030,1,Eng,Eng,England,900,800,8200,10,1,,60,120,500,50,400,700\n"
        "2030,11,Eng,Eng,England,900,800,8000,10,1,30,60,120,500,50,400,700\n");

    ASSERT_TRUE(table.has_value()) << to_string(table.error().front());
    EXPECT_EQ(table->service, PublicService::Ambulance999);
    ASSERT_THAT(table->rows, SizeIs(2));
    const PublicRow& row = table->rows[0];
    EXPECT_EQ(row.name, "England");
    EXPECT_EQ(row.code, "Eng");
    EXPECT_EQ(row.period, "2030-01");
    EXPECT_THAT(row.figure(PublicFigure::MeanWait), near(10.25));
    EXPECT_THAT(row.figure(PublicFigure::MedianWait), near(1));
    EXPECT_EQ(row.figure(PublicFigure::Wait90), std::nullopt);
    EXPECT_THAT(row.figure(PublicFigure::Wait99), near(120));
    EXPECT_EQ(row.figure(PublicFigure::NotAnswered), std::nullopt);
    EXPECT_THAT(table->find("england", "2030-11"), SizeIs(1));
    EXPECT_THAT(table->find("", "2030"), SizeIs(2));
    EXPECT_THAT(table->find("Wales", ""), SizeIs(0));
}

TEST(PublicTable, ReadsTheTableOfNhs111) {
    const auto table = table_of(
        "date,region,contract_code,contract_name,calls_offered,calls_answered,answered_within_60s,"
        "calls_triaged\n"
        "2030-11-24,East,111AA1,Somewhere,1000,900,720,700\n");

    ASSERT_TRUE(table.has_value()) << to_string(table.error().front());
    EXPECT_EQ(table->service, PublicService::Nhs111);
    const PublicRow& row = table->rows.front();
    EXPECT_EQ(row.period, "2030-11-24");
    EXPECT_THAT(row.figure(PublicFigure::Within60), near(80));
    EXPECT_THAT(row.figure(PublicFigure::NotAnswered), near(10));
    EXPECT_THAT(table->find("111aa1", ""), SizeIs(1));
}

TEST(PublicTable, ReadsThePoliceTableWithSharesOrCounts) {
    const auto shares = table_of(
        "Force,Number of calls,Mean answer time (s),Median answer time (s),% answered under 10 "
        "seconds,% answered 10 to 60 seconds,% answered in 60 seconds or more\n"
        "Somewhere,\"12,000\",8.5,6,87.5%,12.0%,0.5%\n");
    const auto counts =
        table_of("force,calls,pct_under10s,answered_under10s\nSomewhere,200,90.5,181\n");

    ASSERT_TRUE(shares.has_value()) << to_string(shares.error().front());
    EXPECT_EQ(shares->service, PublicService::Police999);
    const PublicRow& row = shares->rows.front();
    EXPECT_THAT(row.calls, near(12'000));
    EXPECT_THAT(row.figure(PublicFigure::MeanWait), near(8.5));
    EXPECT_THAT(row.figure(PublicFigure::MedianWait), near(6));
    EXPECT_THAT(row.figure(PublicFigure::Below10), near(87.5));
    EXPECT_THAT(row.figure(PublicFigure::From10Below60), near(12));
    EXPECT_THAT(row.figure(PublicFigure::From60), near(0.5));
    ASSERT_TRUE(counts.has_value()) << to_string(counts.error().front());
    EXPECT_THAT(counts->rows.front().calls, near(200));
    EXPECT_THAT(counts->rows.front().figure(PublicFigure::Below10), near(90.5));
}

TEST(PublicTable, RefusesWhatItDoesNotKnow) {
    EXPECT_THAT(to_string(table_of("a,b\n1,2\n").error().front()),
                HasSubstr("must have a column with the name"));
    EXPECT_THAT(to_string(table_of("force,colour\nx,2\n").error().front()),
                HasSubstr("must be the police 999 table"));
    EXPECT_THAT(to_string(table_of("force,% under 10 seconds\nx,many\n").error().front()),
                HasSubstr(":2:2: % under 10 seconds: must be a number from 0, or empty"));
    EXPECT_THAT(to_string(table_of("force,% under 10 seconds\n").error().front()),
                HasSubstr("must have a row"));
}

}  // namespace
}  // namespace fcr
