// A synthetic extract with known truth is written as CSV, imported through a mapping and fitted.
#include "sim/fitting/fit.hpp"
#include "sim/fitting/fitted_scenario.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/scenario_bundle.hpp"
#include "tests/unit/fitting/known_calls.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace fcr {
namespace {

using test::KnownArrivals;
using test::KnownDraws;

constexpr Date kFirst{std::chrono::year{2025} / 9 / 1};
constexpr int kDays = 28;
constexpr double kTalk = 330.0;
constexpr double kTalkCv = 0.9;
constexpr double kWrapUp = 70.0;
constexpr double kWrapUpCv = 0.7;
constexpr double kPatience = 240.0;
constexpr double kUrgent = 0.2;

constexpr const char* kMapping = R"(
zone: LOCAL
line: "kind"
lines { value: "U" name: "urgent" }
lines { value: "O" name: "other" }
offered: "at"
wait_s: "wait"
talk_s: "talk"
wrap_up_s: "wrap"
outcome: "end"
outcomes { value: "H" name: "answered" }
outcomes { value: "L" name: "abandoned" }
incident: "incident"
)";

constexpr const char* kBase = R"(
title: "Small"
lines { name: "999" kind: EMERGENCY arrivals { calls_per_day: 24 weights: 1 source: "assumption: a test" } }
call_classes { name: "urgent" line: "999" priority: 1 share: 0.5 talk { exponential { mean_s: 300 } } source: "assumption: a test" }
call_classes { name: "other" line: "999" priority: 2 share: 0.5 talk { exponential { mean_s: 300 } } source: "assumption: a test" }
employers { name: "force" kind: FORCE }
skill_groups { name: "all" call_classes: ["urgent", "other"] }
pools { name: "in_house" employer: "force" skill_group: "all" seats: 20 source: "assumption: a test" }
)";

/// A folder of the test's own.
class RecoveryTest : public testing::Test {
protected:
    void SetUp() override {
        folder = std::filesystem::path(testing::TempDir()) /
                 (std::string("fcr_fit_") +
                  testing::UnitTest::GetInstance()->current_test_info()->name());
        std::filesystem::create_directories(folder);
        put("mapping.txtpb", kMapping);
        put("base.txtpb", kBase);
        Result<Scenario> loaded = load_scenario(folder / "base.txtpb");
        ASSERT_TRUE(loaded.has_value()) << to_string(loaded.error().front());
        base = std::move(*loaded);
    }
    void TearDown() override { std::filesystem::remove_all(folder); }

    void put(const char* name, const std::string& text) const {
        std::ofstream(folder / name, std::ios::binary) << text;
    }

    /// Calls of the known truth, each about an incident of its own, as telephony would write them.
    void put_extract(std::uint64_t seed) const {
        KnownDraws draws(seed);
        std::string text = "at,kind,wait,talk,wrap,end,incident\n";
        int incident = 0;
        const std::vector<LocalTime> times = test::draw_arrivals(truth, kFirst, kDays, draws);
        for (const LocalTime time : times) {
            ++incident;
            const char* kind = draws.uniform() < kUrgent ? "U" : "O";
            const double answered = draws.exponential(25.0);
            const double patience = draws.exponential(kPatience);
            const auto at = to_string(std::chrono::floor<std::chrono::seconds>(time));
            if (patience < answered) {
                text += fmt::format("{},{},{:.1f},,,L,{}\n", at, kind, patience, incident);
            } else {
                text += fmt::format("{},{},{:.1f},{:.0f},{:.0f},H,{}\n",
                                    at,
                                    kind,
                                    answered,
                                    draws.lognormal(kTalk, kTalkCv),
                                    draws.lognormal(kWrapUp, kWrapUpCv),
                                    incident);
            }
        }
        put("calls.csv", text);
    }

    [[nodiscard]] Result<FitExtract> read() const {
        return read_fit_extract({.extract = folder / "calls.csv",
                                 .mapping = folder / "mapping.txtpb",
                                 .ledger_start = std::nullopt},
                                base);
    }

