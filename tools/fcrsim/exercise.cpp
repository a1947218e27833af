#include "tools/fcrsim/exercise.hpp"

#include "tools/fcrsim/exercise_replay.hpp"
#include "tools/fcrsim/exercise_salvage.hpp"

namespace fcr {

Subcommand exercise_subcommand() {
    return {.name = "exercise",
            .summary = "Works on a live exercise and on the journal it leaves.",
            .examples = {},
            .add = nullptr,
            .uses_ranks = false,
            .commands = {exercise_replay_command(), exercise_salvage_command()}};
}

}  // namespace fcr
