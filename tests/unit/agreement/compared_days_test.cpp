#include "tests/unit/agreement/known_room.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fcr {
namespace {

using std::chrono::hours;
using std::chrono::seconds;
using test::KnownRoom;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Date kFirst{std::chrono::year{2025} / 9 / 1};

/// A call an hour on so many days, answered after 5 s.
FitExtract hourly(int days) {
    FitExtract extract;
    extract.file = "calls.csv";
    extract.hash = "0123456789ab" + std::string(52, '0');
    extract.tells = {.outcomes = true, .talk = true};
    for (int hour = 0; hour < 24 * days; ++hour) {
        const SimTime at = kStartOfRun + hours{hour};
        extract.calls.push_back({.offered = LocalTime{kFirst} + hours{hour},
                                 .at = at,
                                 .call_class = CallClassId{0},
                                 .outcome = Outcome::Answered,
                                 .left_queue = at + seconds{5},
                                 .ended = at + seconds{65},
                                 .pool = std::nullopt,
                                 .handler = std::nullopt});
    }
    return extract;
}

FittedSpan fitted(int from, int until) {
    return {.hash = "0123456789ab",
            .days = {.from = kFirst + std::chrono::days{from},
                     .until = kFirst + std::chrono::days{until}}};
}

TEST(ComparedDays, AreThoseAfterTheDaysThatTheScenarioIsFittedFrom) {
    const std::vector<FittedSpan> spans{fitted(0, 7)};

    const Result<ComparedSpan> span = choose_span(hourly(10), spans, {});

    ASSERT_TRUE(span.has_value());
    EXPECT_EQ(span->days.from, kFirst + std::chrono::days{7});
    EXPECT_EQ(span->days.days(), 3);
    EXPECT_TRUE(span->held_out);
    EXPECT_THAT(span->notes, IsEmpty());
}

TEST(ComparedDays, AreRefusedWhereNoneWasHeldOut) {
    const std::vector<FittedSpan> spans{fitted(0, 10)};

    const Result<ComparedSpan> span = choose_span(hourly(10), spans, {});

    ASSERT_FALSE(span.has_value());
    EXPECT_THAT(to_string(span.error().front()), HasSubstr("--first-days"));
}

TEST(ComparedDays, ThatWereFittedFromAreComparedOnlyByNameAndTold) {
    const std::vector<FittedSpan> spans{fitted(0, 10)};

    const Result<ComparedSpan> span =
        choose_span(hourly(10), spans, {.from = kFirst, .until = std::nullopt});

    ASSERT_TRUE(span.has_value());
    EXPECT_FALSE(span->held_out);
    EXPECT_THAT(span->notes, ElementsAre(HasSubstr("not that it predicts")));
}

TEST(ComparedDays, OfAnUnknownExtractAreAllOfItsDays) {
    const Result<ComparedSpan> span = choose_span(hourly(4), {}, {});

    ASSERT_TRUE(span.has_value());
    EXPECT_EQ(span->days.days(), 4);
    EXPECT_THAT(span->notes, ElementsAre(HasSubstr("No number of the scenario")));
}

TEST(ComparedDays, BeyondTheExtractAreRefused) {
    const Result<ComparedSpan> span =
        choose_span(hourly(4), {}, {.from = std::nullopt, .until = kFirst + std::chrono::days{9}});

    ASSERT_FALSE(span.has_value());
    EXPECT_EQ(span.error().front().field, "--until");
    EXPECT_THAT(to_string(span.error().front()), HasSubstr("2025-09-01 to 2025-09-04"));
}

TEST(ComparedDays, SourcesOfAScenarioNameTheDaysThatItIsFittedFrom) {
    const ScenarioBundle bundle =
        KnownRoom{.source = "calls.csv, sha256 0123456789ab, 2025-09-01 to 2025-09-07: 9 calls"}
            .bundle();

    const std::vector<FittedSpan> spans = fitted_spans(bundle.sources);

    ASSERT_THAT(spans, SizeIs(1));
    EXPECT_EQ(spans.front().hash, "0123456789ab");
    EXPECT_EQ(spans.front().days.until, kFirst + std::chrono::days{7});
}

TEST(ComparedDays, CountWhatBecameOfObservedCalls) {
    const FitDays days{.from = kFirst, .until = kFirst + std::chrono::days{2}};
    const Result<DatedScenario> dated = lay_on_days(KnownRoom{}.bundle(), days, "room");
    ASSERT_TRUE(dated.has_value());

    const Result<ComparedDays> compared = ComparedDays::make(
        hourly(2), dated->generated, {.days = days, .held_out = true, .notes = {}});

    ASSERT_TRUE(compared.has_value());
    ASSERT_THAT(compared->lines(), SizeIs(1));  // the other line has no calls
    EXPECT_EQ(compared->wait_unit(), Duration{seconds{1}});
    const ComparedService& line = compared->observed()[0].service[0];
    EXPECT_EQ(line.answered, 24);
    EXPECT_EQ(line.wait_us, 24 * 5'000'000);
    EXPECT_EQ(line.served().within, 24);
    EXPECT_EQ(line.handling_us, 24 * 60'000'000LL);
    EXPECT_EQ(line.waits[wait_step(seconds{5})], 24);
    EXPECT_DOUBLE_EQ(wait_step_end(wait_step(seconds{5})), 5.0);
}

TEST(ComparedDays, OfAScenarioWithoutCalendarAreItsMeasuredDay) {
    std::string text = KnownRoom{}.text();
    const std::size_t calendar = text.find("calendar {");
    text.erase(calendar, text.find('\n', calendar) - calendar);
    const FitDays days{.from = kFirst, .until = kFirst + std::chrono::days{3}};

    const Result<DatedScenario> dated = lay_on_days(bundle_text(text, {}), days, "room");

    ASSERT_TRUE(dated.has_value()) << to_string(dated.error().front());
    EXPECT_THAT(dated->notes, ElementsAre(HasSubstr("no calendar")));
    EXPECT_EQ(dated->generated.run.measured, Duration{hours{72}});
}

TEST(ComparedDays, OfAReplayHaveTheRecordedCallsWhenTheyWereOffered) {
    const FitDays days{.from = kFirst + std::chrono::days{1},
                       .until = kFirst + std::chrono::days{2}};
    const Result<DatedScenario> dated = lay_on_days(KnownRoom{}.bundle(), days, "room");
    ASSERT_TRUE(dated.has_value());

    const Scenario room = replayed(dated->generated, hourly(3));

    // The day before is the warm-up; the day after is left out.
    ASSERT_THAT(*room.load, SizeIs(48));
    EXPECT_EQ(room.load->front().at, kStartOfRun);
    EXPECT_EQ(room.load->back().at, kStartOfRun + hours{47});
}

}  // namespace
}  // namespace fcr
