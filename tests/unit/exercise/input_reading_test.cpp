// Inputs as bytes: read as they were meant, refused with a reason, replayed from a record.
#include "sim/exercise/input_reading.hpp"

#include "sim/exercise/exercise_file.hpp"
#include "tests/unit/exercise/played.hpp"

#include <gtest/gtest.h>

#include <string>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

const ExercisePlan& quiet_weekday() {
    static const ExercisePlan plan = [] {
        auto loaded = load_exercise("config/exercises/quiet_weekday.txtpb");
        FCR_CHECK(loaded.has_value(), "a shipped exercise does not load");
        return std::move(*loaded);
    }();
    return plan;
}

Result<Input> input_of(const std::string& text) {
    const auto bytes = input_bytes_of_text(text);
    FCR_CHECK(bytes.has_value(), "a test's input is no message");
    return read_input(*bytes, quiet_weekday());
}

std::string refusal_of(const std::string& text) {
    const auto input = input_of("id: '1' seat: 's' " + text);
    return input ? "none" : to_string(input.error().front());
}

TEST(InputReading, EachKindIsReadAsItWasMeant) {
    const auto join = input_of("id: '1' seat: 'desk' join { role: SUPERVISOR name: 'Ann' }");
    ASSERT_TRUE(join);
    EXPECT_EQ(join->id, "1");
    EXPECT_EQ(join->seat, "desk");
    EXPECT_EQ(std::get<Join>(join->what).role, Role::Supervisor);

    const auto run = input_of("id: '2' seat: 'c' run { kind: STEP span_us: 60000000 }");
    ASSERT_TRUE(run);
    EXPECT_EQ(std::get<RunControl>(run->what).kind, RunControlKind::Step);
    EXPECT_EQ(std::get<RunControl>(run->what).span, 60s);

    const auto over = input_of("id: '3' seat: 'c' run { kind: CONFIRM_OVER }");
    ASSERT_TRUE(over);
    EXPECT_EQ(std::get<RunControl>(over->what).kind, RunControlKind::ConfirmOver);

    const auto line = input_of("id: '4' seat: 'c' line { kind: FIRE line: 'crash' }");
    ASSERT_TRUE(line);
    EXPECT_EQ(std::get<LineControl>(line->what).kind, LineControlKind::Fire);

    const auto move = input_of(
        "id: '5' seat: 'd' action { kind: 'move_staff' pool: 'in_house' to: 'escalation' "
        "people: 2 reason: 'busy' }");
    ASSERT_TRUE(move);
    const SupervisorAction& action = std::get<SupervisorAction>(move->what);
    EXPECT_EQ(action.kind, ActionKind::MoveStaff);
    EXPECT_EQ(action.pool, PoolId{0});
    EXPECT_EQ(action.to, PoolId{1});
    EXPECT_EQ(action.people, 2U);

    const auto inject = input_of(
        "id: '6' seat: 'c' ad_hoc { title: 'more' inject { burst { call_class: '101' calls: 9 "
        "over_s: 60 } } }");
    ASSERT_TRUE(inject);
    const auto& command = std::get<Command>(std::get<AdHoc>(inject->what).inject);
    EXPECT_EQ(std::get<BringCalls>(command).calls, 9U);
}

TEST(InputReading, WhatIsWrongIsTold) {
    const auto expect_part = [](const std::string& text, const std::string& part) {
        EXPECT_NE(refusal_of(text).find(part), std::string::npos) << refusal_of(text);
    };
    expect_part("", "must say what is put in");
    expect_part("action { kind: 'dance' }", "must be an action of docs/exercise.md");
    expect_part("action { kind: 'call_in' }", "must be given, a pool of the scenario");
    expect_part("action { kind: 'call_in' pool: 'in_hose' }", "did you mean \"in_house\"?");
    expect_part("action { kind: 'call_in' pool: 'in_house' people: 101 }", "from 1 to 100");
    expect_part("action { kind: 'move_staff' pool: 'in_house' to: 'escalation' post: 3 }",
                "must be of a pool whose people work shifts of a roster");
    expect_part("run { }", "must be given");
    expect_part("run { kind: STEP span_us: -1 }", "must be from 0 to 48 hours");
    expect_part("ad_hoc { title: 'x' }", "must be given, what happens");
    EXPECT_FALSE(read_input("\xff\xff\xff", quiet_weekday()));
}

TEST(InputReading, ARecordOfBytesReplaysToTheSameDigests) {
    struct Row {
        Duration at;
        std::string text;
    };
    const std::vector<Row> script{
        {0s, "seat: 'c' join { role: CONTROLLER name: 'C' }"},
        {0s, "seat: 'c' run { kind: OPEN_LOBBY }"},
        {0s, "seat: 'd' join { role: SUPERVISOR name: 'D' }"},
        {0s, "seat: 'c' run { kind: START }"},
        {10min, "seat: 'd' action { kind: 'open_overflow' }"},
        {20min, "seat: 'd' action { kind: 'call_in' pool: 'in_house' people: 3 }"},
        {30min, "seat: 'c' run { kind: PAUSE reason: 'coffee' }"},
        {30min, "seat: 'c' run { kind: RESUME }"},
        {50min, "seat: 'c' line { kind: FIRE line: 'crash' }"},
        {70min, "seat: 'd' action { kind: 'go_on_paper' reason: 'drill' }"},
        {90min, "seat: 'd' action { kind: 'recover' reason: 'drill over' }"},
    };
    const ExercisePlan& plan = quiet_weekday();
    Played played(plan);
    std::vector<std::pair<SimTime, std::string>> journal;
    for (std::size_t row = 0; row < script.size(); ++row) {
        played.to(script[row].at);
        const auto bytes =
            input_bytes_of_text("id: '" + std::to_string(row) + "' " + script[row].text);
        ASSERT_TRUE(bytes);
        const auto input = read_input(*bytes, plan);
        ASSERT_TRUE(input) << to_string(input.error().front());
        EXPECT_TRUE(played->submit(*input).accepted) << script[row].text;
        journal.emplace_back(played->now(), *bytes);
    }
    played.to(4h);
    std::vector<RecordedInput> inputs;
    for (const auto& [at, bytes] : journal) {
        inputs.push_back({.at = at, .input = *read_input(bytes, plan)});
    }
    NoticeLog log;
    const auto again = replay_inputs(plan, log, inputs, plan.end);
    EXPECT_EQ(again->digests(), played->digests());
    EXPECT_EQ(again->digests().size(), 240U);
}

}  // namespace
}  // namespace fcr::test
