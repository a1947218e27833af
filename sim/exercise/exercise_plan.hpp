// An exercise as it was planned: the room, when it begins, its events list and its terms.
#pragma once

#include "sim/base/time.hpp"
#include "sim/control_room/command.hpp"
#include "sim/domain/ids.hpp"
#include "sim/exercise/action.hpp"
#include "sim/scenario/compiled_scenario.hpp"
#include "sim/scenario/scenario.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace fcr {

struct ExerciseContract;

enum class Role : std::uint8_t { Controller, Evaluator, RolePlayer, Supervisor, Handler, Observer };

/// Something told to people; the room does not change.
struct ExerciseMessage {
    Role to = Role::Supervisor;
    std::string text;
};

/// What an events line does. The key of a command that brings callers is the line's own.
using Inject = std::variant<ExerciseMessage, Command>;

enum class Measure : std::uint8_t {
    LongestWait,  ///< seconds, of those waiting on a line
    Waiting,      ///< calls on a line
    Free,         ///< people of a pool
    OnDuty,       ///< likewise
};

/// A condition on what everybody can see, looked at each simulated second.
struct Condition {
    Measure measure = Measure::LongestWait;
    LineId line{};
    PoolId pool{};
    bool above = true;  ///< else below
    double limit = 0.0;
    Duration lasting{0};  ///< it must have held so long
};

/// What players are expected to do once a line has fired.
struct ExpectedResponse {
    std::vector<ActionKind> any_of;
    Duration within{0};
};

/// A line of the master events list. One with neither `at` nor `when` waits for the controller or
/// is another line's contingency.
struct EventLine {
    std::string id;
    std::string title;
    std::optional<Duration> at;  ///< since the start of the exercise
    std::optional<Condition> when;
    Inject inject;
    std::vector<ExpectedResponse> expected;
    std::optional<std::size_t> contingency;  ///< the line that fires when a response is missed
    std::string objective;                   ///< id
    std::string controller;                  ///< who looks after it
};

struct Objective {
    std::string id;
    std::string text;
};

/// Keys of commands that the controller gives beside the list begin here; one for each line before.
inline constexpr std::uint32_t kEventLinesMax = 256;

struct ExercisePlan {
    std::string title;
    std::string description;
    /// The scenario, without the supervisor of its own that it may have; its names are those of
    /// inputs. Only those who read inputs need it.
    std::shared_ptr<const Scenario> scenario;
    std::shared_ptr<const CompiledScenario> room;  ///< made fit by make_commandable()
    std::uint64_t seed = 1;
    SimTime start{};  ///< of the exercise; the room has run from the start of its run to here
    SimTime end{};
    ActionTerms terms;
    std::vector<EventLine> lines;
    std::vector<Objective> objectives;
    std::vector<std::string> instructor_notes;
    std::shared_ptr<const ExerciseContract> contract;  ///< null: nobody is paid by one
};

}  // namespace fcr
