// What people did in an exercise, as its journal has it.
#pragma once

#include "sim/base/result.hpp"
#include "sim/exercise/exercise.hpp"
#include "sim/exercise/journal_contents.hpp"
#include "sim/journal/journal_record.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace fcr {

/// An action that a supervisor asked for, done or refused.
struct AskedAction {
    std::uint64_t number = 0;  ///< of the input
    SimTime at{};
    std::string seat;
    SupervisorAction action;
    SimTime effective = kNever;
    std::uint32_t count = 0;  ///< people or calls
    std::string refusal;      ///< empty: done
};

/// Under what a comment of the hot debrief stands: what its text begins with, `why: ...`.
enum class DebriefHeading : std::uint8_t {
    Meant,     ///< what was meant to happen
    Happened,  ///< what happened
    Why,
    Keep,    ///< what to keep
    Change,  ///< what to change
    ToDo,    ///< what is to be done, with owner and date
    None,
};
inline constexpr std::size_t kDebriefHeadings = 7;

struct LoggedNote {
    std::uint64_t number = 0;  ///< of the input
    SimTime at{};
    std::string seat;
    std::string text;                               ///< without its heading
    DebriefHeading heading = DebriefHeading::None;  ///< of a debrief comment
    bool in_debrief = false;
};

struct SpeedChange {
    std::uint64_t number = 0;
    SimTime at{};
    std::string seat;
    std::uint32_t speed = 1;
};

/// The exercise made again, and what was asked of it.
struct ExerciseLog {
    JournalContents contents;
    DigestComparison digests;
    std::unique_ptr<Exercise> exercise;  ///< as it was at the end of the journal
    std::vector<AskedAction> actions;
    std::vector<LoggedNote> notes;
    std::vector<SpeedChange> speeds;
    std::uint64_t refused = 0;  ///< inputs of any kind
    SimTime until{};            ///< where simulated time ended
};

/// The plan must outlive the log. `journal` is for problems.
[[nodiscard]] Result<ExerciseLog> log_of(std::span<const JournalRecord> records,
                                         const ExercisePlan& plan,
                                         const std::string& journal);

/// A comment's heading and the text after it: `Why: too late` is Why and `too late`.
struct HeadedText {
    DebriefHeading heading = DebriefHeading::None;
    std::string text;
};
[[nodiscard]] HeadedText headed(const std::string& text);

}  // namespace fcr
