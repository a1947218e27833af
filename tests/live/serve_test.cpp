// The program as a whole: an exercise served, played, killed, gone on with.
#include "tests/live/live_client.hpp"
#include "tests/live/served_exercise.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <thread>

namespace fcr::test {
namespace {

using namespace std::chrono_literals;

constexpr const char* kExercise = "config/exercises/quiet_weekday.txtpb";

class Serving : public ::testing::Test {
protected:
    void SetUp() override {
        std::string name = (std::filesystem::temp_directory_path() / "fcr_served_XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder = std::filesystem::path(name) / "exercise";
    }
    void TearDown() override { std::filesystem::remove_all(folder.parent_path()); }

    std::filesystem::path folder;
};

bool has_state(const v1::ServerMessage& message) {
    return message.has_state();
}

TEST_F(Serving, AnExerciseFromLobbyToClose) {
    ServedExercise served(kExercise, folder);
    LiveClient controller(served.port(), hello_with_code(served.code("controller")));
    ASSERT_EQ(controller.welcome().seat(), "controller-1");
    ASSERT_TRUE(controller.run(v1::RunOrder::OPEN_LOBBY)->accepted());
    LiveClient supervisor(served.port(), hello_with_code(served.code("supervisor")));
    LiveClient wall(served.port(), hello_of_wall());
    ASSERT_EQ(supervisor.welcome().seat(), "supervisor-1");
    ASSERT_TRUE(controller.run(v1::RunOrder::START)->accepted());
    ASSERT_TRUE(controller.run(v1::RunOrder::SET_SPEED, "", 60)->accepted());
    const auto running =
        wall.read_until([](const v1::ServerMessage& m) { return m.state().run() == v1::RUNNING; });
    ASSERT_TRUE(running);
    const auto later = wall.read_until([&](const v1::ServerMessage& m) {
        return m.has_state() && m.state().now_us() > running->state().now_us() + 30'000'000;
    });
    ASSERT_TRUE(later) << "time passes";
    const auto opened = supervisor.put_in("open", [](v1::ExerciseInput& input) {
        input.mutable_action()->set_kind("open_overflow");
    });
    ASSERT_TRUE(opened->accepted());
    EXPECT_EQ(opened->effective_us() - opened->at_us(), 300'000'000);
    ASSERT_TRUE(controller.run(v1::RunOrder::END, "enough")->accepted());
    ASSERT_TRUE(controller.run(v1::RunOrder::BEGIN_DEBRIEF)->accepted());
    ASSERT_TRUE(controller.run(v1::RunOrder::CLOSE)->accepted());
    v1::ClientMessage review;
    review.mutable_ask_for_review()->set_id("review");
    ASSERT_TRUE(controller.say(review));
    std::optional<v1::ServerMessage> made;
    for (int wait = 0; wait < 20 && !made; ++wait) {  // the exercise is run 400 times for it
        made = controller.read_until(
            [](const v1::ServerMessage& m) { return m.answer().id() == "review"; });
    }
    ASSERT_TRUE(made);
    ASSERT_TRUE(made->answer().accepted()) << made->answer().reason();
    RawClient browser(served.port());
    const HttpReply page = browser.ask("GET", made->answer().path());
    EXPECT_EQ(page.status, 200);
    EXPECT_NE(page.body.find("<html"), std::string::npos);
    EXPECT_EQ(RawClient(served.port()).ask("GET", made->answer().path()).status, 404) << "once";
    EXPECT_EQ(served.end(), 0);
    const Ended replayed = run_to_end({"exercise", "replay", folder.string(), "--digest"});
    EXPECT_EQ(replayed.code, 0) << replayed.output << replayed.words;
}

TEST_F(Serving, WhatStrangersSendIsNotWrittenToTheTerminal) {
    ServedExercise served(kExercise, folder);
    LiveClient controller(served.port(), hello_with_code(served.code("controller")));
    for (int row = 0; row < 20; ++row) {
        const auto answer = controller.put_in("bad" + std::to_string(row), [](auto& input) {
            input.mutable_note()->set_text("\xff\xfe no text");
        });
        EXPECT_FALSE(answer && answer->accepted());
    }
    EXPECT_EQ(served.words(1s), "");
    EXPECT_EQ(served.end(), 130);
}

TEST_F(Serving, TimeGoesOnFromWhereItLeaptTo) {
    ServedExercise served(kExercise, folder);
    LiveClient controller(served.port(), hello_with_code(served.code("controller")));
    ASSERT_TRUE(controller.run(v1::RunOrder::OPEN_LOBBY)->accepted());
    ASSERT_TRUE(controller.run(v1::RunOrder::START)->accepted());
    const auto leapt = controller.put_in("leap", [](v1::ExerciseInput& input) {
        input.mutable_run()->set_kind(v1::RunOrder::JUMP);
        input.mutable_run()->set_span_us(1'200'000'000);
    });
    ASSERT_TRUE(leapt->accepted());
    const auto later = controller.read_until([&](const v1::ServerMessage& m) {
        return m.has_state() && m.state().now_us() > leapt->at_us() + 1'201'000'000;
    });
    EXPECT_TRUE(later) << "time stands still after a leap";
    ASSERT_TRUE(controller.run(v1::RunOrder::END, "enough")->accepted());
    ASSERT_TRUE(controller.run(v1::RunOrder::BEGIN_DEBRIEF)->accepted());
    ASSERT_TRUE(controller.run(v1::RunOrder::CLOSE)->accepted());
    EXPECT_EQ(served.end(), 0);
    const Ended replayed = run_to_end({"exercise", "replay", folder.string(), "--digest"});
    EXPECT_EQ(replayed.code, 0) << replayed.output << replayed.words;
}

TEST_F(Serving, ASecondProgramEndsWithFive) {
    ServedExercise served(kExercise, folder);
    const Ended second =
        run_to_end({"exercise", "serve", kExercise, "--journal", folder.string(), "--port", "0"});
    EXPECT_EQ(second.code, 5) << second.words;
}

TEST_F(Serving, OpenToOthersItNeedsACertificate) {
    for (const char* const address : {"0.0.0.0", "::", "192.0.2.1"}) {
        const Ended refused = run_to_end({"exercise",
                                          "serve",
                                          kExercise,
                                          "--journal",
                                          folder.string(),
                                          "--port",
                                          "0",
                                          "--address",
                                          address});
        EXPECT_EQ(refused.code, 6) << address << ": " << refused.words;
    }
}

TEST_F(Serving, WhatIsNoExerciseEndsWithTwoAndNothingWritten) {
    const Ended refused = run_to_end(
        {"exercise", "serve", "config/scenarios/mid_force.txtpb", "--journal", folder.string()});
    EXPECT_EQ(refused.code, 2);
    EXPECT_FALSE(std::filesystem::exists(folder));
}

TEST_F(Serving, EndedBeforeItIsOverItSaysSo) {
    ServedExercise served(kExercise, folder);
    EXPECT_EQ(served.end(), 130);
}

/// FCR_SERVE_KILLS times the program dies in the middle of things, starts again and is held against
/// what it had acknowledged. The seed was fixed beforehand.
TEST_F(Serving, KilledAtAnyMomentNothingAcknowledgedIsLostOrDoubled) {
    const char* const asked = std::getenv("FCR_SERVE_KILLS");
    const int kills = asked == nullptr ? 5 : std::atoi(asked);
    std::mt19937 moments(20'261'126);
    std::map<std::string, bool> sent;  // by id: whether it was acknowledged
    std::string token;
    std::string controller_token;
    std::chrono::milliseconds slowest{0};
    {
        ServedExercise first(kExercise, folder);
        LiveClient controller(first.port(), hello_with_code(first.code("controller")));
        ASSERT_TRUE(controller.run(v1::RunOrder::OPEN_LOBBY)->accepted());
        LiveClient supervisor(first.port(), hello_with_code(first.code("supervisor")));
        ASSERT_TRUE(controller.run(v1::RunOrder::START)->accepted());
        token = supervisor.welcome().token();
        controller_token = controller.welcome().token();
    }
    int next = 0;
    for (int kill = 0; kill < kills; ++kill) {
        const auto before = std::chrono::steady_clock::now();
        ServedExercise served(kExercise, folder);
        slowest = std::max(slowest,
                           std::chrono::duration_cast<std::chrono::milliseconds>(
                               std::chrono::steady_clock::now() - before));
        LiveClient controller(served.port(), hello_with_token(controller_token));
        ASSERT_EQ(controller.welcome().seat(), "controller-1") << "kill " << kill;
        const auto state = controller.read_until(has_state);
        ASSERT_TRUE(state);
        EXPECT_EQ(state->state().run(), v1::PAUSED);
        ASSERT_TRUE(controller
                        .put_in("resume" + std::to_string(kill),
                                [](v1::ExerciseInput& put) {
                                    put.mutable_run()->set_kind(v1::RunOrder::RESUME);
                                })
                        ->accepted());
        LiveClient supervisor(served.port(), hello_with_token(token));
        ASSERT_EQ(supervisor.welcome().seat(), "supervisor-1");
        // What was not acknowledged is sent again.
        for (auto& [id, acknowledged] : sent) {
            if (!acknowledged) {
                const auto answer = supervisor.put_in(id, [&id](v1::ExerciseInput& put) {
                    put.mutable_action()->set_kind("decide");
                    put.mutable_action()->set_text(id);
                });
                ASSERT_TRUE(answer);
                EXPECT_TRUE(answer->accepted());
                acknowledged = true;
            }
        }
        std::thread killer([&served, wait = std::chrono::microseconds(moments() % 40'000)] {
            std::this_thread::sleep_for(wait);
            served.kill();
        });
        for (int put = 0; put < 20; ++put) {
            const std::string id = "d" + std::to_string(next++);
            sent[id] = false;
            const auto answer = supervisor.put_in(id, [&id](v1::ExerciseInput& input) {
                input.mutable_action()->set_kind("decide");
                input.mutable_action()->set_text(id);
            });
            if (!answer) {
                break;
            }
            sent[id] = answer->accepted();
        }
        killer.join();
    }
    ServedExercise last(kExercise, folder);
    LiveClient supervisor(last.port(), hello_with_token(token));
    std::map<std::string, int> acted;
    static_cast<void>(supervisor.read_until([&acted](const v1::ServerMessage& message) {
        for (const v1::FeedEntry& entry : message.feed().entries()) {
            if (entry.has_action() && entry.action().accepted()) {
                ++acted[entry.action().action().text()];
            }
        }
        return message.has_state();
    }));
    for (const auto& [id, acknowledged] : sent) {
        EXPECT_LE(acted[id], 1) << id << " acted twice";
        if (acknowledged) {
            EXPECT_EQ(acted[id], 1) << id << " was acknowledged and is lost";
        }
    }
    last.kill();
    const Ended replayed = run_to_end({"exercise", "replay", folder.string(), "--digest"});
    EXPECT_EQ(replayed.code, 0) << replayed.output << replayed.words;
    std::cout << kills << " kills, " << sent.size() << " inputs; slowest start to serving "
              << slowest.count() << " ms\n";
}

/// Of more than 256 KiB a client was told all at once and cut for being slow, each time it came.
TEST_F(Serving, WhoComesLateToAMuchUsedExerciseIsToldAllOfIt) {
    ServedExercise served(kExercise, folder);
    LiveClient controller(served.port(), hello_with_code(served.code("controller")));
    ASSERT_TRUE(controller.run(v1::RunOrder::OPEN_LOBBY)->accepted());
    LiveClient evaluator(served.port(), hello_with_code(served.code("evaluator")));
    constexpr int kNotes = 90;
    for (int note = 0; note < kNotes; ++note) {
        const auto answer = (note % 2 == 0 ? controller : evaluator)
                                .put_in("n" + std::to_string(note), [](v1::ExerciseInput& input) {
                                    input.mutable_note()->set_text(std::string(3'900, 'x'));
                                });
        ASSERT_TRUE(answer && answer->accepted());
    }
    LiveClient late(served.port(), hello_with_code(served.code("evaluator")));
    int notes = 0;
    std::uint64_t last = 0;
    EXPECT_TRUE(late.read_until([&](const v1::ServerMessage& message) {
        for (const v1::FeedEntry& entry : message.feed().entries()) {
            EXPECT_EQ(entry.number(), last + 1);
            last = entry.number();
            notes += entry.has_note() ? 1 : 0;
        }
        return notes == kNotes;
    })) << notes
        << " of the notes, and the connection is lost";
}

v1::ClientMessage branch_at(std::int64_t at_us, const std::string& id) {
    v1::ClientMessage message;
    message.mutable_begin_branch()->set_id(id);
    message.mutable_begin_branch()->set_at_us(at_us);
    return message;
}

/// Nothing was acknowledged any more, and time stood still.
TEST_F(Serving, ABranchThatCannotBeKeptLeavesTheExerciseGoingOn) {
    ServedExercise served(kExercise, folder);
    std::ofstream(folder / "branch-1") << "a file has the name";
    LiveClient controller(served.port(), hello_with_code(served.code("controller")));
    ASSERT_TRUE(controller.run(v1::RunOrder::OPEN_LOBBY)->accepted());
    ASSERT_TRUE(controller.run(v1::RunOrder::START)->accepted());
    ASSERT_TRUE(controller.run(v1::RunOrder::SET_SPEED, "", 60)->accepted());
    const auto running = controller.read_until(
        [](const v1::ServerMessage& m) { return m.state().run() == v1::RUNNING; });
    ASSERT_TRUE(running);
    ASSERT_TRUE(controller.say(branch_at(running->state().now_us(), "b")));
    const auto refused =
        controller.read_until([](const v1::ServerMessage& m) { return m.answer().id() == "b"; });
    ASSERT_TRUE(refused);
    EXPECT_FALSE(refused->answer().accepted());
    EXPECT_NE(refused->answer().reason().find("branch-1"), std::string::npos);
    EXPECT_TRUE(controller.read_until([&](const v1::ServerMessage& m) {
        return m.state().now_us() > refused->answer().at_us() + 30'000'000;
    })) << "time stands still";
    EXPECT_TRUE(controller.run(v1::RunOrder::PAUSE, "test")->accepted());
}

/// FCR_SERVE_KILLS times the program dies while it makes a branch. The seed was fixed beforehand.
TEST_F(Serving, KilledWhileABranchIsMadeItIsThereWholeOrNotAtAll) {
    const char* const asked = std::getenv("FCR_SERVE_KILLS");
    const int kills = asked == nullptr ? 5 : std::atoi(asked);
    std::mt19937 moments(20'261'127);
    std::string token;
    {
        ServedExercise first(kExercise, folder);
        LiveClient controller(first.port(), hello_with_code(first.code("controller")));
        token = controller.welcome().token();
        ASSERT_TRUE(controller.run(v1::RunOrder::OPEN_LOBBY)->accepted());
        ASSERT_TRUE(controller.run(v1::RunOrder::START)->accepted());
        ASSERT_TRUE(controller.run(v1::RunOrder::PAUSE, "test")->accepted());
    }
    std::uint64_t branch = 0;
    bool told = false;
    int whole = 0;
    int passed_over = 0;
    for (int kill = 0; kill <= kills; ++kill) {
        ServedExercise served(kExercise, folder);
        LiveClient controller(served.port(), hello_with_token(token));
        ASSERT_EQ(controller.welcome().seat(), "controller-1") << "kill " << kill;
        const std::uint64_t now = controller.welcome().branch();
        EXPECT_TRUE(now == branch + 1 || (now == branch && !told)) << "kill " << kill;
        whole += now > branch ? 1 : 0;
        passed_over += served.output().find("counts for nothing") != std::string::npos ? 1 : 0;
        branch = now;
        const auto state = controller.read_until(has_state);
        ASSERT_TRUE(state);
        for (int note = 0; note <= kill; ++note) {
            if (note > 45) {  // a seat may send 50 at once, and then 100 a minute
                std::this_thread::sleep_for(610ms);
            }
            const auto answer = controller.put_in(
                "n" + std::to_string(note),
                [](v1::ExerciseInput& input) { input.mutable_note()->set_text("test"); });
            ASSERT_TRUE(answer && answer->accepted()) << "kill " << kill;
            EXPECT_EQ(answer->repeated(), note < kill) << "kill " << kill << ", note " << note;
        }
        ASSERT_TRUE(controller.say(branch_at(state->state().now_us(), "b" + std::to_string(kill))));
        std::thread killer([&served, wait = std::chrono::microseconds(moments() % 40'000)] {
            std::this_thread::sleep_for(wait);
            served.kill();
        });
        told = controller
                   .read_until([&](const v1::ServerMessage& m) {
                       return m.answer().id() == "b" + std::to_string(kill);
                   })
                   .has_value();
        killer.join();
    }
    std::cout << kills << " kills: " << whole << " branches whole, " << passed_over
              << " passed over\n";
}

}  // namespace
}  // namespace fcr::test
