// An exercise on a small room, played by a test.
#pragma once

#include "sim/exercise/exercise.hpp"
#include "sim/exercise/rerun.hpp"
#include "sim/scenario/compile.hpp"
#include "tests/support/internal_line.hpp"
#include "tests/support/notice_log.hpp"
#include "tests/support/scenario_builder.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace fcr::test {

inline constexpr PoolId kExercisedRoom{0};
inline constexpr PoolId kExercisedContractor{1};
inline constexpr LineId kExercised999{0};
inline constexpr LineId kExercised101{1};

/// Two hours of a room that takes commands; the exercise begins after half an hour.
inline ExercisePlan two_hours_of(const Scenario& scenario, std::string title) {
    using namespace std::chrono_literals;
    auto compiled = compile(scenario);
    FCR_CHECK(compiled.has_value(), "the test's scenario does not compile");
    make_commandable(*compiled, 4'000);
    ExercisePlan plan;
    plan.title = std::move(title);
    plan.room = std::make_shared<const CompiledScenario>(std::move(*compiled));
    plan.start = kStartOfRun + 30min;
    plan.end = kStartOfRun + 150min;
    return plan;
}

/// Two hours of a busy room: 999 and 101, a contractor whose overflow a supervisor opens, work that
/// another force passes back and records to be typed in.
inline ExercisePlan busy_hours() {
    using namespace std::chrono_literals;
    Scenario scenario =
        ScenarioBuilder()
            .line("999", {.per_hour = 40.0})
            .call_class("999",
                        {.talk = LognormalLaw{300.0, 0.9},
                         .patience = ExponentialLaw{240.0},
                         .route = {{.pools = {"in_house"}}}})
            .line("101", {.per_hour = 60.0, .emergency = false})
            .call_class("101",
                        {.priority = 2,
                         .talk = LognormalLaw{300.0, 1.0},
                         .patience = ExponentialLaw{900.0},
                         .route = {{.pools = {"in_house"}},
                                   {.after = 30s, .pools = {"contractor"}, .move = true}}})
            .pool("in_house", {.seats = 7})
            .pool("contractor",
                  {.seats = 4, .skills = {"101"}, .employer = "Acme", .contractor = true})
            .measured(3h)
            .build();
    scenario.call_classes[1].route[1].when = Gate{.by_supervisor = true};
    const CallClassId typing = add_internal(scenario, "typing", ConstantLaw{60.0}, 3);
    for (Pool& pool : scenario.pools) {
        pool.called_in_max = 10;
    }
    ExercisePlan plan = two_hours_of(scenario, "busy hours");
    plan.seed = 7;
    plan.terms.pass_back = typing;
    plan.terms.back_record = typing;
    plan.terms.off_duty = {{.pool = kExercisedRoom, .people = 6}};
    return plan;
}

/// Plays an exercise and keeps what was put in.
class Played {
public:
    explicit Played(const ExercisePlan& plan) : plan_(plan), exercise_(plan_, log_) {}

    Exercise* operator->() { return &exercise_; }
    [[nodiscard]] const std::vector<RecordedInput>& inputs() const { return inputs_; }

    /// Controller and supervisor in, lobby open, running.
    void start() {
        expect(give("control", Join{.role = Role::Controller, .name = "C"}));
        expect(control(RunControlKind::OpenLobby));
        expect(give("desk", Join{.role = Role::Supervisor, .name = "S"}));
        expect(control(RunControlKind::Start));
    }
    /// To so long after the start.
    void to(Duration since) { exercise_.advance_to(exercise_.plan().start + since); }

    template <typename What>
    Answer give(const std::string& seat, What what) {
        return give_as("id" + std::to_string(++next_id_), seat, std::move(what));
    }
    template <typename What>
    Answer give_as(std::string id, const std::string& seat, What what) {
        Input input{.id = std::move(id), .seat = seat, .what = std::move(what)};
        const SimTime at = exercise_.now();
        const Answer answer = exercise_.submit(input);
        if (answer.number > 0 && !answer.repeated) {
            inputs_.push_back({.at = at, .input = std::move(input)});
        }
        return answer;
    }
    Answer control(RunControlKind kind, std::string reason = "because", Duration span = {}) {
        return give(
            "control",
            RunControl{.kind = kind, .reason = std::move(reason), .speed = 1, .span = span});
    }
    Answer act(SupervisorAction action) { return give("desk", std::move(action)); }

private:
    static void expect(const Answer& answer) {
        FCR_CHECK(answer.accepted, "a test's exercise did not start");
    }

    ExercisePlan plan_;
    NoticeLog log_;
    Exercise exercise_;
    std::vector<RecordedInput> inputs_;
    int next_id_ = 0;
};

/// An action of this kind, with what most of them need.
inline SupervisorAction action_of_kind(ActionKind kind) {
    SupervisorAction action;
    action.kind = kind;
    action.reason = "because";
    action.text = "text";
    return action;
}

}  // namespace fcr::test