    KnownArrivals truth{.calls_per_hour = 8.0, .day_cv = 0.12, .hour_cv = 0.2};
    std::filesystem::path folder;
    Scenario base;
};

TEST_F(RecoveryTest, StatedIntervalsHoldTheTruthInNinetyOfHundredSeeds) {
    std::array<int, 9> held{};
    FitRequest request;
    request.options.bootstrap = 0;
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        put_extract(seed);
        const Result<FitExtract> extract = read();
        ASSERT_TRUE(extract.has_value()) << to_string(extract.error().front());
        const Result<ScenarioFit> fit = fit_scenario(*extract, base, request);
        ASSERT_TRUE(fit.has_value()) << to_string(fit.error().front());
        const ArrivalFit& arrivals = fit->lines.front().arrivals;
        const FittedClass& other = *fit->of(CallClassId{1});
        const auto count = [&held](std::size_t row, const FittedValue& value, double known) {
            held[row] += value.holds(known) ? 1 : 0;
        };
        count(0, arrivals.calls_per_day, truth.calls_per_day());
        count(1, arrivals.day_factor_cv, truth.day_cv);
        count(2, arrivals.hour_factor_cv, truth.hour_cv);
        count(3, other.share, 1.0 - kUrgent);
        count(4, other.talk->mean, kTalk);
        count(5, other.talk->cv, kTalkCv);
        count(6, other.wrap_up->mean, kWrapUp);
        count(7, other.wrap_up->cv, kWrapUpCv);
        count(8, other.patience->mean, kPatience);
    }
    EXPECT_THAT(held, testing::Each(testing::Ge(90)));
    RecordProperty("held", fmt::format("{}", fmt::join(held, " ")));
}

TEST_F(RecoveryTest, TheFittedScenarioSaysWhereItsNumbersAreFrom) {
    put_extract(1);
    const Result<FitExtract> extract = read();
    ASSERT_TRUE(extract.has_value());
    const Result<ScenarioFit> fit = fit_scenario(*extract, base, {});
    ASSERT_TRUE(fit.has_value());
    const Result<ScenarioBundle> bundle = bundle_scenario(folder / "base.txtpb");
    ASSERT_TRUE(bundle.has_value());
    const Result<FittedScenario> written = write_fitted(*bundle, base, *fit);
    ASSERT_TRUE(written.has_value()) << to_string(written.error().front());
    put("fitted.txtpb", written->text);
    const Result<Scenario> fitted = load_scenario(folder / "fitted.txtpb");
    ASSERT_TRUE(fitted.has_value()) << to_string(fitted.error().front());
    EXPECT_NEAR(fitted->call_classes[0].share, kUrgent, 0.02);
    EXPECT_TRUE(std::holds_alternative<LognormalLaw>(fitted->call_classes[1].talk));
    EXPECT_NEAR(fitted->lines[0].arrivals.day_factor_cv, truth.day_cv, 0.06);
    const std::string source =
        fmt::format("calls.csv, sha256 {}, 2025-09-01 to 2025-09-28", extract->hash.substr(0, 12));
    EXPECT_EQ(source_words(*fit), source);
    std::size_t named = 0;
    for (std::size_t at = written->text.find(source); at != std::string::npos;
         at = written->text.find(source, at + 1)) {
        ++named;
    }
    // Arrivals, hour factor, two classes with share, talk, wrap-up and patience.
    EXPECT_GE(named, 9U);
    EXPECT_THAT(written->text, testing::HasSubstr("start_date: \"2025-09-29\""));
}

