// A mechanism that is there with numbers that do nothing leaves everything as it was told without.
#include "sim/control_room/control_room.hpp"
#include "sim/control_room/handler_behaviour.hpp"
#include "sim/control_room/supervisor_policy.hpp"
#include "sim/metrics/ledger.hpp"
#include "sim/scenario/compile.hpp"
#include "tests/property/neutral_forms.hpp"
#include "tests/support/any_people.hpp"
#include "tests/support/any_response.hpp"
#include "tests/support/any_room.hpp"
#include "tests/support/everything_told.hpp"
#include "tests/support/notice_log.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace fcr::test {
namespace {

constexpr std::uint64_t kRooms = 40;

/// A supervisor who leaves all as it is.
class LeavesAll final : public SupervisorPolicy {
public:
    [[nodiscard]] SupervisorOrders decide(const RoomView& /*view*/,
                                          const SupervisorOrders& in_force) const override {
        return in_force;
    }
};

/// Runs one replication; returns the limit that was reached.
Limit run(const Scenario& scenario, NoticeSink& sink) {
    const auto compiled = compile(scenario);
    FCR_CHECK(compiled.has_value(), "a test's scenario does not compile");
    const HandlerBehaviour by_the_rules;
    const LeavesAll leaves_all;
    std::vector<const HandlerBehaviour*> people;
    for (const Pool& pool : scenario.pools) {
        people.push_back(pool.behaviour ? &by_the_rules : nullptr);
    }
    ControlRoom room(*compiled,
                     sink,
                     {.pools = people, .supervisor = scenario.supervisor ? &leaves_all : nullptr});
    room.begin(Streams(1, 0));
    room.run_to_end();
    return room.limit_reached();
}

/// Rooms by turns: without, and with most mechanisms.
Scenario room_for(const Form& form, std::uint64_t seed) {
    Scenario scenario = seed % 2 == 0 ? any_room(seed) : any_whole_room(seed);
    if (form.needs == Needs::People) {
        scenario = with_any_people(std::move(scenario), seed);
    } else if (form.needs == Needs::Response) {
        scenario = with_any_response(std::move(scenario), seed);
    }
    form.prepare(scenario);
    return scenario;
}

class NeutralForm : public testing::TestWithParam<Form> {};

TEST_P(NeutralForm, TellsTheSameAsWithoutIt) {
    std::uint64_t met = 0;
    for (std::uint64_t seed = 1; seed <= kRooms; ++seed) {
        Scenario scenario = room_for(GetParam(), seed);
        EverythingTold without;
        if (run(scenario, without) != Limit::None) {
            continue;  // what was told until then does not count
        }
        NoticeLog log;
        ASSERT_EQ(run(scenario, log), Limit::None);
        met += GetParam().meets(log);

        GetParam().add(scenario);
        EverythingTold with;
        EXPECT_EQ(run(scenario, with), Limit::None);

        ASSERT_EQ(with.rows.size(), without.rows.size()) << "room " << seed;
        for (std::size_t row = 0; row < with.rows.size(); ++row) {
            ASSERT_EQ(with.rows[row], without.rows[row]) << "room " << seed << ", notice " << row;
        }
    }
    EXPECT_GE(met, kRooms / 2);
}

std::string name_of(const testing::TestParamInfo<Form>& info) {
    return info.param.name;
}

/// Keeps the segments of calls as well, which is how contracts see them, and no lanes: with a step
/// more in the route they have other numbers.
class SegmentsTold final : public NoticeSink {
public:
    explicit SegmentsTold(const Scenario& scenario) : scenario_(*compile(scenario)) {}

