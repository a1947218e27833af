// What people and the shell put into an exercise, and what they are answered.
#pragma once

#include "sim/base/time.hpp"
#include "sim/exercise/action.hpp"
#include "sim/exercise/exercise_plan.hpp"

#include <cstdint>
#include <string>
#include <variant>

namespace fcr {

/// Takes a seat, or comes back to it.
struct Join {
    Role role = Role::Observer;
    std::string name;  ///< of the person, as others see it
};

enum class RunControlKind : std::uint8_t {
    OpenLobby,
    Start,
    Pause,
    Resume,
    SetSpeed,
    Step,  ///< runs for `span` and pauses again
    Jump,  ///< runs to `span` after the start at once
    End,
    BeginDebrief,
    Close,
    NoDuff,       ///< a real emergency: everything stands still
    ConfirmOver,  ///< it is over; two are needed
};
struct RunControl {
    RunControlKind kind = RunControlKind::Pause;
    std::string reason{};     ///< of a pause and of NoDuff
    std::uint32_t speed = 1;  ///< simulated seconds in a second
    Duration span{0};
};

enum class LineControlKind : std::uint8_t { Hold, Release, Skip, Fire };
struct LineControl {
    LineControlKind kind = LineControlKind::Hold;
    std::string line;
};

/// An inject that is on no list.
struct AdHoc {
    std::string title;
    Inject inject;
};

struct Note {
    std::string text;
};

/// One input. `id` is made by whoever sends it, so that sending it again does nothing again.
struct Input {
    std::string id;
    std::string seat;
    std::variant<Join, RunControl, LineControl, AdHoc, SupervisorAction, Note> what;
};

/// An input with the simulated time at which it was given: what a journal keeps.
struct RecordedInput {
    SimTime at{};
    Input input;
};

struct Answer {
    std::uint64_t number = 0;  ///< place among the inputs, from 1; 0: not one of the exercise's
    bool accepted = false;
    bool repeated = false;  ///< the answer to the same id before
    std::string reason;     ///< of a refusal, as a person reads it
    SimTime at{};
    SimTime effective = kNever;  ///< of an action or inject; see CommandAnswer
    std::uint32_t count = 0;     ///< likewise
};

}  // namespace fcr
