// The contract of an exercise: what the file may say, what the journal keeps, and the money of the
// month against sums made by hand from what the room counted.
#include "sim/exercise/exercise_contract.hpp"

#include "sim/control_room/notice.hpp"
#include "sim/exercise/contract_month.hpp"
#include "sim/exercise/exercise.hpp"
#include "sim/exercise/exercise_file.hpp"
#include "sim/exercise/plan_records.hpp"
#include "sim/metrics/ledger.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

std::string absolute(const std::string& file) {
    return std::filesystem::absolute(file).string();
}

class ExerciseContractFile : public testing::Test {
protected:
    void SetUp() override {
        std::string name =
            (std::filesystem::temp_directory_path() / "fcr_contract_XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder = name;
        std::filesystem::copy_file("config/contracts/overflow_on_request.txtpb",
                                   folder / "contract.txtpb");
    }
    void TearDown() override { std::filesystem::remove_all(folder); }

    [[nodiscard]] std::filesystem::path exercise(
        const std::string& contract, const std::string& more = "start_h: 17 length_h: 5") const {
        std::ofstream(folder / "exercise.txtpb")
            << "scenario: '" << absolute("config/scenarios/mid_force_training.txtpb") << "' "
            << more << " source: 'a test'\n"
            << "contract { " << contract << " source: 'a test' }\n";
        return folder / "exercise.txtpb";
    }
    [[nodiscard]] std::string fault_of(const std::string& contract,
                                       const std::string& more = "start_h: 17 length_h: 5") const {
        const auto plan = load_exercise(exercise(contract, more));
        EXPECT_FALSE(plan) << contract;
        return plan ? std::string() : to_string(plan.error().front());
    }

    std::filesystem::path folder;
};

/// Plays an exercise with its month, and counts what the contractor answered since a moment.
class Evening final : public NoticeSink {
public:
    explicit Evening(const ExercisePlan& plan) : month(plan), exercise(plan, *this) {
        give("control", Join{.role = Role::Controller, .name = "C"});
        give("control", RunControl{.kind = RunControlKind::OpenLobby, .reason = "because"});
        give("desk", Join{.role = Role::Supervisor, .name = "S"});
        give("control", RunControl{.kind = RunControlKind::Start, .reason = "because"});
    }
    template <typename What>
    void give(const std::string& seat, What what) {
        const Answer answer =
            exercise.submit({.id = std::to_string(++ids_), .seat = seat, .what = std::move(what)});
        EXPECT_TRUE(answer.accepted) << answer.reason;
    }
    void act(ActionKind kind) {
        SupervisorAction action;
        action.kind = kind;
        action.reason = "because";
        give("desk", action);
    }
    void call_closed(const CallRecord& call) override {
        month.call_closed(call);
        contractor_answered += call.outcome == Outcome::Answered && call.pool == PoolId{2};
    }
    void seat_taken(const SeatTaken& seat) override { month.seat_taken(seat); }
    void work_interrupted(const WorkInterrupted& work) override { month.work_interrupted(work); }
    void queue_grew(const QueueGrew& /*queue*/) override {}

