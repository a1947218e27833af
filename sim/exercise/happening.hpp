// What the exercise itself did, for screens and the review.
#pragma once

#include "sim/base/time.hpp"
#include "sim/control_room/command.hpp"
#include "sim/exercise/action.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace fcr {

enum class ExerciseState : std::uint8_t {
    Draft,
    Lobby,
    Running,
    Paused,
    Ended,
    HotDebrief,
    Closed,
    NoDuff,
};
[[nodiscard]] constexpr bool may_follow(ExerciseState from, ExerciseState to) {
    using enum ExerciseState;
    switch (from) {
        case Draft: return to == Lobby;
        case Lobby: return to == Running || to == NoDuff;
        case Running: return to == Paused || to == Ended || to == NoDuff;
        case Paused: return to == Running || to == Ended || to == NoDuff;
        case Ended: return to == HotDebrief || to == NoDuff;
        case HotDebrief: return to == Closed || to == NoDuff;
        case Closed: return false;
        // Back to where it was; what ran is paused.
        case NoDuff: return to == Lobby || to == Paused || to == Ended || to == HotDebrief;
    }
    return false;
}

enum class HappeningKind : std::uint8_t {
    StateChanged,
    LineFired,
    LineHeld,
    LineReleased,
    LineSkipped,
    AdHocFired,
    ResponseSeen,
    ResponseMissed,
    LimitReached,
};

struct Happening {
    SimTime at{};
    HappeningKind kind = HappeningKind::StateChanged;
    ExerciseState state = ExerciseState::Draft;  ///< of StateChanged
    std::optional<std::size_t> line;             ///< row of the events list
    std::size_t response = 0;  ///< of ResponseSeen and ResponseMissed: row of the line's expected
    std::string who;           ///< seat; empty when nobody but the list itself
    std::string text;  ///< reason of a state; title of an ad hoc inject; why the room refused
};

enum class LineStatus : std::uint8_t { Waiting, Held, Fired, Skipped };

/// A command of the events list or the controller that was given to the room, for the
/// counterfactual.
struct FiredCommand {
    SimTime at{};
    Command command;
    std::optional<std::size_t> line;  ///< none: ad hoc
    bool contingency = false;         ///< fired because players had not answered
};

/// A command that the room was given and took, whoever gave it: the events list, the controller or
/// a player. In order they make the room again.
struct GivenCommand {
    SimTime at{};
    Command command;
    bool by_player = false;
    bool contingency = false;   ///< of a line that fired because players had not answered
    bool after_digest = false;  ///< at a whole minute, after its digest
    std::uint32_t count = 0;    ///< see CommandAnswer
    Duration promise{0};        ///< of call-backs that begin: within which they are promised
};

/// What a player did.
struct ActionTaken {
    std::uint64_t number = 0;
    SimTime at{};
    std::string seat;
    SupervisorAction action;
    SimTime effective = kNever;
    std::uint32_t count = 0;
};

/// The state at a whole minute of the exercise.
struct MinuteDigest {
    SimTime at{};
    std::uint64_t room = 0;      ///< of the room alone
    std::uint64_t exercise = 0;  ///< of everything, and of all minutes before

    friend bool operator==(const MinuteDigest&, const MinuteDigest&) = default;
};

}  // namespace fcr