    void call_closed(const CallRecord& call) override {
        told.call_closed(without_lane(call));
        const CallLedgerRow row = ledger_row(call, scenario_);
        for (const CallSegment& segment : std::span(row.segments).first(row.segment_count)) {
            const auto number = [](const auto& id) {
                return id ? static_cast<std::int64_t>(id->index()) : -1;
            };
            told.rows.push_back({number(segment.pool),
                                 number(segment.site),
                                 segment.presented.time_since_epoch().count(),
                                 segment.answered.time_since_epoch().count(),
                                 segment.left.time_since_epoch().count(),
                                 static_cast<std::int64_t>(segment.outcome)});
        }
    }
    void call_taken(const CallRecord& call) override { told.call_taken(without_lane(call)); }
    void seat_taken(const SeatTaken& seat) override { told.seat_taken(seat); }
    void queue_grew(const QueueGrew& queue) override { told.queue_grew(queue); }
    void work_interrupted(const WorkInterrupted& work) override { told.work_interrupted(work); }
    [[nodiscard]] bool wants_taken() const override { return true; }

    EverythingTold told;

private:
    static CallRecord without_lane(CallRecord call) {
        call.route_step = 0;
        return call;
    }

    CompiledScenario scenario_;
};

/// A gate that nobody opens, of a kind by the seed.
Gate never_open(std::uint64_t seed) {
    switch (seed % 3) {
        case 0: return {.share = 0.0};
        case 1: return {.queue_at_least = std::numeric_limits<std::uint32_t>::max()};
        default: return {.by_supervisor = true};
    }
}

/// Puts a step that never counts behind each step, half-way to the next. Its pools are the first
/// step's: work that was set aside may be taken up by every pool that its route names.
void add_closed_steps(Scenario& scenario, const Gate& gate) {
    for_classes(scenario, [&gate](CallClass& call_class) {
        std::vector<RouteStep> route;
        for (std::size_t step = 0; step < call_class.route.size(); ++step) {
            const Duration after = call_class.route[step].after;
            const Duration half_way = step + 1 < call_class.route.size()
                                          ? (call_class.route[step + 1].after - after) / 2
                                          : std::chrono::seconds{20};
            route.push_back(call_class.route[step]);
            route.push_back({.after = after + half_way,
                             .pools = call_class.route.front().pools,
                             .move = true,
                             .when = gate,
                             .order = Order::Random});
        }
        call_class.route = std::move(route);
    });
}

TEST(ClosedSteps, LeaveCallsWhereTheyWere) {
    std::uint64_t escalated = 0;
    std::uint64_t preempted = 0;
    for (std::uint64_t seed = 1; seed <= kRooms; ++seed) {
        Scenario scenario = any_whole_room(seed);
        for_classes(scenario, [](CallClass& call_class) {
            for (RouteStep& step : call_class.route) {
                if (step.when) {
                    step.when->share.reset();  // drawn by the step's number, which changes
                }
            }
        });
        SegmentsTold without(scenario);
        NoticeLog log;
        if (run(scenario, without) != Limit::None || run(scenario, log) != Limit::None) {
            continue;
        }
        add_closed_steps(scenario, never_open(seed));
        SegmentsTold with(scenario);
        EXPECT_EQ(run(scenario, with), Limit::None);

        ASSERT_EQ(with.told.rows.size(), without.told.rows.size()) << "room " << seed;
        for (std::size_t row = 0; row < with.told.rows.size(); ++row) {
            ASSERT_EQ(with.told.rows[row], without.told.rows[row])
                << "room " << seed << ", notice " << row;
        }
        escalated += std::ranges::count_if(
            log.calls, [](const CallRecord& call) { return call.route_step > 0; });
        preempted += std::ranges::count(log.calls, RouteReason::Preempted, &CallRecord::reason);
    }
    EXPECT_GE(escalated, 100U);
    EXPECT_GE(preempted, 100U);
}

INSTANTIATE_TEST_SUITE_P(Calls, NeutralForm, testing::ValuesIn(neutral_forms_of_calls()), name_of);
INSTANTIATE_TEST_SUITE_P(Handlers,
                         NeutralForm,
                         testing::ValuesIn(neutral_forms_of_handlers()),
                         name_of);
INSTANTIATE_TEST_SUITE_P(Response,
                         NeutralForm,
                         testing::ValuesIn(neutral_forms_of_response()),
                         name_of);

}  // namespace
}  // namespace fcr::test
