// A live exercise: one room, an events list, people in command. Pure: no clock, thread or file.
#pragma once

#include "sim/base/time.hpp"
#include "sim/control_room/control_room.hpp"
#include "sim/control_room/notice.hpp"
#include "sim/exercise/costs.hpp"
#include "sim/exercise/exercise_plan.hpp"
#include "sim/exercise/happening.hpp"
#include "sim/exercise/input.hpp"
#include "sim/exercise/overheard.hpp"
#include "sim/exercise/seats.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

class Exercise;

/// Looks at the exercise at each whole simulated second since its start while it runs, after all
/// that happens at that instant but inputs. Must not change it.
class SecondWatcher {
public:
    SecondWatcher() = default;
    SecondWatcher(const SecondWatcher&) = delete;
    SecondWatcher& operator=(const SecondWatcher&) = delete;
    virtual ~SecondWatcher() = default;
    virtual void each_second(const Exercise& exercise) = 0;
};

/// The seat of what runs the exercise. It has not joined and may only pause: after a crash, when
/// the disk is full, when the machine stood still.
inline constexpr std::string_view kShellSeat = "#shell";

/// A function of the plan and of the inputs with their simulated times: whoever gives the same
/// inputs at the same times has the same exercise, at any speed and in any steps. One writer: not
/// thread-safe. It allocates while it runs; the room within it does not.
///
/// At one instant the room's events come first, then the events list, then the digest, then inputs
/// in the order in which they are given.
class Exercise {
public:
    /// Plan, sink and watcher must outlive it. The room runs up to the start at once. A watcher
    /// changes nothing of what happens.
    Exercise(const ExercisePlan& plan, NoticeSink& sink, SecondWatcher* watcher = nullptr);

    /// Lets simulated time pass, to `until` at most; not while the exercise does not run. Pauses,
    /// ends and limits stop it earlier.
    void advance_to(SimTime until);

    /// Takes an input at the present moment. An id that the seat has used before does nothing and
    /// has the answer it had. Answers of number 0 are no inputs of the exercise: the seat has not
    /// joined, or the id is none.
    Answer submit(const Input& input);

    [[nodiscard]] SimTime now() const { return room_.now(); }
    [[nodiscard]] ExerciseState state() const { return state_; }
    [[nodiscard]] std::uint32_t speed() const { return speed_; }
    [[nodiscard]] const ExercisePlan& plan() const { return plan_; }
    [[nodiscard]] const ControlRoom& room() const { return room_; }
    [[nodiscard]] const Seats& seats() const { return seats_; }
    [[nodiscard]] LineStatus status_of(std::size_t line) const { return lines_[line].status; }
    [[nodiscard]] std::uint64_t inputs() const { return inputs_; }
    [[nodiscard]] bool major_declared() const { return major_declared_; }
    /// What the supervisors' actions have cost so far, by the prices of the terms.
    [[nodiscard]] Costs costs() const;
    /// Call-backs that callers were promised, and what became of the promises.
    [[nodiscard]] const Promises& promises() const { return overheard_.promises(); }

    // What was done so far; each list grows at its end.
    [[nodiscard]] const std::vector<Happening>& happenings() const { return happenings_; }
    [[nodiscard]] const std::vector<FiredCommand>& fired() const { return fired_; }
    [[nodiscard]] const std::vector<GivenCommand>& given() const { return given_; }
    [[nodiscard]] const std::vector<ActionTaken>& actions() const { return actions_; }
    [[nodiscard]] const std::vector<MinuteDigest>& digests() const { return digests_; }

private:
    struct LineState {
        LineStatus status = LineStatus::Waiting;
        SimTime holds_since = kNever;  ///< of its condition
    };
    /// A response that somebody waits for.
    struct Awaited {
        std::size_t line = 0;
        std::size_t response = 0;
        SimTime deadline{};
    };

    // exercise.cpp: time.
    void run_clock(SimTime until);
    [[nodiscard]] SimTime next_moment() const;
    [[nodiscard]] SimTime next_second() const;
    void settle_moment();
    void take_digest();
    void change_state(ExerciseState to, const std::string& who, const std::string& why);
    void end(const std::string& who, const std::string& why);

    // event_lines.cpp: the events list.
    void watch_conditions();
    void fire_due_lines();
    void miss_responses();
    void fire(std::size_t line, const std::string& who, bool contingency);
    void give(const Inject& inject, FiredCommand fired, Happening happening);
    void see_response(const SupervisorAction& action, const std::string& seat);
    [[nodiscard]] bool holds(const Condition& condition) const;
    [[nodiscard]] std::optional<std::size_t> find_line(const std::string& id) const;

    // submitting.cpp: inputs.
    [[nodiscard]] Answer pause_by_shell(const Input& input);
    [[nodiscard]] std::string take(const Join& join, const Input& input, Answer& answer);
    [[nodiscard]] std::string take(const RunControl& control, const Input& input, Answer& answer);
    [[nodiscard]] std::string take(const LineControl& control, const Input& input, Answer& answer);
    [[nodiscard]] std::string take(const AdHoc& ad_hoc, const Input& input, Answer& answer);
    [[nodiscard]] std::string take(const SupervisorAction& action,
                                   const Input& input,
                                   Answer& answer);
    [[nodiscard]] std::string take(const Note& note, const Input& input, Answer& answer);
    [[nodiscard]] std::string change_run(const RunControl& control, const std::string& who);
    [[nodiscard]] std::string run_on(SimTime until, const std::string& who);
    [[nodiscard]] std::string confirm_over(const std::string& who);

    // acting.cpp: what a supervisor's action is to the room.
    [[nodiscard]] std::string act(const SupervisorAction& action, Seat& seat, Answer& answer);
    [[nodiscard]] std::optional<HandlerId> handler_of(const SupervisorAction& action) const;
    [[nodiscard]] std::string order(const Command& command, Answer& answer);
    void begin_major_plan(Answer& answer);
    void end_major_plan(Answer& answer);
    void keep_given(const Command& command, bool by_player, bool contingency);

    const ExercisePlan& plan_;
    SecondWatcher* watcher_;
    Overheard overheard_;
    ControlRoom room_;
    ExerciseState state_ = ExerciseState::Draft;
    ExerciseState before_no_duff_ = ExerciseState::Lobby;
    std::string confirmed_over_by_;  ///< the first of two
    std::uint32_t speed_ = 1;
    bool major_declared_ = false;
    SimTime next_digest_;
    std::vector<LineState> lines_;
    std::vector<Awaited> awaited_;  ///< in order of the lines' firing
    std::uint32_t ad_hoc_ = 0;      ///< injects that were on no list
    std::uint64_t inputs_ = 0;
    Seats seats_;
    std::vector<Happening> happenings_;
    std::vector<FiredCommand> fired_;
    std::vector<GivenCommand> given_;
    std::vector<ActionTaken> actions_;
    std::vector<MinuteDigest> digests_;
};

/// Whether a seat of this role may give such an input. Observers and role-players only watch; what
/// handlers do is no input of this kind.
[[nodiscard]] bool may_give(Role role, const Input& input);

}  // namespace fcr
