// Forecasts of a contract as cells of its periods.
#include "sim/contract/forecast.hpp"

#include "tests/unit/contract/contract_texts.hpp"
#include "tests/unit/contract/pricing_case.hpp"

#include <numeric>

namespace fcr::test {
namespace {

constexpr std::int64_t kMillion = 1'000'000;

/// The small contract with a forecast; profiles are looked for in config/contracts.
ContractTerms with_forecast(std::string_view forecast) {
    return accepted_contract(contract_and(forecast), "config/contracts/small.txtpb");
}

std::int64_t sum_of(const std::vector<ForecastCell>& cells) {
    return std::accumulate(
        cells.begin(), cells.end(), std::int64_t{0}, [](std::int64_t sum, const auto& cell) {
            return sum + cell.calls_millionths;
        });
}

TEST(Forecast, MonthsAloneMakeOneCellOfAPeriodAndTheLastGoesOn) {
    const ContractTerms terms = with_forecast(
        R"(forecast { months { line: "101" calls: 1000 aht_s: 600 } months { line: "101" calls: 1200 } })");
    const std::vector<ServicePeriod> periods = periods_of(terms);

    const std::vector<ForecastCell> first = forecast_cells(terms, periods[0]);
    ASSERT_EQ(first.size(), 1U);
    EXPECT_EQ(first[0].calls_millionths, 1'000 * kMillion);
    EXPECT_EQ(first[0].handling, std::chrono::seconds{600});
    EXPECT_EQ(first[0].from, periods[0].start);
    EXPECT_EQ(first[0].until, periods[0].end);
    EXPECT_EQ(sum_of(forecast_cells(terms, periods[1])), 1'200 * kMillion);
    EXPECT_EQ(sum_of(forecast_cells(terms, periods[23])), 1'200 * kMillion);
}

TEST(Forecast, APartOfAMonthHasItsShareOfTheDays) {
    const ContractTerms terms =
        accepted_contract(contract_with("\"2027-04-01\"", "\"2027-04-16\"") +
                          R"(forecast { months { line: "101" calls: 1000 } })");

    EXPECT_EQ(sum_of(forecast_cells(terms, periods_of(terms)[0])), 500 * kMillion);
}

TEST(Forecast, AProfileSpreadsTheMonthOverItsQuarterHours) {
    const ContractTerms terms = with_forecast(
        R"(forecast { profile_csv: "../profiles/mid_force_calls.csv" months { line: "101" calls: 17400 aht_s: 600 } })");
    const std::vector<ServicePeriod> periods = periods_of(terms);

    const std::vector<ForecastCell> cells = forecast_cells(terms, periods[0]);
    ASSERT_EQ(cells.size(), 30U * 96U);
    // Each cell is rounded to a millionth of a call.
    EXPECT_NEAR(static_cast<double>(sum_of(cells)), 17'400e6, 30 * 96);
    EXPECT_LT(cells[3 * 4].calls_millionths, cells[12 * 4].calls_millionths);
}

TEST(Forecast, AProfileAloneIsTakenAsItIsOnDaysOf23And25Hours) {
    const ContractTerms terms =
        with_forecast(R"(forecast { profile_csv: "../profiles/mid_force_calls.csv" })");
    const std::vector<ServicePeriod> periods = periods_of(terms);

    // October 2027 has a day of 25 hours, March 2028 one of 23.
    EXPECT_EQ(forecast_cells(terms, periods[6]).size(), 31U * 96U + 4U);
    EXPECT_EQ(forecast_cells(terms, periods[11]).size(), 31U * 96U - 4U);
}

TEST(Forecast, ADayIsOfItsOwnTypeBeforeThatOfMany) {
    Profile profile;
    for (const char* type : {"weekday", "weekend", "friday", "bank_holiday"}) {
        profile.days.push_back({.type = type, .lines = {}, .values = {}});
    }

    EXPECT_EQ(forecast_day(profile, 0, false)->type, "weekday");
    EXPECT_EQ(forecast_day(profile, 4, false)->type, "friday");
    EXPECT_EQ(forecast_day(profile, 6, false)->type, "weekend");
    EXPECT_EQ(forecast_day(profile, 4, true)->type, "bank_holiday");
    profile.days.resize(2);
    EXPECT_EQ(forecast_day(profile, 4, true)->type, "weekday");
    profile.days.resize(1);
    EXPECT_EQ(forecast_day(profile, 6, false)->type, "weekday");
}

TEST(Forecast, WithoutOneThereAreNoCells) {
    const ContractTerms terms = accepted_contract(std::string(kSmallContract));

    EXPECT_TRUE(forecast_cells(terms, periods_of(terms)[0]).empty());
}

}  // namespace
}  // namespace fcr::test
