// A run allocates nothing between a replication's first and last event.
#include "agents/behaviour/people_of_room.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/metrics/ledger.hpp"
#include "tests/support/any_commands.hpp"
#include "tests/support/any_room.hpp"
#include "tests/support/internal_line.hpp"
#include "tests/support/notice_log.hpp"
#include "tests/support/response_plans.hpp"
#include "tests/support/rosters.hpp"
#include "tests/support/scenario_builder.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

std::atomic<std::uint64_t> allocations{0};

}  // namespace

// Every allocation of this program is counted. Not inlined, or GCC sees half of a pair and warns.
[[gnu::noinline]] void* operator new(std::size_t size) {
    allocations.fetch_add(1, std::memory_order_relaxed);
    if (void* memory = std::malloc(size)) {  // NOLINT(cppcoreguidelines-no-malloc): operator new
        return memory;
    }
    throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
    std::free(memory);
}  // NOLINT
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}  // NOLINT

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

/// Keeps nothing, so that only the keeper itself could allocate.
class NoLedger final : public LedgerSink {
public:
    void call(const CallLedgerRow&) override { ++rows; }
    void staffing(const StaffingLedgerRow&) override { ++rows; }
    std::uint64_t rows = 0;
};

TEST(Allocation, TheCounterCounts) {
    const std::uint64_t before = allocations.load();
    auto* const value = new int(3);
    const std::uint64_t after = allocations.load();
    delete value;

    EXPECT_EQ(after - before, 1U);
}