    std::int64_t contractor_answered = 0;
    ContractMonth month;

private:
    int ids_ = 0;

public:
    Exercise exercise;  ///< last: it tells the month while it is made
};

const ChargeLine& charge_of(const Statement& statement, const std::string& id) {
    const auto found = std::ranges::find(statement.charges, id, &ChargeLine::charge);
    FCR_CHECK(found != statement.charges.end(), "the statement has no such charge");
    return *found;
}

TEST_F(ExerciseContractFile, TheMonthSoFarHasTheDaysBeforeAndTodaysCalls) {
    const auto plan = load_exercise(exercise("file: 'contract.txtpb' date: '2027-05-14'"));
    ASSERT_TRUE(plan) << to_string(plan.error().front());
    ASSERT_NE(plan->contract, nullptr);
    ASSERT_EQ(plan->scenario->pools[2].name, "contractor");
    Evening evening(*plan);
    const Statement before = evening.month.so_far(plan->start);
    EXPECT_EQ(before.period.first, *parse_date("2027-05-01"));
    EXPECT_EQ(before.period.last, *parse_date("2027-05-14"));
    EXPECT_EQ(before.period.number, 1) << "April is closed";
    // 14 of 31 days of 45,000 pounds, and nobody has overflowed: nothing opens the overflow.
    EXPECT_EQ(before.gross, Money::pence(2'032'258));
    EXPECT_EQ(before.credits.payable, Money{});
    for (const KpiLine& kpi : before.kpis) {
        EXPECT_FALSE(kpi.after_relief.measured()) << "nothing has reached the supplier";
    }
    // 572 calls a day on 101 for thirteen days and seventeen hours, with redials.
    EXPECT_NEAR(static_cast<double>(before.offered), 13.6 * 572.0, 600.0);

    evening.act(ActionKind::OpenOverflow);
    evening.exercise.advance_to(plan->end);
    const Statement after = evening.month.so_far(plan->end);
    ASSERT_GT(evening.contractor_answered, 5);
    EXPECT_EQ(after.answered, evening.contractor_answered);
    EXPECT_EQ(charge_of(after, "calls").quantity, Decimal{evening.contractor_answered * 1'000'000});
    EXPECT_EQ(charge_of(after, "calls").amount, Money::pence(650 * evening.contractor_answered));
    EXPECT_EQ(after.gross - before.gross, Money::pence(650 * evening.contractor_answered));
    EXPECT_EQ(evening.month.so_far(plan->end), after) << "asking changes nothing";
}

TEST_F(ExerciseContractFile, TheWholeMonthHasTheDaysToCome) {
    const auto plan = load_exercise(exercise("file: 'contract.txtpb' date: '2027-05-14'"));
    ASSERT_TRUE(plan);
    Evening evening(*plan);
    evening.exercise.advance_to(plan->end);
    const Statement whole = evening.month.whole(plan->end);
    EXPECT_EQ(whole.period, plan->contract->month);
    EXPECT_EQ(charge_of(whole, "readiness").amount, Money::pounds(45'000));
    EXPECT_NEAR(static_cast<double>(whole.offered), 31.0 * 572.0, 900.0);
    // Nobody acted and nothing befell the room: the played hours and the rest of the day are an
    // ordinary day, so the month is one of 31 such days.
    const Statement so_far = evening.month.so_far(plan->end);
    EXPECT_LT(so_far.offered, whole.offered);
}

TEST_F(ExerciseContractFile, APlayedDayIsCountedLikeADayOfItsOwnRoom) {
    const auto plan = load_exercise(
        exercise("file: 'contract.txtpb' date: '2027-05-01'", "start_h: 0 length_h: 24"));
    ASSERT_TRUE(plan) << to_string(plan.error().front());
    Evening evening(*plan);
    evening.exercise.advance_to(plan->end);
    const Statement day = evening.month.so_far(plan->end);
    EXPECT_EQ(day.period.first, day.period.last);
    // The same replication counted by another part of the program: calls of 101 offered that day.
    struct Counter final : NoticeSink {
        void call_closed(const CallRecord& call) override {
            const SimTime at =
                call.times.offered == kNever ? call.times.network_arrive : call.times.offered;
            offered += call.line == LineId{1} && at >= from && at < from + 24h;
        }
        void seat_taken(const SeatTaken& /*seat*/) override {}
        void queue_grew(const QueueGrew& /*queue*/) override {}
        SimTime from{};
        std::int64_t offered = 0;
    } counter;
    counter.from = plan->start;
    ControlRoom room(*plan->room, counter, {.pools = {}, .takes_commands = true});
    room.begin(Streams(plan->seed, 0));
    room.run_until(plan->end);
    EXPECT_EQ(day.offered, counter.offered);
}

TEST_F(ExerciseContractFile, TheJournalKeepsTheContract) {
    const auto bundle = load_exercise_bundle(exercise("file: 'contract.txtpb' date: '2027-05-14'"));
    ASSERT_TRUE(bundle) << to_string(bundle.error().front());
    std::filesystem::remove(folder / "contract.txtpb");
    PlanReader reader;
    for (const std::string& payload : bundle->payloads) {
        reader.take({.kind = kPlanRecordKind,
                     .payload = std::as_bytes(std::span(payload.data(), payload.size()))});
    }
    const auto read = reader.read("journal");
    ASSERT_TRUE(read) << to_string(read.error().front());
    ASSERT_NE(read->contract, nullptr);
    Evening kept(*read);
    Evening first(bundle->plan);
    EXPECT_EQ(kept.month.so_far(read->start), first.month.so_far(read->start));
}

// Earlier months are closed before it, so that what they left counts: here indexed prices.
TEST_F(ExerciseContractFile, ALaterYearHasItsIndexedPrices) {
    const auto plan = load_exercise(exercise("file: 'contract.txtpb' date: '2028-04-03'"));
    ASSERT_TRUE(plan) << to_string(plan.error().front());
    Evening evening(*plan);
    const Statement month = evening.month.whole(plan->start);
    EXPECT_EQ(month.period.number, 12);
    EXPECT_EQ(charge_of(month, "readiness").amount, Money::pounds(45'000) + Money::pounds(1'080))
        << "80 % of 3 %";
}

TEST_F(ExerciseContractFile, FaultsAreToldWithTheirPlace) {
    EXPECT_THAT(fault_of("date: '2027-05-14'"), HasSubstr("contract.file"));
    EXPECT_THAT(fault_of("file: 'none.txtpb' date: '2027-05-14'"), HasSubstr("none.txtpb"));
    EXPECT_THAT(fault_of("file: 'contract.txtpb'"),
                HasSubstr("must be given, on which day of the contract the exercise is"));
    EXPECT_THAT(fault_of("file: 'contract.txtpb' date: '2027-03-31'"),
                HasSubstr("must lie from 2027-04-01 to 2030-03-31, in the term of the contract"));
    EXPECT_THAT(fault_of("file: 'contract.txtpb' date: '14 May'"), HasSubstr("contract.date"));
    EXPECT_THAT(fault_of("file: 'contract.txtpb' date: '2027-04-30'",
                         "set: 'run.measured_h=36' start_h: 20 length_h: 12"),
                HasSubstr("the exercise ends in it"));
    EXPECT_THAT(fault_of("file: 'contract.txtpb' date: '2027-05-14'",
                         "set: 'run.measured_h=12' start_h: 2 length_h: 4"),
                HasSubstr("24 h are measured"));
    std::ifstream file(folder / "contract.txtpb");
    std::string text{std::istreambuf_iterator<char>(file), {}};
    for (std::size_t at = text.find("\"contractor\""); at != std::string::npos;
         at = text.find("\"contractor\"", at)) {
        text.replace(at, 12, "\"agency\"");
    }
    std::ofstream(folder / "contract.txtpb") << text;
    EXPECT_THAT(fault_of("file: 'contract.txtpb' date: '2027-05-14'"),
                HasSubstr("must be the name of a pool of the exercise's scenario"));
}

}  // namespace
}  // namespace fcr::test