TEST_F(RecoveryTest, CallsPerIncidentAreCounted) {
    KnownDraws draws(7);
    std::string text = "at,kind,wait,talk,wrap,end,incident\n";
    std::vector<std::pair<LocalTime, int>> calls;
    int incident = 0;
    for (const LocalTime time : test::draw_arrivals(truth, kFirst, kDays, draws)) {
        ++incident;
        calls.emplace_back(time, incident);
        // One in five is told of twice, a minute or so later.
        if (draws.uniform() < 0.2) {
            const auto later = std::chrono::seconds{static_cast<int>(draws.exponential(90.0))};
            calls.emplace_back(time + later, incident);
        }
    }
    std::ranges::sort(calls);
    for (const auto& [time, number] : calls) {
        text += fmt::format("{},O,1,100,10,H,{}\n",
                            to_string(std::chrono::floor<std::chrono::seconds>(time)),
                            number);
    }
    put("calls.csv", text);
    const Result<FitExtract> extract = read();
    ASSERT_TRUE(extract.has_value()) << to_string(extract.error().front());
    const Result<ScenarioFit> fit = fit_scenario(*extract, base, {});
    ASSERT_TRUE(fit.has_value());
    const std::optional<IncidentFit>& found = fit->of(CallClassId{1})->incidents;
    ASSERT_TRUE(found.has_value());
    EXPECT_TRUE(found->mean.holds(1.2));
    EXPECT_TRUE(found->singles.holds(0.8));
    EXPECT_EQ(found->largest, 2U);
    EXPECT_NEAR(found->gap->mean.value, 90.0, 9.0);
}

TEST_F(RecoveryTest, GapsOfHandlersAreCountedWhileSomebodyWaits) {
    // One handler, calls of 100 s with 10 s of wrap-up and 5 s until the next begins to ring.
    std::string mapping(kMapping);
    mapping +=
        "handler: \"who\"\npresented: \"rang\"\nqueues { pool: \"team\" }\n"
        "pools { value: \"FCR\" name: \"in_house\" }\n";
    put("mapping.txtpb", mapping);
    std::string text = "at,kind,wait,talk,wrap,end,incident,who,rang,team\n";
    LocalTime free = LocalTime{kFirst};
    LocalTime offered = LocalTime{kFirst};
    for (int call = 0; call < 1400; ++call) {
        const bool waited = call % 3 != 0;
        // Every third caller comes long after the one before is done: no gap is seen then.
        offered = waited ? free - std::chrono::seconds{50} : free + std::chrono::seconds{100};
        const LocalTime rang = waited ? free + std::chrono::seconds{5} : offered;
        const LocalTime answered = rang + std::chrono::seconds{2};
        text += fmt::format("{},O,{},100,10,H,{},anna,{},FCR\n",
                            to_string(offered),
                            to_seconds(answered - offered),
                            call,
                            to_string(rang));
        free = answered + std::chrono::seconds{110};
    }
    put("calls.csv", text);
    const Result<FitExtract> extract = read();
    ASSERT_TRUE(extract.has_value()) << to_string(extract.error().front());
    const Result<ScenarioFit> fit = fit_scenario(*extract, base, {});
    ASSERT_TRUE(fit.has_value()) << to_string(fit.error().front());
    ASSERT_EQ(fit->pools.size(), 1U);
    ASSERT_TRUE(fit->pools[0].gap && fit->pools[0].pick_up);
    EXPECT_DOUBLE_EQ(fit->pools[0].gap->mean.value, 5.0);
    EXPECT_DOUBLE_EQ(fit->pools[0].pick_up->mean.value, 2.0);
}

TEST_F(RecoveryTest, NamesThatTheBaseHasNotAreToldBeforeARowIsRead) {
    put_extract(1);
    put("mapping.txtpb",
        std::string(kMapping) +
            "pools { value: \"X\" name: \"in_hose\" }\nlines { value: \"Z\" "
            "name: \"urgnt\" }\n");
    const Result<FitExtract> extract = read();
    ASSERT_FALSE(extract.has_value());
    ASSERT_EQ(extract.error().size(), 2U);
    EXPECT_THAT(to_string(extract.error()[0]), testing::HasSubstr("urgent"));
    EXPECT_THAT(to_string(extract.error()[1]), testing::HasSubstr("in_house"));
}

}  // namespace
}  // namespace fcr