TEST(Allocation, ARunWithAResponseAllocatesNothing) {
    ResponsePlan plan = two_grades();
    plan.grades[0].chase_after = 300s;
    plan.grades[0].diverts_units = true;
    plan.grades[1].unit_shares = {0.5, 0.5};
    plan.grade_pressure = GradePressure{.free_units_below = 2, .shift_probability = 0.2};
    plan.talkgroups[0].dispatch_work = ExponentialLaw{40.0};
    plan.units[0].units = always(26);
    const auto compiled = compile(ScenarioBuilder().measured(24h).response(plan).build());
    ASSERT_TRUE(compiled);
    Recorder recorder(*compiled);
    ControlRoom room(*compiled, recorder);
    std::vector<Rollup> populations(recorder.populations());
    std::vector<GradeOutcome> grades(2);
    std::vector<UnitTally> units(1);
    std::vector<DeskTally> desks(1);

    const std::uint64_t before = allocations.load();
    std::uint64_t incidents = 0;
    for (std::uint64_t replication = 0; replication < 3; ++replication) {
        room.begin(Streams(1, replication));
        room.run_to_end();
        incidents += room.response()->counts().attended;
        recorder.end_replication(populations, {});
        recorder.response()->end_replication({.grades = grades, .units = units, .desks = desks});
    }
    const std::uint64_t after = allocations.load();

    EXPECT_EQ(room.limit_reached(), Limit::None);
    EXPECT_EQ(after - before, 0U);
    EXPECT_GT(incidents, 3'000U);
}

TEST(Allocation, ACommandedRunAllocatesNothing) {
    Scenario scenario =
        ScenarioBuilder()
            .line("999", {.per_hour = 60.0})
            .call_class("999", {.patience = ExponentialLaw{240}})
            .line("101", {.per_hour = 60.0, .emergency = false})
            .call_class("101",
                        {.priority = 2,
                         .patience = ExponentialLaw{900},
                         .route = {{.pools = {"in_house"}},
                                   {.after = 30s, .pools = {"contractor"}, .move = true}}})
            .pool("in_house", {.seats = 8})
            .pool("contractor", {.seats = 3, .skills = {"101"}})
            .measured(24h)
            .build();
    scenario.call_classes[1].route[1].when = Gate{.by_supervisor = true};
    const CallClassId work = add_internal(scenario, "typing", ConstantLaw{60.0}, 3);
    for (Pool& pool : scenario.pools) {
        pool.called_in_max = 20;
    }
    auto compiled = compile(scenario);
    ASSERT_TRUE(compiled);
    make_commandable(*compiled, 4'000);
    Recorder recorder(*compiled);
    ControlRoom room(*compiled, recorder, {.pools = {}, .takes_commands = true});
    const PoolId in_house{0};
    const PoolId contractor{1};
    const Command commands[] = {
        SetOverflow{.open = true, .notice = 5min},
        BringCalls{.call_class = CallClassId{0}, .calls = 80, .over = 10min},
        RaiseDemand{.line = LineId{1}, .factor = 2.0, .length = 2h, .key = 1},
        MoveStaff{.from = in_house, .to = contractor, .people = 2, .log_in = 2min},
        CallIn{.pool = in_house, .people = 5, .stay = 4h, .list = 10},
        FailSystem{.handling_factor = 1.5, .length = 1h},
        WorkOnPaper{.handling_factor = 1.3, .back_record = work},
        SetDiversion{.length = 1h, .pass_back = work},
        SetMessage{.length = 20s, .deflected = 0.1},
        HoldShiftEnd{.pool = in_house, .length = 1h},
        LoseStaff{.pool = contractor, .share = 0.5, .length = 2h},
        SetEmergenciesOnly{.on = true},
        SetEmergenciesOnly{.on = false},
        ReturnStaff{.pool = contractor},
        RecoverSystems{.spread = 1h},
    };

    const std::uint64_t before = allocations.load();
    room.begin(Streams(1, 0));
    std::size_t accepted = 0;
    for (std::size_t row = 0; row < std::size(commands); ++row) {
        room.run_until(kStartOfRun + (row + 1) * 10min);
        accepted += room.obey(commands[row]).accepted();
    }
    room.run_to_end();
    const std::uint64_t after = allocations.load();

    EXPECT_EQ(room.limit_reached(), Limit::None);
    EXPECT_EQ(after - before, 0U);
    EXPECT_EQ(accepted, std::size(commands));
}

TEST(Allocation, ARunAllocatesNothing) {
    KpiDefinition percentile{.type = KpiType::Percentile};
    People busy_lives;
    busy_lives.meetings_share = 0.05;
    busy_lives.absence_share = 0.1;
    busy_lives.sick_share = 0.1;
    busy_lives.leave_per_year = 50.0;
    busy_lives.replacement = 12h;
    busy_lives.fatigue_per_hour = 0.01;
    Scenario scenario =
        ScenarioBuilder()
            .line("999",
                  {.per_hour = 40.0,
                   .day_factor_cv = 0.2,
                   .operator_leg = OperatorLeg{.connect = NormalLaw{4.4, 1.0, 1.0}}})
            .call_class("999",
                        {.patience = ExponentialLaw{240},
                         .route = {{.after = 0s, .pools = {"in_house", "people"}},
                                   {.after = 8s, .pools = {"escalation"}}}})
            .line("101",
                  {.per_hour = 60.0,
                   .emergency = false,
                   .message = ConstantLaw{20.0},
                   .lines_max = 30})
            .call_class("101",
                        {.priority = 2,
                         .patience = ExponentialLaw{900},
                         .route = {{.after = 0s, .pools = {"in_house"}},
                                   {.after = 30s, .pools = {"contractor"}, .move = true}}})
            .pool("in_house",
                  {.seat_changes = {{.from = at_s(0), .seats = 6},
                                    {.from = at_s(7200), .seats = 12},
                                    {.from = at_s(40000), .seats = 9}},
                   .pick_up = UniformLaw{0.5, 3.5},
                   .after_call_gap = ExponentialLaw{20},
                   .seats_kept_free = {{"101", 1}}})
            .pool("escalation", {.seats = 2, .skills = {"999"}})
            .pool("contractor",
                  {.seats = 2, .skills = {"101"}, .employer = "contractor", .contractor = true})
            .pool(
                "people",
                {.staff =
                     Staff{
                         every_day(
                             20,
                             6h,
                             10h,
                             {{.after = 2h, .length = 20min, .kind = BreakKind::Rest, .waves = 3}}),
                         busy_lives}})
            .kpi("within", KpiDefinition{.threshold = 10s})
            .kpi("p90", percentile)
            .measured(24h)
            .build();
    scenario.lines[0].arrivals.hour_factor = {.cv = 0.2, .correlation = 0.5};
    scenario.surges.push_back({.name = "crash",
                               .call_class = CallClassId{0},
                               .start = 6h,
                               .spread = ExponentialLaw{600.0},
                               .calls = 40.0});
    scenario.named_callers.push_back({.name = "regular",
                                      .call_class = CallClassId{1},
                                      .calls_per_day = 6.0,
                                      .hour_weights = std::vector<double>(24, 1.0)});
    const auto compiled = compile(scenario);
    ASSERT_TRUE(compiled);
    Recorder recorder(*compiled);
    NoLedger ledger;
    LedgerKeeper keeper(*compiled, ledger);
    NoticeTee tee(recorder, keeper);
    ControlRoom room(*compiled, tee);
    std::vector<Rollup> populations(recorder.populations());
    std::vector<KpiOutcome> kpis(compiled->kpis.size());

    const std::uint64_t before = allocations.load();
    std::uint64_t calls = 0;
    for (std::uint64_t replication = 0; replication < 5; ++replication) {
        keeper.begin_replication();
        room.begin(Streams(1, replication));
        room.run_to_end();
        calls += room.counts().offered;
        recorder.end_replication(populations, kpis);
        keeper.end_replication(room.now());
    }
    const std::uint64_t after = allocations.load();

    EXPECT_EQ(after - before, 0U);
    EXPECT_GT(calls, 10'000U);
    EXPECT_GT(ledger.rows, 2 * calls);
}

// Every mechanism there is, with people who act beside the rules and a supervisor.
TEST(Allocation, ARunOfAnyWholeRoomAllocatesNothing) {
    std::uint64_t allocated = 0;
    std::uint64_t calls = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        Scenario scenario = any_whole_room(seed);
        for (Pool& pool : scenario.pools) {
            pool.behaviour = BehaviourPlan{.threshold_first = 20s,
                                           .hurry_queue = 2,
                                           .hurry_factor = 0.7,
                                           .padding_per_hour = 20.0,
                                           .padding_talk = ConstantLaw{5.0},
                                           .withdrawn_share = pool.staff ? 0.0 : 0.4,
                                           .withdrawn_hours = {.from = 1h, .until = 2h}};
        }
        scenario.supervisor =
            SupervisorPlan{.rule = SupervisorRule::OpenOverflow, .wait = 30s, .queue = 2};
        const auto compiled = compile(scenario);
        ASSERT_TRUE(compiled);
        const PeopleOfRoom people(*compiled);
        Recorder recorder(*compiled);
        NoLedger ledger;
        LedgerKeeper keeper(*compiled, ledger);
        NoticeTee tee(recorder, keeper);
        ControlRoom room(*compiled, tee, people.all());

        const std::uint64_t before = allocations.load();
        keeper.begin_replication();
        room.begin(Streams(seed, 0));
        room.run_to_end();
        calls += room.counts().offered;
        allocated += allocations.load() - before;
    }

    EXPECT_EQ(allocated, 0U);
    EXPECT_GT(calls, 5'000U);
}

// What a live exercise pays for a projection, and what the projection's own thread does.
TEST(Allocation, AForkOfARoomAllocatesNothing) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        auto compiled = compile(any_commanded_room(seed));
        ASSERT_TRUE(compiled);
        make_commandable(*compiled, 4'000);
        Recorder recorder(*compiled);
        ControlRoom room(*compiled, recorder, {.pools = {}, .takes_commands = true});
        ControlRoom fork(*compiled, recorder, {.pools = {}, .takes_commands = true});
        room.begin(Streams(1, seed));
        room.run_until(kStartOfRun + 1h);

        const std::uint64_t before = allocations.load();
        for (std::uint32_t path = 0; path < 3; ++path) {
            fork.copy_known(room);
            fork.draw_unknown({.seed = 2, .path = path}, kStartOfRun + 2h);
            fork.run_until(kStartOfRun + 90min);
        }
        const std::uint64_t after = allocations.load();

        EXPECT_EQ(after - before, 0U) << "seed " << seed;
    }
}

}  // namespace
}  // namespace fcr::test
