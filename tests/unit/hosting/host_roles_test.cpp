// Every message by every role: who may, and that nobody else can.
#include "tests/unit/hosting/hosted.hpp"

#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <set>
#include <string>
#include <utility>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

constexpr std::array<Role, 6> kRoles{Role::Controller,
                                     Role::Evaluator,
                                     Role::RolePlayer,
                                     Role::Supervisor,
                                     Role::Handler,
                                     Role::Observer};
constexpr std::string_view kNotForRole = "this is not for the role of this seat";

/// A message and the roles that may send it.
struct Right {
    std::string name;
    std::set<Role> roles;
    std::function<void(v1::ClientMessage&)> set;
};

std::vector<Right> rights() {
    std::vector<Right> all;
    const auto input = [&](const std::string& name, std::set<Role> roles, auto set) {
        all.push_back({name, std::move(roles), [set](v1::ClientMessage& message) {
                           message.mutable_input()->set_id("x");
                           set(*message.mutable_input());
                       }});
    };
    for (int kind = v1::RunOrder::Kind_MIN + 1; kind <= v1::RunOrder::Kind_MAX; ++kind) {
        const auto order = static_cast<v1::RunOrder::Kind>(kind);
        input("run " + v1::RunOrder::Kind_Name(order),
              {Role::Controller},
              [order](v1::ExerciseInput& put) {
                  put.mutable_run()->set_kind(order);
                  put.mutable_run()->set_reason("test");
                  put.mutable_run()->set_speed(2);
                  put.mutable_run()->set_span_us(1'000'000);
              });
    }
    for (int kind = v1::LineOrder::Kind_MIN + 1; kind <= v1::LineOrder::Kind_MAX; ++kind) {
        input("line order " + std::to_string(kind),
              {Role::Controller},
              [kind](v1::ExerciseInput& put) {
                  put.mutable_line()->set_kind(static_cast<v1::LineOrder::Kind>(kind));
                  put.mutable_line()->set_line("crash");
              });
    }
    input("ad hoc inject", {Role::Controller}, [](v1::ExerciseInput& put) {
        put.mutable_ad_hoc()->set_title("test");
        put.mutable_ad_hoc()->mutable_inject()->mutable_told()->set_text("test");
    });
    for (std::size_t kind = 0; kind < kActionKinds; ++kind) {
        const std::string name(name_of(static_cast<ActionKind>(kind)));
        input("action " + name, {Role::Supervisor}, [name](v1::ExerciseInput& put) {
            put.mutable_action()->set_kind(name);
            put.mutable_action()->set_pool("in_house");
            put.mutable_action()->set_to("contractor");
            put.mutable_action()->set_reason("test");
            put.mutable_action()->set_text("test");
            put.mutable_action()->set_length_us(3'600'000'000);
        });
    }
    input("note", {Role::Controller, Role::Evaluator}, [](v1::ExerciseInput& put) {
        put.mutable_note()->set_text("test");
    });
    all.push_back({"alarm", {Role::Controller, Role::Supervisor}, [](v1::ClientMessage& message) {
                       message.mutable_acknowledge_alarm()->set_id("x");
                       message.mutable_acknowledge_alarm()->set_number(1);
                   }});
    all.push_back({"branch", {Role::Controller}, [](v1::ClientMessage& message) {
                       message.mutable_begin_branch()->set_id("x");
                       message.mutable_begin_branch()->set_at_us(-1);
                   }});
    all.push_back({"review", {Role::Controller, Role::Evaluator}, [](v1::ClientMessage& message) {
                       message.mutable_ask_for_review()->set_id("x");
                   }});
    all.push_back({"code", {Role::Controller}, [](v1::ClientMessage& message) {
                       message.mutable_make_code()->set_id("x");
                       message.mutable_make_code()->set_role(v1::JoinSeat::OBSERVER);
                   }});
    all.push_back({"removal", {Role::Controller}, [](v1::ClientMessage& message) {
                       message.mutable_remove_seat()->set_id("x");
                       message.mutable_remove_seat()->set_seat("nobody");
                   }});
    return all;
}

TEST(HostRoles, EveryMessageByEveryRole) {
    for (const Right& right : rights()) {
        for (const Role role : kRoles) {
            Hosted hosted;
            const ClientId controller = hosted.start();
            const ClientId other = hosted.join(role);
            hosted.run(controller, v1::RunOrder::START);
            const std::size_t fired = hosted.host.room().exercise().fired().size();
            v1::ClientMessage message;
            right.set(message);
            hosted.say(other, message);
            hosted.sync();
            const v1::InputAnswer answer = hosted.answer(other, "x");
            if (right.roles.contains(role)) {
                EXPECT_NE(answer.reason(), kNotForRole) << right.name;
            } else {
                EXPECT_FALSE(answer.accepted()) << right.name;
                EXPECT_EQ(answer.reason(), kNotForRole) << right.name;
                EXPECT_TRUE(hosted.ports.reviews.empty());
                EXPECT_EQ(hosted.host.room().exercise().state(), ExerciseState::Running);
                EXPECT_EQ(hosted.host.room().exercise().fired().size(), fired);
                EXPECT_TRUE(hosted.host.room().exercise().actions().empty());
            }
        }
    }
}

TEST(HostRoles, ASeatCannotSpeakForAnother) {
    Hosted hosted;
    const ClientId controller = hosted.start();
    const ClientId observer = hosted.join(Role::Observer);
    const v1::InputAnswer answer = hosted.put_in(observer, [](v1::ExerciseInput& input) {
        input.set_seat("controller-1");
        input.mutable_run()->set_kind(v1::RunOrder::START);
    });
    EXPECT_EQ(answer.reason(), kNotForRole);
    EXPECT_EQ(hosted.host.room().exercise().state(), ExerciseState::Lobby);
    EXPECT_TRUE(hosted.run(controller, v1::RunOrder::START).accepted());
}

TEST(HostRoles, ARoleCannotBeRaisedByJoiningAgain) {
    Hosted hosted;
    hosted.start();
    const ClientId observer = hosted.join(Role::Observer);
    const v1::InputAnswer answer = hosted.put_in(observer, [](v1::ExerciseInput& input) {
        input.mutable_join()->set_role(v1::JoinSeat::CONTROLLER);
        input.mutable_join()->set_name("me");
    });
    EXPECT_FALSE(answer.accepted());
    EXPECT_EQ(answer.reason(), "a seat is joined by a code");
}

TEST(HostRoles, NobodyCanBeTheShell) {
    Hosted hosted;
    hosted.start();
    const ClientId observer = hosted.join(Role::Observer);
    const v1::InputAnswer answer = hosted.put_in(observer, [](v1::ExerciseInput& input) {
        input.set_seat(std::string(kShellSeat));
        input.mutable_run()->set_kind(v1::RunOrder::PAUSE);
        input.mutable_run()->set_reason("test");
    });
    EXPECT_FALSE(answer.accepted());
}

TEST(HostRoles, AWallHasNothingToSay) {
    Hosted hosted;
    const ClientId wall = hosted.open();
    v1::ClientMessage message;
    message.mutable_hello()->set_format(1);
    message.mutable_hello()->set_wall(true);
    hosted.say(wall, message);
    hosted.sync();
    v1::ClientMessage input;
    input.mutable_input()->set_id("x");
    input.mutable_input()->mutable_run()->set_kind(v1::RunOrder::OPEN_LOBBY);
    hosted.say(wall, input);
    EXPECT_TRUE(hosted.ports.closed.contains(wall));
}

TEST(HostRoles, MoreMessagesThanASeatMaySendEndTheConnection) {
    Hosted hosted;
    const ClientId controller = hosted.start();
    std::size_t sent = 0;
    while (!hosted.ports.closed.contains(controller) && sent < 200) {
        hosted.put_in(controller, [](v1::ExerciseInput& input) {
            input.mutable_note()->set_text("once more");
        });
        ++sent;
    }
    EXPECT_GE(sent, 49U);
    EXPECT_LE(sent, 51U);
    EXPECT_EQ(hosted.ports.told[controller].back().goodbye().why(), v1::Goodbye::TOO_FAST);
}

TEST(HostRoles, DirectingStaffAloneSeeTheEventsList) {
    Hosted hosted;
    hosted.start();
    for (const Role role : kRoles) {
        const ClientId client = hosted.join(role);
        hosted.wait(1s);
        const bool directs = role == Role::Controller || role == Role::Evaluator;
        EXPECT_EQ(hosted.welcome(client).planned_size() > 0, directs);
        EXPECT_EQ(hosted.last(client, [](const auto& m) { return m.has_directing(); }) != nullptr,
                  directs);
    }
}

TEST(HostRoles, WhatOrdersCostIsToldToWhoPlansByIt) {
    Hosted hosted;
    hosted.start();
    const auto is_one = [](const auto& message) {
        return message.has_costs() || message.has_people();
    };
    const auto is_list = [](const auto& message) { return message.has_people(); };
    for (const Role role : kRoles) {
        const ClientId client = hosted.join(role);
        hosted.wait(1s);
        const bool plans =
            role == Role::Controller || role == Role::Evaluator || role == Role::Supervisor;
        EXPECT_EQ(hosted.last(client, is_one) != nullptr, plans);
        EXPECT_EQ(hosted.last(client, is_list) != nullptr, plans);
    }
    const ClientId wall = hosted.open();
    v1::ClientMessage hello;
    hello.mutable_hello()->set_format(1);
    hello.mutable_hello()->set_wall(true);
    hosted.say(wall, hello);
    hosted.sync();
    hosted.wait(1s);
    ASSERT_NE(hosted.last(wall, [](const auto& m) { return m.has_state(); }), nullptr);
    EXPECT_EQ(hosted.last(wall, is_one), nullptr);
}

TEST(HostRoles, EverybodyAtWorkIsListedOnce) {
    Hosted hosted;
    const ClientId controller = hosted.play(20min);
    const auto* const told =
        hosted.last(controller, [](const auto& message) { return message.has_people(); });
    ASSERT_NE(told, nullptr);
    const v1::RoomState& state = hosted.state(controller);
    std::uint32_t at_work = 0;
    for (const v1::LivePoolState& pool : state.pools()) {
        at_work += pool.on_duty() + pool.on_break();
    }
    EXPECT_EQ(static_cast<std::uint32_t>(told->people().people_size()), at_work);
    std::set<std::pair<std::uint32_t, std::uint32_t>> who;
    for (const v1::LivePerson& person : told->people().people()) {
        EXPECT_TRUE(who.emplace(person.home(), person.number()).second);
        EXPECT_LE(person.since_us(), state.now_us());
        EXPECT_LT(person.pool(), static_cast<std::uint32_t>(state.pools_size()));
    }
    EXPECT_EQ(hosted.welcome(controller).pools(0).lines_size(), 5) << "trained for every line";
    EXPECT_EQ(hosted.welcome(controller).pools(2).lines_size(), 1);
}

TEST(HostRoles, CostsAreToldExactlyAndOnlyWhenTheyChange) {
    v1::ServerMessage message;
    const CostLine overflow{.kind = CostKind::OverflowMinutes,
                            .thousandths = 1'301'250,
                            .price = *parse_money("0.9487"),
                            .sum = Money::pence(123'450)};
    ASSERT_TRUE(message.ParseFromString(
        costs_frame({.lines = {overflow}, .total = overflow.sum, .items = {}})));
    ASSERT_EQ(message.costs().lines_size(), 1);
    EXPECT_EQ(message.costs().lines(0).kind(), "overflow_minutes");
    EXPECT_EQ(message.costs().lines(0).thousandths(), 1'301'250);
    EXPECT_EQ(message.costs().lines(0).price(), "0.9487");
    EXPECT_EQ(message.costs().lines(0).sum(), "1,234.50");
    EXPECT_EQ(message.costs().total(), "1,234.50");

    Hosted hosted;
    const ClientId controller = hosted.start();
    hosted.wait(5s);
    EXPECT_EQ(std::ranges::count_if(hosted.ports.told[controller],
                                    [](const auto& told) { return told.has_costs(); }),
              1);
}

TEST(HostRoles, TheContractsMonthIsToldToEverybodyEachMinute) {
    const ExerciseBundle bundle = shipped_exercise("contractor_half");
    Hosted hosted({.build = "test"}, bundle);
    const auto is_one = [](const auto& message) { return message.has_contract_month(); };
    const ClientId controller = hosted.start();
    const ClientId supervisor = hosted.join(Role::Supervisor);
    const ClientId wall = hosted.open();
    v1::ClientMessage hello;
    hello.mutable_hello()->set_format(1);
    hello.mutable_hello()->set_wall(true);
    hosted.say(wall, hello);
    hosted.sync();
    hosted.wait(1s);
    ASSERT_NE(hosted.last(wall, is_one), nullptr);
    EXPECT_EQ(hosted.last(wall, is_one)->contract_month().period(), "1 to 14 May 2027");
    EXPECT_EQ(hosted.last(wall, is_one)->contract_month().gross(), "20,322.58");
    hosted.run(controller, v1::RunOrder::START);
    hosted.act(supervisor, "open_overflow");
    const auto told = [&] { return std::ranges::count_if(hosted.ports.told[wall], is_one); };
    const auto before = told();
    hosted.advance(30s);
    hosted.wait(1s);
    EXPECT_EQ(told(), before) << "within a minute nothing is priced anew";
    hosted.advance(70min);
    hosted.wait(1s);
    const v1::LiveContractMonth& month = hosted.last(wall, is_one)->contract_month();
    EXPECT_EQ(month.kpis_size(), 4);
    EXPECT_EQ(month.kpis(0).target(), "80 %");
    ASSERT_EQ(month.charges_size(), 2);
    EXPECT_EQ(month.charges(1).id(), "calls");
    EXPECT_NE(month.charges(1).sum(), "0.00") << "the contractor has taken calls";
    EXPECT_EQ(hosted.last(supervisor, is_one)->contract_month().SerializeAsString(),
              month.SerializeAsString());
    Hosted plain;
    const ClientId alone = plain.start();
    plain.wait(1s);
    EXPECT_EQ(plain.last(alone, is_one), nullptr) << "no contract, nothing to tell";
}

TEST(HostRoles, ProjectionsAreMadeForThoseWhoSeeThemWhileItRuns) {
    Hosted hosted;
    const ClientId controller = hosted.start();
    hosted.wait(1s);
    EXPECT_EQ(hosted.ports.projections, 0) << "nothing runs";
    hosted.run(controller, v1::RunOrder::START);
    hosted.wait(1s);
    EXPECT_EQ(hosted.ports.projections, 1);
    hosted.wait(20s);
    EXPECT_EQ(hosted.ports.projections, 1) << "one at a time";
    const ClientId supervisor = hosted.join(Role::Supervisor);
    const ClientId observer = hosted.join(Role::Observer);
    hosted.host.projected(
        {.from = hosted.host.room().exercise().now(), .futures = 200, .lines = {}, .pools = {}});
    hosted.sync();
    const auto is_one = [](const auto& message) { return message.has_projection(); };
    EXPECT_NE(hosted.last(controller, is_one), nullptr);
    EXPECT_NE(hosted.last(supervisor, is_one), nullptr);
    EXPECT_EQ(hosted.last(observer, is_one), nullptr);
    hosted.wait(1s);
    EXPECT_EQ(hosted.ports.projections, 2);
}

TEST(HostRoles, WhoComesLateSeesTheProjectionThatIsThere) {
    Hosted hosted;
    const ClientId controller = hosted.start();
    hosted.run(controller, v1::RunOrder::START);
    const auto is_one = [](const auto& message) { return message.has_projection(); };
    const auto projected = [&hosted] {
        hosted.host.projected({.from = hosted.host.room().exercise().now(),
                               .futures = 200,
                               .lines = {},
                               .pools = {}});
        hosted.sync();
    };
    hosted.wait(1s);
    projected();
    hosted.run(controller, v1::RunOrder::PAUSE, "a question");
    EXPECT_NE(hosted.last(hosted.join(Role::Supervisor), is_one), nullptr) << "in a pause too";
    EXPECT_EQ(hosted.last(hosted.join(Role::Observer), is_one), nullptr);
    hosted.run(controller, v1::RunOrder::RESUME);
    hosted.wait(Host::kProjectEvery);
    EXPECT_EQ(hosted.ports.projections, 2);
    v1::ClientMessage branch;
    branch.mutable_begin_branch()->set_id("b");
    branch.mutable_begin_branch()->set_at_us(
        (hosted.host.room().plan().start - kStartOfRun).count());
    hosted.say(controller, branch);
    hosted.sync();
    ASSERT_EQ(hosted.host.branch(), 1U);
    projected();
    EXPECT_EQ(hosted.last(hosted.join(Role::Supervisor), is_one), nullptr)
        << "one of the branch before was on its way";
}

}  // namespace
}  // namespace fcr::test
